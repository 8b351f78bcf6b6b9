"""Counted acts as the bars, symbols and span of a timeline."""

import datetime
from collections import defaultdict
from collections.abc import Mapping

from verbale.chart.figure import Row
from verbale.model import periods
from verbale.model.claims import DONE, GLYPHS, NOT_DONE
from verbale.model.quad_classes import CONFLICT, QUAD_NAMES

# From the zero line outwards.
_STACK = ((2, "reported"), (2, "alleged"), (1, "reported"), (1, "alleged"),
          (4, "reported"), (4, "alleged"), (3, "reported"), (3, "alleged"))  # fmt: skip
# The part of a period that its bar takes.
_BAR = 0.84
# Part of the acts that may lie outside at an end, where they take more time than this part of what remains.
_STRAGGLERS = 0.01
_SHORTENED = 0.3


def bars(rows: list[Row], by: str, measure: str) -> list[Row]:
    """One bar for each row of an act that was done, stacked outwards from zero."""
    order = {key: number for number, key in enumerate(_STACK)}
    done = [row for row in rows if row["claim"] in DONE]
    done.sort(key=lambda row: (row["period"], order[row["quad_class"], row["claim"]]))
    reached: dict[tuple[str, bool], float] = defaultdict(float)
    drawn = []
    for row in done:
        value = float(row["score"])
        if measure == "events":
            value = -row["events"] if row["quad_class"] in CONFLICT else row["events"]
        side = (row["period"], value < 0)
        low, high = reached[side], reached[side] + value
        reached[side] = high
        start, end = _bounds(row["period"], by)
        drawn.append(
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
    return drawn


def lanes(rows: list[Row], by: str) -> list[Row]:
    """One symbol for each period and claim of acts not done or long past, of the class that most of them have."""
    counted: dict[tuple[str, str], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        if row["claim"] in NOT_DONE:
            counted[row["period"], row["claim"]][row["quad_class"]] += row["events"]
    drawn = []
    for (period, claim), classes in sorted(counted.items()):
        start, end = _bounds(period, by)
        most = max(sorted(classes, reverse=True), key=lambda quad_class: classes[quad_class])
        drawn.append(
            {
                "middle": periods.moment(start, end, 0.5 * _BAR),
                "when": periods.in_words(start, by),
                "lane": f"{GLYPHS[claim]} {claim}",
                "class": QUAD_NAMES[most],
                "events": sum(classes.values()),
                **{name: classes.get(quad_class, 0) for quad_class, name in QUAD_NAMES.items()},
            }
        )
    return drawn


def within_window(rows: list[Row]) -> tuple[list[Row], list[str]]:
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


def bar_pixels(rows: list[Row], by: str, width: int) -> float:
    start, end = _bounds(rows[0]["period"], by)
    return width * (end - start).days / max(_days(*span(rows, by)), 1)


def _days(first: str, last: str) -> int:
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days


def _bounds(period: str, by: str) -> tuple[datetime.date, datetime.date]:
    start = datetime.date.fromisoformat(period)
    return start, periods.after(start, by)


def span(rows: list[Row], by: str) -> tuple[str, str]:
    """From the begin of the first period to the end of the last."""
    names = [row["period"] for row in rows]
    return min(names), _bounds(max(names), by)[1].isoformat()
