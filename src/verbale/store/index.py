"""The record as it is now, in memory: many questions a second, and no file held open while somebody reads."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.store.asking import CLAIM, DAY, SOURCE, TARGET
from verbale.store.connection import Store
from verbale.store.stories import moment_of_record

if TYPE_CHECKING:
    import datetime

    from duckdb import DuckDBPyConnection

# What of each table is kept in memory: not the records, texts and reasons, which are read one by one.
_TABLES = {
    "event": f"""
        SELECT e.* EXCLUDE (record, run_id, coder, codebook, models, schema),
               {{'source': {SOURCE}, 'target': {TARGET}}} AS record, {CLAIM} AS claim, {DAY} AS day,
               coalesce(l.story_id, e.event_id) AS act,
               list_distinct(list_transform({SOURCE}, lambda a: a.key)) AS source_keys,
               list_distinct(list_transform({TARGET}, lambda a: a.key)) AS target_keys
        FROM event e LEFT JOIN link l ON l.event_id = e.event_id AND l.known_until IS NULL
        WHERE e.known_until IS NULL ORDER BY day, e.published_at, e.article_id, e.start, e.event_id
    """,
    "link": "SELECT * EXCLUDE (run_id, coder, codebook, models, schema) FROM link WHERE known_until IS NULL",
    "story": "SELECT * EXCLUDE (run_id, coder, codebook, models, schema) FROM story WHERE known_until IS NULL",
    "article": """
        SELECT article_id, version, url, publisher, title, published_at, published_day, length(text) AS chars,
               known_from, known_until
        FROM article WHERE known_until IS NULL
    """,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The current rows of a store as they were at `moment`, which is null for an empty record.

    Its tables have the columns of the store's, but for those that only say how a row came about; `event` has some
    more: `claim`, `day` (DATE), `act` (the story, else the event itself), `source_keys` and `target_keys` (lists of the
    codes or ids that its actors are counted by).
    """

    database: "DuckDBPyConnection"
    moment: "datetime.datetime | None"

    @contextmanager
    def reading(self) -> Iterator["DuckDBPyConnection"]:
        """A connection of one's own; any number at a time."""
        cursor = self.database.cursor()
        try:
            yield cursor
        finally:
            cursor.close()


def load_index(store: Store) -> Index:
    """Read what the record holds. Raises StoreError as `Store.reading` does."""
    import duckdb

    database = duckdb.connect()
    with tempfile.TemporaryDirectory() as folder:
        files = {table: str(Path(folder) / f"{table}.parquet") for table in _TABLES}
        with store.reading() as connection:
            moment = moment_of_record(connection)
            for table, sql in _TABLES.items():
                connection.execute(f"COPY ({sql}) TO '{files[table]}' (FORMAT parquet)")
        for table, path in files.items():
            database.execute(f"CREATE TABLE {table} AS SELECT * FROM read_parquet(?)", [path])
    database.execute(
        "CREATE MACRO actors(record, side) AS CASE side WHEN 'source' THEN record.source ELSE record.target END"
    )
    return Index(database=database, moment=moment)


def moment_of(store: Store) -> "datetime.datetime | None":
    """When what the store holds last changed: an index of an earlier moment is out of date."""
    with store.reading() as connection:
        return moment_of_record(connection)
