"""Which article goes back to which: copies and rewrites in groups, each with the one that came first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from verbale.link.copies import copy_pairs
from verbale.link.rewrites import outline, rewrite_pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article as its origin is looked for: `text` without page furniture, `day` of publication as an ordinal.

    `published_at` is the moment in UTC as far as it is known.
    """

    article_id: str
    text: str
    day: int | None
    published_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The first article of a group, and how one of the group comes from it: "copy", "rewrite", or None for itself."""

    article_id: str
    likeness: str | None


def origins(sources: Sequence[Source]) -> Mapping[str, Origin]:
    """For every article the one that it goes back to, in any order of input.

    Of a group of copies and rewrites the origin is the earliest, by id where the time is the same.
    """
    ordered = sorted(sources, key=lambda s: (s.day is None, s.day or 0, s.published_at or "", s.article_id))
    copied = [(p.first, p.second) for p in copy_pairs([s.text for s in ordered])]
    rewritten = [(p.first, p.second) for p in rewrite_pairs([outline(s.text, s.day) for s in ordered])]
    by_words, by_all = _Homes(len(ordered)), _Homes(len(ordered))
    by_words.join(copied)
    by_all.join([*copied, *rewritten])
    found = {}
    for number, source in enumerate(ordered):
        first = by_all.home(number)
        copy = by_words.home(number) == by_words.home(first)
        found[source.article_id] = Origin(
            article_id=ordered[first].article_id,
            likeness=None if first == number else "copy" if copy else "rewrite",
        )
    return found


class _Homes:
    """Groups of numbers that are joined pair by pair, each under its lowest number (Tarjan's disjoint sets)."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def home(self, number: int) -> int:
        while self._above[number] != number:
            self._above[number] = self._above[self._above[number]]
            number = self._above[number]
        return number

    def join(self, pairs: Iterable[tuple[int, int]]) -> None:
        for one, other in pairs:
            first, second = sorted((self.home(one), self.home(other)))
            self._above[second] = first
