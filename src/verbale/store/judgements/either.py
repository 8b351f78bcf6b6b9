"""Judgements of either kind, on fields and on two events: listed, and taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.errors import UnknownIdError
from verbale.store.connection import Store
from verbale.store.judgements.fields import FieldJudgement, fields_on_current_events, standing_on_fields
from verbale.store.judgements.pairs import Judgement, on_current_events, standing
from verbale.store.judgements.rows import STANDS, UNDO, add_row, check_reason
from verbale.store.rows import Table, select_table
from verbale.store.writing import Versions

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgements:
    """What people have said of one event: of its fields, and of it and another."""

    fields: Sequence[FieldJudgement]
    pairs: Sequence[Judgement]


def judgements_on(connection: "DuckDBPyConnection", event_id: str) -> Judgements:
    """The judgements that stand on one event of the record, the oldest first; none for an event that it lacks."""
    fields = fields_on_current_events(connection, standing_on_fields(connection))
    pairs = on_current_events(connection, standing(connection))
    return Judgements(
        fields=[j for j in fields if j.event_id == event_id],
        pairs=[j for j in pairs if event_id in (j.event_a, j.event_b)],
    )


def undo(
    store: Store, judgement_id: int, *, reason: str, judge: str | None, versions: Versions
) -> Judgement | FieldJudgement:
    """Take a judgement of either kind back and give it; both rows stay.

    Raises UnknownIdError where no such judgement stands, ConfigError without a reason.
    """
    check_reason(reason)
    with store.writing(make=False) as connection:
        every: list[Judgement | FieldJudgement] = [*standing(connection), *standing_on_fields(connection)]
        undone = next((j for j in every if j.judgement_id == judgement_id), None)
        if undone is None:
            raise UnknownIdError(f"no judgement {judgement_id} stands; `verbale judge list` shows them")
        row = {"verdict": UNDO, "undoes": judgement_id, "reason": reason, "judge": judge}
        add_row(store, connection, row, versions)
    return undone


def judgements(store: Store) -> Table:
    """All judgements ever made, the oldest first, and whether each still stands."""
    with store.reading() as connection:
        return select_table(
            connection,
            "SELECT judgement_id, verdict, event_a, event_b, field, value, correct, undoes,"
            f" {STANDS} AS stands, reason, judge, known_from FROM judgement j ORDER BY judgement_id",
        )
