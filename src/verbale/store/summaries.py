"""Counts over many events, as the overview of a store shows them: by time, place, pair and kind.

`unit` "story" counts an act once however many articles tell it, "event" every article's telling.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from verbale.errors import ConfigError
from verbale.model.claims import DONE
from verbale.model.periods import check_period, finest
from verbale.store.asking import UNITS, EventFilter
from verbale.store.index import Index
from verbale.store.rows import select

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Acts may lie so many days before the first report or after the last and be shown beside it.
NEAR_DAYS = 31
_PLACES = 1500
_FACET = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The days that a timeline shows, both included, the period by which it counts, and how many acts lie outside.

    An act of which no day is known, neither its own nor of its report, lies nowhere.
    """

    since: datetime.date | None
    until: datetime.date | None
    by: str
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Rows by column name; what each holds is told at the function that makes it."""

    totals: dict[str, Any]
    window: Window
    timeline: list[dict[str, Any]]
    places: list[dict[str, Any]]
    countries: list[dict[str, Any]]
    pairs: list[dict[str, Any]]
    facets: dict[str, list[dict[str, Any]]]


def overview(
    index: Index, asked: EventFilter, *, unit: str = "story", by: str | None = None, actors: int = 15
) -> Overview:
    """Everything that the overview shows of the events asked for.

    `by` is a period of `verbale.model.periods`, chosen by the length of the window if None; `actors` is how many stand
    in the pairs.
    Raises ConfigError for another unit or period.
    """
    if unit not in UNITS:
        raise ConfigError(f"no unit {unit!r}; one of {', '.join(UNITS)}")
    if by is not None:
        check_period(by)
    with _chosen(index, asked, unit) as connection:
        window = _window(connection, asked, by)
        return Overview(
            totals=_totals(connection),
            window=window,
            timeline=_timeline(connection, window),
            places=_places(connection),
            countries=_countries(connection),
            pairs=_pairs(connection, actors),
            facets=_facets(connection),
        )


@contextmanager
def _chosen(index: Index, asked: EventFilter, unit: str) -> Iterator["DuckDBPyConnection"]:
    """A connection with the events asked for in a table of its own, so that the filter works once.

    Acts are counted by the hash of their id, which DuckDB does three times as fast as by the id.
    """
    where, values = asked.where()
    counted = "e.act" if unit == "story" else "e.event_id"
    with index.reading() as connection:
        connection.execute(
            f"CREATE TEMP TABLE chosen AS SELECT hash({counted}) AS counted, e.article_id, e.day,"
            " e.published_day, e.event_type, e.quad_class, e.claim, e.plover_score AS score, e.mutual, e.place,"
            " e.place_country, e.geonames_id, e.latitude, e.longitude, e.place_precision, e.publisher,"
            f" e.source_keys AS sources, e.target_keys AS targets FROM event e WHERE {where}",
            values,
        )
        yield connection


def _totals(connection: "DuckDBPyConnection") -> dict[str, Any]:
    return select(
        connection,
        "SELECT count(DISTINCT counted) AS acts, count(*) AS events, count(DISTINCT article_id) AS articles,"
        " count(DISTINCT publisher) AS publishers, min(published_day) AS first_published,"
        " max(published_day) AS last_published FROM chosen",
    )[0]


def _window(connection: "DuckDBPyConnection", asked: EventFilter, by: str | None) -> Window:
    """From the first report to the last, or as asked; a record of one year is not drawn from the year 1204 on."""
    ((first, last),) = connection.execute(
        "SELECT coalesce(min(published_day), min(day)), coalesce(max(published_day), max(day)) FROM chosen"
    ).fetchall()
    if first is None:
        return Window(since=asked.since, until=asked.until, by=by or "day")
    near = datetime.timedelta(days=NEAR_DAYS)
    ((earliest, latest),) = connection.execute(
        "SELECT least(?, min(day)), greatest(?, max(day)) FROM chosen WHERE day BETWEEN ? AND ?",
        [first, last, _shifted(first, -near), _shifted(last, near)],
    ).fetchall()
    # What is asked for may lie wholly beside the reports: plans for next year.
    since = asked.since or min(earliest, asked.until or earliest)
    until = asked.until or max(latest, since)
    outside = select(
        connection,
        "SELECT count(DISTINCT counted) FILTER (day < ?) AS before, count(DISTINCT counted) FILTER (day > ?) AS after"
        " FROM chosen",
        [since, until],
    )[0]
    return Window(since=since, until=until, by=by or finest(since, until), **outside)


def _shifted(day: datetime.date, by: datetime.timedelta) -> datetime.date:
    """A day moved, as far as the calendar goes."""
    try:
        return day + by
    except OverflowError:
        return datetime.date.min if by.days < 0 else datetime.date.max


def _timeline(connection: "DuckDBPyConnection", window: Window) -> list[dict[str, Any]]:
    """By period (its first day, ISO), quad class and claim: how many acts, and the sum of their PLOVER scores."""
    if window.since is None:
        return []
    return select(
        connection,
        "SELECT period, quad_class, claim, count(*) AS events, round(sum(score), 3) AS score FROM ("
        f"  SELECT strftime(date_trunc('{window.by}', day), '%Y-%m-%d') AS period, quad_class, claim,"
        "  avg(score) AS score FROM chosen WHERE day BETWEEN ? AND ? GROUP BY counted, period, quad_class, claim)"
        " GROUP BY ALL ORDER BY period, quad_class, claim",
        [window.since, window.until],
    )


def _places(connection: "DuckDBPyConnection") -> list[dict[str, Any]]:
    """By place finer than a country: where it is, how exactly, and how many acts; the places of most acts first."""
    return _counted_by(
        connection,
        "place, place_country AS country, geonames_id, latitude, longitude, place_precision AS precision",
        "latitude IS NOT NULL AND longitude IS NOT NULL AND place_precision <> 'country'",
        f"place, latitude LIMIT {_PLACES}",
    )


def _countries(connection: "DuckDBPyConnection") -> list[dict[str, Any]]:
    """By country that is itself the place, as no finer one is told."""
    return _counted_by(
        connection, "place_country AS country", "place_precision = 'country' AND place_country IS NOT NULL", "country"
    )


def _counted_by(connection: "DuckDBPyConnection", columns: str, where: str, order: str) -> list[dict[str, Any]]:
    """By the columns: how many acts, how many of them done, the mean of their PLOVER scores; the most acts first."""
    return select(
        connection,
        "SELECT * EXCLUDE (counted, is_done, score), count(*) AS events, count(*) FILTER (is_done) AS done,"
        f" round(avg(score), 2) AS score FROM ("
        f"  SELECT {columns}, counted, bool_or(claim IN {DONE}) AS is_done, avg(score) AS score"
        f"  FROM chosen WHERE {where} GROUP BY ALL)"
        f" GROUP BY ALL ORDER BY events DESC, {order}",
    )


def _pairs(connection: "DuckDBPyConnection", actors: int) -> list[dict[str, Any]]:
    """By ordered pair of the actors of most acts: how many acts, the mean and the sum of their PLOVER scores."""
    return select(
        connection,
        """
        WITH pairs AS (
            SELECT source, t.target, counted, avg(score) AS score
            FROM (SELECT unnest(sources) AS source, targets, counted, score, mutual FROM chosen),
                unnest(targets) AS t(target)
            WHERE NOT (coalesce(mutual, false) AND source = t.target)
            GROUP BY ALL
        ), busiest AS (
            SELECT actor FROM (SELECT source AS actor, counted FROM pairs UNION ALL SELECT target, counted FROM pairs)
            GROUP BY actor ORDER BY count(DISTINCT counted) DESC, actor LIMIT ?
        )
        SELECT source, target, count(*) AS events, round(avg(score), 2) AS score, round(sum(score), 2) AS score_sum
        FROM pairs WHERE source IN (FROM busiest) AND target IN (FROM busiest)
        GROUP BY ALL ORDER BY events DESC, source, target
        """,
        [actors],
    )


def _facets(connection: "DuckDBPyConnection") -> dict[str, list[dict[str, Any]]]:
    """For each filter, its values that occur and how many acts have each, the most frequent first."""
    columns = {"event_type": "event_type", "claim": "claim", "publisher": "publisher", "country": "place_country"}
    found = {
        name: select(
            connection,
            f"SELECT {column} AS value, count(DISTINCT counted) AS events FROM chosen WHERE {column} IS NOT NULL"
            f" GROUP BY ALL ORDER BY events DESC, value LIMIT {_FACET}",
        )
        for name, column in columns.items()
    }
    found["actor"] = select(
        connection,
        "SELECT value, count(DISTINCT counted) AS events"
        " FROM (SELECT unnest(list_distinct(list_concat(sources, targets))) AS value, counted FROM chosen)"
        f" GROUP BY ALL ORDER BY events DESC, value LIMIT {_FACET}",
    )
    return found
