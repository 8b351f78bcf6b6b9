"""docs/store.md must say what a store holds, and its recipes must run."""

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from coded import article, coded, event, keep
from verbale.store import Store
from verbale.store.queries import query
from verbale.store.rows import columns_of
from verbale.store.schema import migrations

DOCUMENT = (Path(__file__).parents[2] / "docs" / "store.md").read_text(encoding="utf-8")
TABLE = re.compile(r"^### `(\w+)`\n(.*?)(?=^###? |\Z)", re.MULTILINE | re.DOTALL)
COLUMN = re.compile(r"^\| `(\w+)` \| ([A-Z]+) \| \S.* \|$", re.MULTILINE)


@pytest.fixture
def filled(store: Store) -> Store:
    keep(store, coded(article(), event()))
    return store


def documented() -> dict[str, list[tuple[str, str]]]:
    return {name: COLUMN.findall(body) for name, body in TABLE.findall(DOCUMENT)}


def test_every_table_and_column_is_described_with_its_type(filled: Store) -> None:
    made = re.findall(r"CREATE TABLE (\w+)", "".join(migrations()))
    with filled.reading() as connection:
        held = {table: list(columns_of(connection, table).items()) for table in made}
        every = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert every == set(made)
    assert list(documented()) == made
    for table, columns in held.items():
        assert documented()[table] == columns, table


def test_recipes_in_sql_run(filled: Store) -> None:
    blocks = re.findall(r"```sql\n(.*?)```", DOCUMENT, flags=re.DOTALL)
    statements = [s for block in blocks for s in block.split(";\n") if s.strip()]
    assert len(statements) >= 7
    for statement in statements:
        assert query(filled, statement).columns


def test_recipe_in_pandas_runs(filled: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (recipe,) = re.findall(r"```python\n(.*?)```", DOCUMENT, flags=re.DOTALL)
    filled.path.rename(tmp_path / "verbale.snapshot.duckdb")
    monkeypatch.chdir(tmp_path)
    module = ModuleType("recipe")
    exec(recipe, module.__dict__)
    assert "pandas" in sys.modules
    assert len(module.events) == 1
