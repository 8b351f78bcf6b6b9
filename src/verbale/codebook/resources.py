"""Reading the codebook's files: YAML as strings, TSV by row, each with file and line for the reader."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

from verbale.errors import CodebookError

CODEBOOK_VERSION = "2026.1"


def data_root() -> Traversable:
    """The folder of the shipped codebook."""
    return files("verbale.codebook") / "data"


def read_yaml(path: Traversable) -> Any:
    """The content of a YAML file with every scalar a string (`NO` is Norway, `010` a code)."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path.name}:{mark.line + 1}" if mark else path.name
        raise CodebookError(str(getattr(error, "problem", error)), where=where) from error


def read_tsv(path: Traversable | Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a TSV file as `(line, row)`; raises CodebookError when a column is missing or a row is short."""
    lines = path.read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t") if lines else []
    missing = [c for c in columns if c not in header]
    if missing:
        raise CodebookError(f"column(s) missing: {', '.join(missing)}", where=f"{path.name}:1")
    for line, text in enumerate(lines[1:], start=2):
        row = text.split("\t")
        if len(row) != len(header):
            raise CodebookError(f"{len(row)} cells, {len(header)} expected", where=f"{path.name}:{line}")
        yield line, dict(zip(header, row, strict=True))


def cells(value: str) -> tuple[str, ...]:
    """The members of a cell that holds a list, separated by `|`."""
    return tuple(part.strip() for part in value.split("|") if part.strip())
