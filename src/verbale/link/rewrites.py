"""Rewrites: articles that tell another one's content in other words, as spun, restructured and translated ones do.

A careful rewrite shares hardly a run of five words with its origin, but its names, its numbers, its order and most of
its plain words: who reports the same happening from sources of his own shares only the chief of them. What speaks for a
rewrite is weighed by a logistic model over likenesses in steps of a tenth, fitted by `training/rewrites.py`.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean

from verbale.codebook.weights import total, weights
from verbale.link.nearby import near_pairs
from verbale.link.rarity import dice
from verbale.link.words import content, names, numbers, sentences

# A report of fewer words tells too little to know whom it was written after.
LEAST_WORDS = 60
# Rewrites follow within days.
MOST_DAYS = 10
# Names and numbers that more articles than this share within such a time tell nothing.
MOST_ARTICLES = 200
# So many names and numbers must two articles share for a closer look.
LEAST_SHARED = 4
# Who writes after somebody writes neither a note nor a book, and keeps at least such a part of words and names.
LEAST_LENGTH, LEAST_WORDS_ALIKE, LEAST_NAMES_ALIKE = 0.4, 0.25, 0.4
# Two sentences this much alike are taken to tell the same.
ALIKE = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What a rewrite keeps of its origin. `day` is an ordinal, or None."""

    day: int | None
    words: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    sentences: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RewritePair:
    """Two texts by their numbers (first < second), and the log-odds that one was written after the other."""

    first: int
    second: int
    log_odds: float


def outline(text: str, day: int | None) -> Outline | None:
    """The outline of a text; None where it is too short to tell."""
    words = content(text)
    if len(words) < LEAST_WORDS:
        return None
    parts = tuple(frozenset(content(s)) for s in sentences(text))
    return Outline(
        day=day,
        words=frozenset(words),
        names=frozenset(names(text)),
        numbers=frozenset(numbers(text)),
        sentences=tuple(p for p in parts if p),
    )


def rewrite_pairs(outlines: Sequence[Outline | None]) -> list[RewritePair]:
    """All pairs of texts of which one was more likely than not written after the other, sorted."""
    table = weights("rewrites.tsv", "weight")
    found = []
    for first, second in candidates(outlines):
        one, other = outlines[first], outlines[second]
        assert one is not None
        assert other is not None
        odds = total(table, list(rewrite_features(one, other)))
        if odds > 0:
            found.append(RewritePair(first=first, second=second, log_odds=odds))
    return found


def candidates(outlines: Sequence[Outline | None]) -> list[tuple[int, int]]:
    """Pairs near in time and of like length that share some words and telling names and numbers, sorted."""
    having: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, found in enumerate(outlines):
        if found is not None:
            for key in found.names | found.numbers:
                having[key].append((found.day or 0, number))
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for places in having.values():
        for pair in near_pairs(places, MOST_DAYS, MOST_ARTICLES):
            shared[pair] += 1
    often = sorted(pair for pair, count in shared.items() if count >= LEAST_SHARED)
    return [(first, second) for first, second in often if _comparable(outlines[first], outlines[second])]


def _comparable(one: Outline | None, other: Outline | None) -> bool:
    if one is None or other is None:
        return False
    if one.day is not None and other.day is not None and abs(one.day - other.day) > MOST_DAYS:
        return False
    short, long = sorted((one.words, other.words), key=len)
    if len(short) < LEAST_LENGTH * len(long) or (dice(one.names, other.names) or 0.0) < LEAST_NAMES_ALIKE:
        return False
    return (dice(one.words, other.words) or 0.0) >= LEAST_WORDS_ALIKE


def rewrite_features(one: Outline, other: Outline) -> Iterator[str]:
    """What speaks for or against a rewrite: how like words, names, numbers and sentences are, in tenths."""
    yield "any"
    for name in ("words", "names", "numbers"):
        yield f"{name}={_tenth(dice(getattr(one, name), getattr(other, name)))}"
    alike, covered, order = _aligned(one, other)
    yield f"alike={_tenth(alike)}"
    yield f"covered={_tenth(covered)}"
    yield f"order={_tenth(order)}"


def _tenth(share: float | None) -> str:
    return "none" if share is None else f"{share:.1f}"


def _aligned(one: Outline, other: Outline) -> tuple[float, float, float | None]:
    """The mean likeness of the shorter text's sentences to their best matches, the share of good ones, their order."""
    short, long = sorted((one.sentences, other.sentences), key=len)
    best = [max((dice(s, t) or 0.0, -n) for n, t in enumerate(long)) for s in short]
    places = [-n for likeness, n in best if likeness >= ALIKE]
    pairs = [a < b for a, b in combinations(places, 2) if a != b]
    return fmean(likeness for likeness, _ in best), len(places) / len(best), fmean(pairs) if pairs else None
