"""Lengths of time, repeated times, and lengths that count from a day named in the text."""

# ruff: noqa: E501 - one rule a line reads better than the same pattern in four pieces

import datetime
import re

from verbale.times import calendar
from verbale.times.calendar import Interval
from verbale.times.context import Context, Rule
from verbale.times.words import NUMBER, TIME_UNIT, UNIT, duration_value, number_of, singular

# What can be so many years old without being a person.
_AGED = re.compile(
    r"[\s-]+(?:[\w-]+[\s-]+){0,3}(?:truce|cease-?fire|wars?|conflict|dispute|insurgency|rebellion|uprising|revolt|revolution"
    r"|embargo|sanctions|blockade|siege|agreement|accord|treaty|deal|pact|regime|government|administration|law|laws|ban"
    r"|peace|crisis|standoff|stand-off|deadlock|strike|occupation|republic|monarchy|dictatorship|feud|rivalry|fighting"
    r"|campaign|movement|party|company|policy|programme|program|project|case|investigation|mission|coalition|alliance"
    r"|building|church|mosque|temple|bridge|castle|monument|airline|institution|tradition|claim|border|violence"
    r"|moratorium|boycott|curfew|emergency|partnership|relationship|operation|offensive|struggle|junta)\b",
    re.IGNORECASE,
)
_ANY_UNIT = rf"(?:{UNIT}s?|{TIME_UNIT}s?|quarters?|century|centuries|weekends?)"
_QUALIFIED = r"(?:at least |more than |less than |up to |nearly |almost |about |around |over |some |only |just |roughly |another )?"


def bounds(
    context: Context, unit: str, count: float, *, ahead: bool
) -> tuple[datetime.date | None, datetime.date | None]:
    """The days from publication `count` units ahead or back; both None without a publication date."""
    day = context.published
    if day is None:
        return None, None
    if unit in ("second", "minute", "hour"):
        unit, count = "day", round(count / 24 + 0.49)
    moved = calendar.shifted(day, unit, round(count) if ahead else -round(count))
    if moved is None:
        return None, None
    return (day, moved) if ahead else (moved, day)


def _anchored_length(match: "re.Match[str]", context: Context) -> Interval | None:
    """A length that begins ("within 21 days") or ends ("the past year") at publication."""
    unit = singular(match["unit"])
    count = number_of(match["number"]) if match["number"] else 1.0
    value = duration_value(count, unit)
    if count is None:
        return calendar.unresolved(value, "DURATION")
    ahead = match["way"].lower() in ("next", "coming", "within", "following")
    if match["way"].lower() == "within" and context.direction == "past":
        return calendar.unresolved(value, "DURATION")
    first, last = bounds(context, unit, count, ahead=ahead)
    return calendar.span_of(first, last, value, "DURATION")


def _plain_length(match: "re.Match[str]", context: Context) -> Interval | None:
    unit = singular(match["unit"])
    words = match["number"]
    if words.lower() in ("a", "an") and re.search(
        r"(?:[$€£]\s?[\d.,]+|\b(?:once|twice|times|\w+lars|percent|hours|tons|barrels))(?:\s+\w+)?\s+$",
        context.before(),
    ):
        return calendar.unresolved(duration_value(1, unit), "SET")
    # "second" beside an article is an ordinal: "a second attack".
    if unit == "second" and words.lower() in ("a", "one", "an"):
        return None
    if unit == "quarter" and words.lower() in ("a", "one", "three"):
        return None
    if words.lower() in ("many", "some") and not match["unit"].lower().endswith("s"):
        return None
    return calendar.unresolved(duration_value(number_of(words), unit), "DURATION")


def _age(match: "re.Match[str]", context: Context) -> Interval | None:
    """The beginning of a "nine-year-old pact"; None for a "seven-year-old boy"."""
    after = match.string[match.end() : match.end() + 60]
    if not _AGED.match(after):
        return None
    unit, count = singular(match["unit"]), number_of(match["number"])
    value = duration_value(count, unit)
    if context.published is None or count is None:
        return calendar.unresolved(value, "DURATION")
    moved = calendar.shifted(context.published, unit, -round(count))
    if moved is None:
        return None
    around = calendar.containing(moved, unit)
    return Interval(
        first=around.first, last=around.last, precision=around.precision, value=value, timex_type="DURATION"
    )


def _bare_length(match: "re.Match[str]", context: Context) -> Interval | None:
    """A length without a number: "for months", "weeks of fighting", "decades-long"; no age: "52 years old"."""
    if match.group().lower().endswith("old") and re.search(r"\d\s*$", context.before()):
        return None
    return calendar.unresolved(duration_value(None, singular(match["unit"])), "DURATION")


def _one_long(match: "re.Match[str]", context: Context) -> Interval | None:
    """One unit: "a year-long siege"."""
    return calendar.unresolved(duration_value(1, singular(match["unit"])), "DURATION")


def _frequency(match: "re.Match[str]", context: Context) -> Interval | None:
    word = " ".join(match.group().lower().split())
    if word == "daily" and re.match(r"\s+[A-Z]", match.string[match.end() :][:3]) and match.group()[0] == "D":
        return None  # the Daily Mail
    for name, value in _FREQUENCIES.items():
        if word == name:
            return calendar.unresolved(value, "SET")
    unit = singular(match["unit"])
    count = number_of(match["number"]) if match["number"] else 1.0
    return calendar.unresolved(duration_value(count, unit), "SET")


_FREQUENCIES = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "annually": "P1Y", "yearly": "P1Y",
                "hourly": "PT1H", "nightly": "P1D", "quarterly": "P3M", "biweekly": "P2W", "annual": "P1Y"}  # fmt: skip


def _offset(match: "re.Match[str]", context: Context) -> Interval | None:
    """A day counted from another: "two days earlier", "three years later"."""
    unit = singular(match["unit"])
    count = number_of(match["number"]) if match["number"] else None
    value = duration_value(count, unit)
    anchor = context.anchor_day
    if unit in ("day", "week") and context.anchor is not None and context.anchor.precision == "year":
        # "the blast of 2016 ... he was arrested two days prior": days are not counted from a year.
        anchor = context.published
    if match["way"].lower() in ("before", "after") and not re.match(r"[.,;]|$", match.string[match.end() :][:1]):
        return calendar.unresolved(value, "DURATION")  # counted from an act, not from a day
    if count is None or unit in ("second", "minute", "hour") or anchor is None:
        return calendar.unresolved(value, "DURATION")
    back = match["way"].lower() in ("earlier", "prior", "before", "previously")
    moved = calendar.shifted(anchor, unit, -round(count) if back else round(count))
    if moved is None:
        return None
    found = calendar.containing(moved, {"decade": "year", "century": "year"}.get(unit, unit))
    if found.first is not None and context.published is not None and not back and context.anchor is None:
        return calendar.unresolved(value, "DURATION")
    return found


def _neighbour(match: "re.Match[str]", context: Context) -> Interval | None:
    """The period beside the last date named: "the previous day", "that month"."""
    unit = singular(match["unit"])
    anchor = context.anchor_day
    if anchor is None:
        return calendar.unresolved(calendar.UNRESOLVED.get(unit, "XXXX"))
    which = " ".join(match["which"].lower().split())
    step = {"previous": -1, "preceding": -1, "next": 1, "following": 1}.get(which.split()[-1], 0)
    if which == "the next" and context.anchor is None:
        step = 1
    moved = calendar.shifted(anchor, unit, step)
    return calendar.containing(moved, unit) if moved is not None else None


def _within_period(match: "re.Match[str]", context: Context) -> Interval | None:
    """A part of the running period: "earlier in the day", "the end of the year"."""
    unit = singular(match["unit"])
    if context.published is None:
        return calendar.unresolved(calendar.UNRESOLVED.get(unit, "XXXX"))
    found = calendar.containing(context.published, unit)
    part = match["part"].lower().replace("the ", "").split()[0]
    if part == "earlier":
        return Interval(
            first=found.first, last=context.published, precision="range" if unit != "day" else "day", value=found.value
        )
    if part == "later":
        return Interval(
            first=context.published, last=found.last, precision="range" if unit != "day" else "day", value=found.value
        )
    return found.narrowed(part)


RULES = (
    Rule(words=rf"(?i:(?:the )?(?P<way>past|last|next|coming|following|previous) (?P<number>{NUMBER}) (?P<unit>{_ANY_UNIT}))", handler=_anchored_length),
    Rule(words=rf"(?i:(?:the )?(?P<way>past) (?P<unit>{UNIT}|hour|century|24 hours)(?P<number>))", handler=_anchored_length),
    Rule(words=rf"(?i:(?P<way>within) (?:the (?:next )?)?(?P<number>{NUMBER}) (?P<unit>{_ANY_UNIT}))", handler=_anchored_length),
    Rule(words=rf"(?i:{_QUALIFIED}(?P<number>{NUMBER})[ -](?:more[ -]|full |consecutive |straight |additional |or so )?(?P<unit>{_ANY_UNIT})(?:[ -]long)?)(?![ -](?:old|ago)\b)", handler=_plain_length),
    Rule(words=rf"(?i:(?P<number>{NUMBER})[- ](?P<unit>year|month|week|day)s?[- ]old)", handler=_age),
    Rule(words=r"(?i:(?<=for\s)|(?<=in\s)|(?<=after\s)|(?<=over\s)|(?<=of\s)|(?<=lasted\s)|(?<=took\s)|(?<=following\s)|(?<=despite\s))(?i:(?P<unit>seconds|minutes|hours|days|weeks|months|years|decades|centuries))(?! (?:old|ago|later|earlier))", handler=_bare_length),
    Rule(words=r"(?i:(?P<unit>hours|days|weeks|months|years|decades|centuries)(?:[ -](?:long|old)(?!-)|(?= of (?:war|fighting|violence|protests?|unrest|clashes|talks|negotiations|civil|conflict|tensions?))))", handler=_bare_length),
    Rule(words=r"(?i:(?P<unit>day|week|month|year|decade|hour)-?long)", handler=_one_long),
    Rule(words=rf"(?i:daily|weekly|monthly|annually|yearly|hourly|nightly|(?:every|each|per) (?P<number>{NUMBER} )?(?P<unit>{UNIT}s?|hours?|minutes?))", handler=_frequency),
    Rule(words=rf"(?i:{_QUALIFIED}(?:(?P<number>{NUMBER})[ -])?(?P<unit>{_ANY_UNIT}) (?P<way>earlier|later|prior|before|after|afterwards?|previously))", handler=_offset),
    Rule(words=r"(?i:(?P<which>the (?:previous|preceding|following|next)|that(?: same| very)?|the same) (?P<unit>day|week|month|year))", handler=_neighbour),
    Rule(words=r"(?i:(?P<part>earlier|later) (?:in |on )?the (?P<unit>day|week|month|year))", handler=_within_period),
    Rule(words=r"(?i:(?:the )?(?P<part>end|beginning|start|middle) of (?:the )(?P<unit>week|month|year|decade))", handler=_within_period),
)  # fmt: skip
