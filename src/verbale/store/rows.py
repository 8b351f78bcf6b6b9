"""Rows in and out: mappings by column name, in bulk."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a query gives: names and DuckDB types of the columns, no name twice, and the rows."""

    columns: Mapping[str, str]
    rows: Sequence[tuple[Any, ...]]

    def records(self) -> Iterator[dict[str, Any]]:
        """The rows by column name."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)


@cache
def _types(columns: tuple[tuple[str, str], ...]) -> str:
    return json.dumps([dict(columns)])


def columns_of(connection: "DuckDBPyConnection", table: str) -> dict[str, str]:
    """Names and types of a table's columns, in order."""
    found = connection.execute(
        "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index", [table]
    ).fetchall()
    return dict(found)


def insert(connection: "DuckDBPyConnection", table: str, rows: Sequence[Row]) -> None:
    """Add rows; a column that a row leaves out is null. Raises KeyError for a column that the table lacks."""
    if not rows:
        return
    columns = columns_of(connection, table)
    for row in rows:
        if unknown := set(row) - set(columns):
            raise KeyError(f"table {table} has no column {', '.join(sorted(unknown))}")
    names = ", ".join(f'r."{name}"' for name in columns)
    # One parameter for all rows: DuckDB takes single rows a hundred times more slowly.
    connection.execute(
        f'INSERT INTO "{table}" SELECT {names} FROM (SELECT unnest(from_json(?, ?)) AS r)',
        [msgspec.json.encode(rows).decode("utf-8"), _types(tuple(columns.items()))],
    )


def select_table(connection: "DuckDBPyConnection", sql: str, parameters: Sequence[Any] = ()) -> Table:
    """What a query gives; a name that stands twice gets a number, as `a`, `a_2`. Without a statement, no columns."""
    cursor = connection.execute(sql, list(parameters))
    if cursor is None or not cursor.description:
        return Table(columns={}, rows=())
    columns: dict[str, str] = {}
    for name, kind, *_ in cursor.description:
        number = 2
        unique = name
        while unique in columns:
            unique, number = f"{name}_{number}", number + 1
        columns[unique] = str(kind)
    return Table(columns=columns, rows=cursor.fetchall())


def select(connection: "DuckDBPyConnection", sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """The rows of a query by column name."""
    return list(select_table(connection, sql, parameters).records())
