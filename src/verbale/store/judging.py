"""A person's word on whether two events are one: append-only, obeyed by every later linking."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from verbale.errors import ConfigError
from verbale.store.connection import Store
from verbale.store.rows import Table, insert, select, select_table
from verbale.store.writing import RunWriter, Versions

if TYPE_CHECKING:
    import datetime

    from duckdb import DuckDBPyConnection

SAME, DIFFERENT, UNDO = "same", "different", "undo"
VERDICTS = (SAME, DIFFERENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Two events are the same act, or are not, for a reason and by somebody's word."""

    judgement_id: int
    verdict: str
    event_a: str
    event_b: str
    reason: str
    judge: str | None
    known_from: "datetime.datetime"


def judge(
    store: Store, verdict: str, event_a: str, event_b: str, *, reason: str, judge: str | None, versions: Versions
) -> Judgement:
    """Add a judgement "same" or "different" on two events of the record.

    Raises ConfigError for an event that the record does not hold, for one and the same, without a reason, and where a
    judgement that stands says the other of the same two.
    """
    if verdict not in VERDICTS:
        raise ConfigError(f"no verdict {verdict!r}; one of {', '.join(VERDICTS)}")
    if event_a == event_b:
        raise ConfigError(f"{event_a} is one event; a judgement is on two")
    _check_reason(reason)
    with store.writing(make=False) as connection:
        for event_id in (event_a, event_b):
            _check_event(connection, event_id)
        if other := _in_the_way(standing(connection), verdict, event_a, event_b):
            raise ConfigError(
                f"judgement {other.judgement_id} by {other.judge or 'somebody'} says that {other.event_a} and"
                f" {other.event_b} are {other.verdict} ({other.reason}); undo it first:"
                f" `verbale judge undo {other.judgement_id}`"
            )
        row = {"verdict": verdict, "event_a": event_a, "event_b": event_b, "reason": reason, "judge": judge}
        added = _add(store, connection, row, versions)
        return next(j for j in standing(connection) if j.judgement_id == added)


def _in_the_way(standing_ones: Sequence[Judgement], verdict: str, event_a: str, event_b: str) -> Judgement | None:
    """A judgement that could not be obeyed beside this one, if any: who is the same as the same is the same."""
    above: dict[str, str] = {}

    def home(event: str) -> str:
        while event in above:
            event = above[event]
        return event

    same = [(j.event_a, j.event_b) for j in standing_ones if j.verdict == SAME]
    if verdict == SAME:
        same.append((event_a, event_b))
    for one, other in same:
        if home(one) != home(other):
            above[home(one)] = home(other)
    if verdict == SAME:
        different = (j for j in standing_ones if j.verdict == DIFFERENT)
        return next((j for j in different if home(j.event_a) == home(j.event_b)), None)
    if home(event_a) != home(event_b):
        return None
    group = home(event_a)
    return next(j for j in standing_ones if j.verdict == SAME and home(j.event_a) == group)


def on_current_events(connection: "DuckDBPyConnection", judgements: Sequence[Judgement]) -> list[Judgement]:
    """Judgements with their events as the record holds them.

    An event that is gone because its article's text was edited is the one there that the same word names in the same
    evidence; a judgement on an event without such a one is left out.
    """
    asked = sorted({e for j in judgements for e in (j.event_a, j.event_b)})
    rows = select(
        connection,
        "SELECT o.event_id AS old, min(n.event_id) AS new FROM event o JOIN event n ON n.known_until IS NULL"
        ' AND (n.event_id = o.event_id OR (n.article_id = o.article_id AND n."trigger" = o."trigger"'
        " AND n.evidence = o.evidence AND o.event_id NOT IN (SELECT event_id FROM event WHERE known_until IS NULL)))"
        " WHERE o.event_id IN (SELECT unnest(?::VARCHAR[])) GROUP BY o.event_id",
        [asked],
    )
    now = {row["old"]: row["new"] for row in rows}
    return [
        replace(j, event_a=now[j.event_a], event_b=now[j.event_b])
        for j in judgements
        if j.event_a in now and j.event_b in now
    ]


def undo(store: Store, judgement_id: int, *, reason: str, judge: str | None, versions: Versions) -> int:
    """Take a judgement back; both rows stay. Gives the undoing row's number.

    Raises ConfigError where no such judgement stands, and without a reason.
    """
    _check_reason(reason)
    with store.writing(make=False) as connection:
        if judgement_id not in {j.judgement_id for j in standing(connection)}:
            raise ConfigError(f"no judgement {judgement_id} stands; `verbale judge list` shows them")
        row = {"verdict": UNDO, "undoes": judgement_id, "reason": reason, "judge": judge}
        return _add(store, connection, row, versions)


def standing(connection: "DuckDBPyConnection") -> list[Judgement]:
    """The judgements that nobody has undone, the oldest first."""
    rows = select(
        connection,
        "SELECT judgement_id, verdict, event_a, event_b, reason, judge, known_from FROM judgement j"
        " WHERE verdict <> ? AND NOT EXISTS (SELECT 1 FROM judgement u WHERE u.undoes = j.judgement_id)"
        " ORDER BY judgement_id",
        [UNDO],
    )
    return [Judgement(**row) for row in rows]


def judgements(store: Store) -> Table:
    """All judgements ever made, the oldest first, and whether each still stands."""
    with store.reading() as connection:
        return select_table(
            connection,
            "SELECT judgement_id, verdict, event_a, event_b, undoes, verdict <> ? AND NOT EXISTS"
            " (SELECT 1 FROM judgement u WHERE u.undoes = j.judgement_id) AS stands, reason, judge, known_from"
            " FROM judgement j ORDER BY judgement_id",
            [UNDO],
        )


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise ConfigError("a judgement has a reason")


def _check_event(connection: "DuckDBPyConnection", event_id: str) -> None:
    rows = select(connection, "SELECT known_until FROM event WHERE event_id = ?", [event_id])
    if not rows:
        raise ConfigError(f"the store has no event {event_id!r}")
    if all(row["known_until"] is not None for row in rows):
        raise ConfigError(f"event {event_id!r} is no longer in the record, only in its past")


def _add(store: Store, connection: "DuckDBPyConnection", row: dict[str, Any], versions: Versions) -> int:
    """The row, in a run of its own, so that every row of the store names the run that wrote it."""
    writer = RunWriter(store=store, kind="judge", versions=versions)
    stamp = writer.stamp(connection)
    ((latest,),) = connection.execute("SELECT coalesce(max(judgement_id), 0) FROM judgement").fetchall()
    insert(connection, "judgement", [{**row, "judgement_id": latest + 1, **stamp}])
    connection.execute("UPDATE run SET finished_at = ? WHERE run_id = ?", [stamp["known_from"], stamp["run_id"]])
    return int(latest) + 1
