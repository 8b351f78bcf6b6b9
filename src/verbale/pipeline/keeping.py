"""Keeping the record: articles coded into a store, and coded again when the coder has changed."""

import functools
import hashlib
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from verbale.codebook.mutual import is_mutual
from verbale.codebook.resources import CODEBOOK_VERSION
from verbale.ingest import furniture_masks
from verbale.model.article import Article, Rejection
from verbale.pipeline.identity import Identities, digest_of
from verbale.pipeline.output import flatten
from verbale.pipeline.records import CODER_VERSION, SCHEMA_VERSION, Record
from verbale.pipeline.run import Outcome, Result, Settings, run_code
from verbale.scorer import load_scorer
from verbale.store import CodedArticle, RunWriter, Store, Versions
from verbale.store.reading import articles, coded_otherwise, held_articles

# A batch is written when it holds so many articles or is so old: the file is held for a moment, and little is lost.
BATCH_ARTICLES = 128
BATCH_SECONDS = 5.0


@dataclass(slots=True, kw_only=True)
class Tally:
    """What a run has done so far."""

    run_id: int | None = None
    added: int = 0
    unchanged: int = 0
    events: int = 0
    rejections: list[Rejection] = field(default_factory=list)


def versions_of(settings: Settings) -> Versions:
    """The versions that a run with these settings writes on its rows."""
    models = {"parser": settings.parser, "scorer": load_scorer(settings.model).name}
    if settings.codebook is not None:
        models["overlay"] = _digest_of_folder(settings.codebook)
    return Versions(
        coder=CODER_VERSION,
        codebook=CODEBOOK_VERSION,
        models="; ".join(f"{part} {name}" for part, name in models.items()),
        schema=SCHEMA_VERSION,
    )


def versions_of_program() -> Versions:
    """The versions on rows that no model had a part in."""
    return Versions(coder=CODER_VERSION, codebook=CODEBOOK_VERSION, models="", schema=SCHEMA_VERSION)


@functools.cache
def _digest_of_folder(folder: Path) -> str:
    """Of the names and bytes of all files: the same tables elsewhere are the same, and a changed row is another.

    Read once a process, as the tables are.
    """
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(folder).as_posix()} {content}\n".encode())
    return digest.hexdigest()[:12]


def ingest(
    items: Iterable[Article | Rejection],
    store: Store,
    settings: Settings,
    *,
    writer: RunWriter | None = None,
    batch_articles: int = BATCH_ARTICLES,
) -> Iterator[Tally]:
    """Code what the store does not hold yet and keep it, by a `writer` of its own if none is given.

    The tally comes after every batch and at the end. The same article twice changes nothing; an article whose text or
    description has changed becomes a new version. Stopped at any moment, each article is in the store wholly or not at
    all.
    """
    tally = Tally()
    fresh = _fresh(items, Identities.of(held_articles(store)), tally)
    writer = writer or run_writer(store, "ingest", settings)
    yield from _kept(_batches(run_code(fresh, settings), batch_articles), writer, tally, anew=False)


def recode(
    store: Store, settings: Settings, *, everything: bool = False, batch_articles: int = BATCH_ARTICLES
) -> Iterator[Tally]:
    """Code again what other versions coded (or `everything`); old rows stay and end where the new ones begin."""
    writer = run_writer(store, "recode", settings)
    wanted = coded_otherwise(store, None if everything else writer.versions)
    tally = Tally()
    yield from _kept(_batches(run_code(_texts(store, wanted), settings), batch_articles), writer, tally, anew=True)


def run_writer(store: Store, kind: str, settings: Settings) -> RunWriter:
    """What writes the rows of a run of this kind with these settings."""
    return RunWriter(store=store, kind=kind, versions=versions_of(settings), settings=_described(settings))


def _texts(store: Store, wanted: Sequence[str]) -> Iterator[Article]:
    for start in range(0, len(wanted), BATCH_ARTICLES):
        # The furniture of a page is read anew too.
        for article in articles(store, wanted[start : start + BATCH_ARTICLES]):
            yield replace(article, masks=furniture_masks(article.text))


def _kept(batches: Iterator[list[Outcome]], writer: RunWriter, tally: Tally, *, anew: bool) -> Iterator[Tally]:
    for batch in batches:
        rejections = [o for o in batch if isinstance(o, Rejection)]
        coded = [coded_article(o) for o in batch if isinstance(o, Result)]
        writer.add(coded, rejections, anew=anew)
        # What is left out was written by another run meanwhile.
        tally.unchanged += len(coded) - (writer.articles - tally.added)
        tally.run_id, tally.added, tally.events = writer.run_id, writer.articles, writer.events
        tally.rejections += rejections
        yield tally
    writer.finish()
    yield tally


def _batches(outcomes: Iterator[Outcome], articles: int) -> Iterator[list[Outcome]]:
    batch: list[Outcome] = []
    began = time.monotonic()
    for outcome in outcomes:
        batch.append(outcome)
        if len(batch) >= articles or time.monotonic() - began > BATCH_SECONDS:
            yield batch
            batch, began = [], time.monotonic()
    if batch:
        yield batch


def _fresh(items: Iterable[Article | Rejection], known: Identities, tally: Tally) -> Iterator[Article | Rejection]:
    """What is to be coded: articles that are new or have changed, under the id that the store knows them by."""
    for item in items:
        if isinstance(item, Rejection):
            yield item
            continue
        # Where the run was started from must not make a file another.
        path = os.path.abspath(item.input_path) if item.input_path is not None else None
        article = known.identified(replace(item, input_path=path))
        if known.is_held(article):
            tally.unchanged += 1
        else:
            yield article


def coded_article(result: Result) -> CodedArticle:
    """An article and its records as rows of the store."""
    return CodedArticle(
        article=result.article,
        digest=digest_of(result.article),
        events=[event_row(record, result.article) for record in result.records],
        mentions=[row for record in result.records for row in _mention_rows(record)],
    )


def event_row(record: Record, article: Article) -> dict[str, Any]:
    """A record as a row of the table `event`: the flat columns, whether the act is mutual, and the whole record."""
    more = {"published_day": article.published_day, "mutual": is_mutual(record), "record": record}
    return {**flatten(record), **more}


def _mention_rows(record: Record) -> Iterator[dict[str, Any]]:
    """Every place where the article tells the act, its main one first."""
    for number, mention in enumerate((record, *record["mentions"]), 1):
        evidence, trigger = mention["evidence"], mention["trigger"]
        yield {
            "event_id": record["event_id"],
            "number": number,
            "evidence": evidence["text"],
            "evidence_start": evidence["start"],
            "evidence_end": evidence["end"],
            "trigger": trigger["text"],
            "trigger_start": trigger["start"],
            "trigger_end": trigger["end"],
        }


def _described(settings: Settings) -> dict[str, Any]:
    return {
        "parser": settings.parser,
        "model": str(settings.model) if settings.model else None,
        "codebook": str(settings.codebook) if settings.codebook else None,
        "workers": settings.workers,
    }
