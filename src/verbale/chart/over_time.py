"""Acts over time: what happened above, what was only planned, threatened or denied in lanes below."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from verbale.chart import periods
from verbale.chart.figure import Row, Spec, no_events, to_chart
from verbale.chart.theme import CONFLICT, FONT_SIZE, GLYPHS, QUAD_COLOURS, QUAD_NAMES
from verbale.errors import ConfigError

if TYPE_CHECKING:
    from verbale.chart.figure import AnyChart

MEASURES = {"events": "acts", "score": "sum of scores"}
DONE = ("reported", "alleged")
LANES = ("planned", "threatened", "denied", "historical")
SHAPES = {
    "planned": "diamond",
    "threatened": "triangle-up",
    "denied": "M-.8,-.8L.8,.8M.8,-.8L-.8,.8",
    "historical": "M.1,-.8A.8,.8,0,1,1,-.8,0M-1.1,-.4L-.8,0L-.4,-.3",
}
# From the zero line outwards.
_STACK = ((2, "reported"), (2, "alleged"), (1, "reported"), (1, "alleged"),
          (4, "reported"), (4, "alleged"), (3, "reported"), (3, "alleged"))  # fmt: skip
# What the fillings mean; a legend of opacities does not say it.
KEY = f"{GLYPHS['reported']} filled: reported   {GLYPHS['alleged']} light: alleged, somebody says so"
# Part of the acts that may lie outside at an end, where they take more time than this part of what remains.
_STRAGGLERS = 0.01
_SHORTENED = 0.3
_THIN = 6
_AXIS_WIDTH = 106
_LANE_HEIGHT = 22
# The part of a period that its bar takes.
_BAR = 0.84


def timeline_chart(
    rows: Iterable[Mapping[str, Any]],
    *,
    by: str = "month",
    measure: str = "events",
    brush: bool = False,
    width: int = 720,
    height: int = 220,
) -> "AnyChart":
    """Acts per period: bars of what is reported (solid) and alleged (light), lanes of what was not done or long past.

    `rows` have `period` (ISO day, its first), `quad_class`, `claim`, `events` and `score` (sum of scores). Cooperation
    stands above zero, conflict below; `measure` "score" draws the sums of scores as they are. `brush` lets a reader
    select days in the bars: a selection named "brush" over the field `from`. `width` is that of the whole figure,
    `height` that of the bars, in pixels. Raises ConfigError for an unknown period or measure.
    """
    if measure not in MEASURES:
        raise ConfigError(f"no measure {measure!r}; one of {', '.join(MEASURES)}")
    kept = [dict(row) for row in rows]
    if not kept:
        return to_chart(no_events(width))
    kept, outside = _within_window(kept)
    inner = max(width - _AXIS_WIDTH, 120)
    pixels = _bar_pixels(kept, by, inner)
    panels = [
        _bar_panel(measure=measure, brush=brush, width=inner, height=height, pixels=pixels),
        _lane_panel(_span(kept, by), width=inner, pixels=pixels),
    ]
    return to_chart(
        {
            "datasets": {"bars": _bars(kept, by, measure), "lanes": _lanes(kept, by), "zero": [{"zero": 0}]},
            "title": {"text": [KEY, *outside], "fontSize": FONT_SIZE, "fontWeight": "normal", "anchor": "start"},
            "vconcat": panels,
            "spacing": 8,
            "resolve": {"scale": {"x": "shared", "color": "shared"}},
        }
    )


def _bar_panel(*, measure: str, brush: bool, width: int, height: int, pixels: float) -> Spec:
    columns = 4 if width > 500 else 2 if width > 250 else 1
    above = {"orient": "top", "direction": "horizontal", "title": None, "columns": columns, "offset": 6}
    bars: Spec = {
        "name": "acts",
        "params": [{"name": "brush", "select": {"type": "interval", "encodings": ["x"]}}] if brush else [],
        "data": {"name": "bars"},
        "mark": {
            "type": "bar",
            # Outlines of thin bars would cover what they hold.
            "strokeWidth": 1 if pixels >= _THIN else 0,
            "clip": True,
            "cursor": "crosshair" if brush else "default",
        },
        "encoding": {
            "x": {
                "field": "from",
                "type": "temporal",
                "scale": {"type": "utc"},
                "axis": {"title": None, "grid": False, "tickCount": max(width // 80, 2), "labelFlush": True},
            },
            "x2": {"field": "to"},
            "y": {
                "field": "low",
                "type": "quantitative",
                "axis": {
                    "title": f"conflict ↓   {MEASURES[measure]}   ↑ cooperation",
                    "labelExpr": "format(abs(datum.value), '~s')"
                    if measure == "events"
                    else "format(datum.value, '~s')",
                    "tickCount": 5,
                },
            },
            "y2": {"field": "high"},
            "color": {"field": "class", "type": "nominal", "scale": _class_scale(), "legend": above},
            "stroke": {"field": "class", "type": "nominal", "scale": _class_scale(), "legend": None},
            "fillOpacity": {
                "field": "claim",
                "type": "ordinal",
                "scale": {"domain": list(DONE), "range": [0.95, 0.18 if pixels >= _THIN else 0.45]},
                "legend": None,
            },
            "tooltip": [
                {"field": "when", "type": "nominal", "title": "when"},
                {"field": "class", "type": "nominal", "title": "acts of"},
                {"field": "claim", "type": "nominal", "title": "claim"},
                {"field": "events", "type": "quantitative", "title": "number"},
                {"field": "score", "type": "quantitative", "title": "sum of scores", "format": ".1f"},
            ],
        },
    }
    zero: Spec = {
        "data": {"name": "zero"},
        "mark": {"type": "rule", "style": "guide"},
        "encoding": {"y": {"field": "zero", "type": "quantitative"}},
    }
    return {"width": width, "height": height, "layer": [bars, zero]}


def _lane_panel(span: tuple[str, str], *, width: int, pixels: float) -> Spec:
    labels = [f"{GLYPHS[claim]} {claim}" for claim in LANES]
    # In square pixels; neighbours may overlap by a third.
    largest = min(max((1.5 * pixels) ** 2, 50), 260)
    return {
        "data": {"name": "lanes"},
        "width": width,
        "height": _LANE_HEIGHT * len(LANES),
        "mark": {"type": "point", "filled": False, "strokeWidth": 1.6, "opacity": 0.85},
        "encoding": {
            "x": {
                "field": "middle",
                "type": "temporal",
                "scale": {"type": "utc", "domain": list(span)},
                "axis": {"title": None, "labels": False, "ticks": False, "grid": False},
            },
            "y": {
                "field": "lane",
                "type": "nominal",
                "scale": {"domain": labels},
                "axis": {"title": None, "grid": True, "domain": False, "ticks": False, "labelPadding": 6},
            },
            "shape": {
                "field": "lane",
                "type": "nominal",
                "scale": {"domain": labels, "range": [SHAPES[claim] for claim in LANES]},
                "legend": None,
            },
            "size": {
                "field": "events",
                "type": "quantitative",
                "scale": {"type": "sqrt", "range": [24, largest], "zero": True},
                "legend": None,
            },
            "color": {"field": "class", "type": "nominal", "scale": _class_scale()},
            "tooltip": [
                {"field": "when", "type": "nominal", "title": "when"},
                {"field": "lane", "type": "nominal", "title": "claim"},
                {"field": "events", "type": "quantitative", "title": "number"},
                *({"field": name, "type": "quantitative", "title": name} for name in QUAD_NAMES.values()),
            ],
        },
    }


def _bars(rows: list[Row], by: str, measure: str) -> list[Row]:
    """One bar for each row of an act that was done, stacked outwards from zero."""
    order = {key: number for number, key in enumerate(_STACK)}
    done = [row for row in rows if row["claim"] in DONE]
    done.sort(key=lambda row: (row["period"], order[row["quad_class"], row["claim"]]))
    reached: dict[tuple[str, bool], float] = defaultdict(float)
    bars = []
    for row in done:
        value = float(row["score"])
        if measure == "events":
            value = -row["events"] if row["quad_class"] in CONFLICT else row["events"]
        side = (row["period"], value < 0)
        low, high = reached[side], reached[side] + value
        reached[side] = high
        start, end = _bounds(row["period"], by)
        bars.append(
            {
                "from": row["period"],
                "to": periods.moment(start, end, _BAR),
                "low": round(low, 3),
                "high": round(high, 3),
                "when": periods.in_words(start, by),
                "class": QUAD_NAMES[row["quad_class"]],
                "claim": row["claim"],
                "events": row["events"],
                "score": round(row["score"], 3),
            }
        )
    return bars


def _lanes(rows: list[Row], by: str) -> list[Row]:
    """One symbol for each period and claim of acts not done or long past, of the class that most of them have."""
    counted: dict[tuple[str, str], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        if row["claim"] in LANES:
            counted[row["period"], row["claim"]][row["quad_class"]] += row["events"]
    lanes = []
    for (period, claim), classes in sorted(counted.items()):
        start, end = _bounds(period, by)
        most = max(sorted(classes, reverse=True), key=lambda quad_class: classes[quad_class])
        lanes.append(
            {
                "middle": periods.moment(start, end, 0.5 * _BAR),
                "when": periods.in_words(start, by),
                "lane": f"{GLYPHS[claim]} {claim}",
                "class": QUAD_NAMES[most],
                "events": sum(classes.values()),
                **{name: classes.get(quad_class, 0) for quad_class, name in QUAD_NAMES.items()},
            }
        )
    return lanes


def _class_scale() -> Spec:
    ordered = (2, 1, 3, 4)
    return {"domain": [QUAD_NAMES[q] for q in ordered], "range": [QUAD_COLOURS[q] for q in ordered]}


def _within_window(rows: list[Row]) -> tuple[list[Row], list[str]]:
    """The rows of the time that nearly all present acts are of, and a line for those before and after it.

    One act of the year 1500, told as background, or a plan for 2050 would press everything else into a corner.
    """
    numbers: dict[str, int] = defaultdict(int)
    present: dict[str, int] = defaultdict(int)
    for row in rows:
        numbers[row["period"]] += row["events"]
        if row["claim"] != "historical":
            present[row["period"]] += row["events"]
    days, focus = sorted(numbers), present or numbers
    spare = sum(focus.values()) * _STRAGGLERS
    first, last = _cut(sorted(focus), focus, spare), _cut(sorted(focus, reverse=True), focus, spare)
    remains = _days(first, last)
    if _days(days[0], first) <= _SHORTENED * remains:
        first = days[0]
    if _days(last, days[-1]) <= _SHORTENED * remains:
        last = days[-1]
    lines = []
    for words, left_out in (
        (f"before {first}, since {int(days[0][:4])}", sum(n for day, n in numbers.items() if day < first)),
        (f"after {last}, until {int(days[-1][:4])}", sum(n for day, n in numbers.items() if day > last)),
    ):
        if left_out:
            lines.append(f"{left_out:,} {'act' if left_out == 1 else 'acts'} {words}, not drawn")
    return [row for row in rows if first <= row["period"] <= last], lines


def _cut(days: list[str], numbers: Mapping[str, int], spare: float) -> str:
    """The first of the days before which no more than so many acts lie."""
    passed = 0
    for day in days:
        passed += numbers[day]
        if passed > spare:
            return day
    return days[-1]


def _bar_pixels(rows: list[Row], by: str, width: int) -> float:
    start, end = _bounds(rows[0]["period"], by)
    return width * (end - start).days / max(_days(*_span(rows, by)), 1)


def _days(first: str, last: str) -> int:
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days


def _bounds(period: str, by: str) -> tuple[datetime.date, datetime.date]:
    start = datetime.date.fromisoformat(period)
    return start, periods.after(start, by)


def _span(rows: list[Row], by: str) -> tuple[str, str]:
    """From the begin of the first period to the end of the last."""
    names = [row["period"] for row in rows]
    return min(names), _bounds(max(names), by)[1].isoformat()
