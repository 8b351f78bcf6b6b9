"""Single things that a report shows beside its counts: the stories most told, and events with what led to them."""

import datetime
import json
from collections.abc import Sequence
from typing import Any

from verbale.store.asking import EventFilter, known
from verbale.store.connection import Store
from verbale.store.index import Index
from verbale.store.rows import select

_PARSED = ("agreed", "contradictions", "chain")


def most_told(
    index: Index, asked: EventFilter, *, least_articles: int = 2, limit: int = 100
) -> tuple[list[dict[str, Any]], int]:
    """The stories, by so many articles or more, that hold an event asked for, most told first; and how many there are.

    `agreed`, `contradictions` and `chain` are parsed, `told_by` are the publishers by name.
    """
    where, values = asked.where()
    with index.reading() as connection:
        found = select(
            connection,
            "SELECT s.* EXCLUDE (known_from, known_until), count(*) OVER () AS found,"
            " (SELECT coalesce(list_sort(list(DISTINCT publisher)), []) FROM event"
            "  WHERE act = s.story_id AND publisher IS NOT NULL) AS told_by"
            " FROM story s WHERE s.articles >= ?"
            f" AND s.story_id IN (SELECT e.act FROM event e WHERE {where})"
            f" ORDER BY s.articles DESC, s.origins DESC, s.first_published_at, s.story_id LIMIT {int(limit)}",
            [least_articles, *values],
        )
    total = found[0].pop("found") if found else 0
    return [{**row, **{name: json.loads(row[name]) for name in _PARSED}} for row in found], total


def events_whole(
    store: Store, index: Index, event_ids: Sequence[str], known_on: datetime.datetime | None = None
) -> dict[str, dict[str, Any]]:
    """By event id: its `record`, and `source_keys` and `target_keys`, by which its actors are counted.

    They are as the index has them, read at `known_on` or now, whatever the store learned since. Raises StoreError as
    `Store.reading` does.
    """
    held, moment = known("e", known_on or index.moment)
    with store.reading() as connection:
        records = select(
            connection,
            "SELECT e.event_id, e.record FROM event e"
            f" WHERE e.event_id IN (SELECT unnest(?::VARCHAR[])) AND {' AND '.join(held)}",
            [list(event_ids), *moment],
        )
    with index.reading() as connection:
        keys = select(
            connection,
            "SELECT event_id, source_keys, target_keys FROM event WHERE event_id IN (SELECT unnest(?::VARCHAR[]))",
            [list(event_ids)],
        )
    by_id = {row["event_id"]: row for row in keys}
    return {row["event_id"]: {**by_id[row["event_id"]], "record": json.loads(row["record"])} for row in records}
