"""Marks on a text, cut into segments that a page can show one after the other.

Marks may overlap and nest in any way; elements of a page may not. So the text is cut wherever a mark begins or ends,
and every segment names all marks that cover it. Offsets are half-open, in code points.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

LIMIT_CHARS = 200_000

_LINE_ENDS = re.compile(r"[\n\r\u2028\u2029]\s*")
_BLANK_LINES = re.compile(r"(?:\r\n|\r(?!\n)|[\n\u2028\u2029])[ \t\xa0]*[\n\r\u2028\u2029]\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of the text that stands for something: `label` says what in words, `ref` names what it belongs to.

    `kind` is evidence, trigger, source, target, date, place, count, speaker, cue, quote, actor or masked; `ref` an
    event id, or a name that the parts of one attribution share.
    """

    start: int
    end: int
    kind: str
    label: str
    ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of text without a boundary inside, and the marks that cover it, the longest first."""

    start: int
    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The beginning of a text as segments, `chars` of its `total_chars`."""

    segments: tuple[Segment, ...]
    chars: int
    total_chars: int

    @property
    def clipped(self) -> bool:
        """Whether there is more text than the segments hold."""
        return self.chars < self.total_chars

    @property
    def note(self) -> str | None:
        """What to say where not all is shown."""
        return f"The first {self.chars:,} of {self.total_chars:,} characters are shown." if self.clipped else None


def segments(text: str, marks: Iterable[Mark]) -> list[Segment]:
    """The text cut at every boundary of a mark; the segments joined are the text.

    Marks of the same words keep the order given. A mark may reach beyond the text; one without a character in it is
    left out.
    """
    kept = _inside(marks, len(text))
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for rank, mark in enumerate(kept):
        opening.setdefault(max(0, mark.start), []).append(rank)
        closing.setdefault(min(len(text), mark.end), []).append(rank)
    cuts = sorted({0, len(text), *opening, *closing})
    found = []
    active: set[int] = set()
    for start, end in pairwise(cuts):
        active.difference_update(closing.get(start, ()))
        active.update(opening.get(start, ()))
        found.append(Segment(start=start, text=text[start:end], marks=tuple(kept[rank] for rank in sorted(active))))
    return found


def shown(text: str, marks: Iterable[Mark], limit_chars: int = LIMIT_CHARS) -> Shown:
    """The segments of the first `limit_chars` of the text: a browser stands still over a word of five million."""
    head = text[:limit_chars]
    return Shown(segments=tuple(segments(head, marks)), chars=len(head), total_chars=len(text))


def paragraphs(parts: Sequence[Segment]) -> list[list[Segment]]:
    """The segments in paragraphs, cut where needed; joined they are what was given, line ends included.

    Paragraphs end at blank lines, so that hard-wrapped lines stay together; in a text without one, at every line end.
    """
    text = "".join(part.text for part in parts)
    ends = _ends(text, _BLANK_LINES) or _ends(text, _LINE_ENDS)
    pieces = [piece for at, part in _placed(parts) for piece in _cut(part, at, ends)]
    found: list[list[Segment]] = []
    begins = set(ends)
    for at, piece in _placed(pieces):
        if not found or at in begins:
            found.append([])
        found[-1].append(piece)
    return found


def _inside(marks: Iterable[Mark], length: int) -> list[Mark]:
    """The marks of a text of this length that hold a character of it, the longest first, of one length the earliest."""
    held = (mark for mark in marks if max(0, mark.start) < min(length, mark.end))
    return sorted(held, key=lambda mark: (mark.start - mark.end, mark.start))


def _ends(text: str, pattern: re.Pattern[str]) -> list[int]:
    """Where a paragraph ends and another begins, in order."""
    return [found.end() for found in pattern.finditer(text) if found.end() < len(text)]


def _placed(parts: Sequence[Segment]) -> Iterator[tuple[int, Segment]]:
    """Each part with its place in all of them joined."""
    return zip(accumulate((len(part.text) for part in parts), initial=0), parts, strict=False)


def _cut(part: Segment, at: int, ends: Sequence[int]) -> Iterator[Segment]:
    """The segment, which stands at `at`, cut at the ends inside it."""
    stop = at + len(part.text)
    cuts = [at, *ends[bisect_right(ends, at) : bisect_left(ends, stop)], stop]
    for start, end in pairwise(cuts):
        yield replace(part, start=part.start + start - at, text=part.text[start - at : end - at])
