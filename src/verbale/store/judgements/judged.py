"""The events that people have judged, with what they said: gold that grows with the record."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from verbale.store.connection import Store
from verbale.store.judgements.fields import FieldJudgement, standing_on_fields
from verbale.store.judgements.pairs import Judgement, standing
from verbale.store.judgements.rows import current_ids
from verbale.store.rows import select

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ARTICLE_FIELDS = ("article_id", "version", "url", "publisher", "title", "author", "language", "published_at", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedEvent:
    """An event with the judgements that stand on it, the oldest first.

    `record` is what the record holds of it, or, where it does so no longer (`held` is false), what it held last;
    `version` is the version of its article that this was read from. Judgements name their events as they did when made.
    """

    event_id: str
    held: bool
    record: Mapping[str, Any]
    version: int
    fields: Sequence[FieldJudgement]
    pairs: Sequence[Judgement]


def judged_events(connection: "DuckDBPyConnection") -> list[JudgedEvent]:
    """All events on which a judgement stands, by article and place in it; one of an edited article as it is now."""
    fields, pairs = standing_on_fields(connection), standing(connection)
    asked = {j.event_id for j in fields} | {e for j in pairs for e in (j.event_a, j.event_b)}
    now = current_ids(connection, asked)
    of_field, of_pair = defaultdict(list), defaultdict(list)
    for judged in fields:
        of_field[now.get(judged.event_id, judged.event_id)].append(judged)
    for pair in pairs:
        for event_id in dict.fromkeys(now.get(e, e) for e in (pair.event_a, pair.event_b)):
            of_pair[event_id].append(pair)
    rows = select(
        connection,
        "SELECT event_id, arg_max(record, known_from) AS record, arg_max(article_version, known_from) AS version,"
        " bool_or(known_until IS NULL) AS held FROM event WHERE event_id IN (SELECT unnest(?::VARCHAR[]))"
        ' GROUP BY event_id ORDER BY any_value(article_id), any_value("start"), event_id',
        [sorted({now.get(e, e) for e in asked})],
    )
    return [
        JudgedEvent(
            event_id=row["event_id"],
            held=row["held"],
            record=json.loads(row["record"]),
            version=row["version"],
            fields=of_field[row["event_id"]],
            pairs=of_pair[row["event_id"]],
        )
        for row in rows
    ]


def judged_records(store: Store) -> Iterator[dict[str, Any]]:
    """The judged events for training and measuring: each with its article's text, its record and its judgements.

    Offsets of the record count in the text beside it; those in a judgement's `value`, in the text as it was then.
    """
    with store.reading() as connection:
        events = judged_events(connection)
        texts = _articles(connection, {event.record["article_id"] for event in events})
    for event in events:
        yield {
            "event_id": event.event_id,
            "held": event.held,
            "article": texts[event.record["article_id"], event.version],
            "record": event.record,
            "judgements": [_written(judged) for judged in event.fields],
            "pairs": [_written(pair) for pair in event.pairs],
        }


def _articles(connection: "DuckDBPyConnection", article_ids: set[str]) -> dict[tuple[str, int], dict[str, Any]]:
    rows = select(
        connection,
        f"SELECT {', '.join(ARTICLE_FIELDS)} FROM article WHERE article_id IN (SELECT unnest(?::VARCHAR[]))",
        [sorted(article_ids)],
    )
    return {(row["article_id"], row["version"]): row for row in rows}


def _written(judgement: FieldJudgement | Judgement) -> dict[str, Any]:
    return {**asdict(judgement), "known_from": judgement.known_from.isoformat()}
