"""Linking the record: which events of all articles are one happening, written as stories."""

import datetime
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from verbale.ingest import blanked
from verbale.link.across import Links, link_tellings
from verbale.link.origins import Origin, Source, origins
from verbale.link.stories import Story, story_of
from verbale.model.spans import Span
from verbale.model.tellings import Telling
from verbale.pipeline.keeping import versions_of_program
from verbale.pipeline.records import Record
from verbale.pipeline.tellings import telling_of
from verbale.store import RunWriter, Store, select
from verbale.store.judging import SAME, standing
from verbale.store.stories import keep_stories

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TITLE_CHARS = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTally:
    """What a linking found: all stories and those of several articles, and how many are new or changed, or ended."""

    stories: int
    shared: int
    changed: int
    ended: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What the record holds for linking: tellings, their records by event id, articles."""

    tellings: Sequence[Telling]
    records: Mapping[str, Record]
    sources: Sequence[Source]
    must: Sequence[tuple[str, str]]
    never: Sequence[tuple[str, str]]


def link(store: Store) -> LinkTally:
    """Link all events of the record and keep the stories; the same events give the same stories, in any order."""
    with store.reading() as connection:
        read = _read(connection)
    texts = {source.article_id: source.text for source in read.sources}
    links = link_tellings(read.tellings, texts, must=read.must, never=read.never)
    origin_of = origins(read.sources)
    stories = stories_of(read.tellings, links, origin_of)
    writer = RunWriter(store=store, kind="link", versions=versions_of_program())
    link_rows = [row for story in stories for row in _link_rows(story, links, origin_of)]
    changed, ended = keep_stories(writer, [_story_row(s, read.records) for s in stories], link_rows)
    writer.finish()
    return LinkTally(stories=len(stories), shared=sum(s.articles > 1 for s in stories), changed=changed, ended=ended)


def stories_of(tellings: Sequence[Telling], links: Links, origin_of: Mapping[str, Origin]) -> list[Story]:
    """The stories of linked tellings, by id."""
    by_id = {t.event_id: t for t in tellings}
    first = {article_id: origin.article_id for article_id, origin in origin_of.items()}
    stories = (story_of([by_id[i] for i in group], first) for group in links.groups)
    return sorted(stories, key=lambda s: s.story_id)


def _read(connection: "DuckDBPyConnection") -> Read:
    articles = select(
        connection, "SELECT article_id, text, masks, published_day FROM article WHERE known_until IS NULL"
    )
    texts = {row["article_id"]: row["text"] for row in articles}
    rows = select(connection, "SELECT record FROM event WHERE known_until IS NULL")
    records = [json.loads(row["record"]) for row in rows]
    judgements = standing(connection)
    return Read(
        tellings=[telling_of(record, texts[record["article_id"]]) for record in records],
        records={record["event_id"]: record for record in records},
        sources=[_source(row) for row in articles],
        must=[(j.event_a, j.event_b) for j in judgements if j.verdict == SAME],
        never=[(j.event_a, j.event_b) for j in judgements if j.verdict != SAME],
    )


def _source(row: Mapping[str, Any]) -> Source:
    masks = tuple(Span(start, end) for start, end in json.loads(row["masks"]))
    day: datetime.date | None = row["published_day"]
    return Source(article_id=row["article_id"], text=blanked(row["text"], masks), day=day.toordinal() if day else None)


def _story_row(story: Story, records: Mapping[str, Record]) -> dict[str, Any]:
    told = [records[t.event_id] for t in story.tellings]
    first = story.first
    days = [t.earliest for t in story.tellings if t.earliest], [t.latest for t in story.tellings if t.latest]
    return {
        "story_id": story.story_id,
        "title": _title(told[0]),
        "event_type": _most(r["event_type"] for r in told),
        "mode": _most(r["mode"] for r in told),
        "source_code": _most(_codes(r, "source") for r in told),
        "target_code": _most(_codes(r, "target") for r in told),
        "place": _most(r["place"]["name"] if r["place"] else None for r in told),
        "status": story.status,
        "events": len(story.tellings),
        "articles": story.articles,
        "publishers": story.publishers,
        "origins": story.origins,
        "first_event_id": first.event_id,
        "first_published_at": told[0]["published_at"],
        "date_earliest": min(days[0], default=None),
        "date_latest": max(days[1], default=None),
        "agreed": dict(story.agreed),
        "contradictions": {name: [asdict(v) for v in versions] for name, versions in story.contradictions.items()},
        "chain": [asdict(step) for step in story.chain],
    }


def _title(record: Record) -> str:
    """The headline of the first report, else the words that are its evidence."""
    words = " ".join((record["title"] or record["evidence"]["text"]).split())
    return words if len(words) <= TITLE_CHARS else words[: TITLE_CHARS - 1].rstrip() + "…"


def _codes(record: Record, side: str) -> str | None:
    return "; ".join(dict.fromkeys(a["code"] for a in record[side] if a["code"])) or None


def _most(values: Iterator[str | None]) -> str | None:
    """The commonest value that is known; the first in the alphabet of several as common."""
    counts = Counter(v for v in values if v is not None)
    return min(counts, key=lambda v: (-counts[v], v), default=None)


def _link_rows(story: Story, links: Links, origin_of: Mapping[str, Origin]) -> Iterator[dict[str, Any]]:
    for telling in story.tellings:
        origin, neighbour = origin_of[telling.article_id], links.nearest.get(telling.event_id)
        yield {
            "story_id": story.story_id,
            "event_id": telling.event_id,
            "article_id": telling.article_id,
            "origin": origin.article_id,
            "likeness": origin.likeness,
            "nearest_event_id": neighbour.event_id if neighbour else None,
            "score": round(neighbour.score, 3) if neighbour else None,
            "reasons": list(neighbour.reasons) if neighbour else [],
        }
