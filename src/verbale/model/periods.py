"""Days to the periods that hold them, and periods in words."""

import datetime
from collections.abc import Iterator

from verbale.errors import ConfigError

PERIODS = ("day", "week", "month", "quarter", "year")
# The finest period that leaves a figure some hundred bars: the most days that it is chosen for.
_LONGEST_SPAN_DAYS = {"day": 92, "week": 730, "month": 3_653, "quarter": 10_958}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def start_of(day: datetime.date, by: str) -> datetime.date:
    """The first day of the period that holds a day; weeks begin on Monday. Raises ConfigError for an unknown period."""
    check_period(by)
    if by == "day":
        return day
    if by == "week":
        return day - datetime.timedelta(days=day.weekday())
    months = _MONTHS[by]
    return datetime.date(day.year, (day.month - 1) // months * months + 1, 1)


def after(start: datetime.date, by: str) -> datetime.date:
    """The first day of the next period; the last day of the calendar where there is none. Raises ConfigError too."""
    check_period(by)
    try:
        if by in ("day", "week"):
            return start + datetime.timedelta(days=1 if by == "day" else 7)
        month = start.month - 1 + _MONTHS[by]
        return datetime.date(start.year + month // 12, month % 12 + 1, 1)
    except (OverflowError, ValueError):
        return datetime.date.max


def every(first: datetime.date, last: datetime.date, by: str) -> Iterator[datetime.date]:
    """The periods from one to another, both included."""
    start = first
    while start <= last:
        yield start
        if (following := after(start, by)) <= start or following == datetime.date.max:
            return
        start = following


def finest(first: datetime.date, last: datetime.date) -> str:
    """The period by which a span of days is drawn in a number of bars that can be told apart."""
    span = (last - first).days
    return next((by for by, longest in _LONGEST_SPAN_DAYS.items() if span <= longest), "year")


def in_words(start: datetime.date, by: str) -> str:
    """A period as a reader calls it: 7 Feb 2022, week of 7 Feb 2022, Feb 2022, Q1 2022, 2022."""
    month = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()[start.month - 1]
    return {
        "day": f"{start.day} {month} {start.year}",
        "week": f"week of {start.day} {month} {start.year}",
        "month": f"{month} {start.year}",
        "quarter": f"Q{(start.month + 2) // 3} {start.year}",
    }.get(by, str(start.year))


def moment(start: datetime.date, end: datetime.date, part: float) -> str:
    """A moment within a period in UTC, as browsers read ISO days without a time too."""
    midnight = datetime.datetime.combine(start, datetime.time())
    return (midnight + (end - start) * part).isoformat(timespec="seconds") + "Z"


def check_period(by: str) -> None:
    """Raises ConfigError for what is not among `PERIODS`."""
    if by not in PERIODS:
        raise ConfigError(f"no period {by!r}; one of {', '.join(PERIODS)}")
