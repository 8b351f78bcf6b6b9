"""Several processes at one store: they wait for each other, lose nothing, and say who holds it."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from coded import article, coded, event, keep, rows
from verbale.errors import ConfigError, StoreError
from verbale.store import Store
from verbale.store.connection import holder
from verbale.store.snapshot import snapshot

TESTS = Path(__file__).parents[1]
# Holds the store for writing until told to let go.
HOLD = """
import sys
from pathlib import Path
from verbale.store import Store
with Store(path=Path(sys.argv[1])).writing():
    print("held", flush=True)
    sys.stdin.readline()
"""
# Writes one article a batch until told to stop, or so many.
WRITE = """
import select, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from coded import OLD, article, coded, event
from verbale.store import RunWriter, Store
name, most = sys.argv[3], int(sys.argv[4])
writer = RunWriter(store=Store(path=Path(sys.argv[2])), kind="ingest", versions=OLD)
for number in range(most):
    writer.add([coded(article(f"{name}{number}"), event(), event("denounced"))])
    print(number, flush=True)
    if select.select([sys.stdin], [], [], 0)[0]:
        break
writer.finish()
"""


# Writes until no file may grow any more, as on a full disk.
FILL = """
import resource, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from coded import OLD, article, coded, event
from verbale.errors import StoreError
from verbale.store import RunWriter, Store
store = Store(path=Path(sys.argv[2]))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
writer = RunWriter(store=store, kind="ingest", versions=OLD)
try:
    for number in range(100):
        writer.add([coded(article(f"full{number}"), *[event()] * 200)])
        print(number, flush=True)
except StoreError as error:
    print(error, flush=True)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    writer.add([coded(article("after"), event())])
"""


def started(code: str, *args: object) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", code, *map(str, args)]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@contextmanager
def held(store: Store) -> Iterator[subprocess.Popen[str]]:
    """The store held by another process, until that is told to let go."""
    with started(HOLD, store.path) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        yield child
        if child.returncode is None:
            let_go(child)


def let_go(child: subprocess.Popen[str]) -> None:
    child.communicate("\n")
    assert child.returncode == 0


@pytest.fixture
def kept(store: Store) -> Store:
    keep(store, coded(article(), event()))
    return store


@pytest.mark.parametrize("mode", ["reading", "writing"])
def test_who_holds_it_is_said(kept: Store, mode: str) -> None:
    impatient = Store(path=kept.path, patience_seconds=0)
    with held(kept) as child:
        with pytest.raises(StoreError) as error, getattr(impatient, mode)():
            pass
        # The command line tells which of many Pythons.
        assert f"held by process {child.pid} ({sys.executable} -c import sys" in str(error.value)


def test_readers_wait_for_the_writer(kept: Store) -> None:
    found: list[object] = []
    reader = threading.Thread(target=lambda: found.extend(rows(kept, "SELECT count(*) FROM article")))
    with held(kept) as child:
        reader.start()
        let_go(child)
        reader.join()
    assert found == [(1,)]


def test_readers_do_not_wait_for_readers(kept: Store) -> None:
    impatient = Store(path=kept.path, patience_seconds=0)
    with kept.reading(), impatient.reading() as connection:
        assert connection.execute("SELECT count(*) FROM event").fetchall() == [(1,)]


def test_two_writers_at_once_lose_nothing(store: Store) -> None:
    children = [started(WRITE, TESTS, store.path, name, 6) for name in "ab"]
    # What they are not told, they do not stop for.
    assert [child.wait() for child in children] == [0, 0]
    for child in children:
        child.communicate()
    assert rows(store, "SELECT run_id, articles, events FROM run ORDER BY run_id") == [(1, 6, 12), (2, 6, 12)]
    assert rows(store, "SELECT count(DISTINCT article_id), count(*) FROM article") == [(12, 12)]
    assert rows(store, "SELECT count(*) FROM event WHERE known_until IS NULL") == [(24,)]
    # Each run wrote its own articles.
    assert rows(store, "SELECT count(DISTINCT article_id[1]) FROM coding GROUP BY run_id") == [(1,), (1,)]


def test_a_copy_made_while_a_writer_is_busy_is_whole(store: Store, tmp_path: Path) -> None:
    copy = Store(path=tmp_path / "copy's.duckdb")
    with started(WRITE, TESTS, store.path, "a", 1000) as child:
        assert child.stdout is not None
        child.stdout.readline()
        snapshot(store, copy.path)
        assert child.poll() is None
        let_go(child)
    ((articles,),) = rows(copy, "SELECT count(*) FROM article")
    assert articles >= 1
    assert rows(copy, "SELECT count(*), sum(events) FROM coding") == [(articles, 2 * articles)]
    assert rows(copy, "SELECT count(*) FROM event") == [(2 * articles,)]
    assert rows(copy, "SELECT articles FROM run") == [(articles,)]


def test_a_copy_replaces_an_older_one_but_never_the_store(kept: Store, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    snapshot(kept, copy)
    keep(kept, coded(article("b"), event()))
    snapshot(kept, copy)
    # An open copy is in nobody's way.
    with Store(path=copy).reading() as connection:
        keep(kept, coded(article("c"), event()))
        assert connection.execute("SELECT count(*) FROM article").fetchall() == [(2,)]
    for target, message in ((kept.path, "the store itself"), (tmp_path, "a folder"), (tmp_path / "no" / "c", "write")):
        with pytest.raises(ConfigError, match=message):
            snapshot(kept, target)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["copy.duckdb", "store.duckdb"]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Conflicting lock is held in /usr/bin/R (PID 0). See", "process 0 (/usr/bin/R)"),
        ("Could not set lock on file", "another process"),
    ],
)
def test_a_holder_that_cannot_be_looked_up(message: str, expected: str) -> None:
    assert holder(message) == expected


@pytest.mark.parametrize("room", [4_000, 1_000_000, 3_000_000])
def test_a_full_disk_is_an_error_and_harms_nothing(kept: Store, room: int) -> None:
    with started(FILL, TESTS, kept.path, room) as child:
        *done, error = child.communicate()[0].splitlines()
    assert child.returncode == 0
    assert f"{kept.path} cannot be written" in error
    names = {"a", "after", *(f"full{number}" for number in done)}
    assert {name for (name,) in rows(kept, "SELECT article_id FROM article")} == names
    assert rows(kept, "SELECT count(*) FROM event") == [(2 + 200 * len(done),)]
    assert rows(kept, "SELECT run_id, articles FROM run ORDER BY run_id") == [(1, 1), (2, len(done) + 1)]
