"""What the panel for judging asks of each field, and what a judgement says in words."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from verbale.codebook.types import event_types
from verbale.model.events import STATUSES
from verbale.model.fields import FIELDS, in_words, value_of

_LABELS = {
    "event": "Does the article tell such an act at all?",
    "event_type": "What",
    "mode": "How",
    "source": "Who",
    "target": "To whom",
    "event_date": "When",
    "place": "Where",
    "status": "Status",
    "historical": "From an earlier time?",
    "attribution": "Who says so",
    "counts": "People counted",
}
_HINTS = {
    "source": "codes, ids or names, as “KEN; african-union”",
    "target": "codes, ids or names, as “KEN; african-union”",
    "attribution": "codes, ids or names",
    "event_date": "2022-02-20, or 2022-02-20/2022-02-22",
    "place": "a name, or a GeoNames id",
    "counts": "dead=12; injured=30-40; participants=200+",
}
# Of these nothing else can be said: a wrong act is none, a wrong yes is no.
_GO_WITHOUT_SAYING = ("event", "historical")


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedField:
    """A field with what the record says in it: `seen` as JSON, to be sent back, and `words`.

    `corrected` is whether one may say what it should be: one of `choices`, or where there are none as `hint` shows.
    """

    name: str
    label: str
    words: str
    seen: str
    corrected: bool
    choices: Sequence[str]
    hint: str
    may_be_empty: bool


def asked_fields(record: Mapping[str, Any]) -> Iterator[AskedField]:
    """The fields of an event record, in the order in which a reader judges them."""
    for name in FIELDS:
        value = value_of(record, name)
        yield AskedField(
            name=name,
            label=_LABELS[name],
            words=in_words(name, value),
            seen=json.dumps(value),
            corrected=name not in _GO_WITHOUT_SAYING,
            choices=_choices().get(name, ()),
            hint=_HINTS.get(name, ""),
            may_be_empty=name not in (*_GO_WITHOUT_SAYING, "event_type", "status"),
        )


@cache
def _choices() -> Mapping[str, Sequence[str]]:
    modes = dict.fromkeys(mode for kind in event_types().values() for mode in kind.modes)
    return {"event_type": list(event_types()), "mode": list(modes), "status": list(STATUSES)}


def correct_in_words(correct: Any) -> str:
    """What should stand in a field, as a person would type it; nothing where nobody says."""
    if correct is None:
        return ""
    if isinstance(correct, bool):
        return "yes" if correct else "no"
    if isinstance(correct, Mapping):
        return _mapping_in_words(correct) or "none"
    if isinstance(correct, list):
        return "; ".join(correct) or "none"
    return str(correct) or "none"


def _mapping_in_words(correct: Mapping[str, Any]) -> str:
    if "earliest" in correct:
        first, last = correct["earliest"], correct["latest"]
        return first if first == last and first else f"{first or ''}/{last or ''}".strip("/")
    return "; ".join(f"{kind}={_amount(*bounds)}" for kind, bounds in correct.items())


def _amount(low: int, high: int | None) -> str:
    if high is None:
        return f"{low}+"
    return str(low) if low == high else f"{low}-{high}"


def judgement_rows(rows: Iterator[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of `verbale.store.judgements.either.judgements` with `value` and `correct` read, and both in words."""
    return [_read(row) for row in rows]


def _read(row: dict[str, Any]) -> dict[str, Any]:
    value, correct = (json.loads(row[name]) if row[name] is not None else None for name in ("value", "correct"))
    said = in_words(row["field"], value) if row["field"] else None
    return {**row, "value": value, "correct": correct, "value_words": said, "correct_words": correct_in_words(correct)}
