"""Keeping the record: articles coded into a store, and coded again when the coder has changed."""

import hashlib
import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from verbale.codebook.resources import CODEBOOK_VERSION
from verbale.ingest import furniture_masks, hashed_id
from verbale.model.article import Article, Rejection
from verbale.pipeline.output import flatten
from verbale.pipeline.records import CODER_VERSION, SCHEMA_VERSION, Record
from verbale.pipeline.run import Outcome, Result, Settings, run_code
from verbale.scorer import load_scorer
from verbale.store import CodedArticle, RunWriter, Store, Versions
from verbale.store.reading import Held, articles, coded_otherwise, held_articles

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
        models["overlay"] = str(settings.codebook)
    return Versions(
        coder=CODER_VERSION,
        codebook=CODEBOOK_VERSION,
        models="; ".join(f"{part} {name}" for part, name in models.items()),
        schema=SCHEMA_VERSION,
    )


def ingest(
    items: Iterable[Article | Rejection], store: Store, settings: Settings, *, kind: str = "ingest"
) -> Iterator[Tally]:
    """Code what the store does not hold yet and keep it; the tally after every batch and at the end.

    The same article twice changes nothing; an article whose text or description has changed becomes a new version.
    Stopped at any moment, each article is in the store wholly or not at all.
    """
    held = held_articles(store)
    tally = Tally()
    fresh = _fresh(items, held, tally)
    writer = RunWriter(store=store, kind=kind, versions=versions_of(settings), settings=_described(settings))
    yield from _kept(run_code(fresh, settings), writer, tally, anew=False)


def recode(store: Store, settings: Settings, *, everything: bool = False) -> Iterator[Tally]:
    """Code again what other versions coded (or `everything`); old rows stay and end where the new ones begin."""
    versions = versions_of(settings)
    wanted = coded_otherwise(store, None if everything else versions)
    tally = Tally()
    writer = RunWriter(store=store, kind="recode", versions=versions, settings=_described(settings))
    yield from _kept(run_code(_texts(store, wanted), settings), writer, tally, anew=True)


def _texts(store: Store, wanted: Sequence[str]) -> Iterator[Article]:
    for start in range(0, len(wanted), BATCH_ARTICLES):
        # The furniture of a page is read anew too.
        for article in articles(store, wanted[start : start + BATCH_ARTICLES]):
            yield replace(article, masks=furniture_masks(article.text))


def _kept(outcomes: Iterator[Outcome], writer: RunWriter, tally: Tally, *, anew: bool) -> Iterator[Tally]:
    for batch in _batches(outcomes):
        rejections = [o for o in batch if isinstance(o, Rejection)]
        writer.add([coded_article(o) for o in batch if isinstance(o, Result)], rejections, anew=anew)
        tally.run_id, tally.added, tally.events = writer.run_id, writer.articles, writer.events
        tally.rejections += rejections
        yield tally
    writer.finish()
    yield tally


def _batches(outcomes: Iterator[Outcome]) -> Iterator[list[Outcome]]:
    batch: list[Outcome] = []
    began = time.monotonic()
    for outcome in outcomes:
        batch.append(outcome)
        if len(batch) >= BATCH_ARTICLES or time.monotonic() - began > BATCH_SECONDS:
            yield batch
            batch, began = [], time.monotonic()
    if batch:
        yield batch


def _fresh(items: Iterable[Article | Rejection], held: Sequence[Held], tally: Tally) -> Iterator[Article | Rejection]:
    """What is to be coded: articles that are new or have changed, under the id that the store knows them by."""
    digests = {h.article_id: h.digest for h in held}
    at_path = {h.input_path: h for h in held if h.input_path is not None}
    paths = {h.article_id: h.input_path for h in held}
    for item in items:
        if isinstance(item, Article):
            item = _identified(item, at_path, paths)
            if digests.get(item.article_id) == digest_of(item):
                tally.unchanged += 1
                continue
        yield item


def _identified(article: Article, at_path: Mapping[str, Held], paths: Mapping[str, str | None]) -> Article:
    """A file whose only name is its text keeps the id that it had before its text changed."""
    if article.input_path is None or article.article_id != hashed_id(article.text):
        return article
    before = at_path.get(article.input_path)
    if before is not None and before.url is None:
        return replace(article, article_id=before.article_id)
    if paths.get(article.article_id, article.input_path) != article.input_path and article.article_id in paths:
        # Another file had this text once: when it has it still, this one is its copy, else they are two articles.
        other = at_path[str(paths[article.article_id])]
        if other.digest != digest_of(replace(article, input_path=other.input_path)):
            return replace(article, article_id=hashed_id(f"{article.input_path}\n{article.text}"))
    return article


def digest_of(article: Article) -> str:
    """Of all that coding and the reader see of an article; not of where and when it was fetched."""
    seen = (
        article.text, article.title, article.url, article.publisher, article.author, article.published_at,
        article.language,
    )  # fmt: skip
    return hashlib.sha256(json.dumps(seen).encode("utf-8")).hexdigest()[:32]


def coded_article(result: Result) -> CodedArticle:
    """An article and its records as rows of the store."""
    return CodedArticle(
        article=result.article,
        digest=digest_of(result.article),
        events=[event_row(record, result.article) for record in result.records],
        mentions=[row for record in result.records for row in _mention_rows(record)],
    )


def event_row(record: Record, article: Article) -> dict[str, Any]:
    """A record as a row of the table `event`: the flat columns and the whole record."""
    return {**flatten(record), "published_day": article.published_day, "record": record}


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
