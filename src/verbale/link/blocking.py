"""Which tellings are compared at all: those near in time whose articles share one of their rarest words."""

import datetime
from collections import defaultdict
from collections.abc import Sequence

from verbale.link.nearby import near_pairs
from verbale.link.rarity import rarity
from verbale.link.sketches import Sketch

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
    articles = [s.telling.article_id for s in sketches]
    found = {
        (first, second)
        for places in having.values()
        for first, second in near_pairs(places, MOST_DAYS, MOST_TELLINGS)
        if articles[first] != articles[second]
    }
    return sorted(found)


def _keys(sketch: Sketch) -> list[str]:
    return sorted(sketch.article, key=lambda s: (-rarity(s), s))[:WORDS]


def _day(sketch: Sketch) -> int:
    """The day of publication as an ordinal; undated tellings stand together on day nought."""
    published = sketch.telling.published
    return datetime.date.fromisoformat(published).toordinal() if published else 0
