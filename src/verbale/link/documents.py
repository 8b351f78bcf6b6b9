"""Which articles are on the same happening: cosine of their words, rare words and names weighing more."""

import datetime
import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from verbale.link.clustering import Pair, clusters
from verbale.link.words import content, names

# A name says more of what an article is about than another word as rare.
NAME_WEIGHT = 1.5
# Mean cosine from which on articles are on one happening: best on the training topics of ECB+.
SAME_HAPPENING = 0.15
# Articles nearer than this are compared at all.
LEAST_COSINE = 0.03
# Likeness falls to a half when this many days lie between two articles.
HALVED_AFTER_DAYS = 7.0
NO_DAY = 0
# Articles further apart than this are not compared; one without a day is compared with all.
WINDOW_DAYS = 14
# Articles are looked up by so many of their heaviest words, and by each compared with so many that come next by day.
LOOKED_UP_WORDS = 20
COMPARED_BY_WORD = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An article by its stems, those of names with a capital; the ISO day of publication or None."""

    article_id: str
    words: tuple[str, ...]
    published: str | None = None


def report_of(article_id: str, text: str, published: str | None = None) -> Report:
    """An article as it is compared."""
    named = names(text)
    words = tuple(w.capitalize() if w in named else w for w in content(text))
    return Report(article_id=article_id, words=words, published=published)


def rarity_among(reports: Sequence[Report]) -> dict[str, float]:
    """For every word of the collection the logarithm of how rare it is: about 0 for one in all articles."""
    counts = Counter(word for report in reports for word in {w.lower() for w in report.words})
    return {word: math.log((len(reports) + 1) / (n + 0.5)) for word, n in counts.items()}


def weighted(words: Iterable[str], rare: Mapping[str, float]) -> dict[str, float]:
    """A vector of length 1 over the words, by how rare they are and the logarithm of how often they stand."""
    found: dict[str, float] = defaultdict(float)
    for word, n in Counter(words).items():
        found[word.lower()] += (1 + math.log(n)) * (NAME_WEIGHT if word[:1].isupper() else 1)
    found = {word: n * max(0.0, rare.get(word, 0.0)) for word, n in sorted(found.items())}
    length = math.sqrt(math.fsum(n * n for n in found.values()))
    return {word: n / length for word, n in found.items() if n} if length else {}


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    return math.fsum(weight * other[word] for word, weight in one.items() if word in other)


def _ordinal(published: str | None) -> int:
    return NO_DAY if published is None else datetime.date.fromisoformat(published[:10]).toordinal()


class Shelf:
    """The reports of a collection with their vectors; `likeness` of two is their cosine, less the more days apart."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self.reports = {r.article_id: r for r in sorted(reports, key=lambda r: r.article_id)}
        self.rare = rarity_among(list(self.reports.values()))
        self._days = {name: _ordinal(r.published) for name, r in self.reports.items()}
        self._vectors = {name: weighted(r.words, self.rare) for name, r in self.reports.items()}

    def likeness(self, one: str, other: str) -> float:
        """0 to 1."""
        near = cosine(self._vectors[one], self._vectors[other])
        first, second = self._days[one], self._days[other]
        known = first != NO_DAY and second != NO_DAY
        return near * 0.5 ** (abs(first - second) / HALVED_AFTER_DAYS) if known else near

    def near(self) -> dict[Pair, float]:
        """The likeness of all pairs that share one of their heaviest words within the window and are near enough."""
        found = {}
        for one, other in sorted(self._sharing()):
            score = self.likeness(one, other)
            if score >= LEAST_COSINE:
                found[one, other] = score
        return found

    def _sharing(self) -> set[Pair]:
        by_word: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for name, vector in self._vectors.items():
            for word in heapq.nsmallest(LOOKED_UP_WORDS, vector, key=lambda w, v=vector: (-v[w], w)):  # type: ignore[misc]
                by_word[word].append((self._days[name], name))
        return {pair for names in by_word.values() for pair in _neighbours(sorted(names))}


def _neighbours(names: Sequence[tuple[int, str]]) -> Iterator[Pair]:
    """Pairs of (day, name) in order that lie within the window; those without a day, first in order, with any."""
    for k, (day, one) in enumerate(names):
        for following, other in names[k + 1 : k + 1 + COMPARED_BY_WORD]:
            if day != NO_DAY and following - day > WINDOW_DAYS:
                break
            yield (one, other) if one < other else (other, one)


def happenings(reports: Iterable[Report], threshold: float = SAME_HAPPENING) -> list[tuple[str, ...]]:
    """Ids of the articles by happening, each happening sorted, in the order of its first."""
    shelf = Shelf(reports)
    return clusters(shelf.reports, shelf.near(), threshold=threshold)
