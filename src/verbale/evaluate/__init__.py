"""How well the coding stands against what people judged."""

from verbale.evaluate.shares import ConfidenceShare, FieldShare, calibration, field_shares
from verbale.evaluate.verdicts import Verdict, verdicts
from verbale.store import Store
from verbale.store.judgements.judged import judged_events

__all__ = ["ConfidenceShare", "FieldShare", "Verdict", "calibration", "field_shares", "verdicts", "verdicts_on"]


def verdicts_on(store: Store) -> list[Verdict]:
    """What people's words that stand say of the record as it is now, one for each judged field of each event."""
    with store.reading() as connection:
        return list(verdicts(judged_events(connection)))
