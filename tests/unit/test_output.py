"""Output: flat rows, whole files."""

import csv
import datetime
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from verbale.errors import ConfigError
from verbale.pipeline.output import RowWriter, format_for, whole_file


def test_a_file_appears_only_when_complete(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    path.write_text("old")

    def fail() -> None:
        with whole_file(path) as file:
            file.write(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["events.jsonl"]


def test_a_folder_that_does_not_exist_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot write"), whole_file(tmp_path / "no" / "events.jsonl"):
        pass


@pytest.mark.parametrize(
    ("path", "wanted", "expected"),
    [
        ("e.csv", None, "csv"),
        ("e.parquet", None, "parquet"),
        ("e.txt", None, "jsonl"),
        (None, None, "table"),
        ("e.csv", "jsonl", "jsonl"),
    ],
)
def test_format_by_wish_then_suffix(path: str | None, wanted: str | None, expected: str) -> None:
    assert format_for(Path(path) if path else None, wanted, "table") == expected


def test_unknown_format() -> None:
    with pytest.raises(ConfigError, match="no format"):
        format_for(None, "xml", "jsonl")


ODD = {
    'a "name"': ("VARCHAR", 'x;"y"\n'),
    "big": ("HUGEINT", 10**30),
    "day": ("DATE", datetime.date(2022, 2, 20)),
    "at": ("TIMESTAMP", datetime.datetime(2022, 2, 20, 12)),
    "long": ("INTERVAL", datetime.timedelta(days=1)),
    "part": ("DECIMAL(3,1)", Decimal("1.5")),
    "list": ("VARCHAR[]", ["x", None]),
    "whole": ("JSON", '{"b":[1]}'),
    "none": ("JSON", None),
    "bytes": ("BLOB", b"\xff"),
}


def written(form: str, *rows: dict[str, Any]) -> bytes:
    file = io.BytesIO()
    writer = RowWriter(file, form, {name: kind for name, (kind, _) in ODD.items()})
    for row in rows:
        writer.write(row)
    writer.close()
    return file.getvalue()


@pytest.fixture
def row() -> dict[str, Any]:
    return {name: value for name, (_, value) in ODD.items()}


def test_rows_of_any_type_as_json_lines(row: dict[str, Any]) -> None:
    read = json.loads(written("jsonl", row))
    assert list(read) == list(ODD)
    assert read["big"] == "1" + "0" * 30
    assert (read["day"], read["at"], read["part"]) == ("2022-02-20", "2022-02-20T12:00:00", "1.5")
    assert (read["list"], read["whole"], read["none"]) == (["x", None], {"b": [1]}, None)


def test_rows_of_any_type_as_csv(row: dict[str, Any]) -> None:
    (read,) = csv.DictReader(io.StringIO(written("csv", row).decode()))
    assert read['a "name"'] == 'x;"y"\n'
    assert (read["list"], read["whole"], read["none"]) == ('["x",null]', '{"b":[1]}', "")


def test_rows_of_any_type_as_parquet(row: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    path.write_bytes(written("parquet", row))
    (read,) = duckdb.sql(f"SELECT * FROM '{path}'").fetchall()
    assert read[0] == row['a "name"']
    # Parquet has no whole numbers of 128 bits; DuckDB writes them as fractions.
    assert read[1] == pytest.approx(10**30)
    assert read[2:4] == (row["day"], row["at"])
    assert read[5] == row["part"]
    assert json.loads(read[6]) == row["list"]


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_no_rows_are_a_file_all_the_same(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"rows.{form}"
    path.write_bytes(written(form))
    if form == "jsonl":
        assert path.read_bytes() == b""
    else:
        assert duckdb.sql(f"SELECT * FROM '{path}'").columns == list(ODD)
