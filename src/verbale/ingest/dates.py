"""Publication dates as pages and feeds write them, brought to ISO 8601."""

import datetime
import re

# What stands before the date in metadata that was scraped from a page.
_LABEL = re.compile(r"^\s*(?:(?:last|first)\s+)?(?:published|updated|posted|modified|date)?\s*(?:on|at)?\s*:?\s*", re.I)
_COMPACT = re.compile(r"^(\d{8})(\d{6})$")
_YEAR_FIRST = re.compile(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?=$|[T\s])")
_NUMERIC = re.compile(r"(?<![\d-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")
_FOUR_DIGIT_YEAR = re.compile(r"(?<!\d)(?:1[89]|20|21)\d\d(?!\d)")
_BAD_YEAR_FIRST = re.compile(r"^\d{4}-\d")
# dateutil takes GMT+2 for two hours west, as POSIX does; browsers and feeds mean east.
_NAMED_OFFSET = re.compile(r"\b(?:GMT|UTC)\s*(?=[+-]\d)")
EARLIEST_YEAR = 1800

# Zone names of news agencies, in hours from UTC; an unknown name leaves the time without a zone.
_ZONES = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "JST": 9,
}  # fmt: skip


def iso_date(value: str | None) -> str | None:
    """`value` as an ISO 8601 day or time, or None when it does not name one day beyond doubt.

    Reads ISO 8601, RFC 2822 and common written forms. Nothing is guessed: a month alone, a year of two
    digits and figures that are a day and a month in either order (03/04/2024) give None; 25/12/2024 is
    clear, and dotted figures (03.04.2024) are day first, as everywhere where dots are written. The zone is
    kept as given, never converted.
    """
    text = _LABEL.sub("", value or "").strip()
    if not text or len(text) > 80:
        return None
    text = _COMPACT.sub(r"\1T\2", text)
    text = _YEAR_FIRST.sub(lambda m: f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}", text)
    found = _from_iso(text)
    if found is None:
        found = _from_words(text)
    return found if found is not None and int(found[:4]) >= EARLIEST_YEAR else None


def _from_iso(text: str) -> str | None:
    try:
        if len(text) <= 10:
            return datetime.date.fromisoformat(text).isoformat()
        return datetime.datetime.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _from_words(text: str) -> str | None:
    from dateutil import parser

    # dateutil reads 2024-13-05 as the 13th of May: a broken ISO date is not a date.
    if _BAD_YEAR_FIRST.match(text) or not _FOUR_DIGIT_YEAR.search(text):
        return None
    text = _NAMED_OFFSET.sub("", text)
    numeric = _NUMERIC.search(text)
    if numeric and _either_order(numeric):
        return None
    day_first = numeric is not None and (numeric[2] == "." or int(numeric[1]) > 12)
    readings = []
    # What the text leaves out is filled from the default: two defaults tell what it says itself.
    for default in (datetime.datetime(2000, 1, 1), datetime.datetime(2003, 2, 2)):
        try:
            readings.append(parser.parse(text, default=default, dayfirst=day_first, tzinfos=_zone))
        except (ValueError, OverflowError, TypeError, AttributeError):
            return None
    first, second = readings
    if first != second:
        return None
    return first.isoformat() if re.search(r"\d[:h]\d\d|\d\s*[ap]\.?m\b", text, re.I) else first.date().isoformat()


def _either_order(numeric: re.Match[str]) -> bool:
    first, second = int(numeric[1]), int(numeric[3])
    return numeric[2] != "." and first <= 12 and second <= 12 and first != second


def _zone(name: str | None, offset: int | None) -> datetime.tzinfo | None:
    if offset is not None:
        return datetime.timezone(datetime.timedelta(seconds=offset))
    hours = _ZONES.get((name or "").upper())
    return None if hours is None else datetime.timezone(datetime.timedelta(hours=hours))
