"""Stretches between quotation marks, paired by what stands beside each mark."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from verbale.model.spans import Span

# A longer stretch is a mark that never closes.
MAX_CHARS = 3000
# 'soft' quotes are also apostrophes: shorter stretches between two of them are seldom speech.
MIN_SINGLE_CHARS = 12
_DOUBLE = re.compile("[“”„«»\"]|''|``")
_SINGLE = re.compile(r"(?<!\w)[‘'](?=[\w“\"$])([^‘’'\n]*(?:(?<=\w)[’'](?=\w)[^‘’'\n]*)*)[’'](?!\w)")
_LINE = re.compile(r"[^\n]+")
_OPENS_AFTER = frozenset(" \t\xa0([{-–—‘'/")


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    opens: bool


def quotations(text: str) -> tuple[Span, ...]:
    """The inside of every quotation, marks left out, in text order and without nesting.

    A quotation that a paragraph leaves open ends with it when the next one opens again, as long speeches are printed.
    """
    found: list[Span] = []
    lines = list(_LINE.finditer(text))
    for number, line in enumerate(lines):
        following = lines[number + 1].group() if number + 1 < len(lines) else ""
        found.extend(_of_line(text, line.start(), line.end(), following))
    doubles = [s for s in found if s.end - s.start <= MAX_CHARS]
    return tuple(sorted([*doubles, *_singles(text, doubles)]))


def _of_line(text: str, start: int, end: int, following: str) -> Iterator[Span]:
    opened: _Mark | None = None
    for mark in _marks(text, start, end):
        if mark.opens:
            opened = mark
        elif opened is not None:
            if mark.start > opened.end:
                yield Span(opened.end, mark.start)
            opened = None
    if opened is not None and _goes_on(text, opened, end, following):
        yield Span(opened.end, end)


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    opened = False
    for found in _DOUBLE.finditer(text, start, end):
        opens = _opens(text, found.start(), found.end(), start, end, opened)
        opened = opens
        yield _Mark(found.start(), found.end(), opens)


def _opens(text: str, start: int, end: int, first: int, last: int, opened: bool) -> bool:
    """ "Curly" marks say it; a straight one opens where a space stands before it and a word behind."""
    mark = text[start:end]
    if mark in {"“", "„", "«", "``"}:
        return True
    if mark in {"”", "»"}:
        return False
    before = start == first or text[start - 1] in _OPENS_AFTER
    behind = end < last and not text[end].isspace()
    return before and behind if before != (not behind) else not opened


def _goes_on(text: str, opened: _Mark, end: int, following: str) -> bool:
    return end > opened.end and following.lstrip()[:1] in {"“", '"', "'"} and text[opened.end : end].strip() != ""


def _singles(text: str, doubles: list[Span]) -> Iterator[Span]:
    at = 0
    for match in _SINGLE.finditer(text):
        while at < len(doubles) and doubles[at].end < match.start():
            at += 1
        # The marks themselves may be two single ones.
        inside = at < len(doubles) and doubles[at].start - 2 <= match.start() < doubles[at].end
        if not inside and match.end(1) - match.start(1) >= MIN_SINGLE_CHARS:
            yield Span(match.start(1), match.end(1))
