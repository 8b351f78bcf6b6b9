"""The runs that wrote the record, and when each ended."""

import datetime
from typing import TYPE_CHECKING

from verbale.errors import ConfigError
from verbale.store.connection import Store
from verbale.store.rows import Table, select, select_table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def runs(store: Store) -> Table:
    """Every run, the oldest first; one without `finished_at` was cut short or is going on."""
    with store.reading() as connection:
        return select_table(connection, "SELECT * FROM run ORDER BY run_id")


def end_of(connection: "DuckDBPyConnection", run_id: int) -> datetime.datetime:
    """When a run was over; for one that was cut short, when it last wrote. Raises ConfigError for an unknown run."""
    rows = select(
        connection,
        "SELECT coalesce(r.finished_at, (SELECT max(known_from) FROM coding c WHERE c.run_id = r.run_id),"
        " r.started_at) AS ended FROM run r WHERE r.run_id = ?",
        [run_id],
    )
    if not rows:
        raise ConfigError(f"the store has no run {run_id}; `verbale runs` lists them")
    ended: datetime.datetime = rows[0]["ended"]
    return ended
