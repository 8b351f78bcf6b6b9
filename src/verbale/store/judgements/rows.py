"""What judgements of every kind share: when one stands, which events it is on by now, how a row is added."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from verbale.errors import ConfigError, UnknownIdError
from verbale.store.connection import Store
from verbale.store.rows import insert, select
from verbale.store.writing import RunWriter, Versions

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

UNDO = "undo"
# The condition that a judgement j stands.
STANDS = f"verdict <> '{UNDO}' AND NOT EXISTS (SELECT 1 FROM judgement u WHERE u.undoes = j.judgement_id)"


def current_ids(connection: "DuckDBPyConnection", event_ids: Iterable[str]) -> Mapping[str, str]:
    """By id of an event that the record holds or held, the id under which it holds it now.

    An event that is gone because its article's text was edited is the one there that the same word names in the same
    evidence; one without such a heir is left out.
    """
    asked = set(event_ids)
    held = select(
        connection,
        "SELECT DISTINCT event_id FROM event WHERE known_until IS NULL AND event_id IN (SELECT unnest(?::VARCHAR[]))",
        [sorted(asked)],
    )
    now = {row["event_id"]: row["event_id"] for row in held}
    if gone := sorted(asked - set(now)):
        heirs = select(
            connection,
            "SELECT o.event_id AS old, min(n.event_id) AS new FROM event o JOIN event n ON n.known_until IS NULL"
            ' AND n.article_id = o.article_id AND n."trigger" = o."trigger" AND n.evidence = o.evidence'
            " WHERE o.event_id IN (SELECT unnest(?::VARCHAR[])) GROUP BY o.event_id",
            [gone],
        )
        now |= {row["old"]: row["new"] for row in heirs}
    return now


def check_reason(reason: str) -> None:
    """Raises ConfigError for a judgement without a reason."""
    if not reason.strip():
        raise ConfigError("a judgement has a reason")


def check_event(connection: "DuckDBPyConnection", event_id: str) -> None:
    """Raises UnknownIdError for an event that the record does not hold, or no longer."""
    rows = select(connection, "SELECT known_until FROM event WHERE event_id = ?", [event_id])
    if not rows:
        raise UnknownIdError(f"the store has no event {event_id!r}")
    if all(row["known_until"] is not None for row in rows):
        raise UnknownIdError(f"event {event_id!r} is no longer in the record, only in its past")


def add_row(store: Store, connection: "DuckDBPyConnection", row: Mapping[str, Any], versions: Versions) -> int:
    """Add a row and give its number; it has a run of its own, as every row of the store names the run that wrote it."""
    writer = RunWriter(store=store, kind="judge", versions=versions)
    stamp = writer.stamp(connection)
    ((latest,),) = connection.execute("SELECT coalesce(max(judgement_id), 0) FROM judgement").fetchall()
    insert(connection, "judgement", [{**row, "judgement_id": latest + 1, **stamp}])
    connection.execute("UPDATE run SET finished_at = ? WHERE run_id = ?", [stamp["known_from"], stamp["run_id"]])
    return int(latest) + 1
