"""The store's table schema and its migrations, forward only."""

import datetime
from importlib.resources import files
from typing import TYPE_CHECKING

from verbale.errors import StoreError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def migrations() -> list[str]:
    """The SQL of every step; step n (from 1) makes schema n out of schema n - 1."""
    folder = files("verbale.store.migrations")
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".sql"))
    return [folder.joinpath(name).read_text(encoding="utf-8") for name in names]


def version_of(connection: "DuckDBPyConnection") -> int:
    """The schema of an open store; 0 for an empty file. Raises StoreError for a database that is not a store."""
    tables = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not tables:
        return 0
    if "schema_version" not in tables:
        raise StoreError("it is a DuckDB file, but not a store of Verbale")
    (found,) = connection.execute("SELECT max(version) FROM schema_version").fetchall()[0]
    return int(found or 0)


def migrate(connection: "DuckDBPyConnection", now: datetime.datetime, until: int | None = None) -> None:
    """Bring an open store to the newest schema (or to `until`), each step whole or not at all."""
    steps = migrations()
    current = version_of(connection)
    if current > len(steps):
        raise StoreError(f"it has table schema {current}, newer than this program knows ({len(steps)})")
    for version in range(current + 1, (until or len(steps)) + 1):
        connection.execute("BEGIN TRANSACTION")
        connection.execute(steps[version - 1])
        connection.execute("INSERT INTO schema_version VALUES (?, ?)", [version, now])
        connection.execute("COMMIT")
