"""What a person says should stand in a field: checked, and read from a line of words."""

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

from verbale.codebook.actors import countries
from verbale.codebook.types import event_types
from verbale.errors import ConfigError
from verbale.model.events import STATUSES
from verbale.model.keys import NO_COUNTRIES

COUNTED = ("dead", "injured", "arrested", "displaced", "participants")
_BOUNDS = {"earliest", "latest"}
_COUNT = re.compile(r"(?P<kind>[a-z]+)\s*=\s*(?P<low>\d+)(?:(?P<more>\+)|\s*-\s*(?P<high>\d+))?")


def checked_correction(field: str, correct: Any) -> Any:
    """What should stand in a field, in the form that `verbale.model.fields` describes.

    A single number of people is taken as exact. Raises ConfigError for what cannot stand there and an unknown field.
    """
    if field not in _CHECKS:
        raise ConfigError(f"no field {field!r}; one of {', '.join(_CHECKS)}")
    return _CHECKS[field](field, correct)


def correction_of(field: str, words: str) -> Any:
    """What should stand in a field, from words as a person types them; nothing typed means that it should be empty.

    Actors are parted by ";"; a date is a day or DAY/DAY, with either day left out where it is open; counts are as
    "dead=12; injured=30-40; participants=200+". Raises ConfigError for what cannot stand there.
    """
    words = words.strip()
    correct: Any = words
    if field in ("source", "target", "attribution"):
        correct = _parts(words)
    elif field == "historical":
        correct = {"true": True, "yes": True, "false": False, "no": False}.get(words.lower(), words)
    elif field == "event_date":
        earliest, slash, latest = words.partition("/")
        correct = {"earliest": earliest or None, "latest": (latest if slash else earliest) or None}
    elif field == "place" and words.isdecimal():
        correct = int(words)
    elif field == "counts":
        correct = dict(_count_of(part) for part in _parts(words))
    return checked_correction(field, correct)


def _parts(words: str) -> list[str]:
    return [part.strip() for part in words.split(";") if part.strip()]


def _count_of(words: str) -> tuple[str, list[int | None]]:
    if not (found := _COUNT.fullmatch(words)):
        raise ConfigError(f"counts {words!r} is not as dead=12, dead=12-15 or dead=12+")
    low = int(found["low"])
    return found["kind"], [low, None if found["more"] else int(found["high"] or low)]


def _act(field: str, correct: Any) -> Any:
    raise ConfigError("an event that is wrong is no event: there is nothing else that it should be")


def _word(field: str, correct: Any) -> str:
    allowed: list[str] = list(STATUSES)
    if field == "event_type":
        allowed = list(event_types())
    if field == "mode":
        allowed = ["", *dict.fromkeys(mode for kind in event_types().values() for mode in kind.modes)]
    by_word = {word.lower(): word for word in allowed}
    if not isinstance(correct, str) or correct.lower() not in by_word:
        raise ConfigError(f"no {field} {correct!r}; one of {', '.join(word or 'none (empty)' for word in allowed)}")
    return by_word[correct.lower()]


def _truth(field: str, correct: Any) -> bool:
    if not isinstance(correct, bool):
        raise ConfigError(f"{field} is true or false, not {correct!r}")
    return correct


def _actors(field: str, correct: Any) -> list[str]:
    if not isinstance(correct, list) or not all(isinstance(words, str) and words.strip() for words in correct):
        raise ConfigError(f"{field} is a list of country codes, actor ids or names, not {correct!r}")
    named = list(dict.fromkeys(words.strip() for words in correct))
    for words in named:
        is_code = len(words) == 3 and words.isalpha() and words.isupper()
        if is_code and words not in countries() and words not in NO_COUNTRIES:
            raise ConfigError(
                f"no country code {words!r}; for a body's acronym give its id: `verbale actors find {words}`"
            )
    return named


def _date(field: str, correct: Any) -> dict[str, str | None]:
    if not isinstance(correct, Mapping) or set(correct) != _BOUNDS:
        raise ConfigError(f"{field} has an earliest and a latest day, not {correct!r}")
    days = {name: _day(correct[name]) for name in ("earliest", "latest")}
    if days["earliest"] and days["latest"] and days["earliest"] > days["latest"]:
        raise ConfigError(f"{field} ends before it begins: {days['earliest']} to {days['latest']}")
    return {name: day.isoformat() if day else None for name, day in days.items()}


def _day(day: Any) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(day) if day is not None else None
    except (TypeError, ValueError):
        raise ConfigError(f"event_date {day!r} is not a day as YYYY-MM-DD") from None


def _place(field: str, correct: Any) -> int | str:
    if not isinstance(correct, str) and not _is_number(correct):
        raise ConfigError(f"{field} is a name or a GeoNames id, not {correct!r}")
    return correct.strip() if isinstance(correct, str) else correct


def _counts(field: str, correct: Any) -> dict[str, list[int | None]]:
    if not isinstance(correct, Mapping):
        raise ConfigError(f"{field} are numbers by kind, not {correct!r}")
    return {kind: _bounds(kind, given) for kind, given in correct.items()}


def _bounds(kind: str, given: Any) -> list[int | None]:
    if kind not in COUNTED:
        raise ConfigError(f"no kind of count {kind!r}; one of {', '.join(COUNTED)}")
    low, high = given if isinstance(given, list | tuple) and len(given) == 2 else (given, given)
    if not _is_number(low) or not (high is None or (_is_number(high) and high >= low)):
        raise ConfigError(f"the {kind} are a number or two, the lower first, not {given!r}")
    return [low, high]


def _is_number(value: Any) -> bool:
    # The store has whole numbers of 64 bits.
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63


_CHECKS: Mapping[str, Callable[[str, Any], Any]] = {
    "event": _act, "event_type": _word, "mode": _word, "status": _word, "historical": _truth,
    "source": _actors, "target": _actors, "attribution": _actors,
    "event_date": _date, "place": _place, "counts": _counts,
}  # fmt: skip
