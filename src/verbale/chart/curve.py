"""One actor or pair over time: how many acts, of which tone, and where that changes."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from verbale.chart.figure import Row, Spec, no_events, to_chart
from verbale.chart.theme import score_scale
from verbale.model import periods

if TYPE_CHECKING:
    from verbale.chart.figure import AnyChart

_AXIS_WIDTH = 64
_LABEL_PIXELS = 72
# One layer says from when to when; the others share it.
_X: Spec = {"type": "temporal", "scale": {"type": "utc"}}


def series_chart(
    rows: Iterable[Mapping[str, Any]],
    change_points: Sequence[str] = (),
    *,
    by: str = "month",
    width: int = 720,
    height: int = 110,
) -> "AnyChart":
    """The mean score per period as a line, the number of acts as bars below, changes as upright lines.

    `rows` have `period` (ISO day, its first), `events` and `score` (mean); `change_points` are periods, as
    `change_points()` finds them. `width` is that of the whole figure, `height` that of each panel, in pixels.
    Raises ConfigError for an unknown period.
    """
    found = sorted((dict(row) for row in rows), key=lambda row: row["period"])
    if not found:
        return to_chart(no_events(width))
    inner = max(width - _AXIS_WIDTH, 120)
    points = filled(found, by=by)
    last = datetime.date.fromisoformat(points[-1]["period"])
    after_last = periods.after(last, by).isoformat()
    x: Spec = {
        "type": "temporal",
        "scale": {"type": "utc", "domain": [points[0]["period"], after_last]},
        "axis": {"title": None, "grid": False, "tickCount": max(inner // 80, 2)},
    }
    changes = _changes(change_points, by, days_apart=_LABEL_PIXELS / inner * _days(points[0]["period"], after_last))
    return to_chart(
        {
            "datasets": {"series": _drawn(points, by), "changes": changes},
            "vconcat": [
                {"width": inner, "height": height, "layer": [*_score_layers(x), _rule(), _label()]},
                {"width": inner, "height": height // 2 + 10, "layer": [_bar_layer(), _rule()]},
            ],
            "spacing": 10,
            "resolve": {"scale": {"x": "shared"}},
        }
    )


def filled(rows: Iterable[Mapping[str, Any]], *, by: str = "month") -> list[Row]:
    """Rows in the order of time, with a row of zero acts (and no mean score) for each period between that has none."""
    known = {row["period"]: dict(row) for row in rows}
    if not known:
        return []
    first, last = (datetime.date.fromisoformat(day) for day in (min(known), max(known)))
    nothing = {"events": 0, "score": None, "score_sum": 0.0}
    days = (day.isoformat() for day in periods.every(first, last, by))
    return [known.get(day, {"period": day, **nothing}) for day in days]


def _changes(change_points: Sequence[str], by: str, *, days_apart: float) -> list[Row]:
    """A line for each change, with words where the ones before leave room for them."""
    rows: list[Row] = []
    labelled: str | None = None
    for day in sorted(change_points):
        when = periods.in_words(datetime.date.fromisoformat(day), by)
        if room := labelled is None or _days(labelled, day) >= days_apart:
            labelled = day
        rows.append({"period": day, "when": when, "words": when if room else ""})
    return rows


def _days(first: str, last: str) -> int:
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days


def _drawn(points: list[Row], by: str) -> list[Row]:
    rows = []
    for point in points:
        start = datetime.date.fromisoformat(point["period"])
        end = periods.after(start, by)
        rows.append(
            {
                "from": point["period"],
                "middle": periods.moment(start, end, 0.44),
                "to": periods.moment(start, end, 0.88),
                "when": periods.in_words(start, by),
                "zero": 0,
                "events": point["events"],
                "score": None if point["score"] is None else round(point["score"], 2),
            }
        )
    return rows


_TOOLTIP: list[Spec] = [
    {"field": "when", "type": "nominal", "title": "when"},
    {"field": "events", "type": "quantitative", "title": "acts", "format": ","},
    {"field": "score", "type": "quantitative", "title": "mean score", "format": ".1f"},
]


def _score_layers(x: Spec) -> list[Spec]:
    y: Spec = {
        "field": "score",
        "type": "quantitative",
        "scale": {"domain": [-10, 10]},
        "axis": {"title": "mean score", "values": [-10, -5, 0, 5, 10]},
    }
    data = {"name": "series"}
    line = {"type": "line", "style": "guide", "strokeWidth": 1.2, "invalid": "break-paths-show-domains"}
    return [
        {"data": data, "mark": line, "encoding": {"x": {"field": "middle", **x}, "y": y}},
        {
            "data": data,
            "transform": [{"filter": "isValid(datum.score)"}],
            "mark": {"type": "point", "filled": True, "size": 30, "opacity": 1},
            "encoding": {
                "x": {"field": "middle", **_X},
                "y": y,
                "color": {"field": "score", "type": "quantitative", "scale": score_scale(), "legend": None},
                "tooltip": _TOOLTIP,
            },
        },
    ]


def _bar_layer() -> Spec:
    return {
        "data": {"name": "series"},
        "mark": {"type": "bar", "style": "plain", "opacity": 0.75},
        "encoding": {
            "x": {"field": "from", **_X, "axis": {"title": None, "labels": False, "ticks": False, "grid": False}},
            "x2": {"field": "to"},
            "y": {"field": "events", "type": "quantitative", "axis": {"title": "acts", "tickCount": 3, "format": "~s"}},
            "y2": {"field": "zero"},
            "tooltip": _TOOLTIP,
        },
    }


def _rule() -> Spec:
    return {
        "data": {"name": "changes"},
        "mark": {"type": "rule", "style": "guide", "strokeDash": [4, 3], "strokeWidth": 1.4},
        "encoding": {
            "x": {"field": "period", **_X},
            "tooltip": [{"field": "when", "type": "nominal", "title": "level changes"}],
        },
    }


def _label() -> Spec:
    return {
        "data": {"name": "changes"},
        "mark": {"type": "text", "style": "note", "align": "left", "baseline": "top", "dx": 4, "y": 0},
        "encoding": {"x": {"field": "period", **_X}, "text": {"field": "words", "type": "nominal"}},
    }
