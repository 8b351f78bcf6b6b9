"""Days, weeks, seasons and quarters as closed intervals with their TimeML value."""

import datetime
from dataclasses import dataclass, replace

from dateutil.relativedelta import relativedelta

DAY = datetime.timedelta(days=1)
# Meteorological seasons by their first month; a winter belongs to the year in which it begins.
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
# Blank values for an expression whose anchor is not known.
UNRESOLVED = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Closed interval of days, either side None where open; `value` is its TimeML value."""

    first: datetime.date | None
    last: datetime.date | None
    precision: str
    value: str
    timex_type: str = "DATE"

    def narrowed(self, part: str) -> "Interval":
        """Its early, middle or late third; a day or a blank stays as it is."""
        if self.first is None or self.last is None or self.precision == "day" or part not in PARTS:
            return self
        days = (self.last - self.first).days + 1
        low, high = PARTS[part]
        return replace(
            self,
            first=self.first + datetime.timedelta(days=days * low // 3),
            last=self.first + datetime.timedelta(days=days * high // 3 - 1),
            precision="range",
        )


PARTS = {
    "early": (0, 1), "beginning": (0, 1), "start": (0, 1), "mid": (1, 2), "middle": (1, 2),
    "late": (2, 3), "end": (2, 3), "first half": (0, 2), "second half": (1, 3),
}  # fmt: skip


def day(date: datetime.date) -> Interval:
    return Interval(first=date, last=date, precision="day", value=date.isoformat())


def week(date: datetime.date) -> Interval:
    """The ISO week, Monday to Sunday, that holds `date`."""
    first = date - DAY * date.weekday()
    number = first.isocalendar()
    return Interval(first=first, last=first + DAY * 6, precision="week", value=f"{number.year}-W{number.week:02d}")


def weekend(date: datetime.date) -> Interval:
    """Saturday and Sunday of the ISO week that holds `date`."""
    whole = week(date)
    assert whole.last is not None
    return Interval(first=whole.last - DAY, last=whole.last, precision="range", value=f"{whole.value}-WE")


def month(year_number: int, number: int) -> Interval:
    first = datetime.date(year_number, number, 1)
    last = first + relativedelta(months=1) - DAY
    return Interval(first=first, last=last, precision="month", value=f"{year_number:04d}-{number:02d}")


def year(number: int) -> Interval:
    first, last = datetime.date(number, 1, 1), datetime.date(number, 12, 31)
    return Interval(first=first, last=last, precision="year", value=f"{number:04d}")


def decade(first_year: int) -> Interval:
    first, last = datetime.date(first_year, 1, 1), datetime.date(first_year + 9, 12, 31)
    return Interval(first=first, last=last, precision="range", value=f"{first_year // 10}")


def century(number: int) -> Interval:
    first = datetime.date((number - 1) * 100 + 1, 1, 1)
    last = datetime.date(min(number * 100, 9999), 12, 31)
    return Interval(first=first, last=last, precision="range", value=f"{number - 1:02d}")


def quarter(year_number: int, number: int) -> Interval:
    first = datetime.date(year_number, number * 3 - 2, 1)
    last = first + relativedelta(months=3) - DAY
    return Interval(first=first, last=last, precision="range", value=f"{year_number:04d}-Q{number}")


def season(year_number: int, code: str) -> Interval:
    first = datetime.date(year_number, SEASON_MONTHS[code], 1)
    last = first + relativedelta(months=3) - DAY
    return Interval(first=first, last=last, precision="range", value=f"{year_number:04d}-{code}")


def span_of(first: datetime.date | None, last: datetime.date | None, value: str, timex_type: str) -> Interval:
    """An interval with precision `range`, or `unknown` where neither side is known."""
    known = first is not None or last is not None
    return Interval(
        first=first, last=last, precision="range" if known else "unknown", value=value, timex_type=timex_type
    )


def unresolved(value: str, timex_type: str = "DATE") -> Interval:
    return Interval(first=None, last=None, precision="unknown", value=value, timex_type=timex_type)


def shifted(date: datetime.date, unit: str, count: int) -> datetime.date | None:
    """`date` moved by `count` units (day, week, month, year, decade, century); None beyond the calendar."""
    step = {"decade": ("years", 10), "century": ("years", 100), "fortnight": ("weeks", 2)}.get(unit, (unit + "s", 1))
    moves = (
        {
            "days": relativedelta(days=count * step[1]),
            "weeks": relativedelta(weeks=count * step[1]),
            "months": relativedelta(months=count * step[1]),
            "years": relativedelta(years=count * step[1]),
        }
        if abs(count) < 10_000
        else {}
    )
    try:
        return date + moves[step[0]]
    except (KeyError, ValueError, OverflowError):
        return None


def containing(date: datetime.date, unit: str) -> Interval:
    """The day, week, month, year, decade or century around `date`."""
    if unit == "day":
        return day(date)
    if unit in ("week", "fortnight"):
        return week(date)
    if unit == "month":
        return month(date.year, date.month)
    if unit == "decade":
        return decade(date.year // 10 * 10)
    if unit == "century":
        return century((date.year - 1) // 100 + 1)
    return year(date.year)
