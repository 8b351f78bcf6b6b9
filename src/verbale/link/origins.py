"""Which article goes back to which: copies and rewrites in groups, each with the one that came first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from verbale.link.copies import copy_pairs
from verbale.link.rewrites import outline, rewrite_pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article as its origin is looked for: `text` without page furniture, `day` of publication as an ordinal."""

    article_id: str
    text: str
    day: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The first article of a group, and how one of the group comes from it: "copy", "rewrite", or None for itself."""

    article_id: str
    likeness: str | None


def origins(sources: Sequence[Source]) -> Mapping[str, Origin]:
    """For every article the one that it goes back to, in any order of input.

    Of a group of copies and rewrites the origin is the earliest, by id where the day is the same.
    """
    ordered = sorted(sources, key=lambda s: (s.day is None, s.day or 0, s.article_id))
    homes = list(range(len(ordered)))

    def home(number: int) -> int:
        while homes[number] != number:
            homes[number] = homes[homes[number]]
            number = homes[number]
        return number

    copied = [(p.first, p.second) for p in copy_pairs([s.text for s in ordered])]
    rewritten = [(p.first, p.second) for p in rewrite_pairs([outline(s.text, s.day) for s in ordered])]
    for pairs in (copied, rewritten):
        for one, other in pairs:
            first, second = sorted((home(one), home(other)))
            homes[second] = first
    words_shared = {number for pair in copied for number in pair}
    return {
        source.article_id: Origin(
            article_id=ordered[home(number)].article_id,
            likeness=None if home(number) == number else "copy" if number in words_shared else "rewrite",
        )
        for number, source in enumerate(ordered)
    }
