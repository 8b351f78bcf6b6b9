"""How like two tellings are in their words: the trigger, what stands around it, the articles."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.link.rarity import NUMBER, dice, rarity, weight, within
from verbale.link.sketches import Sketch
from verbale.link.steps import both, over
from verbale.model.tellings import Telling

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# The rarity of a word of no report.
RAREST = 11.7
# Letters that two triggers begin with alike: "expels" and "expulsion" are of one root.
_LETTERS = (2, 3, 4, 5)
# Of the words that two articles share, so many rarer ones stand before the one that is looked at.
_RANKS = (1, 2, 4)


def word_features(one: Sketch, other: Sketch) -> Iterator[str]:
    """The same in either order."""
    where = _where(one.telling, other.telling)
    yield f"where={where}"
    yield f"leads={_two(one.leads, other.leads)}"
    yield from _trigger_features(one, other)
    yield from _sentence_features(one, other)
    if where == "two articles":
        yield from _article_features(one, other)
        yield from _passing_features(one, other)


def _trigger_features(one: Sketch, other: Sketch) -> Iterator[str]:
    yield f"trigger={_trigger(one, other)}"
    yield from over("trigger", _cosine(one.trigger_vector, other.trigger_vector))
    yield from over("letters", _letters(one, other), _LETTERS)
    yield f"trigger in article={_two(bool(one.trigger & other.article), bool(other.trigger & one.article))}"


def _sentence_features(one: Sketch, other: Sketch) -> Iterator[str]:
    yield from over("around", dice(one.around, other.around))
    yield from over("sentence", _cosine(one.sentence_vector, other.sentence_vector))
    yield from over("names", dice(one.names, other.names))
    yield from over("shared names", weight(one.names & other.names) / (5 * NUMBER))
    yield from over("near", dice(one.near, other.near))
    yield from over("told", dice(one.told, other.told))
    yield from over("rarest in sentence", max(map(rarity, one.sentence & other.sentence), default=0.0) / RAREST)


def _article_features(one: Sketch, other: Sketch) -> Iterator[str]:
    shared = one.article & other.article
    ranked = sorted(map(rarity, shared), reverse=True)
    yield from over("article", dice(one.article, other.article))
    yield from over("article names", dice(one.article_names, other.article_names))
    yield from over("shared", weight(shared) / (20 * NUMBER))
    yield from over("rarest shared", ranked[0] / RAREST if ranked else 0.0)
    for rank in _RANKS:
        if len(ranked) > rank:
            yield from over(f"rarest shared but {rank}", ranked[rank] / RAREST)
    yield from both("article in other", within(one.article, other.article), within(other.article, one.article))
    yield from both(
        "article names in other",
        within(one.article_names, other.article_names),
        within(other.article_names, one.article_names),
    )


def _passing_features(one: Sketch, other: Sketch) -> Iterator[str]:
    """What an article says of an act that it names in passing stands in the one that is on it."""
    yield from both("names in article", within(one.names, other.article_names), within(other.names, one.article_names))
    yield from both("near in sentence", within(one.near, other.sentence), within(other.near, one.sentence))
    yield from both("near in article", within(one.near, other.article), within(other.near, one.article))
    yield from both("told in article", within(one.told, other.article), within(other.told, one.article))


def _two(one: bool, other: bool) -> str:
    return "&".join(sorted((str(one), str(other))))


def _cosine(one: "NDArray[np.float32]", other: "NDArray[np.float32]") -> float:
    return float(one @ other)


def _where(a: Telling, b: Telling) -> str:
    if a.article_id != b.article_id:
        return "two articles"
    return "one sentence" if a.sentence == b.sentence else "one article"


def _trigger(one: Sketch, other: Sketch) -> str:
    """The same word, one of the other text's, or how near in meaning."""
    if one.trigger & other.trigger:
        rare = max(rarity(s) for s in one.trigger & other.trigger)
        return f"same {'rare' if rare > NUMBER else 'common'} word"
    if one.trigger & other.around or other.trigger & one.around:
        return "beside"
    return f"{max(0.0, _cosine(one.trigger_vector, other.trigger_vector)):.1f}"


def _letters(one: Sketch, other: Sketch) -> int:
    return max((_alike(a, b) for a in one.trigger for b in other.trigger), default=0)


def _alike(one: str, other: str) -> int:
    """How many letters two stems begin with alike."""
    for at, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return at
    return min(len(one), len(other))
