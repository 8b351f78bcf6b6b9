"""Text, numbers and days as a page shows them: what cannot be seen is made seen."""

import calendar
import datetime
from typing import Any

# Obeyed by a browser, they would show words in another order than the one that was coded.
_DIRECTIONS = {
    0x061C: "ALM", 0x200E: "LRM", 0x200F: "RLM", 0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO",
    0x202E: "RLO", 0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI",
}  # fmt: skip
_SPACES = (0x09, 0x0A, 0x0D)
_CONTROLS = {code: chr(0x2400 + code) for code in range(0x20) if code not in _SPACES} | {0x7F: "\u2421"}
_NO_CHARACTERS = dict.fromkeys((*range(0x80, 0xA0), *range(0xD800, 0xE000)), "\ufffd")
_VISIBLE = _CONTROLS | _NO_CHARACTERS | {code: f"[{name}]" for code, name in _DIRECTIONS.items()}


def visible(text: str) -> str:
    """The text with what cannot be seen made seen, for display alone: it has other offsets.

    Control characters become their picture or U+FFFD (so do halves of surrogate pairs, which no page can hold), and
    those that turn the direction of writing a token: [RLO].
    """
    return text.translate(_VISIBLE)


def shown(text: Any, limit: int | None = None) -> str:
    """Text from outside for display: nothing in it steers the page or the order of letters; cut at `limit`."""
    words = visible(str(text)) if text is not None else ""
    return words if limit is None or len(words) <= limit else f"{words[:limit].rstrip()}…"


def number(value: float | None) -> str:
    """Thousands apart; nothing for None."""
    return "" if value is None else f"{value:,}"


def amount(low: int, high: int | None) -> str:
    """A number of people, or its bounds; `high` None for no upper one."""
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def days(earliest: datetime.date | str | None, latest: datetime.date | str | None) -> str:
    """A day, or the first and the last that it may be; a whole year or month by its name: "2022", "2022-03".

    Nothing where neither is known.
    """
    first, last = str(earliest or ""), str(latest or "")
    if first[:4] == last[:4] and (first[4:], last[4:]) == ("-01-01", "-12-31"):
        return first[:4]
    if first[:8] == last[:8] and first[8:] == "01" and last[8:] == _last_of_month(first):
        return first[:7]
    return first if first == last else f"{first or '…'} to {last or '…'}"


def _last_of_month(day: str) -> str:
    return str(calendar.monthrange(int(day[:4]), int(day[5:7]))[1])
