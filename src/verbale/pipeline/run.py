"""Running the pipeline over many articles: in order, in batches, on one process or several."""

import gc
import itertools
import traceback
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from verbale.codebook.actors import load_actors
from verbale.model.article import Article, Rejection
from verbale.model.events import Document
from verbale.model.parse import Parse
from verbale.pipeline.records import Record, annotation_record, event_records
from verbale.pipeline.stages import annotate_document, code_document, without_dateline
from verbale.places import prepare_gazetteer
from verbale.scorer import load_scorer
from verbale.text.parser import DEFAULT_MODEL, parse_articles

# Articles handed to a worker at once: large enough to hide the pickling, small enough to keep the order flowing.
CHUNK = 64
# Parses are many small objects without cycles: looking for these as often as Python does takes a thirtieth of the time.
COLLECT_AFTER = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run needs to know; built by the command line or the caller and passed down.

    `parser` names an installed spaCy pipeline, `model` a folder with a scorer (the shipped one if None), `workers` the
    number of processes (1 stays in this one), `codebook` a folder whose tables are laid over the shipped ones.
    """

    parser: str = DEFAULT_MODEL
    model: Path | None = None
    workers: int = 1
    codebook: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of one article: its records, possibly none."""

    article: Article
    records: tuple[Record, ...]


Outcome = Result | Rejection


def run_code(items: Iterable[Article | Rejection], settings: Settings) -> Iterator[Outcome]:
    """Event records of every article, in the order given; rejections stay where they were."""
    load_scorer(settings.model)
    return _run(items, settings, _coded)


def run_annotate(items: Iterable[Article | Rejection], settings: Settings) -> Iterator[Outcome]:
    """One annotation record for every article, in the order given."""
    return _run(items, settings, _annotated)


def run_read(items: Iterable[Article | Rejection], settings: Settings) -> Iterator[Outcome]:
    """Of every article its annotation record and then its event records, from one parse, in the order given."""
    load_scorer(settings.model)
    return _run(items, settings, _read)


Work = Callable[[Article, Parse, Settings], list[Record]]


def _coded(article: Article, parse: Parse, settings: Settings) -> list[Record]:
    document, models = _document(article, parse, settings)
    return event_records(document, models)


def _annotated(article: Article, parse: Parse, settings: Settings) -> list[Record]:
    return [annotation_record(annotate_document(article, parse, load_actors(settings.codebook)))]


def _read(article: Article, parse: Parse, settings: Settings) -> list[Record]:
    document, models = _document(article, parse, settings)
    return [annotation_record(document), *event_records(document, models)]


def _document(article: Article, parse: Parse, settings: Settings) -> tuple[Document, dict[str, str]]:
    """The coded document, and what read it."""
    scorer = load_scorer(settings.model)
    document = code_document(article, parse, tables=load_actors(settings.codebook), read=scorer.read)
    return document, {"parser": settings.parser, "scorer": scorer.name}


def _run(items: Iterable[Article | Rejection], settings: Settings, work: Work) -> Iterator[Outcome]:
    # What is wrong with the tables or the model stops the run before its first document.
    load_actors(settings.codebook)
    prepare_gazetteer()
    chunks = _chunks(items)
    if settings.workers <= 1:
        for chunk in chunks:
            yield from _process(chunk, settings, work)
        return
    with ProcessPoolExecutor(settings.workers, initializer=gc.set_threshold, initargs=(COLLECT_AFTER,)) as pool:
        # A bounded window of chunks in flight, so that a long input is not read into memory at once.
        window: list = []  # type: ignore[type-arg]
        for chunk in chunks:
            window.append(pool.submit(_process, chunk, settings, work))
            if len(window) > 2 * settings.workers:
                yield from window.pop(0).result()
        for future in window:
            yield from future.result()


def _chunks(items: Iterable[Article | Rejection]) -> Iterator[list[Article | Rejection]]:
    iterator = iter(items)
    # The first chunks are small, so that a single article does not wait for sixty more.
    for size in itertools.chain((1, 8), itertools.repeat(CHUNK)):
        chunk = list(itertools.islice(iterator, size))
        if not chunk:
            return
        yield chunk


def _process(chunk: list[Article | Rejection], settings: Settings, work: Work) -> list[Outcome]:
    parsed = parse_articles((without_dateline(i) for i in chunk if isinstance(i, Article)), settings.parser)
    outcomes: list[Outcome] = []
    for item in chunk:
        if isinstance(item, Rejection):
            outcomes.append(item)
        else:
            article, parse = next(parsed)
            outcomes.append(_guarded(item, article, parse, settings, work))
    return outcomes


def _guarded(given: Article, article: Article, parse: Parse, settings: Settings, work: Work) -> Outcome:
    """One article's fault must not end a run over thousands: it is recorded with where it happened."""
    try:
        return Result(article=given, records=tuple(work(article, parse, settings)))
    except Exception as error:  # noqa: BLE001 - recorded as a rejection, never swallowed
        frame = traceback.extract_tb(error.__traceback__)[-1]
        detail = f"{type(error).__name__}: {error} ({frame.name}, line {frame.lineno})"
        return Rejection(article_id=article.article_id, stage="coding", reason="coder-error", detail=detail)
