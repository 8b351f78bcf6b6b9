"""Questions to the record: events by filter, sums by pair and period, a user's own SQL."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from verbale.errors import ConfigError
from verbale.store.connection import Store
from verbale.store.rows import Table, select, select_table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# An act's day: the first that its date allows, else the last, else that of the report.
DAY = "coalesce(e.date_earliest, e.date_latest, e.published_day)"
# Codes that stand for many bodies, each of which is an actor of its own.
NO_COUNTRIES = ("IGO", "NGO", "MNC")
PERIODS = ("day", "week", "month", "quarter", "year")
SCORES = {"plover": "plover_score", "goldstein": "goldstein"}
# The actors on each side of an event e; the parties of a mutual act stand on both.
SOURCE = "actors(e.record, 'source')"
TARGET = "actors(e.record, CASE WHEN e.mutual THEN 'source' ELSE 'target' END)"
EITHER = f"list_concat({SOURCE}, {TARGET})"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events are asked for; None and empty ask nothing.

    `source`, `target` and `actor` (either side) are a country code (not of its breakaway regions), an actor id or words
    of a name; `since` and `until` are days of the event, both included: an event counts when its interval meets theirs.
    `known_on` is the moment at which the record is read, now if None.
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
        if self.story_id:
            linked, values = known("l", self.known_on)
            yield (
                f"e.event_id IN (SELECT l.event_id FROM link l WHERE l.story_id = ? AND {' AND '.join(linked)})",
                [self.story_id, *values],
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
        if len(name) == 3 and name.isupper():
            parts.append(f"{actor}.key = ? OR ({actor}.code = ? AND {actor}.code IN {NO_COUNTRIES})")
        else:
            parts.append(f"{actor}.actor_id = ? OR contains(lower({actor}.name), lower(?))")
        values += [name, name]
    return f"({' OR '.join(parts)})", values


def event_records(store: Store, asked: EventFilter, limit: int | None = None) -> list[str]:
    """The records (JSON) of the events asked for, by day, then as published."""
    where, values = asked.where()
    tail = "" if limit is None else f" LIMIT {int(limit)}"
    sql = (
        f"SELECT e.record FROM event e WHERE {where}"
        f" ORDER BY {DAY}, e.published_at, e.article_id, e.start, e.event_id{tail}"
    )
    with store.reading() as connection:
        _make_actors(connection)
        return [row["record"] for row in select(connection, sql, values)]


def dyads(
    store: Store,
    asked: EventFilter,
    *,
    by: str = "month",
    score: str = "plover",
    unit: str = "story",
) -> Table:
    """Counts and sums of a score per ordered pair of actors and period, in the order of period and pair.

    An actor is a country code, or the id of a body without a country and of a breakaway region, so that these stay out
    of their parent state's sums. An act of several actors counts once for each pair; a mutual act in both directions.
    `unit`: "story" counts an act once however many articles tell it, "event" every article's event. Only acts that
    happened count, unless `asked` names another status, and only of the present, unless it asks for historical ones.
    Raises ConfigError for an unknown period, score or unit.
    """
    for name, value, allowed in (("by", by, PERIODS), ("score", score, SCORES), ("unit", unit, ("story", "event"))):
        if value not in allowed:
            raise ConfigError(f"no {name} {value!r}; one of {', '.join(allowed)}")
    where, values = asked.where()
    if not asked.status:
        where += " AND e.status IN ('occurred', 'ongoing')"
    if asked.historical is None:
        where += " AND NOT e.historical"
    links, link_values = known("l", asked.known_on)
    act = "coalesce(l.story_id, e.event_id)" if unit == "story" else "e.event_id"
    sides, side_values = _asked_sides(asked)
    sql = f"""
        WITH chosen AS (
            SELECT {act} AS act, e.event_id, {DAY} AS day, e.{SCORES[score]} AS score,
                   coalesce(e.mutual, false) AS mutual, {SOURCE} AS sources, {TARGET} AS targets
            FROM event e
            LEFT JOIN link l ON l.event_id = e.event_id AND {" AND ".join(links)}
            WHERE {where}
        ), sided AS (
            SELECT act, event_id, day, score, mutual, unnest(sources) AS source, targets FROM chosen
        ), pairs AS (
            SELECT act, source.key AS source, target.key AS target, arg_min(score, (day, event_id)) AS score,
                   date_trunc('{by}', min(day))::DATE AS period
            FROM sided, unnest(targets) AS t(target)
            WHERE day IS NOT NULL AND source.key IS NOT NULL AND target.key IS NOT NULL
                AND NOT (mutual AND source.key = target.key) AND {sides}
            GROUP BY act, source.key, target.key
        )
        SELECT period, source, target, count(*) AS events, round(sum(score), 3) AS score_sum,
               round(avg(score), 3) AS score_mean
        FROM pairs GROUP BY ALL ORDER BY period, source, target
    """
    with store.reading() as connection:
        _make_actors(connection)
        return select_table(connection, sql, link_values + values + side_values)


def _asked_sides(asked: EventFilter) -> tuple[str, list[Any]]:
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


def _make_actors(connection: "DuckDBPyConnection") -> None:
    """A macro for the session: the actors on a side of a record, each with the key that it is counted by, or none."""
    connection.execute(f"""
        CREATE OR REPLACE TEMP MACRO actors(record, side) AS list_transform(
            from_json(json_extract(record, '$.' || side),
                      '[{{"name": "VARCHAR", "code": "VARCHAR", "sector": "VARCHAR", "actor_id": "VARCHAR"}}]'),
            lambda a: {{'name': a.name, 'code': a.code, 'actor_id': a.actor_id,
                       'key': CASE WHEN a.sector = 'PRE' OR a.code IS NULL OR a.code IN {NO_COUNTRIES}
                                   THEN coalesce(a.actor_id, a.code) ELSE a.code END}})
    """)


def query(store: Store, sql: str) -> Table:
    """A user's own SQL, read only. Raises ConfigError where DuckDB refuses it and for one without a statement."""
    import duckdb

    with store.reading() as connection:
        try:
            found = select_table(connection, sql)
        except duckdb.Error as error:
            raise ConfigError(f"the query failed: {error}") from error
    if not found.columns:
        raise ConfigError("the query asks for nothing")
    return found
