"""Opening the file: one writer for the length of a batch, readers that wait for it and then say who holds it."""

import datetime
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.errors import StoreError
from verbale.store.schema import migrate, migrations, version_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# How often a held file is tried again, and for how long: writers hold it for seconds.
PAUSE_SECONDS = 0.1
PATIENCE_SECONDS = 30.0
_HOLDER = re.compile(r"held in (?P<program>.+?) \(PID (?P<pid>\d+)\)")


def utc_now() -> datetime.datetime:
    """The time as the store keeps it: UTC, without a zone."""
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """A record of coded articles in one DuckDB file.

    The file is open only inside `reading` and `writing`. `patience_seconds` is how long either waits for somebody who
    holds it.
    """

    path: Path
    patience_seconds: float = PATIENCE_SECONDS
    clock: Callable[[], datetime.datetime] = utc_now

    @contextmanager
    def reading(self) -> Iterator["DuckDBPyConnection"]:
        """The store, read only. Raises StoreError where it is missing, held too long, too new or no store."""
        if not self.path.exists():
            raise StoreError(f"no store {self.path}")
        connection = self._open(read_only=True)
        try:
            version = self._checked(connection)
            if version == len(migrations()):
                yield connection
                return
        finally:
            connection.close()
        # An older store is brought forward first, which needs a writer.
        with self.writing():
            pass
        with self.reading() as newer:
            yield newer

    @contextmanager
    def writing(self) -> Iterator["DuckDBPyConnection"]:
        """The store, made or brought forward if need be, in one transaction: all of it is kept, or none."""
        connection = self._open(read_only=False)
        try:
            self._checked(connection)
            migrate(connection, self.clock())
            connection.execute("BEGIN TRANSACTION")
            yield connection
            connection.execute("COMMIT")
        finally:
            # Closing without a commit rolls back.
            connection.close()

    def _checked(self, connection: "DuckDBPyConnection") -> int:
        try:
            version = version_of(connection)
        except StoreError as error:
            raise StoreError(f"{self.path}: {error}") from error
        if version > len(migrations()):
            raise StoreError(f"{self.path} has table schema {version}, newer than this program knows")
        return version

    def _open(self, *, read_only: bool) -> "DuckDBPyConnection":
        import duckdb

        deadline = time.monotonic() + self.patience_seconds
        while True:
            try:
                return duckdb.connect(str(self.path), read_only=read_only)
            except duckdb.IOException as error:
                if "lock" not in str(error):
                    raise StoreError(f"cannot open {self.path}: {error}") from error
                if time.monotonic() > deadline:
                    raise StoreError(f"{self.path} is held by {holder(str(error))}") from error
            except duckdb.Error as error:
                raise StoreError(f"cannot open {self.path}: {error}") from error
            time.sleep(PAUSE_SECONDS)


def holder(message: str) -> str:
    """Who DuckDB says holds the file, in words."""
    found = _HOLDER.search(message)
    return f"process {found['pid']} ({found['program']})" if found else "another process"
