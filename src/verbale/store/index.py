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

# How a row came about, which a list does not show.
_MADE = "run_id, coder, codebook, models, schema"


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The rows that a store held when `moment` was its last change, which is null for an empty record.

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


def load_index(store: Store, known_on: "datetime.datetime | None" = None) -> Index:
    """Read what the record holds, or held at `known_on`. Raises StoreError as `Store.reading` does."""
    import duckdb

    database = duckdb.connect()
    with tempfile.TemporaryDirectory() as folder:
        tables = _tables(known_on)
        files = {table: str(Path(folder) / f"{table}.parquet") for table in tables}
        with store.reading() as connection:
            moment = moment_of_record(connection)
            for table, sql in tables.items():
                given = {} if known_on is None else {"at": known_on}
                connection.execute(f"COPY ({sql}) TO '{files[table]}' (FORMAT parquet)", given)
        for table, path in files.items():
            database.execute(f"CREATE TABLE {table} AS SELECT * FROM read_parquet(?)", [path])
    database.execute(
        "CREATE MACRO actors(record, side) AS CASE side WHEN 'source' THEN record.source ELSE record.target END"
    )
    return Index(database=database, moment=moment)


def _tables(at: "datetime.datetime | None") -> dict[str, str]:
    """What of each table is kept in memory: not the records, texts and reasons, which are read one by one."""

    def held(table: str) -> str:
        if at is None:
            return f"{table}.known_until IS NULL"
        return f"{table}.known_from <= $at AND ({table}.known_until IS NULL OR {table}.known_until > $at)"

    return {
        "event": f"""
            SELECT e.* EXCLUDE (record, {_MADE}),
                   {{'source': {SOURCE}, 'target': {TARGET}}} AS record, {CLAIM} AS claim, {DAY} AS day,
                   coalesce(l.story_id, e.event_id) AS act,
                   list_distinct(list_transform({SOURCE}, lambda a: a.key)) AS source_keys,
                   list_distinct(list_transform({TARGET}, lambda a: a.key)) AS target_keys
            FROM event e LEFT JOIN link l ON l.event_id = e.event_id AND {held("l")}
            WHERE {held("e")} ORDER BY day, e.published_at, e.article_id, e.start, e.event_id
        """,
        "link": f"SELECT * EXCLUDE ({_MADE}) FROM link WHERE {held('link')}",
        "story": f"SELECT * EXCLUDE ({_MADE}) FROM story WHERE {held('story')}",
        "article": f"""
            SELECT article_id, version, url, publisher, title, published_at, published_day, length(text) AS chars,
                   known_from, known_until
            FROM article WHERE {held("article")}
        """,
    }


def moment_of(store: Store) -> "datetime.datetime | None":
    """When what the store holds last changed: an index of an earlier moment is out of date."""
    with store.reading() as connection:
        return moment_of_record(connection)
