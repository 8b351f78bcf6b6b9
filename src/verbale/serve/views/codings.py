"""What became of an event from coding to coding: since when the record held it so, and what changed."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from verbale.model.fields import FIELDS, in_words
from verbale.store.changes import causes, changed_fields, new_lines

_SAME_WORDS = "elsewhere in the text, or in details"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A field whose value is another than in the coding before, both in words; `note` where the words are the same."""

    field: str
    before: str
    after: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recoding:
    """One coding that found the event. `causes` are the versions that were others than before, `steps` new steps."""

    known_from: datetime.datetime
    known_until: datetime.datetime | None
    run_id: int
    versions: str
    changed: tuple[Changed, ...] = ()
    causes: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


def recodings(history: Sequence[Mapping[str, Any]]) -> list[Recoding]:
    """The codings of `verbale.store.details.event`, oldest first, each with what it changed."""
    return [_coding(None, history[0]), *(_coding(old, new) for old, new in pairwise(history))]


def _coding(before: Mapping[str, Any] | None, coding: Mapping[str, Any]) -> Recoding:
    fields = changed_fields(before["record"], coding["record"]) if before else {}
    return Recoding(
        known_from=coding["known_from"],
        known_until=coding["known_until"],
        run_id=coding["run_id"],
        versions=f"coder {coding['coder']}, codebook {coding['codebook']}, {coding['models']}",
        changed=tuple(_changed(name, *values) for name, values in fields.items()),
        causes=causes(before, coding) if before else (),
        steps=new_lines(before["record"], coding["record"]) if before else (),
    )


def _changed(field: str, before: Any, after: Any) -> Changed:
    old, new = _words(field, before), _words(field, after)
    return Changed(field=field.replace("_", " "), before=old, after=new, note=_SAME_WORDS if old == new else None)


def _words(field: str, value: Any) -> str:
    if field in FIELDS:
        return in_words(field, value)
    if field in ("evidence", "trigger"):
        return f"“{value['text']}”"
    if field == "mentions":
        return "; ".join(f"“{mention['evidence']['text']}”" for mention in value) or "none"
    if isinstance(value, list):
        return ", ".join(str(member) for member in value) or "none"
    return "none" if value is None else str(value)
