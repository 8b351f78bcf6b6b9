"""An article to be read with its marks: those of its events, and the layers of the text where they are known."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from verbale.serve.marks.pieces import Marked, anchor_of, marked
from verbale.serve.marks.records import marks_of_event, marks_of_layers
from verbale.serve.marks.segments import Mark
from verbale.serve.views.record import Fact, facts

Record = Mapping[str, Any]

# Marked all over, so much is some 3 MB of HTML; a report is seldom longer than a tenth of it.
LIMIT_CHARS = 100_000
_MASKED = "furniture of the page, not coded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event as its card shows it: the record, its fields in words, the id of the word that names the act.

    `anchor` is None where that word lies beyond what is shown of the text.
    """

    record: Record
    facts: Sequence[Fact]
    anchor: str | None


def reading(
    text: str, masks: Iterable[tuple[int, int]], events: Sequence[Record], layers: Record | None, href: str
) -> Marked:
    """The text of an article with its marks; the trigger of an event leads to `href` and its id.

    `masks` are the stretches that are never coded.
    """
    marks = [Mark(start=start, end=end, kind="masked", label=_MASKED) for start, end in masks]
    marks += [mark for record in events for mark in marks_of_event(record)]
    if layers is not None:
        marks += marks_of_layers(layers)
    # Of several events of one word the first is led to; what is said of the mark names all.
    hrefs: dict[int, str] = {}
    for record in events:
        hrefs.setdefault(record["trigger"]["start"], f"{href}{record['event_id']}")
    return marked(text, marks, hrefs, LIMIT_CHARS)


def told(events: Sequence[Record]) -> list[Told]:
    """The events in the order of the text."""
    ordered = sorted(events, key=lambda record: (record["trigger"]["start"], record["event_id"]))
    return [Told(record=r, facts=facts(r), anchor=_anchor(r["trigger"]["start"])) for r in ordered]


def _anchor(start: int) -> str | None:
    return anchor_of(start) if start < LIMIT_CHARS else None
