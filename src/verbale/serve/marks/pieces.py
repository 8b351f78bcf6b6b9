"""A marked text as a page shows it: paragraphs of pieces, each with the kinds of marks that cover it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from verbale.serve.marks.segments import LIMIT_CHARS, Mark, Segment, paragraphs, segments, shown

# What a reader shows and hides as one: the kinds of marks in it.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "event": ("evidence", "trigger"),
    "actor": ("source", "target", "actor"),
    "place": ("place",),
    "date": ("date",),
    "count": ("count",),
    "quote": ("quote", "speaker", "cue"),
    "masked": ("masked",),
}
GROUP_WORDS = {
    "event": "Events", "actor": "Actors", "place": "Places", "date": "Dates", "count": "Counts",
    "quote": "Quotes and speakers", "masked": "Left out",
}  # fmt: skip
_GROUP_OF = {kind: group for group, kinds in GROUPS.items() for kind in kinds}
# Around the words that bear an event, so much of its text is shown; cut at a word within so many characters.
AROUND_CHARS = 450
_NEAR_CHARS = 40
# Of each group at most so many marks are listed.
LISTED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One kind of mark on a piece: what the marks say, one a line."""

    kind: str
    group: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text with the layers over it, the outermost first.

    `anchor` is its id on the page where a trigger begins, `href` where it leads; `events` are the events it belongs to.
    """

    text: str
    layers: tuple[Layer, ...] = ()
    anchor: str | None = None
    href: str | None = None
    events: tuple[str, ...] = ()


Paragraphs = tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Marks that say the same of the same words, for who cannot see them in the text."""

    words: str
    label: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A text with its marks; `note` says where not all is shown, `listing` what is marked, by group."""

    paragraphs: Paragraphs
    note: str | None = None
    listing: Mapping[str, Sequence[Listed]] = field(default_factory=dict)
    counted: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A part of a text; `before` and `after` say whether there is more on that side."""

    paragraphs: Paragraphs
    before: bool
    after: bool


def marked(
    text: str, marks: Collection[Mark], hrefs: Mapping[int, str] | None = None, limit_chars: int = LIMIT_CHARS
) -> Marked:
    """The text with its marks. `hrefs` says by offset of a trigger where that leads."""
    found = shown(text, marks, limit_chars)
    anchors = _anchors(marks)
    return Marked(
        paragraphs=_paragraphs(found.segments, anchors, hrefs or {}),
        note=found.note,
        listing=_listing(text, marks),
        counted=counted(marks),
    )


def excerpts(text: str, marks: Sequence[Mark], around_chars: int = AROUND_CHARS) -> list[Excerpt]:
    """What stands around the marks, in parts where they are far from each other; `around_chars` is 40 or more."""
    return [_excerpt(text, marks, start, end) for start, end in _windows(text, marks, around_chars)]


def counted(marks: Iterable[Mark]) -> Counter[str]:
    """How many marks there are in each group."""
    return Counter(_GROUP_OF[mark.kind] for mark in set(marks))


def anchor_of(start: int) -> str:
    """The id on the page of the trigger that begins there."""
    return f"m-{start}"


def _excerpt(text: str, marks: Iterable[Mark], start: int, end: int) -> Excerpt:
    inside = [replace(m, start=m.start - start, end=m.end - start) for m in marks if m.start < end and m.end > start]
    anchors = {at: anchor_of(at + start) for at in _anchors(inside)}
    parts = segments(text[start:end], inside)
    return Excerpt(paragraphs=_paragraphs(parts, anchors, {}), before=start > 0, after=end < len(text))


def _windows(text: str, marks: Iterable[Mark], around: int) -> list[tuple[int, int]]:
    """Stretches around the marks, cut between words, those joined that touch."""
    found: list[tuple[int, int]] = []
    for mark in sorted(marks, key=lambda m: m.start):
        start, end = _word_start(text, mark.start - around), _word_end(text, mark.end + around)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _word_start(text: str, at: int) -> int:
    """The beginning of a word near `at`; of the text, where that is near."""
    if at <= _NEAR_CHARS:
        return 0
    return max(text.find(space, at, at + _NEAR_CHARS) for space in " \n") + 1 or at


def _word_end(text: str, at: int) -> int:
    """The end of a word near `at`; of the text, where that is near."""
    if at >= len(text) - _NEAR_CHARS:
        return len(text)
    found = max(text.rfind(space, at - _NEAR_CHARS, at) for space in " \n")
    return found if found > 0 else at


def _anchors(marks: Iterable[Mark]) -> dict[int, str]:
    return {mark.start: anchor_of(mark.start) for mark in marks if mark.kind == "trigger"}


def _paragraphs(parts: Sequence[Segment], anchors: Mapping[int, str], hrefs: Mapping[int, str]) -> Paragraphs:
    return tuple(tuple(_piece(part, anchors, hrefs) for part in line) for line in paragraphs(parts))


def _piece(part: Segment, anchors: Mapping[int, str], hrefs: Mapping[int, str]) -> Piece:
    labels: dict[str, dict[str, None]] = {}
    for mark in part.marks:
        labels.setdefault(mark.kind, {})[mark.label] = None
    return Piece(
        text=part.text,
        layers=tuple(Layer(kind=kind, group=_GROUP_OF[kind], label="\n".join(said)) for kind, said in labels.items()),
        anchor=anchors.get(part.start),
        href=hrefs.get(part.start),
        # The parts of an attribution share a name that is no event's.
        events=tuple(dict.fromkeys(m.ref for m in part.marks if m.ref and not m.ref.startswith("attribution-"))),
    )


def _listing(text: str, marks: Iterable[Mark]) -> dict[str, list[Listed]]:
    counted: dict[str, Counter[tuple[str, str]]] = {group: Counter() for group in GROUPS}
    for mark in sorted(set(marks), key=lambda m: (m.start, m.end)):
        counted[_GROUP_OF[mark.kind]][text[mark.start : mark.end], mark.label] += 1
    return {
        group: [Listed(words=words, label=label, times=n) for (words, label), n in list(found.items())[:LISTED]]
        for group, found in counted.items()
        if found
    }
