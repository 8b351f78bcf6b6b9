"""Expressions that point from the day of writing: today, on Tuesday, last month, two weeks ago."""

# ruff: noqa: E501 - one rule a line reads better than the same pattern in four pieces

import datetime
import re
from dataclasses import replace

from verbale.times import calendar
from verbale.times.calendar import DAY, Interval
from verbale.times.context import Context, Rule
from verbale.times.tense import FUTURE
from verbale.times.words import (
    DAYPART,
    DAYPARTS,
    NUMBER,
    SEASON,
    SEASONS,
    UNIT,
    WEEKDAY,
    duration_value,
    number_of,
    singular,
    weekday_number,
)

_SHIFTS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1, "this": 0, "current": 0}


def with_daypart(interval: Interval, part: str | None) -> Interval:
    """The day with morning, evening or night added to its value."""
    if not part:
        return interval
    return replace(interval, value=interval.value + DAYPARTS[part.lower()], timex_type="TIME")


def _word_day(match: "re.Match[str]", context: Context) -> Interval | None:
    word = " ".join(match["word"].lower().split())
    part = match["part"] or {"tonight": "night", "last night": "night", "overnight": "overnight"}.get(word)
    if context.published is None:
        return with_daypart(calendar.unresolved("XXXX-XX-XX"), part)
    shift = {"yesterday": -1, "last": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2,
             "the day after tomorrow": 2}.get(word, 0)  # fmt: skip
    return with_daypart(calendar.day(context.published + DAY * shift), part)


def _overnight(match: "re.Match[str]", context: Context) -> Interval | None:
    """The night that ends on the day of publication."""
    if context.published is None:
        return with_daypart(calendar.unresolved("XXXX-XX-XX"), "night")
    if _next_word_is_noun(match, context):
        return None
    value = context.published.isoformat() + "TNI"
    return calendar.span_of(context.published - DAY, context.published, value, "TIME")


def _next_word_is_noun(match: "re.Match[str]", context: Context) -> bool:
    """An "overnight curfew" is a kind of curfew; "overnight raids" dates the raids."""
    return bool(
        re.match(r"\s+(?:curfew|ban|stay|bag|train|bus|flight|shift|delivery)\b", match.string[match.end() :][:20])
    )


def weekday_date(name: str, which: str, context: Context) -> datetime.date | None:
    """The day that a weekday's name means; today's name means today except after next and last."""
    day = context.published
    if day is None:
        return None
    back = (day.weekday() - weekday_number(name)) % 7
    ahead = (7 - back) % 7
    if which in ("last", "past", "previous"):
        return day - DAY * (back or 7)
    if which in ("next", "coming"):
        return day + DAY * (ahead or 7)
    if context.direction == FUTURE and not _has_happened(context):
        return day + DAY * ahead
    return day - DAY * back


_STILL_AHEAD = "meeting|summit|election|vote|talks|game|hearing|deadline|session|conference|poll|referendum|ballot"


def _has_happened(context: Context) -> bool:
    """ "Wednesday's ruling" has been given, "Wednesday's meeting" may be to come."""
    behind = re.compile(rf"\w+['’]s\s+(?!(?:\w+\s+)?(?:{_STILL_AHEAD})s?\b)")
    return behind.match(context.parse.text, context.start) is not None


def _weekday(match: "re.Match[str]", context: Context) -> Interval | None:
    if re.search(
        r"\b(?:Bloody|Black|Cyber|Ash|Palm|Good|Easter|Super|Sheffield|Sunday|Free|Man)\s+$", context.before()
    ):
        return None
    if context.token is not None and context.token.entity == "PERSON":
        return None
    which = (match["which"] or match["relative"] or "").lower().split()[-1:]
    if match["weeks"]:
        found = _weekday_of_week(match, context)
    else:
        found = weekday_date(match["name"], which[0] if which else "", context)
    if found is None:
        blank = calendar.unresolved(f"XXXX-WXX-{weekday_number(match['name']) + 1}")
        return with_daypart(blank, match["part"])
    return with_daypart(calendar.day(found), match["part"])


def _weekday_of_week(match: "re.Match[str]", context: Context) -> datetime.date | None:
    if context.published is None:
        return None
    monday = context.published - DAY * context.published.weekday()
    shift = _SHIFTS[match["weeks"].lower()]
    return monday + DAY * (7 * shift + weekday_number(match["name"]))


def _weekdays(match: "re.Match[str]", context: Context) -> Interval | None:
    """A repeated day without bounds: "every Friday", "Sundays"."""
    return calendar.unresolved(f"XXXX-WXX-{weekday_number(match['name']) + 1}", "SET")


def _this_period(match: "re.Match[str]", context: Context) -> Interval | None:
    unit, which = match["unit"].lower(), match["which"].lower()
    if which == "past" and re.match(r"\s*$", context.before()):
        return None
    if context.published is None:
        return calendar.unresolved(calendar.UNRESOLVED.get(unit, "XXXX"))
    moved = calendar.shifted(context.published, unit, _SHIFTS[which])
    if moved is None:
        return None
    found = calendar.containing(moved, unit)
    relation = (match["relation"] or "").lower()
    if relation == "earlier" and found.first is not None and found.first <= context.published:
        return replace(found, last=min(found.last or context.published, context.published), precision="range")
    if relation == "later" and found.last is not None and found.last >= context.published:
        return replace(found, first=max(found.first or context.published, context.published), precision="range")
    return found.narrowed((match["part"] or "").lower().replace("-", " "))


def _morning(match: "re.Match[str]", context: Context) -> Interval | None:
    if context.published is None:
        return with_daypart(calendar.unresolved("XXXX-XX-XX"), match["part"])
    return with_daypart(calendar.day(context.published), match["part"])


def _season(match: "re.Match[str]", context: Context) -> Interval | None:
    name, year = match["season"], match["year"]
    if name[0].isupper() and re.search(r"\w\s+$", context.before()) and not match["which"]:
        return None  # Arab Spring, Silver Spring
    code = SEASONS[name.lower()]
    part = (match["part"] or "").lower()
    if year:
        return calendar.season(int(year), code).narrowed(part)
    if context.published is None:
        return calendar.unresolved(f"XXXX-{code}")
    return calendar.season(_season_year(context, code, (match["which"] or "").lower()), code).narrowed(part)


def _season_year(context: Context, code: str, which: str) -> int:
    day = context.published
    assert day is not None
    first = calendar.SEASON_MONTHS[code]
    running = first <= day.month < first + 3
    begun = day.month >= first
    if code == "WI" and day.month < 3:
        running, begun = True, False
    latest = day.year if begun else day.year - 1
    if which in ("last", "past", "previous"):
        return latest - 1 if running else latest
    if which in ("next", "coming") or (not which and context.direction == FUTURE):
        return latest if running and which == "" else latest + 1
    if which == "this":
        return latest if running or (code == "WI" and day.month < 3) else day.year
    return latest


def _weekend(match: "re.Match[str]", context: Context) -> Interval | None:
    if context.published is None:
        return calendar.unresolved("XXXX-WXX-WE")
    which = (match["which"] or "").lower()
    day, on_it = context.published, context.published.weekday() >= 5
    if which in ("next", "coming"):
        return calendar.weekend(day + DAY * (7 if on_it else 0))
    if which in ("last", "past", "previous"):
        return calendar.weekend(day - DAY * 7)
    if on_it or (context.direction == FUTURE and which != "over"):
        return calendar.weekend(day)
    if which == "this":
        return calendar.weekend(day if day.weekday() >= 3 else day - DAY * 7)
    return calendar.weekend(day - DAY * 7)


def _ago(match: "re.Match[str]", context: Context) -> Interval | None:
    unit = singular(match["unit"])
    count = number_of(match["number"]) if match["number"] else None
    if unit in ("second", "minute", "hour"):
        if context.published is None or count is None or count > 24:
            return calendar.unresolved("PAST_REF")
        first = context.published - DAY if count > 8 else context.published
        return calendar.span_of(first, context.published, context.published.isoformat(), "DATE")
    if count is None or context.published is None:
        value = "PAST_REF" if count is None else calendar.UNRESOLVED.get(unit, "XXXX")
        return calendar.unresolved(value)
    if count != int(count):
        unit, count = _finer(unit, count)
    moved = calendar.shifted(context.published, unit, -int(count))
    if moved is None:
        return None
    # "a decade ago" means the year, "a fortnight ago" the week.
    return calendar.containing(moved, {"decade": "year", "century": "decade"}.get(unit, unit))


def _finer(unit: str, count: float) -> tuple[str, float]:
    size, finer = {"year": (12, "month"), "month": (30, "day"), "week": (7, "day"), "decade": (10, "year")}.get(
        unit, (1, unit)
    )
    return finer, round(count * size)


def _reference(match: "re.Match[str]", context: Context) -> Interval | None:
    word = " ".join(match["word"].lower().split())
    for pattern, value in _REFERENCES:
        if pattern.fullmatch(word):
            vague = re.search(r"(hour|day|week|month)s$", word)
            if vague:
                value = duration_value(None, vague[1])
            if (
                value != "FUTURE_REF"
                and word.startswith(("recent", "the recent", "past", "the past"))
                and context.published
            ):
                return calendar.span_of(None, context.published, value, "DATE")
            if re.search(r"^(?:the )?(?:coming|next)", word) and context.published:
                return calendar.span_of(context.published, None, value, "DATE")
            return calendar.unresolved(value)
    return None


_REFERENCES = (
    (re.compile(r"now|currently|at present|presently|nowadays|these days|right now|at this time|at the moment"), "PRESENT_REF"),
    (re.compile(r"recently|formerly|in the past|(?:the )?recent (?:hours|days|weeks|months|years|decades|times)"
                r"|the past|(?:the )?(?:past|last) few (?:days|weeks|months|years)|long ago|once upon a time|lately"), "PAST_REF"),
    (re.compile(r"soon|shortly|(?:the )?(?:near |foreseeable )?future|(?:the )?coming (?:hours|days|weeks|months|years)"
                r"|(?:the )?next few (?:days|weeks|months|years)|as soon as possible"), "FUTURE_REF"),
)  # fmt: skip

_TIME_PART = r"(?P<part>morning|afternoon|evening|night)"
_EDGE = r"(?:(?:early|late|earlier|later) )?"
_RELATION = r"(?:(?P<relation>[Ee]arlier|[Ll]ater) )?(?:(?P<part>[Ee]arly|[Ll]ate|[Mm]id|(?:the )?(?:end|beginning|start|middle))(?: of |-| ))?"
_WHICH = r"(?:(?P<which>[Tt]his coming|[Tt]his past|[Tt]his|[Ll]ast|[Nn]ext|[Cc]oming|[Pp]revious|[Pp]ast) )"

RULES = (
    Rule(words=rf"(?i:{_EDGE}(?P<word>today|yesterday|tomorrow|the day before yesterday|the day after tomorrow)(?: {_TIME_PART})?)", handler=_word_day),
    Rule(words=r"(?i:(?P<word>tonight)(?P<part>))", handler=_word_day),
    Rule(words=r"(?i:(?:late |early )?(?P<word>last night)(?P<part>))", handler=_word_day),
    Rule(words=r"(?i:overnight)(?! (?:on|to|into))", handler=_overnight),
    Rule(words=rf"(?i:{_EDGE}this {_TIME_PART})", handler=_morning),
    Rule(words=rf"(?i:{_EDGE})(?:{_WHICH})?(?P<name>{WEEKDAY})(?:,? (?P<part>(?i:{DAYPART})))?(?:,? (?:of )?(?P<weeks>[Ll]ast|[Nn]ext|[Tt]his) week)?(?: (?P<relative>last|next))?", handler=_weekday),
    Rule(words=rf"(?i:every|each) (?P<name>{WEEKDAY})", handler=_weekdays),
    Rule(words=r"(?P<name>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)s", handler=_weekdays),
    Rule(words=rf"{_RELATION}(?:the )?(?P<which>(?i:last|next|this|current|coming))(?: past| coming| calendar| fiscal)? (?P<unit>week|month|year|decade|century)", handler=_this_period),
    Rule(words=rf"(?i:(?:the )?(?:(?P<part>early|late|mid|end of|beginning of)[ -](?:the )?)?(?:(?P<which>last|next|this|coming|past|previous) )?(?P<season>{SEASON})(?: of|,)? (?P<year>(?:1[6-9]|20)\d\d))", handler=_season),
    Rule(words=rf"(?i:(?:(?P<part>early|late|mid)[ -])?(?:(?P<which>last|next|this|coming|past|previous) (?:year['’]s )?|(?<=in\s)the |(?<=since\s)the |(?<=by\s)the |(?<=until\s)the |(?<=during\s)the |(?<=over\s)the )(?P<season>{SEASON})(?P<year>))(?! of)", handler=_season),
    Rule(words=r"(?i:(?:the |(?P<which>last|next|this|coming|past|previous) )(?:past )?weekend)", handler=_weekend),
    Rule(words=rf"(?i:(?:almost |nearly |about |more than |less than |over |just |some |around |at least )?(?:(?P<number>{NUMBER})[ -])?(?P<unit>(?:second|minute|hour|day|week|fortnight|month|year|decade)s?|century|centuries) ago)", handler=_ago),
    Rule(words=r"(?i:(?P<word>now|currently|at present|presently|nowadays|these days|right now|at the moment|recently|formerly|lately|(?:the )?recent (?:hours|days|weeks|months|years|decades|times)|(?:the )?(?:past|last) few (?:days|weeks|months|years)|in the past|the past|long ago|soon|shortly|the (?:near |foreseeable )?future|(?:the )?coming (?:hours|days|weeks|months|years)|(?:the )?next few (?:days|weeks|months|years)|as soon as possible))(?! (?:that|president|prime|" + UNIT + r"|as|before|after|(?:a|the|several|two|three|four|five|six|ten|\d+) )|[- ]\d)", handler=_reference),
)  # fmt: skip
