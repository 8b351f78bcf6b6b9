"""Questions to the stories: a list by filter, and one with all its reports."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from verbale.errors import ConfigError, UnknownIdError
from verbale.store.asking import EventFilter, Readable, known
from verbale.store.rows import Table, select, select_table

_LISTED = (
    "story_id", "first_published_at", "date_earliest", "date_latest", "event_type", "mode", "source_code",
    "target_code", "place", "status", "articles", "publishers", "origins", "title",
)  # fmt: skip
_SELECTED = (
    f"SELECT {', '.join(f's.{name}' for name in _LISTED)}, array_to_string(json_keys(s.contradictions), '; ')"
    " AS disputed FROM story s"
)
_FIRST = "s.first_published_at, s.story_id"
STORY_ORDERS = {
    "newest": "s.first_published_at DESC NULLS LAST, s.story_id",
    "first told": _FIRST,
    "most told": f"s.articles DESC, s.origins DESC, {_FIRST}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFilter:
    """Which stories are asked for: by days on which one was first reported, type, codes, and by how many tell it."""

    since: datetime.date | None = None
    until: datetime.date | None = None
    event_type: Sequence[str] = ()
    actor: Sequence[str] = ()
    words: str | None = None
    least_articles: int = 1
    least_origins: int = 1
    disputed: bool = False
    known_on: datetime.datetime | None = None

    def where(self) -> tuple[str, list[Any]]:
        """A condition on the table `story` under the name s, and its parameters."""
        parts, values = known("s", self.known_on)
        parts += ["s.articles >= ?", "s.origins >= ?"]
        values += [self.least_articles, self.least_origins]
        if self.since:
            parts.append("s.first_published_at >= ?")
            values.append(self.since.isoformat())
        if self.until:
            parts.append("left(s.first_published_at, 10) <= ?")
            values.append(self.until.isoformat())
        if self.event_type:
            parts.append("s.event_type IN (SELECT unnest(?::VARCHAR[]))")
            values.append(list(self.event_type))
        if self.actor:
            sides = "concat_ws('; ', s.source_code, s.target_code)"
            parts.append(f"list_has_any(string_split({sides}, '; '), ?::VARCHAR[])")
            values.append(list(self.actor))
        if self.words:
            parts.append("contains(lower(s.title), lower(?))")
            values.append(self.words)
        if self.disputed:
            parts.append("s.contradictions::VARCHAR <> '{}'")
        return " AND ".join(parts), values


def stories(
    store: Readable, asked: StoryFilter, limit: int | None = None, *, order: str = "first told", offset: int = 0
) -> Table:
    """The stories asked for, in one of `STORY_ORDERS`; `disputed` names the fields with contradictions.

    Raises ConfigError for an order that is not among `STORY_ORDERS`.
    """
    if order not in STORY_ORDERS:
        raise ConfigError(f"no order {order!r}; one of {', '.join(STORY_ORDERS)}")
    where, values = asked.where()
    tail = "" if limit is None else f" LIMIT {int(limit)} OFFSET {int(offset)}"
    with store.reading() as connection:
        return select_table(connection, f"{_SELECTED} WHERE {where} ORDER BY {STORY_ORDERS[order]}{tail}", values)


def count_stories(store: Readable, asked: StoryFilter) -> int:
    """How many stories the filter lets through."""
    where, values = asked.where()
    with store.reading() as connection:
        return int(select(connection, f"SELECT count(*) AS n FROM story s WHERE {where}", values)[0]["n"])


def stories_of_events(store: Readable, asked: EventFilter, *, limit: int = 20) -> Table:
    """The stories of several articles that hold an event asked for, the most told first; columns as of `stories`."""
    held, values = _of_events(asked)
    with store.reading() as connection:
        return select_table(
            connection, f"{_SELECTED} WHERE {held} ORDER BY {STORY_ORDERS['most told']} LIMIT {int(limit)}", values
        )


def whole_stories_of_events(
    store: Readable, asked: EventFilter, *, limit: int = 100
) -> tuple[list[dict[str, Any]], int]:
    """The same stories with all their columns, and how many there are beyond the limit too.

    `agreed`, `contradictions` and `chain` are parsed, `told_by` are the publishers by name.
    """
    held, values = _of_events(asked)
    links, link_values = known("l", asked.known_on)
    events, event_values = known("e", asked.known_on)
    with store.reading() as connection:
        found = select(
            connection,
            "SELECT s.*, count(*) OVER () AS found,"
            " (SELECT coalesce(list_sort(list(DISTINCT e.publisher)), []) FROM link l JOIN event e USING (event_id)"
            "  WHERE l.story_id = s.story_id AND e.publisher IS NOT NULL"
            f"  AND {' AND '.join([*links, *events])}) AS told_by"
            f" FROM story s WHERE {held} ORDER BY {STORY_ORDERS['most told']} LIMIT {int(limit)}",
            [*link_values, *event_values, *values],
        )
    total = found[0]["found"] if found else 0
    return [{name: _parsed(name, value) for name, value in row.items() if name != "found"} for row in found], total


def _of_events(asked: EventFilter) -> tuple[str, list[Any]]:
    """The condition that a story s is told by several articles and holds an event asked for."""
    where, values = asked.where()
    links, link_values = known("l", asked.known_on)
    held, story_values = known("s", asked.known_on)
    return (
        f"{' AND '.join(held)} AND s.articles > 1 AND s.story_id IN"
        f" (SELECT l.story_id FROM link l JOIN event e USING (event_id) WHERE {' AND '.join(links)} AND {where})",
        [*story_values, *link_values, *values],
    )


def story(store: Readable, story_id: str, known_on: datetime.datetime | None = None) -> dict[str, Any]:
    """One story as a record: its row, and under `reports` its events in order of time, each with its link and article.

    An event's id names its story too. Raises UnknownIdError where the record holds neither.
    """
    links, link_values = known("l", known_on)
    held, story_values = known("s", known_on)
    events, event_values = known("e", known_on)
    with store.reading() as connection:
        found = select(
            connection,
            f"SELECT s.* FROM story s WHERE {' AND '.join(held)} AND (s.story_id = ? OR s.story_id IN"
            f" (SELECT l.story_id FROM link l WHERE l.event_id = ? AND {' AND '.join(links)}))",
            [*story_values, story_id, story_id, *link_values],
        )
        if not found:
            raise UnknownIdError(f"the store has no story {story_id}; `verbale stories` lists them")
        reports = select(
            connection,
            "SELECT e.event_id, e.article_id, e.published_at, e.publisher, e.url, e.title, e.status, e.historical,"
            " e.source, e.target, e.place, e.date_earliest, e.date_latest, e.attribution, e.evidence,"
            " l.origin, l.likeness, l.nearest_event_id, l.score, l.reasons"
            f" FROM link l JOIN event e USING (event_id) WHERE l.story_id = ? AND {' AND '.join([*links, *events])}"
            " ORDER BY e.published_at, e.article_id, e.start",
            [found[0]["story_id"], *link_values, *event_values],
        )
    record = {name: _parsed(name, value) for name, value in found[0].items()}
    record["reports"] = [{name: _parsed(name, value) for name, value in row.items()} for row in reports]
    return record


def _parsed(name: str, value: Any) -> Any:
    if name in {"agreed", "contradictions", "chain", "reasons"}:
        return json.loads(value)
    return value.isoformat() if isinstance(value, datetime.date) else value
