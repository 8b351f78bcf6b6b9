"""Shares of what is right, by field and by confidence."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from verbale.evaluate.intervals import wilson
from verbale.evaluate.verdicts import GONE, OPEN, Verdict
from verbale.model.fields import FIELDS
from verbale.store.judgements.fields import RIGHT, WRONG

BANDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldShare:
    """How often a field is right, of all events (`event_type` None) or those of a type.

    `judged` is the sum of `right`, `wrong`, `open` and `gone`; `share` is right among right and wrong, None without
    any, and lies with 95 % between `low` and `high`.
    """

    field: str
    event_type: str | None
    judged: int
    right: int
    wrong: int
    open: int
    gone: int
    share: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfidenceShare:
    """How often events of a band of confidence (from, to) are events, beside the mean of what the coder was sure of.

    `share` lies with 95 % between `low` and `high`; a coder that knows itself has `mean_confidence` there too.
    """

    confidence_from: float
    confidence_to: float
    events: int
    mean_confidence: float
    right: int
    share: float
    low: float
    high: float


def field_shares(verdicts: Sequence[Verdict], *, by_type: bool = False) -> list[FieldShare]:
    """One row for each field that was judged, over all events; with `by_type` one more for each type, below its own."""
    rows = []
    for field in FIELDS:
        of_field = [v for v in verdicts if v.field == field]
        if of_field:
            rows.append(_field_share(field, None, of_field))
        for event_type in sorted({v.event_type for v in of_field}) if by_type else ():
            rows.append(_field_share(field, event_type, [v for v in of_field if v.event_type == event_type]))
    return rows


def calibration(verdicts: Sequence[Verdict]) -> list[ConfidenceShare]:
    """Confidence against judgement on the field `event`: all events first, then by fifths; none where nobody judged."""
    sure = [
        (v.confidence, v.verdict == RIGHT)
        for v in verdicts
        if v.field == "event" and v.verdict in (RIGHT, WRONG) and v.confidence is not None
    ]
    return list(_bands(sure))


def _field_share(field: str, event_type: str | None, verdicts: Sequence[Verdict]) -> FieldShare:
    counts = Counter(v.verdict for v in verdicts)
    decided = counts[RIGHT] + counts[WRONG]
    low, high = wilson(counts[RIGHT], decided)
    return FieldShare(
        field=field,
        event_type=event_type,
        judged=len(verdicts),
        right=counts[RIGHT],
        wrong=counts[WRONG],
        open=counts[OPEN],
        gone=counts[GONE],
        share=counts[RIGHT] / decided if decided else None,
        low=low,
        high=high,
    )


def _bands(sure: Sequence[tuple[float, bool]]) -> Iterator[ConfidenceShare]:
    bounds = [(0.0, 1.0), *((i / BANDS, (i + 1) / BANDS) for i in range(BANDS))]
    for first, last in bounds:
        inside = [(c, right) for c, right in sure if first <= c < last or c == last == 1.0]
        if inside:
            right = sum(r for _, r in inside)
            low, high = wilson(right, len(inside))
            yield ConfidenceShare(
                confidence_from=first,
                confidence_to=last,
                events=len(inside),
                mean_confidence=sum(c for c, _ in inside) / len(inside),
                right=right,
                share=right / len(inside),
                low=low,
                high=high,
            )
