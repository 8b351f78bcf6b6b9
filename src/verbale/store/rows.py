"""Rows in and out: mappings by column name, in bulk."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Row = Mapping[str, Any]


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


def select(connection: "DuckDBPyConnection", sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """The rows of a query by column name."""
    cursor = connection.execute(sql, list(parameters))
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
