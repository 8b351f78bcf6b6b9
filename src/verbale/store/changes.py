"""What changed in the record between two runs."""

import datetime
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from verbale.errors import ConfigError
from verbale.store.connection import Store
from verbale.store.queries import known
from verbale.store.rows import select

# Fields of a record that say how it came about or where it stands, not what was coded.
NOT_COMPARED = frozenset({"provenance", "confidence", "retrieved_at"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One event that came, went or was coded otherwise.

    `kind` is "added", "removed" or "changed"; `fields` gives the values before and after of what changed, `before` and
    `after` the whole records; `why` the lines of the trace that only the later coding has.
    """

    kind: str
    event_id: str
    article_id: str
    fields: Mapping[str, tuple[Any, Any]]
    why: tuple[str, ...]
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def diff(store: Store, first: int, second: int) -> Iterator[Change]:
    """The events of the articles that both runs' records hold, as they stood after one run and after the other.

    Raises ConfigError for a run that the store does not know.
    """
    with store.reading() as connection:
        moments = [_end_of(select(connection, "SELECT * FROM run WHERE run_id = ?", [r]), r) for r in (first, second)]
        held = [_events(connection, moment) for moment in moments]
        shared = _articles(connection, moments[0]) & _articles(connection, moments[1])
    before, after = held
    for event_id in sorted({*before, *after}, key=lambda i: _position(before.get(i) or after[i])):
        old, new = before.get(event_id), after.get(event_id)
        if (old or new or {})["article_id"] in shared and (change := _change(event_id, old, new)):
            yield change


def _end_of(rows: list[dict[str, Any]], run_id: int) -> datetime.datetime:
    if not rows:
        raise ConfigError(f"the store has no run {run_id}")
    # A run that was cut short has no end: what its first batch wrote stands.
    ended: datetime.datetime = rows[0]["finished_at"] or rows[0]["started_at"]
    return ended


def _events(connection: Any, moment: datetime.datetime) -> dict[str, dict[str, Any]]:
    parts, values = known("e", moment)
    rows = select(connection, f"SELECT event_id, record FROM event e WHERE {' AND '.join(parts)}", values)
    return {row["event_id"]: json.loads(row["record"]) for row in rows}


def _articles(connection: Any, moment: datetime.datetime) -> set[str]:
    parts, values = known("c", moment)
    return {
        r["article_id"]
        for r in select(connection, f"SELECT article_id FROM coding c WHERE {' AND '.join(parts)}", values)
    }


def _position(record: Mapping[str, Any]) -> tuple[str, int, str]:
    return record["article_id"], record["trigger"]["start"], record["event_id"]


def _change(event_id: str, old: dict[str, Any] | None, new: dict[str, Any] | None) -> Change | None:
    fields = {
        name: (old[name], new[name])
        for name in (old or {})
        if old and new and name not in NOT_COMPARED and old[name] != new[name]
    }
    if old and new and not fields:
        return None
    known_lines = set(old["provenance"]["trace"]) if old else set()
    shown = new or old or {}
    return Change(
        kind="changed" if old and new else "added" if new else "removed",
        event_id=event_id,
        article_id=shown["article_id"],
        fields=fields,
        why=tuple(line for line in new["provenance"]["trace"] if line not in known_lines) if new else (),
        before=old,
        after=new,
    )
