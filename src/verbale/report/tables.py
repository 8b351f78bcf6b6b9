"""What the figures show, as tables."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from verbale.model.claims import DONE, NOT_DONE
from verbale.model.periods import in_words
from verbale.model.quad_classes import QUAD_NAMES


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRow:
    """Acts of a period: those done by quad class (in the order of `QUAD_NAMES`), others by claim (of `NOT_DONE`)."""

    period: str
    done: tuple[int, ...]
    not_done: tuple[int, ...]


def by_period(timeline: Iterable[Mapping[str, Any]], by: str) -> list[PeriodRow]:
    """The rows of a timeline, one a period, the newest first."""
    counted: dict[str, dict[Any, int]] = defaultdict(lambda: defaultdict(int))
    for row in timeline:
        counted[row["period"]][row["quad_class"] if row["claim"] in DONE else row["claim"]] += row["events"]
    return [
        PeriodRow(
            period=in_words(datetime.date.fromisoformat(period), by),
            done=tuple(counts.get(quad_class, 0) for quad_class in QUAD_NAMES),
            not_done=tuple(counts.get(claim, 0) for claim in NOT_DONE),
        )
        for period, counts in sorted(counted.items(), reverse=True)
    ]
