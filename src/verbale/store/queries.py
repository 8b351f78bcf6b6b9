"""Questions to the record: events by filter, sums by pair and period, a user's own SQL."""

from verbale.errors import ConfigError
from verbale.model.periods import PERIODS
from verbale.store.asking import DAY, SOURCE, TARGET, UNITS, EventFilter, Readable, asked_sides, known
from verbale.store.rows import Table, select, select_table

SCORES = {"plover": "plover_score", "goldstein": "goldstein"}


def event_records(store: Readable, asked: EventFilter, limit: int | None = None) -> list[str]:
    """The records (JSON) of the events asked for, by day, then as published."""
    where, values = asked.where()
    tail = "" if limit is None else f" LIMIT {int(limit)}"
    sql = (
        f"SELECT e.record FROM event e WHERE {where}"
        f" ORDER BY {DAY}, e.published_at, e.article_id, e.start, e.event_id{tail}"
    )
    with store.reading() as connection:
        return [row["record"] for row in select(connection, sql, values)]


def dyads(
    store: Readable,
    asked: EventFilter,
    *,
    by: str = "month",
    score: str = "plover",
    unit: str = "story",
) -> Table:
    """Counts and sums of a score per ordered pair of actors and period, in the order of period and pair.

    An actor is a country code, or the id of a body without a country and of a breakaway region, so that these stay out
    of their parent state's sums. An act of several actors counts once for each pair; a mutual act in both directions.
    `unit`: "story" counts an act once however many articles tell it, "event" every article's event. Only acts that
    happened count, unless `asked` names another status, and only of the present, unless it asks for historical ones.
    Raises ConfigError for an unknown period, score or unit.
    """
    for name, value, allowed in (("by", by, PERIODS), ("score", score, SCORES), ("unit", unit, UNITS)):
        if value not in allowed:
            raise ConfigError(f"no {name} {value!r}; one of {', '.join(allowed)}")
    where, values = asked.where()
    if not asked.status:
        where += " AND e.status IN ('occurred', 'ongoing')"
    if asked.historical is None:
        where += " AND NOT e.historical"
    links, link_values = known("l", asked.known_on)
    act = "coalesce(l.story_id, e.event_id)" if unit == "story" else "e.event_id"
    sides, side_values = asked_sides(asked)
    sql = f"""
        WITH chosen AS (
            SELECT {act} AS act, e.event_id, {DAY} AS day, e.{SCORES[score]} AS score,
                   coalesce(e.mutual, false) AS mutual, {SOURCE} AS sources, {TARGET} AS targets
            FROM event e
            LEFT JOIN link l ON l.event_id = e.event_id AND {" AND ".join(links)}
            WHERE {where}
        ), sided AS (
            SELECT act, event_id, day, score, mutual, unnest(sources) AS source, targets FROM chosen
        ), pairs AS (
            SELECT act, source.key AS source, target.key AS target, arg_min(score, (day, event_id)) AS score,
                   date_trunc('{by}', min(day))::DATE AS period
            FROM sided, unnest(targets) AS t(target)
            WHERE day IS NOT NULL AND source.key IS NOT NULL AND target.key IS NOT NULL
                AND NOT (mutual AND source.key = target.key) AND {sides}
            GROUP BY act, source.key, target.key
        )
        SELECT period, source, target, count(*) AS events, round(sum(score), 3) AS score_sum,
               round(avg(score), 3) AS score_mean
        FROM pairs GROUP BY ALL ORDER BY period, source, target
    """
    with store.reading() as connection:
        return select_table(connection, sql, link_values + values + side_values)


def query(store: Readable, sql: str) -> Table:
    """A user's own SQL, read only. Raises ConfigError where DuckDB refuses it and for one without a statement."""
    import duckdb

    with store.reading() as connection:
        try:
            found = select_table(connection, sql)
        except duckdb.Error as error:
            raise ConfigError(f"the query failed: {error}") from error
    if not found.columns:
        raise ConfigError("the query asks for nothing")
    return found
