"""Stories and links as rows: what changed is ended and written anew, the rest stays as it was."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from verbale.store.rows import Row, insert, select

if TYPE_CHECKING:
    import datetime

    from duckdb import DuckDBPyConnection

    from verbale.store.writing import RunWriter

# Columns that say when and by whom a row was made, not what it says.
_MADE = frozenset({"known_from", "known_until", "run_id", "coder", "codebook", "models", "schema"})
_JSON = frozenset({"agreed", "contradictions", "chain", "reasons"})
# Judgements j on two events, made or undone: w is what each says or takes back. What people say of an event's fields
# changes no story.
_JUDGED_PAIRS = (
    "FROM judgement j JOIN judgement w ON w.judgement_id = coalesce(j.undoes, j.judgement_id) AND w.field IS NULL"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What the last linking did not know: events that are new or newly judged, stories of events that are gone."""

    event_ids: frozenset[str]
    stale: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldLinks:
    """The story of every event that the record holds; `stale` are stories with others."""

    story_of: Mapping[str, str]
    stale: frozenset[str]


def moment_of_record(connection: "DuckDBPyConnection") -> "datetime.datetime | None":
    """When anything that linking reads or writes last changed."""
    changes = " UNION ALL ".join(
        f"SELECT max(known_from) AS moment FROM {table} UNION ALL SELECT max(known_until) FROM {table}"
        for table in ("article", "event", "story", "link")
    )
    sql = f"SELECT max(moment) FROM ({changes} UNION ALL SELECT max(j.known_from) {_JUDGED_PAIRS})"
    ((moment,),) = connection.execute(sql).fetchall()
    return moment  # type: ignore[no-any-return]


def news_of(connection: "DuckDBPyConnection") -> News:
    """What changed since the last linking began to write; all where there was none."""
    since = "coalesce((SELECT max(started_at) FROM run WHERE kind = 'link'), TIMESTAMP '0001-01-01')"
    rows = select(
        connection,
        f"SELECT event_id FROM event WHERE known_until IS NULL AND known_from > {since}"
        f" UNION SELECT e.event_id {_JUDGED_PAIRS}"
        " JOIN event e ON e.event_id IN (w.event_a, w.event_b) AND e.known_until IS NULL"
        f" WHERE j.known_from > {since}",
    )
    return News(event_ids=frozenset(row["event_id"] for row in rows), stale=held_links(connection).stale)


def held_links(connection: "DuckDBPyConnection") -> HeldLinks:
    """Which event is in which story now."""
    rows = select(
        connection,
        "SELECT l.event_id, l.story_id, e.event_id IS NULL AS stale FROM link l LEFT JOIN event e"
        " ON e.event_id = l.event_id AND e.known_until IS NULL WHERE l.known_until IS NULL",
    )
    return HeldLinks(
        story_of={row["event_id"]: row["story_id"] for row in rows if not row["stale"]},
        stale=frozenset(row["story_id"] for row in rows if row["stale"]),
    )


def keep_stories(
    writer: "RunWriter",
    stories: Sequence[Row],
    links: Sequence[Row],
    *,
    touched: Sequence[str] | None = None,
    since: "datetime.datetime | None" = None,
    told: bool = False,
) -> tuple[int, int] | None:
    """Make `stories` and `links` what the record holds; how many stories are new or changed, and how many ended.

    `touched` are the stories that may have changed: those of them that are not among `stories` end. All, if None.
    Nothing is written and None given where the record has changed after the moment `since`. `told`: the run has a row
    even where nothing changes.
    """
    with writer.writing() as connection:
        if since is not None and moment_of_record(connection) != since:
            return None
        changed, ended = _compared(connection, "story", stories, touched)
        links_changed, links_ended = _compared(connection, "link", links, touched)
        if told or changed or ended or links_changed or links_ended:
            stamp = writer.stamp(connection)
            for table, rows, gone in (("story", changed, ended), ("link", links_changed, links_ended)):
                _end(connection, table, gone, stamp["known_from"])
                insert(connection, table, [{**row, **stamp} for row in rows])
    return len(changed), len({key[0] for key in ended} - {row["story_id"] for row in changed})


_KEYS = {"story": ("story_id",), "link": ("story_id", "event_id")}


def _compared(
    connection: "DuckDBPyConnection", table: str, rows: Sequence[Row], touched: Sequence[str] | None
) -> tuple[list[Row], list[tuple[str, ...]]]:
    """The rows that are not there yet as they are, and the keys of those that no longer hold."""
    where, values = "known_until IS NULL", []
    if touched is not None:
        where, values = f"{where} AND story_id IN (SELECT unnest(?::VARCHAR[]))", [list(touched)]
    held = {_key(table, row): _said(row) for row in select(connection, f"SELECT * FROM {table} WHERE {where}", values)}
    wanted = {_key(table, row): row for row in rows}
    new = [row for key, row in wanted.items() if held.get(key) != _said(row)]
    gone = [key for key in held if key not in wanted or held[key] != _said(wanted[key])]
    return new, gone


def _key(table: str, row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in _KEYS[table])


def _said(row: Row) -> dict[str, Any]:
    """What a row says, in a form in which a row to write and a row read compare."""
    said = {}
    for name, value in row.items():
        if name not in _MADE and value is not None:
            if name in _JSON:
                said[name] = json.loads(value if isinstance(value, str) else json.dumps(value))
            else:
                said[name] = value if isinstance(value, int | float | str) else str(value)
    return said


def _end(connection: "DuckDBPyConnection", table: str, keys: Sequence[tuple[str, ...]], now: Any) -> None:
    if keys:
        names = _KEYS[table]
        columns = ", ".join(f"unnest(?::VARCHAR[]) AS {name}" for name in names)
        same = " AND ".join(f"{table}.{name} = gone.{name}" for name in names)
        connection.execute(
            f"UPDATE {table} SET known_until = ? FROM (SELECT {columns}) AS gone WHERE {same} AND known_until IS NULL",
            [now, *([key[i] for key in keys] for i in range(len(names)))],
        )
