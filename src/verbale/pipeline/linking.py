"""Linking the record: which events of all articles are one happening, written as stories."""

import datetime
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from verbale.errors import StoreError
from verbale.ingest import blanked
from verbale.link.across import Links, link_tellings
from verbale.link.blocking import MOST_DAYS
from verbale.link.origins import Origin, Source, origins
from verbale.link.stories import Story, story_of
from verbale.model.spans import Span
from verbale.model.tellings import Telling
from verbale.pipeline.keeping import versions_of_program
from verbale.pipeline.records import Record
from verbale.pipeline.tellings import moment_of, telling_of
from verbale.store import RunWriter, Store, select
from verbale.store.judgements.pairs import SAME, on_current_events, standing
from verbale.store.stories import held_links, keep_stories, moment_of_record, news_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TITLE_CHARS = 160
# A record of fewer events is linked as a whole: that takes half a minute.
LARGE_EVENTS = 20_000
# So many times the days over which events are compared are read on each side of what is new.
MARGIN = 3
# So often is linking begun anew where somebody wrote meanwhile.
ATTEMPTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The days, as ordinals, that are read around events that are new or newly judged."""

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
    """What a linking did: stories that are new or changed, or have ended.

    `stories` and `shared` count all stories and those of several articles, where the record was linked as a whole.
    """

    changed: int = 0
    ended: int = 0
    stories: int | None = None
    shared: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What the record holds for linking: tellings, their records by event id, articles, judgements, and the story of
    every event; `stale` are stories with events that the record holds no longer. `moment` is when it last changed.
    """

    tellings: Sequence[Telling]
    records: Mapping[str, Record]
    sources: Sequence[Source]
    must: Sequence[tuple[str, str]]
    never: Sequence[tuple[str, str]]
    story_of: Mapping[str, str]
    stale: frozenset[str]
    moment: datetime.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Stories with what made them; `replaced` are those of the record that end with them, all if None."""

    stories: Sequence[Story]
    links: Links
    origin_of: Mapping[str, Origin]
    replaced: Sequence[str] | None = None


def link(store: Store, *, everything: bool = True) -> LinkTally:
    """Link the events of the record and keep the stories; the same events give the same stories, in any order.

    Without `everything` nothing is done where nothing is new since the last linking, and in a large record only the
    weeks around what is new or newly judged are linked: that comes to the same but for copies of articles that are
    months older, and where it might not, all is linked. Raises StoreError where others keep writing meanwhile.
    """
    for _ in range(ATTEMPTS):
        with store.reading() as connection:
            news = news_of(connection)
            if not (everything or news.event_ids or news.stale):
                return LinkTally()
            window = None if everything else _window(connection, news.event_ids)
            read = _read(connection, window)
        linked = _linked(read, window) if window is not None else None
        if window is not None and linked is None:
            with store.reading() as connection:
                read = _read(connection, None)
        tally = _keep(store, read, linked or _whole(read), told=bool(news.event_ids))
        if tally is not None:
            return tally
    raise StoreError(f"{store.path} changes faster than it can be linked; `verbale link` when others have done")


def _whole(read: Read) -> Linked:
    texts = {source.article_id: source.text for source in read.sources}
    links = link_tellings(read.tellings, texts, must=read.must, never=read.never)
    origin_of = origins(read.sources)
    return Linked(stories=stories_of(read.tellings, links, origin_of), links=links, origin_of=origin_of)


def _linked(read: Read, window: Window) -> Linked | None:
    """The stories that lie wholly inside a window, and which stories of the record they replace.

    None where new events, or events of a story that would be replaced, are in a story that reaches its margin.
    """
    whole = _whole(read)
    kept = [story for story in whole.stories if all(window.holds(t) for t in story.tellings)]
    events = {t.event_id for story in kept for t in story.tellings}
    replaced = {read.story_of[e] for e in events if e in read.story_of} | read.stale
    lost = {e for e, story_id in read.story_of.items() if story_id in replaced} - events
    if lost or not window.event_ids <= events:
        return None
    return replace(whole, stories=kept, replaced=sorted(replaced | {story.story_id for story in kept}))


def _keep(store: Store, read: Read, linked: Linked, *, told: bool) -> LinkTally | None:
    """Keep what was linked; None where the record has changed since it was read. `told`: even if nothing changes."""
    writer = RunWriter(store=store, kind="link", versions=versions_of_program())
    kept = keep_stories(
        writer,
        [_story_row(story, read.records) for story in linked.stories],
        [row for story in linked.stories for row in _link_rows(story, linked.links, linked.origin_of)],
        touched=linked.replaced,
        since=read.moment,
        told=told,
    )
    writer.finish()
    if kept is None:
        return None
    changed, ended = kept
    if linked.replaced is not None:
        return LinkTally(changed=changed, ended=ended)
    shared = sum(story.articles > 1 for story in linked.stories)
    return LinkTally(changed=changed, ended=ended, stories=len(linked.stories), shared=shared)


def stories_of(tellings: Sequence[Telling], links: Links, origin_of: Mapping[str, Origin]) -> list[Story]:
    """The stories of linked tellings, by id."""
    by_id = {t.event_id: t for t in tellings}
    first = {article_id: origin.article_id for article_id, origin in origin_of.items()}
    stories = (story_of([by_id[i] for i in group], first) for group in links.groups)
    return sorted(stories, key=lambda s: s.story_id)


def _window(connection: "DuckDBPyConnection", event_ids: frozenset[str]) -> Window | None:
    """The window around events; None where the record is small, or one of them is without a day."""
    rows = select(
        connection,
        "SELECT published_day FROM event WHERE known_until IS NULL AND event_id IN (SELECT unnest(?::VARCHAR[]))",
        [sorted(event_ids)],
    )
    days = [row["published_day"] for row in rows]
    ((count,),) = connection.execute("SELECT count(*) FROM event WHERE known_until IS NULL").fetchall()
    if count < LARGE_EVENTS or not days or None in days:
        return None
    margin = MARGIN * MOST_DAYS
    return Window(
        first=max(1, min(days).toordinal() - margin),
        last=min(datetime.date.max.toordinal(), max(days).toordinal() + margin),
        event_ids=event_ids,
    )


def _read(connection: "DuckDBPyConnection", window: Window | None) -> Read:
    where, days = "known_until IS NULL", []
    if window is not None:
        where += " AND (published_day IS NULL OR published_day BETWEEN ? AND ?)"
        days = [datetime.date.fromordinal(day) for day in (window.first, window.last)]
    columns = "article_id, text, masks, published_day, published_at"
    articles = select(connection, f"SELECT {columns} FROM article WHERE {where}", days)
    texts = {row["article_id"]: row["text"] for row in articles}
    rows = select(connection, f"SELECT record FROM event WHERE {where}", days)
    records = [json.loads(row["record"]) for row in rows]
    held = held_links(connection)
    judgements = on_current_events(connection, standing(connection))
    return Read(
        tellings=[telling_of(record, texts[record["article_id"]]) for record in records],
        records={record["event_id"]: record for record in records},
        sources=[_source(row) for row in articles],
        must=[(j.event_a, j.event_b) for j in judgements if j.verdict == SAME],
        never=[(j.event_a, j.event_b) for j in judgements if j.verdict != SAME],
        story_of=held.story_of,
        stale=held.stale,
        moment=moment_of_record(connection),
    )


def _source(row: Mapping[str, Any]) -> Source:
    masks = tuple(Span(start, end) for start, end in json.loads(row["masks"]))
    day: datetime.date | None = row["published_day"]
    return Source(
        article_id=row["article_id"],
        text=blanked(row["text"], masks),
        day=day.toordinal() if day else None,
        published_at=moment_of(row["published_at"]),
    )


def _story_row(story: Story, records: Mapping[str, Record]) -> dict[str, Any]:
    told = [records[t.event_id] for t in story.tellings]
    first = story.first
    days = [t.earliest for t in story.tellings if t.earliest], [t.latest for t in story.tellings if t.latest]
    return {
        "story_id": story.story_id,
        "title": _title(first.sentence),
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


def _title(sentence: str) -> str:
    """The sentence in which the first report tells the act."""
    words = " ".join(sentence.split())
    return words if len(words) <= TITLE_CHARS else words[: TITLE_CHARS - 1].rstrip() + "…"


def _codes(record: Record, side: str) -> str | None:
    """Countries and bodies by code; a breakaway region by its id, so that it is not taken for its parent state."""
    codes = (a["actor_id"] if a["sector"] == "PRE" else a["code"] for a in record[side])
    return "; ".join(dict.fromkeys(c for c in codes if c)) or None


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
