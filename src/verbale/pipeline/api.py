"""The Python interface: code files or texts, and make a data frame of the events."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.errors import ConfigError
from verbale.ingest import article_from_text, read
from verbale.link.documents import happenings, report_of
from verbale.model.article import Article, Rejection
from verbale.pipeline.output import FLAT_COLUMNS, flatten
from verbale.pipeline.records import Record, event_place_record
from verbale.pipeline.run import Outcome, Settings, run_annotate, run_code
from verbale.pipeline.stages import ASKED_FLOOR, annotate_document, find_place, without_dateline
from verbale.text.parser import DEFAULT_MODEL, parse_articles

if TYPE_CHECKING:
    import pandas


class Records(list[Record]):
    """A list of records, with the inputs that were not coded in `rejections`."""

    def __init__(self, outcomes: Iterable[Outcome]) -> None:
        super().__init__()
        self.rejections: list[Rejection] = []
        for outcome in outcomes:
            if isinstance(outcome, Rejection):
                self.rejections.append(outcome)
            else:
                self.extend(outcome.records)


def code(
    inputs: str | Path | Sequence[str | Path],
    *,
    published: str | None = None,
    input_format: str | None = None,
    parser: str = DEFAULT_MODEL,
    model: str | Path | None = None,
    workers: int = 1,
    codebook: str | Path | None = None,
) -> Records:
    """Code files and folders of news into event records as OUTPUT.md defines them.

    `inputs` are paths; `published` (ISO day) dates articles that carry no date; `workers` is the number of processes,
    `parser` an installed spaCy pipeline, `model` a folder with another scorer, `codebook` a folder whose tables are
    laid over the shipped ones. Raises ConfigError for a path that does not exist, CodebookError for a broken table and
    ModelError for a parser or scorer that is missing; an article that cannot be read is in `.rejections`.
    """
    items = read(_paths(inputs), input_format=input_format, published=published)
    return Records(run_code(items, _settings(parser, model, workers, codebook)))


def code_text(text: str, *, published: str | None = None, parser: str = DEFAULT_MODEL, **fields: str | None) -> Records:
    """Code one text. `fields` are those of an input record: article_id, title, url, publisher, language.

    Raises IngestError when the text is empty, binary or not in English.
    """
    article = article_from_text(text, published_at=published, **fields)
    return Records(run_code([article], Settings(parser=parser)))


def annotate(
    inputs: str | Path | Sequence[str | Path],
    *,
    published: str | None = None,
    input_format: str | None = None,
    parser: str = DEFAULT_MODEL,
    model: str | Path | None = None,
    workers: int = 1,
    codebook: str | Path | None = None,
) -> Records:
    """All layers of each article: sentences, actors, toponyms, times, attributions. Arguments as for `code`."""
    items = read(_paths(inputs), input_format=input_format, published=published)
    return Records(run_annotate(items, _settings(parser, model, workers, codebook)))


def locate(text: str, start: int, end: int, *, parser: str = DEFAULT_MODEL) -> Record | None:
    """Where the act happens whose word (a verb or noun) stands at `text[start:end]`, offsets in code points.

    Returns the place as an event's `place` in OUTPUT.md, or None where the text does not say. Raises ValueError for a
    span without a word in it, IngestError when the text is empty, binary or not in English.
    """
    if not text[max(0, start) : end].strip():
        raise ValueError(f"no word at {start} to {end}")
    article = without_dateline(article_from_text(text))
    ((_, parse),) = parse_articles([article], parser)
    trigger = next((t for t in parse.tokens if t.start < end and start < t.end), None)
    found = find_place(annotate_document(article, parse), trigger, floor=ASKED_FLOOR) if trigger is not None else None
    return event_place_record(found[0], text) if found else None


def group_articles(
    inputs: str | Path | Sequence[str | Path], *, published: str | None = None, input_format: str | None = None
) -> list[tuple[str, ...]]:
    """Ids of the articles in files and folders, grouped by what they report on: one happening, one group.

    Works on words, names and days alone, without coding: a first look at a folder. Arguments and errors as for `code`;
    what cannot be read is in no group.
    """
    items = read(_paths(inputs), input_format=input_format, published=published)
    articles = (item for item in items if isinstance(item, Article))
    return happenings(report_of(a.article_id, a.text, a.published_at) for a in articles)


def to_frame(events: Iterable[Record]) -> "pandas.DataFrame":
    """Events as a pandas data frame, one row per event, the columns of the CSV and Parquet output.

    Raises ConfigError where pandas is not installed: it is an extra, since the command line never needs it.
    """
    try:
        import pandas
    except ImportError as error:
        raise ConfigError('pandas is not installed: pip install "verbale[pandas]"') from error

    return pandas.DataFrame([flatten(event) for event in events], columns=list(FLAT_COLUMNS))


def _paths(inputs: str | Path | Sequence[str | Path]) -> list[Path]:
    given = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    return [Path(item) for item in given]


def _settings(parser: str, model: str | Path | None, workers: int, codebook: str | Path | None) -> Settings:
    return Settings(
        parser=parser,
        model=Path(model) if model else None,
        workers=workers,
        codebook=Path(codebook) if codebook else None,
    )
