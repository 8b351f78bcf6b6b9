"""Which tellings are compared at all: those near in time whose articles share one of their rarest words."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence

from verbale.link.likeness import Sketch
from verbale.link.rarity import rarity

# Reports of one act come within days: the plan of a summit a week before, a verdict's echo a week behind.
MOST_DAYS = 12
# A telling is looked up by so many of its article's rarest words.
WORDS = 10
# A word in more tellings than this, within such a time, tells nothing.
MOST_TELLINGS = 150


def candidates(sketches: Sequence[Sketch]) -> list[tuple[int, int]]:
    """Pairs of tellings of different articles, by number (first < second), sorted."""
    having: dict[str, list[tuple[int, int]]] = defaultdict(list)
    days = [_day(s) for s in sketches]
    for number, sketch in enumerate(sketches):
        for key in _keys(sketch):
            having[key].append((days[number], number))
    found: set[tuple[int, int]] = set()
    for places in having.values():
        places.sort()
        found.update(_near(places, sketches))
    return sorted(found)


def _keys(sketch: Sketch) -> list[str]:
    return sorted(sketch.article, key=lambda s: (-rarity(s), s))[:WORDS]


def _near(places: Sequence[tuple[int, int]], sketches: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    first = 0
    for at, (day, number) in enumerate(places):
        while places[first][0] < day - MOST_DAYS:
            first += 1
        if at - first > MOST_TELLINGS:
            continue
        for _, other in places[first:at]:
            if sketches[other].telling.article_id != sketches[number].telling.article_id:
                yield (other, number) if other < number else (number, other)


def _day(sketch: Sketch) -> int:
    """The day of publication as an ordinal; undated tellings stand together on day nought."""
    published = sketch.telling.published
    return datetime.date.fromisoformat(published).toordinal() if published else 0
