"""Output: flat rows, whole files."""

from pathlib import Path

import pytest

from verbale.errors import ConfigError
from verbale.pipeline.output import format_for, whole_file


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
