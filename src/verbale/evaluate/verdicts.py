"""What people's words say of what the record holds now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from verbale.model.fields import FIELDS, is_met, is_same, value_of
from verbale.store.judgements.fields import RIGHT, WRONG, FieldJudgement
from verbale.store.judgements.judged import JudgedEvent

# The value is another than the one judged, and nobody said what it should be.
OPEN = "open"
# The record no longer holds the event.
GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One judged field of one event: right, wrong, open or gone.

    `event_type` and `confidence` are those that the record gives the event.
    """

    event_id: str
    event_type: str
    field: str
    verdict: str
    confidence: float | None


def verdicts(events: Sequence[JudgedEvent]) -> Iterator[Verdict]:
    """One verdict for each event and field that somebody judged."""
    for event in events:
        for field, judged in groupby(sorted(event.fields, key=_place), key=lambda j: j.field):
            yield Verdict(
                event_id=event.event_id,
                event_type=event.record["event_type"],
                field=field,
                verdict=_verdict(value_of(event.record, field), list(judged)) if event.held else GONE,
                confidence=event.record["confidence"],
            )


def _place(judgement: FieldJudgement) -> int:
    return FIELDS.index(judgement.field)


def _verdict(value: object, judged: Sequence[FieldJudgement]) -> str:
    """Of a value as it is now: as it was judged, else by what it should be, else open."""
    for one in reversed(judged):
        if is_same(one.field, one.value, value):
            return one.verdict
    for one in reversed(judged):
        if one.correct is not None:
            return RIGHT if is_met(one.field, value, one.correct) else WRONG
    return OPEN
