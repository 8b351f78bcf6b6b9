"""How much a word tells: the rarer it is in news, the more. Counted once, so that a record's growth changes nothing."""

import math
from collections.abc import Set
from functools import cache, lru_cache
from importlib.resources import files

# What a number weighs: more than most words, less than a rare name.
NUMBER = 6.0


@cache
def _frequencies() -> tuple[int, dict[str, int]]:
    """Counted by `training/frequencies.py`: the number of reports, and by stem how many hold it."""
    text = files("verbale.link").joinpath("data", "frequencies.tsv").read_text(encoding="utf-8")
    first, *lines = text.splitlines()
    rows = (line.split("\t") for line in lines)
    return int(first.strip()), {word: int(count) for word, count in rows}


@lru_cache(maxsize=200_000)
def rarity(stem: str) -> float:
    """The logarithm of how rare a word is, from about 2 to 12; a word in no report is as rare as can be."""
    if stem[:1].isdigit():
        return NUMBER
    reports, counts = _frequencies()
    return math.log((reports + 1) / (counts.get(stem, 0) + 1))


def weight(stems: Set[str]) -> float:
    """The sum of the rarities, the same to the last bit in any order."""
    return math.fsum(rarity(stem) for stem in stems)


def dice(one: Set[str], other: Set[str]) -> float | None:
    """How like two sets are, 0 to 1, rare words weighing more (Dice 1945); None where both are empty."""
    both = weight(one) + weight(other)
    return 2 * weight(one & other) / both if both else None
