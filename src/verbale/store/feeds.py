"""Feeds that the record follows: where each stands, and which pages need not be fetched."""

from collections.abc import Mapping, Sequence
from typing import Any

from verbale.model.feeds import Feed, FeedState
from verbale.store.connection import Store
from verbale.store.rows import insert, select
from verbale.store.writing import RunWriter

_STATE = ("url", "etag", "last_modified", "checked_at", "failures", "not_before")


def feed_states(store: Store) -> dict[str, FeedState]:
    """The state of every feed that was polled, by its URL; none where there is no store yet."""
    if not store.path.exists():
        return {}
    with store.reading() as connection:
        rows = select(connection, f"SELECT {', '.join(_STATE)} FROM feed")
    return {row["url"]: FeedState(**row) for row in rows}


def known_urls(store: Store, settled: Sequence[str]) -> set[str]:
    """URLs of articles that the store holds, and of pages refused at a stage or for a reason that is `settled`."""
    if not store.path.exists():
        return set()
    with store.reading() as connection:
        rows = select(
            connection,
            "SELECT url FROM article WHERE url IS NOT NULL UNION SELECT article_id FROM rejection"
            " WHERE list_contains(?::VARCHAR[], stage) OR list_contains(?::VARCHAR[], reason)",
            [list(settled), list(settled)],
        )
    return {row["url"] for row in rows}


def keep_feed_states(writer: RunWriter, feeds: Mapping[str, Feed], states: Sequence[FeedState]) -> None:
    """Keep where feeds stand after a poll. A feed's row names the run in which it was first polled."""
    with writer.writing() as connection:
        known = {url for (url,) in connection.execute("SELECT url FROM feed").fetchall()}
        fresh = [s for s in states if s.url not in known]
        if fresh:
            stamp = {name: value for name, value in writer.stamp(connection).items() if name != "known_from"}
            insert(connection, "feed", [{**_row(s), "publisher": feeds[s.url].publisher, **stamp} for s in fresh])
        changes = ", ".join(f"{name} = ?" for name in _STATE[1:])
        for state in states:
            values = [_row(state)[name] for name in _STATE[1:]]
            connection.execute(f"UPDATE feed SET {changes} WHERE url = ?", [*values, state.url])


def _row(state: FeedState) -> dict[str, Any]:
    return {name: getattr(state, name) for name in _STATE}
