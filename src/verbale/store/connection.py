"""Opening the file: one writer for the length of a batch, readers that wait for it and then say who holds it."""

import datetime
import itertools
import os
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.errors import StoreError
from verbale.store.asking import make_actors
from verbale.store.schema import migrate, migrations, version_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# How often a held file is tried again, and for how long: writers hold it for seconds.
PAUSE_SECONDS = 0.1
PATIENCE_SECONDS = 30.0
_HOLDER = re.compile(r"held in (?P<program>.+?) \(PID (?P<pid>\d+)\)")
_HELD = ("Could not set lock", "different configuration than existing connections")
COMMAND_CHARS = 120
# DuckDB shares a file between connections of one process that are set up alike, and two writers would then run into
# each other's rows: each writer is set up as no other.
_WRITERS = itertools.count(1)


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
        """The store, read only. Raises StoreError where it is missing, held too long, too new, broken or no store."""
        if not os.path.lexists(self.path):
            raise StoreError(f"no store {self.path}")
        with self._open(read_only=True) as connection, self._faults("read"):
            version = self._checked(connection)
            if version == len(migrations()):
                make_actors(connection)
                yield connection
                return
        # An older store is brought forward first, which needs a writer.
        with self.writing():
            pass
        with self.reading() as newer:
            yield newer

    @contextmanager
    def writing(self, *, make: bool = True) -> Iterator["DuckDBPyConnection"]:
        """The store, made (unless `make` is false) or brought forward, in one transaction: all is kept, or none.

        Raises StoreError as `reading` does, and where the disk or the system refuses; what was kept before stays.
        """
        if not os.path.lexists(self.path):
            if not make:
                raise StoreError(f"no store {self.path}")
            self._create()
        # Closing without a commit rolls back.
        with self._open(read_only=False) as connection, self._faults("written"):
            self._checked(connection)
            migrate(connection, self.clock())
            connection.execute("BEGIN TRANSACTION")
            yield connection
            connection.execute("COMMIT")

    def _create(self) -> None:
        """A store without rows appears under its name when it is complete: a file cut short is none to DuckDB."""
        import duckdb

        try:
            with tempfile.TemporaryDirectory(dir=self.path.parent, prefix=f".{self.path.name}.") as folder:
                fresh = Path(folder) / self.path.name
                with self._faults("written"), closing(duckdb.connect(str(fresh))) as connection:
                    migrate(connection, self.clock())
                try:
                    os.link(fresh, self.path)
                except FileExistsError:
                    pass  # another writer was first
                except OSError:
                    fresh.rename(self.path)  # a file system without links
        except OSError as error:
            raise StoreError(f"cannot make {self.path}: {error.strerror or error}") from error

    def _checked(self, connection: "DuckDBPyConnection") -> int:
        try:
            version = version_of(connection)
        except StoreError as error:
            raise StoreError(f"{self.path}: {error}") from error
        if version > len(migrations()):
            raise StoreError(f"{self.path} has table schema {version}, newer than this program knows")
        return version

    @contextmanager
    def _open(self, *, read_only: bool) -> Iterator["DuckDBPyConnection"]:
        import duckdb

        config: dict[str, Any] = {} if read_only else {"custom_user_agent": f"writer {next(_WRITERS)}"}
        deadline = time.monotonic() + self.patience_seconds
        while True:
            try:
                connection = duckdb.connect(str(self.path), read_only=read_only, config=config)
                break
            except duckdb.Error as error:
                if not any(words in str(error) for words in _HELD):
                    raise StoreError(f"cannot open {self.path}: {error}") from error
                if time.monotonic() > deadline:
                    raise StoreError(f"{self.path} is held by {holder(str(error))}") from error
            time.sleep(PAUSE_SECONDS)
        with closing(connection):
            yield connection

    @contextmanager
    def _faults(self, done: str) -> Iterator[None]:
        """What DuckDB refuses (a full disk, a damaged page) is an error of the store."""
        import duckdb

        try:
            yield
        except duckdb.ProgrammingError:
            raise  # a statement of ours is wrong
        except duckdb.Error as error:
            raise StoreError(f"{self.path} cannot be {done}: {error}") from error


def holder(message: str) -> str:
    """Who DuckDB says holds the file, in words: its number and, where the system tells, its command line."""
    found = _HOLDER.search(message)
    if found is None:
        return "this process" if _HELD[1] in message else "another process"
    return f"process {found['pid']} ({_command_line(found['pid']) or found['program']})"


def _command_line(pid: str) -> str | None:
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode("utf-8", errors="replace").split("\0")
    except OSError:
        return None
    line = " ".join(" ".join(words).split())
    return line if len(line) <= COMMAND_CHARS else f"{line[:COMMAND_CHARS]}..."
