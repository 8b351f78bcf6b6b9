"""How an actor or a pair goes over time: acts by period, and where their level changes."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from verbale.chart.changes import change_points
from verbale.model import periods
from verbale.store.actor_queries import series
from verbale.store.index import Index

Row = dict[str, Any]
COLUMNS = {"period": "VARCHAR", "events": "BIGINT", "score": "DOUBLE", "score_sum": "DOUBLE", "change": "BOOLEAN"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The days that a series shows, both included, and the period by which it counts."""

    first: datetime.date
    last: datetime.date
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Rows of `verbale.store.actor_queries.series` within a frame, each with `change` and `until`, its last day.

    `changes` are the periods in which the level of their sums of scores changes; `before` and `after` count acts that
    lie outside: one act of the year 1500, told as news, would press everything else into a corner.
    """

    by: str
    rows: Sequence[Row]
    changes: Sequence[str]
    before: int
    after: int


def frame(
    first: datetime.date | None, last: datetime.date | None, by: str | None, *, coarsest: str = "year"
) -> Frame | None:
    """The frame of what was reported between two days; None where no report has a day.

    `by` is a period, the finest that leaves some hundred bars (though none coarser than `coarsest`) if None. Raises
    ConfigError for an unknown one.
    """
    if by is not None:
        periods.check_period(by)
    if first is None or last is None:
        return None
    chosen = min(periods.finest(first, last), coarsest, key=periods.PERIODS.index)
    return Frame(first=first, last=last, by=by or chosen)


def course(index: Index, shown: Frame | None, *, source: str | None = None, target: str | None = None) -> Course:
    """The acts of one on the other, or on anybody, within a frame; an empty one without a frame."""
    if shown is None:
        return Course(by="month", rows=(), changes=(), before=0, after=0)
    rows = series(index, source=source, target=target, by=shown.by)
    start, end = periods.start_of(shown.first, shown.by).isoformat(), shown.last.isoformat()
    inside = [row for row in rows if start <= row["period"] <= end]
    changes = change_points(inside, by=shown.by)
    return Course(
        by=shown.by,
        rows=[{**row, "change": row["period"] in changes, "until": _last_day(row, shown.by)} for row in inside],
        changes=changes,
        before=sum(row["events"] for row in rows if row["period"] < start),
        after=sum(row["events"] for row in rows if row["period"] > end),
    )


def drawn(found: Course, shown: Frame | None) -> list[Row]:
    """The rows with empty ones at the ends of the frame, so that figures side by side show the same days."""
    if shown is None or not found.rows:
        return []
    nothing = {"events": 0, "score": None, "score_sum": 0.0}
    ends = {periods.start_of(day, shown.by).isoformat(): nothing for day in (shown.first, shown.last)}
    known = {row["period"]: row for row in found.rows}
    return [{"period": period, **row} for period, row in sorted({**ends, **known}.items())]


def _last_day(row: Row, by: str) -> str:
    following = periods.after(datetime.date.fromisoformat(row["period"]), by)
    return (following - datetime.timedelta(days=1)).isoformat()
