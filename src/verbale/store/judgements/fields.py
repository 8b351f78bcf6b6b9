"""A person's word on one field of one event: right as the record has it, or wrong, and what it should be."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from verbale.errors import ConfigError, JudgementConflict
from verbale.model.fields import FIELDS, in_words, is_met, is_same, value_of
from verbale.store.connection import Store
from verbale.store.judgements.corrections import checked_correction
from verbale.store.judgements.rows import STANDS, add_row, check_event, check_reason, current_ids
from verbale.store.rows import select
from verbale.store.writing import Versions

if TYPE_CHECKING:
    import datetime

    from duckdb import DuckDBPyConnection

RIGHT, WRONG = "right", "wrong"
FIELD_VERDICTS = (RIGHT, WRONG)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldJudgement:
    """A field of an event is right or wrong, for a reason and by somebody's word.

    `value` is what the record said when it was judged, `correct` what it should say, None where that is not told; the
    form of both is that of `verbale.model.fields`.
    """

    judgement_id: int
    verdict: str
    event_id: str
    field: str
    value: Any
    correct: Any
    reason: str
    judge: str | None
    known_from: "datetime.datetime"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What somebody saw in a field when making up his mind."""

    value: Any


def judge_field(
    store: Store,
    verdict: str,
    event_id: str,
    field: str,
    *,
    correct: Any = None,
    seen: Seen | None = None,
    reason: str,
    judge: str | None,
    versions: Versions,
) -> FieldJudgement:
    """Add a judgement "right" or "wrong" on what the record says now in a field of an event.

    `correct` is what a wrong field should say; of `historical` it goes without saying. The same word once more is one
    more witness. Raises UnknownIdError for an event that the record does not hold; ConfigError for an unknown verdict
    or field, a `correct` that cannot stand there or already stands there, and without a reason; JudgementConflict where
    a judgement that stands says otherwise, and where the record says something else than was `seen`.
    """
    if verdict not in FIELD_VERDICTS:
        raise ConfigError(f"no verdict {verdict!r}; one of {', '.join(FIELD_VERDICTS)}")
    if field not in FIELDS:
        raise ConfigError(f"no field {field!r}; one of {', '.join(FIELDS)}")
    check_reason(reason)
    if correct is not None:
        if verdict == RIGHT:
            raise ConfigError("what is right should be nothing else")
        correct = checked_correction(field, correct)
    with store.writing(make=False) as connection:
        check_event(connection, event_id)
        value = value_of(_record(connection, event_id), field)
        if seen is not None and seen.value != value:
            raise JudgementConflict(
                f"{field} of {event_id} is {in_words(field, value)} by now, not what was seen; look at it again"
            )
        if field == "historical" and verdict == WRONG:
            correct = not value
        elif correct is not None and is_met(field, value, correct):
            raise ConfigError(
                f"the record says so already: {field} is {in_words(field, value)}; what is wrong in it otherwise is"
                " judged without saying what it should be"
            )
        row = {"verdict": verdict, "event_a": event_id, "field": field, "value": value, "correct": correct}
        _check_others(connection, row)
        added = add_row(store, connection, {**row, "reason": reason, "judge": judge}, versions)
        return next(j for j in standing_on_fields(connection) if j.judgement_id == added)


def standing_on_fields(connection: "DuckDBPyConnection") -> list[FieldJudgement]:
    """The judgements on fields that nobody has undone, the oldest first."""
    rows = select(
        connection,
        "SELECT judgement_id, verdict, event_a AS event_id, field, value, correct, reason, judge, known_from"
        f" FROM judgement j WHERE field IS NOT NULL AND {STANDS} ORDER BY judgement_id",
    )
    return [FieldJudgement(**{**row, "value": _read(row["value"]), "correct": _read(row["correct"])}) for row in rows]


def fields_on_current_events(
    connection: "DuckDBPyConnection", judgements: Sequence[FieldJudgement]
) -> list[FieldJudgement]:
    """Judgements with their events as the record holds them (`current_ids`); those on events that are gone left out."""
    now = current_ids(connection, (j.event_id for j in judgements))
    return [replace(j, event_id=now[j.event_id]) for j in judgements if j.event_id in now]


def _record(connection: "DuckDBPyConnection", event_id: str) -> Any:
    (row,) = select(connection, "SELECT record FROM event WHERE event_id = ? AND known_until IS NULL", [event_id])
    return json.loads(row["record"])


def _read(value: str | None) -> Any:
    return json.loads(value) if value is not None else None


def _check_others(connection: "DuckDBPyConnection", row: dict[str, Any]) -> None:
    of_field = [j for j in standing_on_fields(connection) if j.field == row["field"]]
    for other in fields_on_current_events(connection, of_field):
        if other.event_id == row["event_a"] and _contradicts(row, other):
            raise JudgementConflict(
                f"judgement {other.judgement_id} by {other.judge or 'somebody'} says of {other.event_id} that"
                f" {_said(other)} ({other.reason}); undo it first: `verbale judge undo {other.judgement_id}`",
                judgement_id=other.judgement_id,
            )


def _contradicts(row: dict[str, Any], other: FieldJudgement) -> bool:
    """Whether the two call one value right and wrong, or say of the field that it should be two things.

    Two different values may both be called right: the record changed, and a person found it right again.
    """
    field, value, correct, verdict = other.field, row["value"], row["correct"], str(row["verdict"])
    if is_same(field, value, other.value) and verdict != other.verdict:
        return True
    if correct is not None and other.correct is not None:
        return bool(_order(correct) != _order(other.correct))
    if correct is not None:
        return is_met(field, other.value, correct) == (other.verdict == WRONG)
    if other.correct is not None:
        return is_met(field, value, other.correct) == (verdict == WRONG)
    return False


def _order(correct: Any) -> Any:
    """What should be, without the order and the case in which names are given."""
    if isinstance(correct, list):
        return sorted(words.casefold() for words in correct)
    return correct.casefold() if isinstance(correct, str) else correct


def _said(judgement: FieldJudgement) -> str:
    said = f"{judgement.field} {in_words(judgement.field, judgement.value)} is {judgement.verdict}"
    if judgement.correct is None:
        return said
    return f"{said} and should be {json.dumps(judgement.correct, ensure_ascii=False)}"
