"""The words of the grammar: numbers, units, months, weekdays, as regular expressions and as values."""

import functools
import re

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# "Mar" and "Jan" without a full stop are names; they count only beside a day number.
MONTH = (
    r"(?:January|JANUARY|February|FEBRUARY|March|MARCH|April|APRIL|May|MAY|June|JUNE|July|JULY|August|AUGUST"
    r"|September|SEPTEMBER|October|OCTOBER|November|NOVEMBER|December|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)"
)
MONTH_SHORT = r"(?:" + MONTH[3:-1] + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?!\w))"
WEEKDAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY"
    r"|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.(?=\s*(?:,|[A-Z\d])))"
)
UNIT = r"(?:day|week|fortnight|month|year|decade)"
TIME_UNIT = r"(?:second|minute|hour)"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
DAYPARTS = {
    "morning": "TMO", "dawn": "TMO", "daybreak": "TMO", "sunrise": "TMO", "noon": "T12:00", "midday": "T12:00",
    "lunchtime": "T12:00", "afternoon": "TAF", "evening": "TEV", "dusk": "TEV", "sunset": "TEV", "night": "TNI",
    "overnight": "TNI", "midnight": "T24:00",
}  # fmt: skip
DAYPART = r"(?:" + "|".join(DAYPARTS) + r")"
DAY_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])"
YEAR = r"(?:1[0-9]\d\d|20\d\d)"

_ONES = {
    "zero": 0, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "dozen": 12, "couple": 2,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_WORD = "|".join(sorted((*_ONES, *_TENS), key=len, reverse=True))
VAGUE = r"(?:several|a\s+few|few|many|some|dozens\s+of|scores\s+of|hundreds\s+of|thousands\s+of)"
EXACT = (
    r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?(?:\s+\d/\d)?"
    rf"|(?:a\s+)?couple(?:\s+of)?|(?:a|two|three)\s+dozen|half\s+an?|half-"
    rf"|(?:(?!an?\s(?:{_WORD})\b)(?:{_WORD}))(?:[\s-](?:(?!an?\b)(?:{_WORD})|hundred|thousand))*)"
)
NUMBER = rf"(?:{VAGUE}|{EXACT}(?:\s+and\s+a\s+half|-and-a-half)?)"
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4}

_UNIT_CODES = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "fortnight": "W", "month": "M", "year": "Y",
    "decade": "Y", "century": "Y", "quarter": "M", "weekend": "D",
}  # fmt: skip
_UNIT_SIZES = {"fortnight": 2, "decade": 10, "century": 100, "quarter": 3, "weekend": 2}


def number_of(words: str) -> float | None:
    """The value of a number in figures or words, or None where it is vague ("several")."""
    text = " ".join(words.lower().replace("-", " ").split())
    if re.fullmatch(VAGUE, text):
        return None
    half = 0.5 if text.endswith("and a half") else 0.0
    text = text.removesuffix("and a half").strip()
    if text.startswith("half"):
        return 0.5
    if fraction := re.fullmatch(r"(\d+) (\d)/(\d)", text):
        whole, top, bottom = (int(g) for g in fraction.groups())
        return whole + top / bottom if bottom else float(whole)
    if re.fullmatch(r"[\d,]*\.?\d+", text):
        return float(text.replace(",", "")) + half
    total = 0
    for word in text.split():
        if word in ("a", "an") and text != word and not text.startswith((word + " hundred", word + " thousand")):
            continue
        if word == "dozen":
            total = max(total, 1) * 12
            continue
        if word == "hundred":
            total = max(total, 1) * 100
        elif word == "thousand":
            total = max(total, 1) * 1000
        else:
            total += _ONES.get(word, _TENS.get(word, 0))
    return total + half


def singular(unit: str) -> str:
    word = unit.lower()
    return {"centuries": "century", "weekends": "weekend"}.get(word, word.removesuffix("s"))


def duration_value(count: float | None, unit: str) -> str:
    """The TimeML value of a length of time: `P2W`, `PT3H`, `PXY` where the number is vague."""
    name = singular(unit)
    prefix = "PT" if name in ("second", "minute", "hour") else "P"
    code = _UNIT_CODES[name]
    if count is None:
        return f"{prefix}X{code}"
    count *= _UNIT_SIZES.get(name, 1)
    if count != int(count):
        finer = {"Y": ("M", 12), "H": ("M", 60)}.get(code)
        if finer is not None:
            whole, rest = int(count), round((count - int(count)) * finer[1])
            return f"{prefix}{f'{whole}{code}' if whole else ''}{rest}{finer[0]}"
        return f"{prefix}{count:g}{code}"
    return f"{prefix}{int(count)}{code}"


def month_number(name: str) -> int:
    """1 to 12 of a month's name or its abbreviation."""
    start = name[:3].lower()
    return next(i for i, m in enumerate(MONTHS, start=1) if m.lower().startswith(start))


def weekday_number(name: str) -> int:
    """0 (Monday) to 6 of a weekday's name or its abbreviation."""
    start = name[:3].lower()
    return next(i for i, d in enumerate(WEEKDAYS) if d.lower().startswith(start))


@functools.cache
def spaced(pattern: str) -> "re.Pattern[str]":
    """`pattern` between word boundaries, its single blanks matching any white space."""
    return re.compile(r"(?<![\w$€£¥])(?:" + pattern.replace(" ?", r"\s*").replace(" ", r"\s+") + r")(?!\w)")
