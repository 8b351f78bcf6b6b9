"""The file: made whole, brought forward, refused when it is not ours."""

import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from coded import article, coded, event, keep, rows
from verbale.errors import StoreError
from verbale.store import Store
from verbale.store.rows import columns_of, insert
from verbale.store.schema import migrate, migrations

NOW = datetime.datetime(2022, 2, 20, 12)
NEWEST = len(migrations())
STAMP = {"run_id": 1, "coder": "1", "codebook": "2022.1", "models": "parser x", "schema": "1"}
KNOWN = {**STAMP, "known_from": NOW.isoformat()}
# One row of every table of the first schema that a run fills.
FILLED: dict[str, dict[str, Any]] = {
    "run": {**STAMP, "kind": "ingest", "started_at": NOW.isoformat(), "articles": 1, "events": 1, "rejections": 1},
    "article": {**KNOWN, "article_id": "a", "version": 1, "digest": "d", "text": "They met.", "masks": [[0, 4]]},
    "coding": {**KNOWN, "article_id": "a", "article_version": 1, "events": 1},
    "event": {
        **KNOWN, "event_id": "e", "article_id": "a", "article_version": 1, "event_type": "CONSULT",
        "status": "occurred", "historical": False, "trigger": "met", "evidence": "They met", "start": 5, "end": 8,
        "mentions": 1, "record": {"source": [], "target": []},
    },
    "mention": {
        **KNOWN, "event_id": "e", "number": 1, "evidence": "They met", "evidence_start": 0, "evidence_end": 8,
        "trigger": "met", "trigger_start": 5, "trigger_end": 8, "article_id": "a", "article_version": 1,
    },
    "rejection": {**KNOWN, "article_id": "b", "stage": "ingest", "reason": "empty", "detail": "it holds no text"},
    "judgement": {**KNOWN, "judgement_id": 1, "verdict": "same", "event_a": "e", "event_b": "f", "reason": "alike"},
    "feed": {**STAMP, "url": "https://example.org/rss", "failures": 0},
}  # fmt: skip


def older(path: Path, version: int) -> dict[str, dict[str, Any]]:
    """A store of an older schema with a row in each table of the first, and what stands in it."""
    with duckdb.connect(str(path)) as connection:
        migrate(connection, NOW, until=version)
        for table, row in FILLED.items():
            insert(connection, table, [row])
        return {table: held(connection, table) for table in FILLED}


def held(connection: Any, table: str) -> dict[str, Any]:
    cursor = connection.execute(f'SELECT * FROM "{table}"')
    ((*values,),) = cursor.fetchall()
    return dict(zip([c[0] for c in cursor.description], values, strict=True))


@pytest.mark.parametrize("version", range(1, NEWEST))
@pytest.mark.parametrize("mode", ["reading", "writing"])
def test_an_older_store_is_brought_forward_with_its_rows(store: Store, version: int, mode: str) -> None:
    before = older(store.path, version)
    with getattr(store, mode)() as connection:
        for table, row in before.items():
            now = held(connection, table)
            assert {name: now[name] for name in row} == row
    assert rows(store, "SELECT max(version) FROM schema_version") == [(NEWEST,)]


def test_steps_lead_to_the_schema_of_a_fresh_store(store: Store, tmp_path: Path) -> None:
    old = Store(path=tmp_path / "old.duckdb")
    older(old.path, 1)
    with store.writing():
        pass
    with old.reading() as one, store.reading() as other:
        tables = "SELECT table_name FROM duckdb_tables() ORDER BY table_name"
        assert one.execute(tables).fetchall() == other.execute(tables).fetchall()
        for (table,) in one.execute(tables).fetchall():
            assert list(columns_of(one, table).items()) == list(columns_of(other, table).items())


def test_a_step_that_fails_leaves_the_schema_before(tmp_path: Path) -> None:
    path = tmp_path / "odd.duckdb"
    with duckdb.connect(str(path)) as connection:
        migrate(connection, NOW, until=1)
        connection.execute("CREATE TABLE link (mine INTEGER)")
    with pytest.raises(duckdb.Error, match="link"), Store(path=path).writing():
        pass
    with duckdb.connect(str(path)) as connection:
        assert connection.execute("SELECT max(version) FROM schema_version").fetchall() == [(1,)]
        assert not connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'story'").fetchall()


def test_a_newer_schema_is_refused(store: Store) -> None:
    with store.writing() as connection:
        connection.execute("INSERT INTO schema_version VALUES (?, ?)", [NEWEST + 1, NOW])
    for mode in (store.reading, store.writing):
        with pytest.raises(StoreError, match=f"table schema {NEWEST + 1}, newer than this program"), mode():
            pass


def test_another_database_is_refused_and_left_alone(store: Store) -> None:
    with duckdb.connect(str(store.path)) as connection:
        connection.execute("CREATE TABLE mine AS SELECT 1 AS one")
    for mode in (store.reading, store.writing):
        with pytest.raises(StoreError, match="not a store of Verbale"), mode():
            pass
    with duckdb.connect(str(store.path)) as connection:
        assert connection.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("mine",)]


@pytest.mark.parametrize("content", ["", "The weather was mild."])
def test_what_is_no_database_is_refused_and_left_alone(store: Store, content: str) -> None:
    store.path.write_text(content)
    for mode in (store.reading, store.writing):
        with pytest.raises(StoreError, match="cannot open"), mode():
            pass
    assert store.path.read_text() == content


def test_where_no_store_can_be(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store"), Store(path=tmp_path / "none.duckdb").reading():
        pass
    for path in (tmp_path / "none" / "store.duckdb", tmp_path):
        with pytest.raises(StoreError), Store(path=path).writing():
            pass


def test_a_store_appears_whole(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.writing():
        raise ZeroDivisionError
    assert [p.name for p in store.path.parent.iterdir()] == [store.path.name]
    assert rows(store, "SELECT count(*) FROM article") == [(0,)]


def test_a_batch_that_fails_is_not_there(store: Store) -> None:
    keep(store, coded(article("a"), event()))
    broken = coded(article("b"), event())
    broken.events[0]["no_such_column"] = 1  # type: ignore[index]
    with pytest.raises(KeyError, match="no_such_column"):
        keep(store, broken)
    assert rows(store, "SELECT article_id FROM article") == [("a",)]
    assert rows(store, "SELECT run_id FROM run") == [(1,)]


def test_names_with_quotes_are_names(tmp_path: Path) -> None:
    store = Store(path=tmp_path / 'it\'s a "clock".duckdb')
    keep(store, coded(article(), event()))
    assert rows(store, "SELECT count(*) FROM event") == [(1,)]
