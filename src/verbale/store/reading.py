"""What the record holds of articles: identities for an ingest, texts for coding anew."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from verbale.model.article import Article
from verbale.model.spans import Span
from verbale.store.connection import Store
from verbale.store.rows import select
from verbale.store.writing import Versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The newest version of an article as an ingest needs it.

    `text_id` is the id that its text alone gives, for an article that has no better name than its text or file.
    """

    article_id: str
    digest: str
    input_path: str | None
    text_id: str | None


def held_articles(store: Store) -> list[Held]:
    """The newest version of every article, in the order they came; none where there is no store yet."""
    if not os.path.lexists(store.path):
        return []
    with store.reading() as connection:
        rows = select(
            connection,
            "SELECT article_id, digest, input_path,"
            # As `hashed_id` of the ingest gives it.
            " CASE WHEN url IS NULL AND regexp_full_match(article_id, 'a-[0-9a-f]{16}')"
            " THEN 'a-' || left(sha256(text), 16) END AS text_id"
            " FROM article WHERE known_until IS NULL ORDER BY known_from, article_id",
        )
    return [Held(**row) for row in rows]


def coded_otherwise(store: Store, versions: Versions | None) -> list[str]:
    """Ids of the articles that these versions have not coded (of all, without versions), in the order they came."""
    asked = versions.columns() if versions else {}
    same = " AND ".join(f"c.{name} = ?" for name in asked) or "false"
    sql = (
        "SELECT a.article_id FROM article a LEFT JOIN coding c"
        f" ON c.article_id = a.article_id AND c.known_until IS NULL AND {same}"
        " WHERE a.known_until IS NULL AND c.article_id IS NULL ORDER BY a.known_from, a.article_id"
    )
    with store.reading() as connection:
        return [row["article_id"] for row in select(connection, sql, list(asked.values()))]


def articles(store: Store, article_ids: Sequence[str]) -> Iterator[Article]:
    """The newest version of each article named, in the order named."""
    with store.reading() as connection:
        rows = select(
            connection,
            "SELECT * FROM article WHERE known_until IS NULL AND article_id IN (SELECT unnest(?::VARCHAR[]))",
            [list(article_ids)],
        )
    found = {row["article_id"]: row for row in rows}
    for article_id in article_ids:
        if article_id in found:
            yield article_of(found[article_id])


_FIELDS = (
    "article_id", "url", "publisher", "title", "author", "language", "published_at", "retrieved_at", "input_path",
    "text",
)  # fmt: skip


def article_of(row: dict[str, Any]) -> Article:
    """The article of a row of the table `article`."""
    masks = tuple(Span(start, end) for start, end in json.loads(row["masks"]))
    return Article(masks=masks, **{name: row[name] for name in _FIELDS})
