"""Times of day: 9:50 p.m., 0600 GMT, noon, with the day named beside them."""

# ruff: noqa: E501 - one rule a line reads better than the same pattern in four pieces

import re
from dataclasses import replace

from verbale.times import calendar, deictic
from verbale.times.calendar import DAY, Interval
from verbale.times.context import Context, Rule
from verbale.times.words import WEEKDAY, number_of

_ZONE = r"(?: \(?(?:GMT|UTC|EST|EDT|CST|CDT|MST|MDT|PST|PDT|CET|CEST|EET|EEST|BST|IST|JST|MSK|ET|PT|local time|[A-Z][a-z]+ time)\)?)?"
_DAY_AFTER = rf"(?:,? (?:on )?(?:(?P<weekday>{WEEKDAY})|(?P<word>(?i:today|yesterday|tomorrow))))?"
_HOURS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"


def _clock(match: "re.Match[str]", context: Context) -> Interval | None:
    hour = match["hour"]
    number = int(hour) if hour.isdigit() else int(number_of(hour) or 0)
    minute = match["minute"] or "00"
    half = (match["half"] or "").lower()[:1]
    if half:
        if not 1 <= number <= 12:
            return None
        number = number % 12 + (12 if half == "p" else 0)
    if number > 24 or int(minute) > 59:
        return None
    return _at(f"T{number:02d}:{minute}", match, context)


def _named(match: "re.Match[str]", context: Context) -> Interval | None:
    words = match["time"].lower()
    return _at({"noon": "T12:00", "midday": "T12:00", "midnight": "T00:00"}[words], match, context)


def _at(value: str, match: "re.Match[str]", context: Context) -> Interval:
    day = _day(match, context)
    if day is None:
        return calendar.unresolved(f"XXXX-XX-XX{value}", "TIME")
    return replace(day, value=day.value + value, timex_type="TIME")


def _day(match: "re.Match[str]", context: Context) -> Interval | None:
    """The day named beside the time, else the last day named before it, else that of publication."""
    if match["weekday"]:
        found = deictic.weekday_date(match["weekday"], "", context)
        return calendar.day(found) if found else None
    if context.published is not None and match["word"]:
        shift = {"yesterday": -1, "tomorrow": 1}.get(match["word"].lower(), 0)
        return calendar.day(context.published + DAY * shift)
    if context.anchor is not None and context.anchor.precision == "day" and context.anchor.first is not None:
        return calendar.day(context.anchor.first)
    return calendar.day(context.published) if context.published is not None else None


RULES = (
    Rule(words=rf"(?P<hour>(?i:\d\d?|{_HOURS}))(?:[:.](?P<minute>\d\d))? ?(?P<half>[aApP])\.? ?[mM](?:\.|\b){_ZONE}{_DAY_AFTER}", handler=_clock),
    Rule(words=rf"(?P<hour>[01]?\d|2[0-4]):?(?P<minute>[0-5]\d)(?P<half>)(?: hours)?(?= ?\(?(?:GMT|UTC|local time|hours|E[SD]T|CES?T|MSK)){_ZONE}{_DAY_AFTER}", handler=_clock),
    Rule(words=rf"(?<=at\s)(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?P<half>){_ZONE}{_DAY_AFTER}", handler=_clock),
    Rule(words=rf"(?P<time>(?i:noon|midnight|midday)){_ZONE}{_DAY_AFTER}", handler=_named),
)  # fmt: skip
