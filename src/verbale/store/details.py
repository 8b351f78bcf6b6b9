"""Things whole, as the record holds them and held them: an event with its history, an article with its versions."""

import datetime
import json
from collections.abc import Sequence
from typing import Any

from verbale.errors import UnknownIdError
from verbale.store.asking import known
from verbale.store.connection import Store
from verbale.store.rows import select

_MADE = ("coder", "codebook", "models", "schema", "run_id")


def event(store: Store, event_id: str) -> dict[str, Any]:
    """An event: `record`, `article` (its row with the text), `story_id`, and `history`.

    `history` lists every coding that found it, the oldest first: since when and until when (null: still) the record
    held it so, by which run and versions, and the record. Raises UnknownIdError where the store never held the event.
    """
    with store.reading() as connection:
        codings = select(
            connection,
            "SELECT e.article_id, e.article_version, e.known_from, e.known_until, e.record,"
            f" {', '.join(f'e.{name}' for name in _MADE)} FROM event e WHERE e.event_id = ? ORDER BY e.known_from",
            [event_id],
        )
        if not codings:
            raise UnknownIdError(f"the store has no event {event_id!r}")
        links = select(
            connection, "SELECT story_id FROM link WHERE event_id = ? AND known_until IS NULL LIMIT 1", [event_id]
        )
        texts = select(
            connection,
            "SELECT article_id, version, url, publisher, title, author, language, published_at, text FROM article"
            " WHERE article_id = ? AND version = ?",
            [codings[-1]["article_id"], codings[-1]["article_version"]],
        )
    history = [{**coding, "record": json.loads(coding["record"])} for coding in codings]
    return {
        "event_id": event_id,
        "record": history[-1]["record"],
        "current": history[-1]["known_until"] is None,
        "article": texts[0],
        "story_id": links[0]["story_id"] if links else None,
        "history": history,
    }


def event_records_of(store: Store, event_ids: Sequence[str], moment: datetime.datetime | None) -> dict[str, Any]:
    """The records of events by id as the store held them at a moment, now if None; those it did not hold left out."""
    held, values = known("e", moment)
    with store.reading() as connection:
        rows = select(
            connection,
            "SELECT e.event_id, e.record FROM event e"
            f" WHERE e.event_id IN (SELECT unnest(?::VARCHAR[])) AND {' AND '.join(held)}",
            [list(event_ids), *values],
        )
    return {row["event_id"]: json.loads(row["record"]) for row in rows}


def article(store: Store, article_id: str) -> dict[str, Any]:
    """An article: its newest version with the text, the records of its events in order, and `versions`, oldest first.

    `masks` of the version are [start, end) in its text.

    Raises UnknownIdError where the store has no such article.
    """
    with store.reading() as connection:
        versions = select(
            connection,
            "SELECT version, digest, title, published_at, retrieved_at, known_from, known_until, run_id"
            " FROM article WHERE article_id = ? ORDER BY version",
            [article_id],
        )
        if not versions:
            raise UnknownIdError(f"the store has no article {article_id!r}")
        (newest,) = select(
            connection,
            "SELECT article_id, version, url, publisher, title, author, language, published_at, retrieved_at,"
            " text, masks FROM article WHERE article_id = ? ORDER BY version DESC LIMIT 1",
            [article_id],
        )
        events = select(
            connection,
            "SELECT e.record, l.story_id FROM event e LEFT JOIN link l ON l.event_id = e.event_id"
            " AND l.known_until IS NULL WHERE e.article_id = ? AND e.known_until IS NULL ORDER BY e.start, e.event_id",
            [article_id],
        )
    records = [{**json.loads(row["record"]), "story_id": row["story_id"]} for row in events]
    newest["masks"] = json.loads(newest["masks"])
    return {"article": newest, "events": records, "versions": versions}
