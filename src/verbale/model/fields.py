"""The fields of an event on which a person can pass judgement: their values, and when two values are one.

Values are those of an event record (docs/output.md). What a person says should stand there is given more shortly:

- `event_type`, `mode`, `status`: the word; "" for no mode
- `historical`: true or false
- `source`, `target`, `attribution` (its speakers): a list of country codes, actor ids or names; [] for nobody
- `event_date`: {"earliest": day, "latest": day}, either None
- `place`: a name or a GeoNames id; "" for none
- `counts`: {kind: [low, high]}, high None for "at least"; {} for none
"""

from collections.abc import Mapping, Sequence
from typing import Any

from verbale.model.display import amount, days
from verbale.model.keys import BREAKAWAY

# "event" asks whether the record tells of an act at all; its value is always true.
FIELDS = (
    "event", "event_type", "mode", "source", "target", "event_date", "place", "status", "historical", "attribution",
    "counts",
)  # fmt: skip
_ACTORS = ("source", "target", "attribution")


def value_of(record: Mapping[str, Any], field: str) -> Any:
    """What a record says in a field."""
    return True if field == "event" else record[field]


def is_same(field: str, one: Any, other: Any) -> bool:
    """Whether two values say the same, wherever in the text they stand.

    Actors are the same by id (else name), code and sector, speakers also by the kind of their words; dates by their
    bounds; places by GeoNames id, else name and country; counts by kind and bounds.
    """
    return bool(_reduced(field, one) == _reduced(field, other))


def is_met(field: str, value: Any, correct: Any) -> bool:
    """Whether a value is what a person said it should be.

    A country code stands for every actor of that country (not of a breakaway region), an id or a name for the one that
    has it; none may be missing and none too many.
    """
    if field in _ACTORS:
        actors = _people(field, value)
        named = [[w for w in correct if _names(w, actor)] for actor in actors]
        return all(named) and {w for words in named for w in words} == set(correct)
    if field == "place":
        place = value or {"name": "", "geonames_id": None}
        return bool(correct == place["geonames_id"] or str(correct).casefold() == place["name"].casefold())
    if field == "event_date":
        return is_same(field, value, correct)
    if field == "counts":
        return bool(_reduced(field, value) == {(kind, low, high) for kind, (low, high) in correct.items()})
    return bool((value or "") == (correct or ""))


def in_words(field: str, value: Any) -> str:
    """A value in a few words, as "Kenya (KEN); police (SOM COP)"; "none" for an empty one."""
    if field in ("event", "historical"):
        return "yes" if value else "no"
    if not value:
        return "none"
    if field in _ACTORS:
        return "; ".join(_called(actor) for actor in _people(field, value))
    if field == "event_date":
        return days(value["earliest"], value["latest"]) or "none"
    if field == "place":
        return str(value["name"])
    if field == "counts":
        return "; ".join(f"{c['kind']} {amount(c['low'], c['high'])}" for c in value)
    return str(value)


def _reduced(field: str, value: Any) -> Any:
    if field in _ACTORS:
        return {(a.get("actor_id") or a["name"].casefold(), a.get("code"), a.get("sector"), a.get("kind"))
                for a in _people(field, value)}  # fmt: skip
    if field == "event_date":
        return (value["earliest"], value["latest"]) if value else (None, None)
    if field == "place" and value:
        return value["geonames_id"] or (value["name"].casefold(), value["country"])
    if field == "counts":
        return {(c["kind"], c["low"], c["high"]) for c in value}
    return value


def _people(field: str, value: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The actors of a side; of attributions the speakers, one that is no actor by the words that stand for it."""
    if field != "attribution":
        return list(value)
    return [{**(a["speaker"] or {"name": a["text"]}), "kind": a["kind"]} for a in value]


def _names(words: str, actor: Mapping[str, Any]) -> bool:
    if words == actor.get("actor_id") or words.casefold() == actor["name"].casefold():
        return True
    return words == actor.get("code") and actor.get("sector") != BREAKAWAY


def _called(actor: Mapping[str, Any]) -> str:
    known = " ".join(part for part in (actor.get("code"), actor.get("sector")) if part)
    return f"{actor['name']} ({known})" if known else str(actor["name"])
