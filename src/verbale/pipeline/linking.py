"""Linking the record: which events of all articles are one happening, written as stories."""

import datetime
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from verbale.ingest import blanked
from verbale.link.across import Links, link_tellings
from verbale.link.blocking import MOST_DAYS
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
# A record of fewer events is linked as a whole: that takes half a minute.
LARGE_EVENTS = 20_000
# So many times the days over which events are compared are read on each side of what is new.
MARGIN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The days, as ordinals, that are read around the events of a run."""

    first: int
    last: int
    event_ids: frozenset[str]

    def holds(self, telling: Telling) -> bool:
        """Whether all that the telling is compared with is read."""
        if telling.published is None:
            return True
        day = datetime.date.fromisoformat(telling.published).toordinal()
        return self.first + MOST_DAYS <= day <= self.last - MOST_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTally:
    """What a linking found: all stories and those of several articles, and how many are new or changed, or ended."""

    stories: int
    shared: int
    changed: int
    ended: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What the record holds for linking: tellings, their records by event id, articles, judgements, and the story of
    every event; `stale` are stories with events that the record holds no longer.
    """

    tellings: Sequence[Telling]
    records: Mapping[str, Record]
    sources: Sequence[Source]
    must: Sequence[tuple[str, str]]
    never: Sequence[tuple[str, str]]
    story_of: Mapping[str, str]
    stale: frozenset[str]


def link(store: Store, run_id: int | None = None) -> LinkTally:
    """Link the events of the record and keep the stories; the same events give the same stories, in any order.

    With `run_id`, in a large record only the weeks around what that run brought are linked: that comes to the same but
    for copies of articles that are months older, and where it might not, all is linked.
    """
    with store.reading() as connection:
        window = _window(connection, run_id) if run_id is not None else None
        read = _read(connection, window)
    if window is not None:
        linked = _linked(read, window)
        if linked is not None:
            return _keep(store, read, *linked)
        with store.reading() as connection:
            read = _read(connection, None)
    links, stories, origin_of = _stories(read)
    return _keep(store, read, stories, links, origin_of, None)


def _stories(read: Read) -> tuple[Links, list[Story], Mapping[str, Origin]]:
    texts = {source.article_id: source.text for source in read.sources}
    links = link_tellings(read.tellings, texts, must=read.must, never=read.never)
    origin_of = origins(read.sources)
    return links, stories_of(read.tellings, links, origin_of), origin_of


def _linked(read: Read, window: "Window") -> tuple[list[Story], Links, Mapping[str, Origin], list[str]] | None:
    """The stories that lie wholly inside a window, and which stories of the record they replace.

    None where events of the run, or events of a story that would be replaced, are in a story that reaches its margin.
    """
    links, stories, origin_of = _stories(read)
    kept = [story for story in stories if all(window.holds(t) for t in story.tellings)]
    events = {t.event_id for story in kept for t in story.tellings}
    replaced = {read.story_of[e] for e in events if e in read.story_of} | read.stale
    lost = {e for e, story_id in read.story_of.items() if story_id in replaced} - events
    if lost or not window.event_ids <= events:
        return None
    return kept, links, origin_of, sorted(replaced)


def _keep(
    store: Store,
    read: Read,
    stories: list[Story],
    links: Links,
    origin_of: Mapping[str, Origin],
    touched: Sequence[str] | None,
) -> LinkTally:
    writer = RunWriter(store=store, kind="link", versions=versions_of_program())
    link_rows = [row for story in stories for row in _link_rows(story, links, origin_of)]
    rows = [_story_row(s, read.records) for s in stories]
    if touched is not None:
        touched = sorted({*touched, *(s.story_id for s in stories)})
    changed, ended = keep_stories(writer, rows, link_rows, touched)
    writer.finish()
    return LinkTally(stories=len(stories), shared=sum(s.articles > 1 for s in stories), changed=changed, ended=ended)


def stories_of(tellings: Sequence[Telling], links: Links, origin_of: Mapping[str, Origin]) -> list[Story]:
    """The stories of linked tellings, by id."""
    by_id = {t.event_id: t for t in tellings}
    first = {article_id: origin.article_id for article_id, origin in origin_of.items()}
    stories = (story_of([by_id[i] for i in group], first) for group in links.groups)
    return sorted(stories, key=lambda s: s.story_id)


def _window(connection: "DuckDBPyConnection", run_id: int) -> Window | None:
    """The window around what a run brought; None where the record is small, or the run brought events without a day."""
    ((count,),) = connection.execute("SELECT count(*) FROM event WHERE known_until IS NULL").fetchall()
    rows = select(
        connection, "SELECT event_id, published_day FROM event WHERE known_until IS NULL AND run_id = ?", [run_id]
    )
    days = [row["published_day"] for row in rows]
    if count < LARGE_EVENTS or not rows or None in days:
        return None
    margin = MARGIN * MOST_DAYS
    return Window(
        first=min(days).toordinal() - margin,
        last=max(days).toordinal() + margin,
        event_ids=frozenset(row["event_id"] for row in rows),
    )


def _read(connection: "DuckDBPyConnection", window: Window | None) -> Read:
    where, days = "known_until IS NULL", []
    if window is not None:
        where += " AND (published_day IS NULL OR published_day BETWEEN ? AND ?)"
        days = [datetime.date.fromordinal(day) for day in (window.first, window.last)]
    articles = select(connection, f"SELECT article_id, text, masks, published_day FROM article WHERE {where}", days)
    texts = {row["article_id"]: row["text"] for row in articles}
    rows = select(connection, f"SELECT record FROM event WHERE {where}", days)
    records = [json.loads(row["record"]) for row in rows]
    held = select(
        connection,
        "SELECT l.event_id, l.story_id, e.event_id IS NULL AS stale FROM link l LEFT JOIN event e"
        " ON e.event_id = l.event_id AND e.known_until IS NULL WHERE l.known_until IS NULL",
    )
    judgements = standing(connection)
    return Read(
        tellings=[telling_of(record, texts[record["article_id"]]) for record in records],
        records={record["event_id"]: record for record in records},
        sources=[_source(row) for row in articles],
        must=[(j.event_a, j.event_b) for j in judgements if j.verdict == SAME],
        never=[(j.event_a, j.event_b) for j in judgements if j.verdict != SAME],
        story_of={row["event_id"]: row["story_id"] for row in held if not row["stale"]},
        stale=frozenset(row["story_id"] for row in held if row["stale"]),
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
