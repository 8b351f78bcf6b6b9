"""Pages of rows from the index: events by filter, one actor's or pair's course over time, names that words find."""

from collections.abc import Sequence
from typing import Any

from verbale.errors import ConfigError
from verbale.store.asking import EventFilter
from verbale.store.index import Index
from verbale.store.queries import PERIODS
from verbale.store.rows import Table, select, select_table

# What a list shows of an event, beside what its own page tells.
LISTED = (
    "event_id", "article_id", "published_at", "publisher", "title", "url", "event_type", "mode", "status", "historical",
    "claim", "source", "source_code", "target", "target_code", "mutual", "date_earliest", "date_latest",
    "date_precision", "date_basis", "day", "place", "place_country", "place_precision", "latitude", "longitude",
    "attribution", "quad_class", "plover_score", "goldstein", "dead", "injured", "arrested", "displaced",
    "participants", "trigger", "evidence", "confidence",
)  # fmt: skip
ORDERS = {
    "newest": "e.published_at DESC, e.day DESC, e.event_id",
    "by day": "e.day, e.published_at, e.event_id",
    "most told": "articles DESC, e.published_at DESC, e.event_id",
    "surest": "e.confidence DESC, e.published_at DESC, e.event_id",
}
_FOUND = 20


def count_events(index: Index, asked: EventFilter) -> int:
    """How many events the filter lets through."""
    where, values = asked.where()
    with index.reading() as connection:
        return int(select(connection, f"SELECT count(*) AS n FROM event e WHERE {where}", values)[0]["n"])


def event_page(
    index: Index, asked: EventFilter, *, order: str = "newest", limit: int | None = 50, offset: int = 0
) -> Table:
    """Events with the columns of `LISTED` and, of their stories, `story_id`, `articles` and `origins`.

    Raises ConfigError for an order that is not among `ORDERS`.
    """
    if order not in ORDERS:
        raise ConfigError(f"no order {order!r}; one of {', '.join(ORDERS)}")
    where, values = asked.where()
    columns = ", ".join(f'e."{name}"' for name in LISTED)
    tail = "" if limit is None else f" LIMIT {int(limit)} OFFSET {int(offset)}"
    with index.reading() as connection:
        return select_table(
            connection,
            f"SELECT {columns}, s.story_id, coalesce(s.articles, 1) AS articles, coalesce(s.origins, 1) AS origins"
            " FROM event e LEFT JOIN story s ON s.story_id = e.act"
            f" WHERE {where} ORDER BY {ORDERS[order]}{tail}",
            values,
        )


def event_table(index: Index, asked: EventFilter, columns: Sequence[str]) -> Table:
    """All events asked for, the earliest first, with columns of the table `event`."""
    where, values = asked.where()
    named = ", ".join(f'e."{name}"' for name in columns)
    with index.reading() as connection:
        return select_table(
            connection, f"SELECT {named} FROM event e WHERE {where} ORDER BY {ORDERS['by day']}", values
        )


def series(
    index: Index, asked: EventFilter, *, source: str | None = None, target: str | None = None, by: str = "month"
) -> list[dict[str, Any]]:
    """By period (its first day, ISO), acts that happened: how many, mean and sum of PLOVER scores.

    `source` and `target` are the keys that actors are counted by: acts with the one among those who do it and the other
    among those to whom it is done; None asks nothing. Raises ConfigError for an unknown period.
    """
    if by not in PERIODS:
        raise ConfigError(f"no period {by!r}; one of {', '.join(PERIODS)}")
    where, values = asked.where()
    sides = {"source_keys": source, "target_keys": target}
    keys = [key for key in sides.values() if key is not None]
    has = "".join(f" AND list_contains(e.{column}, ?)" for column, key in sides.items() if key is not None)
    with index.reading() as connection:
        return select(
            connection,
            "SELECT period, count(*) AS events, round(avg(score), 2) AS score, round(sum(score), 2) AS score_sum FROM ("
            f"  SELECT strftime(date_trunc('{by}', min(e.day)), '%Y-%m-%d') AS period, avg(e.plover_score) AS score"
            f"  FROM event e WHERE {where}{has} AND e.day IS NOT NULL AND e.claim IN ('reported', 'alleged')"
            "  GROUP BY e.act)"
            " GROUP BY period ORDER BY period",
            [*values, *keys],
        )


def totals(
    index: Index, *, source: str | None = None, target: str | None = None, actor: str | None = None
) -> dict[str, Any]:
    """How many `acts`, how many of them `done`, `events`, `articles`, the mean `score` of what was done, and
    the `first` and `last` day of a report.

    `source`, `target` and `actor` (either side) are keys; None asks nothing.
    """
    sides = {"source_keys": source, "target_keys": target}
    asked = [(f"list_contains({side}, ?)", [key]) for side, key in sides.items() if key is not None]
    if actor is not None:
        asked.append(("(list_contains(source_keys, ?) OR list_contains(target_keys, ?))", [actor, actor]))
    where = " AND ".join(["true", *(condition for condition, _ in asked)])
    with index.reading() as connection:
        return select(
            connection,
            f"""
            WITH chosen AS (SELECT act, article_id, published_day, claim IN ('reported', 'alleged') AS done,
                                   plover_score AS score FROM event WHERE {where})
            SELECT count(DISTINCT act) AS acts, count(DISTINCT act) FILTER (done) AS done, count(*) AS events,
                   count(DISTINCT article_id) AS articles, round(avg(score) FILTER (done), 2) AS score,
                   min(published_day) AS first, max(published_day) AS last
            FROM chosen
            """,
            [value for _, values in asked for value in values],
        )[0]


def partners(index: Index, key: str, limit: int = _FOUND) -> list[dict[str, Any]]:
    """With whom an actor (by the key that it is counted by) acts: acts by it, acts on it, their mean scores."""
    with index.reading() as connection:
        return select(
            connection,
            """
            WITH pairs AS (
                SELECT unnest(target_keys) AS partner, act, plover_score AS score, true AS by_it FROM event
                WHERE list_contains(source_keys, ?)
                UNION ALL
                SELECT unnest(source_keys), act, plover_score, false FROM event WHERE list_contains(target_keys, ?)
            )
            SELECT partner,
                   count(DISTINCT act) FILTER (by_it) AS acts_by,
                   count(DISTINCT act) FILTER (NOT by_it) AS acts_on,
                   round(avg(score) FILTER (by_it), 2) AS score_by,
                   round(avg(score) FILTER (NOT by_it), 2) AS score_against
            FROM pairs WHERE partner IS NOT NULL AND partner <> ?
            GROUP BY partner ORDER BY acts_by + acts_on DESC, partner LIMIT ?
            """,
            [key, key, key, limit],
        )


def appearances(index: Index, key: str, limit: int = _FOUND) -> list[dict[str, Any]]:
    """As whom an actor appears: its names and sectors, how often and between which days."""
    with index.reading() as connection:
        return select(
            connection,
            """
            SELECT actor.name, actor.sector, actor.actor_id, count(DISTINCT event_id) AS events,
                   min(published_day) AS first, max(published_day) AS last
            FROM (SELECT event_id, published_day, unnest(list_concat(record.source, record.target)) AS actor FROM event
                  WHERE list_contains(source_keys, ?) OR list_contains(target_keys, ?))
            WHERE actor.key = ? GROUP BY ALL ORDER BY events DESC, actor.name LIMIT ?
            """,
            [key, key, key, limit],
        )


def names_found(index: Index, words: str) -> dict[str, list[dict[str, Any]]]:
    """Actors and places whose names hold all the words, with how many events each has, the most frequent first."""
    asked: Sequence[str] = words.lower().split()
    if not asked:
        return {"actors": [], "places": []}
    with index.reading() as connection:
        return {
            "actors": select(
                connection,
                "SELECT actor.name, actor.key, count(DISTINCT event_id) AS events FROM"
                " (SELECT event_id, unnest(list_concat(record.source, record.target)) AS actor FROM event)"
                f" WHERE {_has_all('actor.name', asked)} GROUP BY ALL ORDER BY events DESC, actor.name LIMIT {_FOUND}",
                asked,
            ),
            "places": select(
                connection,
                "SELECT place, place_country AS country, geonames_id, count(*) AS events FROM event"
                f" WHERE {_has_all('place', asked)} GROUP BY ALL ORDER BY events DESC, place LIMIT {_FOUND}",
                asked,
            ),
        }


def _has_all(column: str, words: Sequence[str]) -> str:
    return " AND ".join(f"contains(lower({column}), ?)" for _ in words)
