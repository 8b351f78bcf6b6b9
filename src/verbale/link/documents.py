"""Which articles are on the same happening: cosine of their words, rare words and names weighing more."""

import datetime
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from verbale.link.clustering import Pair, clusters

# A name says more of what an article is about than another word as rare.
NAME_WEIGHT = 1.5
# Mean cosine from which on articles are on one happening: best on the training topics of ECB+.
SAME_HAPPENING = 0.15
# Articles nearer than this are compared at all.
LEAST_COSINE = 0.03
# Likeness falls to a half when this many days lie between two articles.
HALVED_AFTER_DAYS = 7.0
# Articles are looked up by their heaviest words; those that more articles than this share do not serve.
LOOKED_UP_WORDS = 24
MAX_SHARED_BY = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An article as linking sees it: `words` as from `content_words`, the ISO day of publication or None."""

    article_id: str
    words: tuple[str, ...]
    published: str | None = None


def rarity(reports: Iterable[Report]) -> dict[str, float]:
    """For every word of the collection the logarithm of how rare it is: about 0 for one in all articles."""
    reports = list(reports)
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


def days_between(one: str | None, other: str | None) -> int | None:
    if one is None or other is None:
        return None
    return abs((datetime.date.fromisoformat(one[:10]) - datetime.date.fromisoformat(other[:10])).days)


class Shelf:
    """The reports of a collection with their vectors; `likeness` of two is their cosine, less the more days apart."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self.reports = {r.article_id: r for r in sorted(reports, key=lambda r: r.article_id)}
        self.rare = rarity(self.reports.values())
        self._vectors = {name: weighted(r.words, self.rare) for name, r in self.reports.items()}

    def likeness(self, one: str, other: str) -> float:
        """0 to 1; 0 for an article that is not on the shelf."""
        if one not in self.reports or other not in self.reports:
            return 0.0
        near = cosine(self._vectors[one], self._vectors[other])
        days = days_between(self.reports[one].published, self.reports[other].published)
        return near if not days else near * 0.5 ** (days / HALVED_AFTER_DAYS)

    def near(self) -> dict[Pair, float]:
        """The likeness of all pairs that share one of their heaviest words and reach LEAST_COSINE."""
        found = {}
        for pair in sorted(self._sharing()):
            score = self.likeness(*pair)
            if score >= LEAST_COSINE:
                found[pair] = score
        return found

    def _sharing(self) -> set[Pair]:
        by_word: dict[str, list[str]] = defaultdict(list)
        for name, vector in self._vectors.items():
            for word in _heaviest(vector):
                by_word[word].append(name)
        return {
            (one, other)
            for names in by_word.values()
            if len(names) <= MAX_SHARED_BY
            for k, one in enumerate(names)
            for other in names[k + 1 :]
        }


def _heaviest(vector: Mapping[str, float]) -> Sequence[str]:
    return sorted(vector, key=lambda w: (-vector[w], w))[:LOOKED_UP_WORDS]


def happenings(reports: Iterable[Report], threshold: float = SAME_HAPPENING) -> list[tuple[str, ...]]:
    """Ids of the articles by happening, each happening sorted, in the order of its first."""
    shelf = Shelf(reports)
    return clusters(shelf.reports, shelf.near(), threshold=threshold)
