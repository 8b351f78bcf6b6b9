"""What changed in the record between two runs."""

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from verbale.store.asking import known
from verbale.store.connection import Store
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


def diff(store: Store, first: int, second: int) -> Iterator[Change]:
    """The events of the articles that the record held after both runs, as they stood after one and after the other.

    Raises ConfigError for a run that the store does not know.
    """
    with store.reading() as connection:
        moments = [end_of(connection, run_id) for run_id in (first, second)]
        codings, later = (_codings(connection, moment) for moment in moments)
        # An article of the same coding has the same events.
        anew = [a for a, row in codings.items() if a in later and later[a]["known_from"] != row["known_from"]]
        before, after = (_events(connection, moment, anew) for moment in moments)
    for event_id in sorted({*before, *after}, key=lambda i: _position(before.get(i) or after[i])):
        old, new = before.get(event_id), after.get(event_id)
        article_id = (old or new or {})["article_id"]
        change = _change(event_id, old, new, causes(codings[article_id], later[article_id]))
        if change.kind != "changed" or change.fields:
            yield change


def changed_fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """By field of the record, the values before and after, where what was coded is another."""
    return {name: (old[name], new.get(name)) for name in old if name not in NOT_COMPARED and old[name] != new.get(name)}


def new_lines(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    """The lines of the trace that only the later coding has."""
    known_lines = set(old["provenance"]["trace"])
    return tuple(line for line in new["provenance"]["trace"] if line not in known_lines)


def causes(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    """The versions that are others now."""
    return tuple(f"{name.replace('_', ' ')} {old[name]} -> {new[name]}" for name in CAUSES if old[name] != new[name])


def _codings(connection: "DuckDBPyConnection", moment: datetime.datetime) -> dict[str, dict[str, Any]]:
    """By article, what coded it as the record stood at a moment."""
    parts, values = known("c", moment)
    columns = ", ".join(("article_id", "known_from", *CAUSES))
    rows = select(connection, f"SELECT {columns} FROM coding c WHERE {' AND '.join(parts)}", values)
    return {row["article_id"]: row for row in rows}


def _events(
    connection: "DuckDBPyConnection", moment: datetime.datetime, article_ids: Sequence[str]
) -> dict[str, dict[str, Any]]:
    parts, values = known("e", moment)
    rows = select(
        connection,
        f"SELECT event_id, record FROM event e WHERE {' AND '.join(parts)}"
        " AND article_id IN (SELECT unnest(?::VARCHAR[]))",
        [*values, article_ids],
    )
    return {row["event_id"]: json.loads(row["record"]) for row in rows}


def _position(record: Mapping[str, Any]) -> tuple[str, int, str]:
    return record["article_id"], record["trigger"]["start"], record["event_id"]


def _change(event_id: str, old: dict[str, Any] | None, new: dict[str, Any] | None, others: tuple[str, ...]) -> Change:
    lines = new_lines(old, new) if old and new else new["provenance"]["trace"] if new else ()
    return Change(
        kind="changed" if old and new else "added" if new else "removed",
        event_id=event_id,
        article_id=(new or old or {})["article_id"],
        fields=changed_fields(old, new) if old and new else {},
        why=(*others, *lines),
        before=old,
        after=new,
    )
