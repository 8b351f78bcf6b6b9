"""Calendar dates: days, months and years that need no anchor or only the nearest year."""

# ruff: noqa: E501 - one rule a line reads better than the same pattern in four pieces

import datetime
import re

from dateutil import easter

from verbale.times import calendar
from verbale.times.calendar import DAY, Interval
from verbale.times.context import Context, Rule
from verbale.times.tense import FUTURE, PAST
from verbale.times.words import DAY_NUMBER, MONTH, MONTH_SHORT, ORDINALS, WEEKDAY, YEAR, month_number, number_of

_DAY = rf"{DAY_NUMBER}(?:st|nd|rd|th)?"
# "killed 2011 people" counts; "the 2011 protests" dates.
_COUNTED = re.compile(
    r"[\s-]+(?:people|persons?|men|women|children|civilians|soldiers|troops|fighters|militants|rebels|police|officers"
    r"|prisoners|refugees|migrants|dead|deaths|injured|wounded|killed|victims|cases|homes|houses|buildings|families"
    r"|members|workers|employees|voters|votes|seats|others|miles?|kilomet\w+|km|met(?:er|re)s?|feet|foot|pounds?|tons?"
    r"|tonnes?|barrels?|dollars?|euros?|rupees|yen|percent|per\s+cent|hours?|minutes?|megawatts?|mw|points?|hectares?"
    r"|acres|times|flights|vehicles|tanks|missiles|rockets|rounds|more|of\s+(?:them|the)|local\s+time|gmt|utc)\b"
    r"|%|[,.:/-]\d|\s+(?:million|billion|hundred)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:\b(?:resolutions?|no\.?|number|flight|boeing|unit|section|article|chapter|route|highway|room|airbus|page"
    r"|least|about|some|around|than|nearly|almost|over|approximately|roughly|area|vol\.?|only|another|exactly)"
    r"\s+|[#$€£¥/.:,]\s?\d*|\d[,.]?)$",
    re.IGNORECASE,
)
_DATING = re.compile(
    r"\b(?:in|since|of|by|until|till|from|through|during|before|after|for|to|and|or|late|early|mid|the|between|around"
    r"|post|pre|his|her|its|their|a|than|about)[\s-]+$|\bcirca\s$|\($|’s\s$|'s\s$",
    re.IGNORECASE,
)
# Eight months: beyond it, a date without a year is the one on the other side.
FAR_DAYS = 240
_COUNT_ENTITIES = frozenset({"MONEY", "QUANTITY", "PERCENT", "CARDINAL"})
_FIXED = {"christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "new year's eve": (12, 31),
          "new year's day": (1, 1), "valentine's day": (2, 14), "halloween": (10, 31), "may day": (5, 1),
          "boxing day": (12, 26)}  # fmt: skip


def make_day(year: int, month: int, number: int) -> Interval | None:
    try:
        return calendar.day(datetime.date(year, month, number))
    except ValueError:
        return None


def nearest_year(month: int, number: int, context: Context) -> int | None:
    """The year in which a day without one falls, by tense, else the nearest to publication."""
    if context.published is None:
        return None
    choices = []
    for year in range(context.published.year - 1, context.published.year + 2):
        found = make_day(year, month, number)
        if found is not None and found.first is not None:
            choices.append(found.first)
    if not choices:
        return None
    looks_back = bool(re.search(r"\b(?:since|last|after)\s+$", context.before(), re.IGNORECASE))
    return nearest(choices, context.published, PAST if looks_back else context.direction).year


def nearest(choices: list[datetime.date], published: datetime.date, direction: str) -> datetime.date:
    """The day nearest to publication on the side that the tense points to; far away there, the nearest of all.

    "Payable Dec. 1" in a report of October in the past tense is no date of the year before.
    """
    ahead = [c for c in choices if c >= published]
    # A day of grace: the paper of one zone reports what is still tomorrow in another.
    back = [c for c in choices if c <= published + DAY]
    side = ahead if direction == FUTURE else back if direction == PAST else []
    near = [c for c in side if abs((c - published).days) <= FAR_DAYS]
    return min(near or choices, key=lambda c: abs((c - published).days))


def _full(match: "re.Match[str]", context: Context) -> Interval | None:
    return make_day(int(match["year"]), month_number(match["month"]), int(re.sub(r"\D", "", match["day"])))


def _month_day(match: "re.Match[str]", context: Context) -> Interval | None:
    month, number = month_number(match["month"]), int(re.sub(r"\D", "", match["day"]))
    if month == 9 and number == 11 and re.match(r"(?:,\s+2001|,?\s+(?:terror\w*\s+)?(?:attack|hijack))", _after(match)):
        return calendar.day(datetime.date(2001, 9, 11))
    year = nearest_year(month, number, context)
    if year is None:
        return calendar.unresolved(f"XXXX-{month:02d}-{number:02d}") if number <= 31 else None
    return make_day(year, month, number)


def _day_range(match: "re.Match[str]", context: Context) -> Interval | None:
    month = month_number(match["month"])
    low, high = int(re.sub(r"\D", "", match["low"])), int(re.sub(r"\D", "", match["high"]))
    year = int(match["year"]) if match["year"] else nearest_year(month, low, context)
    if year is None or high <= low:
        return None
    first, last = make_day(year, month, low), make_day(year, month, high)
    if first is None or last is None:
        return None
    return calendar.span_of(first.first, last.last, f"{first.value}/{last.value}", "DATE")


def _after(match: "re.Match[str]", size: int = 30) -> str:
    return match.string[match.end() : match.end() + size]


def _iso(match: "re.Match[str]", context: Context) -> Interval | None:
    return make_day(int(match["year"]), int(match["m"]), int(match["d"]))


def _slashes(match: "re.Match[str]", context: Context) -> Interval | None:
    """Month first as in American wire copy, day first where that is no date."""
    year = int(match["year"])
    if year < 100:
        year += 1900 if year >= 50 else 2000
    a, b = int(match["a"]), int(match["b"])
    return make_day(year, a, b) or make_day(year, b, a)


def _month_year(match: "re.Match[str]", context: Context) -> Interval | None:
    found = calendar.month(int(match["year"]), month_number(match["month"]))
    return found.narrowed(_part(match))


def _part(match: "re.Match[str]") -> str:
    return " ".join((match["part"] or "").lower().replace("-", " ").split())


def _month_alone(match: "re.Match[str]", context: Context) -> Interval | None:
    if _is_name(match, context):
        return None
    number = month_number(match["month"])
    day = context.published
    if day is None:
        return calendar.unresolved(f"XXXX-{number:02d}")
    which = (match["which"] or "").lower()
    year = day.year
    if which in ("last", "past"):
        year -= number >= day.month
    elif which in ("next", "coming"):
        year += number <= day.month
    elif which == "this":
        pass
    else:
        middles = [datetime.date(y, number, 15) for y in (year - 1, year, year + 1)]
        if number != day.month:
            direction = FUTURE if context.direction == FUTURE else PAST
            year = nearest(middles, day, direction).year
    return calendar.month(year, number).narrowed(_part(match))


def _month_of(match: "re.Match[str]", context: Context) -> Interval | None:
    """ "In June last year": the month of a year that the day of writing names."""
    number = month_number(match["month"])
    if context.published is None:
        return calendar.unresolved(f"XXXX-{number:02d}")
    shift = {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
    return calendar.month(context.published.year + shift, number).narrowed(_part(match))


def _spoken_year(match: "re.Match[str]", context: Context) -> Interval | None:
    """A year in words, as radio scripts write it: nineteen ninety-six, the year two thousand."""
    if match["thousand"]:
        return calendar.year(2000)
    hundreds = 1900 if match["century"].lower() == "nineteen" else 2000
    return calendar.year(hundreds + int(number_of(match["rest"]) or 0))


def _is_name(match: "re.Match[str]", context: Context) -> bool:
    """May and March as verbs, April and June as persons, Black September as a group."""
    token = context.parse.tokens
    inside = [t for t in token if match.start("month") <= t.start < match.end()] if context.token is None else [
        t for t in token[context.token.index : context.token.index + 4] if t.start == match.start("month")
    ]  # fmt: skip
    if any(t.entity in ("PERSON", "ORG") for t in inside):
        return True
    dated = bool(match["which"] or match["part"])
    if match["month"].lower() in ("may", "march") and not dated:
        if inside and inside[0].pos in ("AUX", "VERB"):
            return True
        return not re.search(r"\b(?:in|since|by|until|till|from|to|through|of|and|between|before|after|during|for|or)\s+$",
                             context.before(), re.IGNORECASE)  # fmt: skip
    return bool(re.search(r"\b(?:Black|Red)\s+$", context.before()))


def _year(match: "re.Match[str]", context: Context) -> Interval | None:
    number = int(match["year"])
    before, after = context.before(), _after(match)
    if _COUNTED.match(after) or _NUMBERED.search(before):
        return None
    if context.published is not None and number > context.published.year + 60:
        return None
    dated = bool(match["part"]) or bool(_DATING.search(before))
    token = context.token
    if not dated and token is not None and token.entity in _COUNT_ENTITIES:
        return None
    if number < 1500 and not re.search(r"\b(?:in|since|of|until|from|by)\s+$", before, re.IGNORECASE):
        return None
    return calendar.year(number).narrowed(_part(match))


def _years(match: "re.Match[str]", context: Context) -> Interval | None:
    first, last = int(match["year"]), int(match["to"])
    if last < 100:
        last += first // 100 * 100
    if not first < last <= first + 150 or _COUNTED.match(_after(match)) or _NUMBERED.search(context.before()):
        return None
    return calendar.span_of(datetime.date(first, 1, 1), datetime.date(last, 12, 31), f"{first:04d}/{last:04d}", "DATE")


_DECADE_WORDS = {"twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960,
                 "seventies": 1970, "eighties": 1980, "nineties": 1990}  # fmt: skip


def _decade(match: "re.Match[str]", context: Context) -> Interval | None:
    words = match["decade"].lower()
    if words in _DECADE_WORDS:
        if re.search(r"\b(?:his|her|their)\s+(?:\w+\s+)?$", context.before(), re.IGNORECASE):
            return None  # an age: "a man in his sixties"
        return calendar.decade(_DECADE_WORDS[words]).narrowed(_part(match))
    digits = re.sub(r"\D", "", words)
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    if len(digits) == 2 and re.search(r"\b(?:his|her|their)\s+(?:\w+\s+)?$", context.before(), re.IGNORECASE):
        return None
    return calendar.decade(first).narrowed(_part(match))


def _century(match: "re.Match[str]", context: Context) -> Interval | None:
    words = match["number"].lower()
    number = ORDINALS.get(words) or number_of(re.sub(r"(?:st|nd|rd|th)$", "", words)) or 0
    number = {"nineteenth": 19, "twentieth": 20, "eighteenth": 18, "sixteenth": 16}.get(words, int(number))
    if words.replace(" ", "-") == "twenty-first":
        number = 21
    return calendar.century(number).narrowed(_part(match)) if 1 <= number <= 22 else None


def _holiday(match: "re.Match[str]", context: Context) -> Interval | None:
    name = " ".join(match["name"].lower().replace("’", "'").split())
    if context.published is None and not match["year"]:
        return calendar.unresolved("XXXX-XX-XX")
    year = int(match["year"]) if match["year"] else None
    if name in _FIXED:
        month, number = _FIXED[name]
        year = year or nearest_year(month, number, context)
        return make_day(year, month, number) if year else None
    if year is None:
        approximate = {"thanksgiving": (11, 24)}.get(name.split()[0], (4, 8))
        year = nearest_year(*approximate, context)
    if year is None:
        return None
    if name.startswith("thanksgiving"):
        first = datetime.date(year, 11, 1)
        return calendar.day(first + DAY * ((3 - first.weekday()) % 7 + 21))
    moves = {"good friday": -2, "easter monday": 1}
    return calendar.day(easter.easter(year) + DAY * moves.get(name, 0))


def _nine_eleven(match: "re.Match[str]", context: Context) -> Interval | None:
    return calendar.day(datetime.date(2001, 9, 11))


_PART = r"(?:the )?(?:(?P<part>early|late|mid|beginning|start|middle|end|first half|second half)(?:(?: |-)in |(?: |-)of |-| ))?(?:the )?"
_HOLIDAY = (
    r"(?P<name>Christmas Eve|Christmas Day|Christmas|New Year['’]s Eve|New Year['’]s Day|Valentine['’]s Day|Halloween"
    r"|May Day|Boxing Day|Thanksgiving Day|Thanksgiving|Good Friday|Easter Monday|Easter Sunday|Easter)"
)
_TENS_WORD = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_ONES_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine)"

RULES = (
    Rule(words=rf"(?:{WEEKDAY},? )?(?:the )?(?P<day>{_DAY}) (?:of )?(?P<month>{MONTH_SHORT}),? (?P<year>{YEAR})", handler=_full),
    Rule(words=rf"(?:{WEEKDAY},? )?(?P<month>{MONTH_SHORT}) (?:the )?(?P<day>{_DAY}),? ?(?P<year>(?<=[ ,\s]){YEAR})", handler=_full),
    Rule(words=rf"(?:{WEEKDAY},? )?(?P<month>{MONTH_SHORT}) (?P<low>{_DAY})(?: ?[-–] ?| to | and )(?P<high>{_DAY})(?:,? (?P<year>{YEAR}))?", handler=_day_range),
    Rule(words=rf"(?P<low>{_DAY})(?: ?[-–] ?| to | and )(?P<high>{_DAY}) (?P<month>{MONTH_SHORT})(?:,? (?P<year>{YEAR}))?", handler=_day_range),
    Rule(words=rf"(?:{WEEKDAY},? )?(?P<month>{MONTH_SHORT}) (?:the )?(?P<day>{_DAY})(?![,.:]\d|%| percent)", handler=_month_day),
    Rule(words=rf"(?:{WEEKDAY},? )?(?:the )?(?P<day>{_DAY}) (?:of )?(?P<month>{MONTH_SHORT})", handler=_month_day),
    Rule(words=r"(?P<year>(?:1[6-9]|20)\d\d)-(?P<m>0?[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])", handler=_iso),
    Rule(words=r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>(?:19|20)\d\d|\d\d)", handler=_slashes),
    Rule(words=rf"{_PART}(?P<month>{MONTH_SHORT}),? (?:of )?(?P<year>{YEAR})", handler=_month_year),
    Rule(words=rf"{_PART}(?P<month>{MONTH}),? (?:of )?(?P<which>(?i:last|this|next)) year", handler=_month_of),
    Rule(words=rf"(?i:(?P<century>nineteen|twenty)[ -](?P<rest>{_TENS_WORD}(?:[ -]{_ONES_WORD})?)|the year (?P<thousand>two thousand))", handler=_spoken_year),
    Rule(words=rf"{_PART}(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast|[Cc]oming) )?(?P<month>{MONTH})(?!,? \d)", handler=_month_alone),
    Rule(words=rf"(?P<year>{YEAR})(?:-|–|—|/)(?P<to>{YEAR}|\d\d)", handler=_years),
    Rule(words=rf"(?:{_PART}|post-|pre-)(?:(?:fiscal|the) (?:year )?|year )?(?P<year>{YEAR})", handler=_year),
    Rule(words=rf"{_PART}(?P<decade>(?:1[5-9]|20)\d0['’]?s|['’]?[2-9]0s|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)", handler=_decade),
    Rule(words=rf"{_PART}(?P<number>\d\d?(?:st|nd|rd|th)|sixteenth|eighteenth|nineteenth|twentieth|twenty[- ]first) century", handler=_century),
    Rule(words=rf"{_HOLIDAY}(?:,? (?P<year>{YEAR}))?", handler=_holiday),
    Rule(words=r"9/11", handler=_nine_eleven),
)  # fmt: skip
