"""Which events are asked for: a filter as a condition in SQL, on the record as it is or as it was."""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from verbale.model.keys import BREAKAWAY, NO_COUNTRIES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# An act's day: the first that its date allows, else the last, else that of the report.
DAY = "coalesce(e.date_earliest, e.date_latest, e.published_day)"
# Counting an act once however many articles tell it, or every article's telling.
UNITS = ("story", "event")
# Before a key: only what is counted by it. An id alone also finds who acts in the name of a country.
BY_KEY = "="
# The actors on each side of an event e; the parties of a mutual act stand on both.
SOURCE = "actors(e.record, 'source')"
TARGET = "actors(e.record, CASE WHEN e.mutual THEN 'source' ELSE 'target' END)"
EITHER = f"list_concat({SOURCE}, {TARGET})"
# As `verbale.model.claims.claim_of` says it.
CLAIM = (
    "CASE e.status WHEN 'negated' THEN 'denied' WHEN 'planned' THEN 'planned' WHEN 'hypothetical' THEN 'threatened'"
    " ELSE CASE WHEN e.historical THEN 'historical' WHEN e.attribution_kind IS NULL THEN 'reported' ELSE 'alleged' END"
    " END"
)
SEARCHED = "concat_ws(' ', e.evidence, e.title, e.source, e.target, e.place, e.publisher)"


class Readable(Protocol):
    """What questions are put to: the tables `event`, `link` and `story`, and the macro `actors`."""

    def reading(self) -> AbstractContextManager["DuckDBPyConnection"]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events are asked for; None and empty ask nothing.

    `source`, `target` and `actor` (either side) are a country code (not of its breakaway regions), an actor id, words
    of a name, or after "=" the key that sums count an actor by. `since` and `until` are days of the event, both
    included: an event counts when its interval meets theirs.
    `claim` is among `verbale.model.claims.CLAIMS`, `place` words of a name or a GeoNames id; every word of `search`
    stands in the evidence, the title, a name or the place; `least_articles` and `least_origins` are of the event's
    story; `counted_since` is the first of the days by which series count acts. `known_on` is the moment at which the
    record is read, now if None.
    """

    source: Sequence[str] = ()
    target: Sequence[str] = ()
    actor: Sequence[str] = ()
    event_type: Sequence[str] = ()
    mode: Sequence[str] = ()
    status: Sequence[str] = ()
    country: Sequence[str] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    published_since: datetime.date | None = None
    published_until: datetime.date | None = None
    historical: bool | None = None
    attributed: bool | None = None
    least_confidence: float | None = None
    words: str | None = None
    story_id: str | None = None
    article_id: str | None = None
    claim: Sequence[str] = ()
    publisher: Sequence[str] = ()
    place: str | None = None
    search: str | None = None
    least_articles: int = 1
    least_origins: int = 1
    counted_since: datetime.date | None = None
    known_on: datetime.datetime | None = None

    def where(self) -> tuple[str, list[Any]]:
        """A condition on the table `event` under the name e, and its parameters."""
        parts, values = known("e", self.known_on)
        for part, value in self._conditions():
            parts.append(part)
            values += value
        return " AND ".join(parts), values

    def _conditions(self) -> Iterator[tuple[str, list[Any]]]:
        for column in ("event_type", "mode", "status"):
            if asked := getattr(self, column):
                yield f"e.{column} IN (SELECT unnest(?::VARCHAR[]))", [list(asked)]
        if self.country:
            yield "e.place_country IN (SELECT unnest(?::VARCHAR[]))", [list(self.country)]
        for sides, names in ((SOURCE, self.source), (TARGET, self.target), (EITHER, self.actor)):
            if names:
                condition, values = is_actor("a", names)
                yield f"len(list_filter({sides}, lambda a: {condition})) > 0", values
        if self.since:
            yield "coalesce(e.date_latest, e.published_day) >= ?", [self.since]
        if self.until:
            yield f"{DAY} <= ?", [self.until]
        if self.counted_since:
            yield f"{DAY} >= ?", [self.counted_since]
        if self.published_since:
            yield "e.published_day >= ?", [self.published_since]
        if self.published_until:
            yield "e.published_day <= ?", [self.published_until]
        if self.historical is not None:
            yield "e.historical = ?", [self.historical]
        if self.attributed is not None:
            yield f"e.attribution_kind IS {'NOT ' if self.attributed else ''}NULL", []
        if self.least_confidence is not None:
            yield "e.confidence >= ?", [self.least_confidence]
        if self.words:
            yield "(contains(lower(e.evidence), lower(?)) OR contains(lower(e.title), lower(?)))", [self.words] * 2
        if self.claim:
            yield f"{CLAIM} IN (SELECT unnest(?::VARCHAR[]))", [list(self.claim)]
        if self.publisher:
            yield "e.publisher IN (SELECT unnest(?::VARCHAR[]))", [list(self.publisher)]
        if self.place:
            yield "(contains(lower(e.place), lower(?)) OR e.geonames_id::VARCHAR = ?)", [self.place] * 2
        for word in (self.search or "").split():
            yield f"contains(lower({SEARCHED}), lower(?))", [word]
        if self.article_id:
            yield "e.article_id = ?", [self.article_id]
        yield from self._conditions_on_story()

    def _conditions_on_story(self) -> Iterator[tuple[str, list[Any]]]:
        linked, link_values = known("l", self.known_on)
        if self.story_id:
            yield (
                f"e.event_id IN (SELECT l.event_id FROM link l WHERE l.story_id = ? AND {' AND '.join(linked)})",
                [self.story_id, *link_values],
            )
        if self.least_articles > 1 or self.least_origins > 1:
            held, story_values = known("s", self.known_on)
            yield (
                "e.event_id IN (SELECT l.event_id FROM link l JOIN story s USING (story_id)"
                f" WHERE s.articles >= ? AND s.origins >= ? AND {' AND '.join([*linked, *held])})",
                [self.least_articles, self.least_origins, *link_values, *story_values],
            )


def known(table: str, at: datetime.datetime | None) -> tuple[list[str], list[Any]]:
    """The condition that a row of a table (by its name in the query) is what the record holds, or held at a moment."""
    if at is None:
        return [f"{table}.known_until IS NULL"], []
    return [f"{table}.known_from <= ?", f"({table}.known_until IS NULL OR {table}.known_until > ?)"], [at, at]


def is_actor(actor: str, names: Sequence[str]) -> tuple[str, list[Any]]:
    """The condition that an actor (by its name in the query) is one of those named."""
    parts: list[str] = []
    values: list[Any] = []
    for name in names:
        if name.startswith(BY_KEY):
            parts.append(f"{actor}.key = ?")
            values.append(name.removeprefix(BY_KEY))
            continue
        if len(name) == 3 and name.isupper():
            parts.append(f"{actor}.key = ? OR ({actor}.code = ? AND {actor}.code IN {NO_COUNTRIES})")
        else:
            parts.append(f"{actor}.actor_id = ? OR contains(lower({actor}.name), lower(?))")
        values += [name, name]
    return f"({' OR '.join(parts)})", values


def asked_sides(asked: EventFilter) -> tuple[str, list[Any]]:
    """The condition on a pair that those asked for stand in it, not only beside it in the same act."""
    parts, values = ["true"], []
    for side, names in (("source", asked.source), ("target", asked.target)):
        if names:
            condition, found = is_actor(side, names)
            parts.append(condition)
            values += found
    if asked.actor:
        (one, first), (other, second) = is_actor("source", asked.actor), is_actor("target", asked.actor)
        parts.append(f"({one} OR {other})")
        values += first + second
    return " AND ".join(parts), values


def make_actors(connection: "DuckDBPyConnection") -> None:
    """A macro for the session: the actors on a side of a record, each with the key that it is counted by, or none.

    The key is that of `verbale.model.keys`.
    """
    connection.execute(f"""
        CREATE OR REPLACE TEMP MACRO actors(record, side) AS list_transform(
            from_json(json_extract(record, '$.' || side),
                      '[{{"name": "VARCHAR", "code": "VARCHAR", "sector": "VARCHAR", "actor_id": "VARCHAR"}}]'),
            lambda a: {{'name': a.name, 'code': a.code, 'sector': a.sector, 'actor_id': a.actor_id,
                       'key': CASE WHEN a.sector = '{BREAKAWAY}' OR a.code IS NULL OR a.code IN {NO_COUNTRIES}
                                   THEN coalesce(a.actor_id, a.code) ELSE a.code END}})
    """)
