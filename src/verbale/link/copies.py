"""Copies: articles that share their very words, as syndicated and lightly edited ones do.

Runs of five words are hashed (Broder 1997, "On the resemblance and containment of documents"); MinHash finds the pairs
that may share many, and the exact share of the shorter text's runs decides.
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verbale.link.words import tokens

RUN_WORDS = 5
# Of a text with fewer runs one phrase in common is a large part: it says too little to be somebody's copy.
LEAST_RUNS = 20
# So much of the shorter text's runs in the other: trimmed and retouched copies keep more, a shared quote is less.
LEAST_SHARE = 0.4
PERMUTATIONS = 64
# Of pairs of rows: texts that share a seventh of all their runs meet in half the cases, a third nearly always.
BANDS = 32
SEED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyPair:
    """Two texts by their numbers (first < second), and the share of the shorter one's runs that the other has."""

    first: int
    second: int
    share: float


def runs(text: str) -> frozenset[int]:
    """Hashes of the runs of five words of a text, without case; the same in every process."""
    words = [w.casefold() for w in tokens(text)]
    return frozenset(
        zlib.crc32(" ".join(words[i : i + RUN_WORDS]).encode("utf-8")) for i in range(len(words) - RUN_WORDS + 1)
    )


def copy_pairs(texts: Sequence[str]) -> list[CopyPair]:
    """Pairs of texts of which one holds at least `LEAST_SHARE` of the other's runs, sorted.

    Of texts with the very same runs each is paired with the first alone, and that one with others.
    """
    import rensa

    sets = [runs(text) for text in texts]
    firsts: dict[frozenset[int], int] = {}
    found = []
    for number, told in enumerate(sets):
        if len(told) >= LEAST_RUNS and (first := firsts.setdefault(told, number)) != number:
            found.append(CopyPair(first=first, second=number, share=1.0))
    numbers = sorted(firsts.values())
    if not numbers:
        return []
    index = rensa.RMinHashLSH(threshold=0.2, num_perm=PERMUTATIONS, num_bands=BANDS)
    hashes = rensa.RMinHash.from_token_sets(([str(h) for h in sorted(sets[n])] for n in numbers), PERMUTATIONS, SEED)
    index.insert_pairs(list(zip(numbers, hashes, strict=True)))
    found += _judged(sets, numbers, index.query_all(hashes))
    return sorted(found, key=lambda p: (p.first, p.second))


def _judged(
    sets: Sequence[frozenset[int]], numbers: Sequence[int], candidates: Sequence[Sequence[int]]
) -> Iterator[CopyPair]:
    for first, others in zip(numbers, candidates, strict=True):
        for second in set(others):
            if second > first:
                share = len(sets[first] & sets[second]) / min(len(sets[first]), len(sets[second]))
                if share >= LEAST_SHARE:
                    yield CopyPair(first=first, second=second, share=share)
