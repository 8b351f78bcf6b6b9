"""Learned weights of the codebook: TSV files with one feature a line, and a column for each question asked."""

import functools
from collections.abc import Iterable, Mapping

from verbale.codebook.resources import data_root, read_tsv
from verbale.errors import CodebookError

# Every file, below the codebook's data, with its columns.
FILES = {
    "sides.tsv": ("source", "target"),
    "standing.tsv": ("weight",),
    "verdicts.tsv": ("historical", "attributed"),
    "homes.tsv": ("weight",),
    "confidence.tsv": ("weight",),
    "rewrites.tsv": ("weight",),
    "places/siting.tsv": ("weight",),
    "places/siting_acts.tsv": ("weight",),
}


@functools.cache
def weights(name: str, column: str = "weight") -> Mapping[str, float]:
    """Feature to weight, of one column of one of FILES. Raises CodebookError with file and line."""
    path = data_root().joinpath(*name.split("/"))
    found = {}
    for line, row in read_tsv(path, ("feature", *FILES[name])):
        try:
            found[row["feature"]] = float(row[column])
        except ValueError as error:
            raise CodebookError("the weight must be a number", where=f"{path.name}:{line}") from error
    return found


def total(table: Mapping[str, float], features: Iterable[str]) -> float:
    """The sum of the weights of features, each counted once."""
    return sum(table.get(feature, 0.0) for feature in dict.fromkeys(features))
