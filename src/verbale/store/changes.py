"""What changed in the record between two runs."""

import datetime
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from verbale.store.connection import Store
from verbale.store.queries import known
from verbale.store.rows import select
from verbale.store.runs import end_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Fields of a record that say how it came about or where it stands, not what was coded.
NOT_COMPARED = frozenset({"provenance", "confidence", "retrieved_at"})
# What can make an article's events others: its text, and all that coded it.
CAUSES = ("article_version", "coder", "codebook", "models", "schema")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One event that came, went or was coded otherwise.

    `kind` is "added", "removed" or "changed"; `fields` gives the values before and after of what changed, `before` and
    `after` the whole records; `why` the versions that are others now and the lines of the trace that only the later
    coding has.
    """

    kind: str
    event_id: str
    article_id: str
    fields: Mapping[str, tuple[Any, Any]]
    why: tuple[str, ...]
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """The record at a moment: events by id, and by article what coded it."""

    events: Mapping[str, dict[str, Any]]
    codings: Mapping[str, dict[str, Any]]


def diff(store: Store, first: int, second: int) -> Iterator[Change]:
    """The events of the articles that the record held after both runs, as they stood after one and after the other.

    Raises ConfigError for a run that the store does not know.
    """
    with store.reading() as connection:
        before, after = (_state(connection, end_of(connection, run_id)) for run_id in (first, second))
    for event_id in sorted({*before.events, *after.events}, key=lambda i: _position(before, after, i)):
        old, new = before.events.get(event_id), after.events.get(event_id)
        article_id = (old or new or {})["article_id"]
        if article_id in before.codings and article_id in after.codings and (old is None or new is None or old != new):
            causes = _causes(before.codings[article_id], after.codings[article_id])
            change = _change(event_id, old, new, causes)
            if change.kind != "changed" or change.fields:
                yield change


def _state(connection: "DuckDBPyConnection", moment: datetime.datetime) -> _State:
    parts, values = known("t", moment)
    where = " AND ".join(parts)
    events = select(connection, f"SELECT event_id, record FROM event t WHERE {where}", values)
    codings = select(connection, f"SELECT article_id, {', '.join(CAUSES)} FROM coding t WHERE {where}", values)
    return _State(
        events={row["event_id"]: json.loads(row["record"]) for row in events},
        codings={row["article_id"]: row for row in codings},
    )


def _position(before: _State, after: _State, event_id: str) -> tuple[str, int, str]:
    record = before.events.get(event_id) or after.events[event_id]
    return record["article_id"], record["trigger"]["start"], event_id


def _causes(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(f"{name.replace('_', ' ')} {old[name]} -> {new[name]}" for name in CAUSES if old[name] != new[name])


def _change(event_id: str, old: dict[str, Any] | None, new: dict[str, Any] | None, causes: tuple[str, ...]) -> Change:
    fields = {
        name: (old[name], new[name])
        for name in (old or {})
        if old and new and name not in NOT_COMPARED and old[name] != new.get(name)
    }
    known_lines = set(old["provenance"]["trace"]) if old else set()
    lines = new["provenance"]["trace"] if new else ()
    return Change(
        kind="changed" if old and new else "added" if new else "removed",
        event_id=event_id,
        article_id=(new or old or {})["article_id"],
        fields=fields,
        why=(*causes, *(line for line in lines if line not in known_lines)),
        before=old,
        after=new,
    )
