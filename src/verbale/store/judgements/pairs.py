"""A person's word on whether two events are one: append-only, obeyed by every later linking."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from verbale.errors import ConfigError, JudgementConflict
from verbale.store.connection import Store
from verbale.store.judgements.rows import STANDS, add_row, check_event, check_reason, current_ids
from verbale.store.rows import select
from verbale.store.writing import Versions

if TYPE_CHECKING:
    import datetime

    from duckdb import DuckDBPyConnection

SAME, DIFFERENT = "same", "different"
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

    Raises UnknownIdError for an event that the record does not hold, ConfigError for one and the same and without a
    reason, and JudgementConflict where a judgement that stands says the other of the same two.
    """
    if verdict not in VERDICTS:
        raise ConfigError(f"no verdict {verdict!r}; one of {', '.join(VERDICTS)}")
    if event_a == event_b:
        raise ConfigError(f"{event_a} is one event; a judgement is on two")
    check_reason(reason)
    with store.writing(make=False) as connection:
        for event_id in (event_a, event_b):
            check_event(connection, event_id)
        if other := _in_the_way(standing(connection), verdict, event_a, event_b):
            raise JudgementConflict(
                f"judgement {other.judgement_id} by {other.judge or 'somebody'} says that {other.event_a} and"
                f" {other.event_b} are {other.verdict} ({other.reason}); undo it first:"
                f" `verbale judge undo {other.judgement_id}`",
                judgement_id=other.judgement_id,
            )
        row = {"verdict": verdict, "event_a": event_a, "event_b": event_b, "reason": reason, "judge": judge}
        added = add_row(store, connection, row, versions)
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
    """Judgements with their events as the record holds them (`current_ids`); those on events that are gone left out."""
    now = current_ids(connection, (e for j in judgements for e in (j.event_a, j.event_b)))
    return [
        replace(j, event_a=now[j.event_a], event_b=now[j.event_b])
        for j in judgements
        if j.event_a in now and j.event_b in now
    ]


def standing(connection: "DuckDBPyConnection") -> list[Judgement]:
    """The judgements on two events that nobody has undone, the oldest first."""
    rows = select(
        connection,
        "SELECT judgement_id, verdict, event_a, event_b, reason, judge, known_from FROM judgement j"
        f" WHERE field IS NULL AND {STANDS} ORDER BY judgement_id",
    )
    return [Judgement(**row) for row in rows]
