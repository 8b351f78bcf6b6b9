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


# That of sets which are compared with many others, one after the other.
_weight_of_all = lru_cache(maxsize=50_000)(weight)


def dice(one: frozenset[str], other: frozenset[str]) -> float | None:
    """How like two sets are, 0 to 1, rare words weighing more (Dice 1945); None where both are empty."""
    both = _weight_of_all(one) + _weight_of_all(other)
    return 2 * weight(one & other) / both if both else None


def within(part: frozenset[str], whole: frozenset[str]) -> float | None:
    """How much of a set another holds, 0 to 1, rare words weighing more; None of an empty one."""
    weighs = _weight_of_all(part)
    return weight(part & whole) / weighs if weighs else None
