"""What the index tells of one actor or a pair: how often, over time, with whom, under which names.

Actors go by the keys that they are counted by (`verbale.model.keys`). Scores are of acts: an act that several articles
tell has the mean of theirs.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from verbale.model.claims import DONE
from verbale.model.periods import check_period
from verbale.store.index import Index
from verbale.store.rows import select

_FOUND = 20
_IS_DONE = f"claim IN {DONE}"


def series(
    index: Index, *, source: str | None = None, target: str | None = None, by: str = "month"
) -> list[dict[str, Any]]:
    """By period (its first day, ISO), acts that happened: how many `events`, mean `score` and `score_sum` (PLOVER).

    Acts with `source` among those who do it and `target` among those to whom it is done; None asks nothing. Raises
    ConfigError for an unknown period.
    """
    check_period(by)
    where, keys = _between({"source_keys": source, "target_keys": target})
    with index.reading() as connection:
        return select(
            connection,
            "SELECT period, count(*) AS events, round(avg(score), 2) AS score, round(sum(score), 2) AS score_sum FROM ("
            f"  SELECT strftime(date_trunc('{by}', min(day)), '%Y-%m-%d') AS period, avg(plover_score) AS score"
            f"  FROM event WHERE {where} AND day IS NOT NULL AND {_IS_DONE} GROUP BY act)"
            " GROUP BY period ORDER BY period",
            keys,
        )


def actor_totals(
    index: Index, *, source: str | None = None, target: str | None = None, actor: str | None = None
) -> dict[str, Any]:
    """How many `acts`, how many of them `done`, `events`, `articles`, the mean `score` of what was done.

    `first_published` and `last_published` are days of reports. `actor` stands on either side; None asks nothing.
    """
    where, keys = _between({"source_keys": source, "target_keys": target})
    if actor is not None:
        where += " AND (list_contains(source_keys, ?) OR list_contains(target_keys, ?))"
        keys += [actor, actor]
    with index.reading() as connection:
        return select(
            connection,
            f"""
            WITH chosen AS (
                SELECT act, article_id, published_day, {_IS_DONE} AS done, plover_score AS score FROM event
                WHERE {where}
            ), acts AS (
                SELECT bool_or(done) AS done, avg(score) FILTER (done) AS score FROM chosen GROUP BY act
            )
            SELECT (SELECT count(*) FROM acts) AS acts, (SELECT count(*) FROM acts WHERE done) AS done,
                   count(*) AS events, count(DISTINCT article_id) AS articles,
                   (SELECT round(avg(score), 2) FROM acts) AS score,
                   min(published_day) AS first_published, max(published_day) AS last_published
            FROM chosen
            """,
            keys,
        )[0]


def partners(index: Index, key: str, limit: int = _FOUND) -> list[dict[str, Any]]:
    """With whom an actor acts, the most frequent first: acts by it and on it, of every claim, and their mean scores."""
    with index.reading() as connection:
        return select(
            connection,
            """
            WITH told AS (
                SELECT unnest(target_keys) AS partner, act, plover_score AS score, true AS by_it FROM event
                WHERE list_contains(source_keys, ?)
                UNION ALL
                SELECT unnest(source_keys), act, plover_score, false FROM event WHERE list_contains(target_keys, ?)
            ), acts AS (
                SELECT partner, by_it, avg(score) AS score FROM told WHERE partner <> ? GROUP BY partner, by_it, act
            )
            SELECT partner,
                   count(*) FILTER (by_it) AS acts_by,
                   count(*) FILTER (NOT by_it) AS acts_on,
                   round(avg(score) FILTER (by_it), 2) AS score_by,
                   round(avg(score) FILTER (NOT by_it), 2) AS score_on
            FROM acts GROUP BY partner ORDER BY acts_by + acts_on DESC, partner LIMIT ?
            """,
            [key, key, key, limit],
        )


def appearances(index: Index, key: str, limit: int = _FOUND) -> list[dict[str, Any]]:
    """As whom an actor appears: names and sectors, in how many events, and the first and last day of their reports."""
    with index.reading() as connection:
        return select(
            connection,
            """
            SELECT actor.name, actor.sector, actor.actor_id, count(DISTINCT event_id) AS events,
                   min(published_day) AS first_published, max(published_day) AS last_published
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


def _between(sides: Mapping[str, str | None]) -> tuple[str, list[Any]]:
    """The condition that these columns of keys hold what is asked of each; None asks nothing."""
    asked = {column: key for column, key in sides.items() if key is not None}
    return " AND ".join(["true", *(f"list_contains({column}, ?)" for column in asked)]), list(asked.values())
