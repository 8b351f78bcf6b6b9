"""Lists of events from the index, page by page or whole."""

from collections.abc import Sequence

from verbale.errors import ConfigError
from verbale.store.asking import EventFilter
from verbale.store.index import Index
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
