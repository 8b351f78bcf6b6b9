"""Stories and links as rows: what changed is ended and written anew, the rest stays as it was."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from verbale.store.rows import Row, insert, select

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from verbale.store.writing import RunWriter

# Columns that say when and by whom a row was made, not what it says.
_MADE = frozenset({"known_from", "known_until", "run_id", "coder", "codebook", "models", "schema"})
_JSON = frozenset({"agreed", "contradictions", "chain", "reasons"})


def keep_stories(
    writer: "RunWriter", stories: Sequence[Row], links: Sequence[Row], touched: Sequence[str] | None = None
) -> tuple[int, int]:
    """Make `stories` and `links` what the record holds; how many stories are new or changed, and how many ended.

    `touched` are the stories that may have changed: those of them that are not among `stories` end. All, if None.
    """
    with writer.writing() as connection:
        changed, ended = _compared(connection, "story", stories, touched)
        links_changed, links_ended = _compared(connection, "link", links, touched)
        if changed or ended or links_changed or links_ended:
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
