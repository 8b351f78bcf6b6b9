"""How sure a record is: a logistic model of few features, fitted by tools/fit_confidence.py.

Of records with confidence 0.8 four in five name an act of that type that the text reports.
"""

import math
from collections.abc import Mapping

from verbale.codebook.weights import weights
from verbale.coding.verdicts import Case

# Beyond this many nats a likelihood says nothing more.
FARTHEST = 4.0
# Never quite sure, in either direction.
LOWEST, HIGHEST = 0.02, 0.99


def features(case: Case) -> Mapping[str, float]:
    """What speaks for or against an act, by name."""
    frame, reading = case.match.frame, case.reading
    sides = bool(case.source) + (bool(case.target) or len(case.source) > 1)
    found = {
        "constant": 1.0,
        f"sides {sides}": 1.0,
        f"kind {frame.kind}": 1.0,
        "specific": min(frame.conditions, 8) / 8,
        "occurred": float(reading.status == "occurred"),
    }
    if case.odds is not None:
        found["asked"] = 1.0
        found["standing"] = max(-FARTHEST, min(FARTHEST, case.odds))
    return found


def confidence(found: Mapping[str, float]) -> float:
    """Probability that the record is right, LOWEST to HIGHEST."""
    table = weights("confidence.tsv")
    odds = sum(table.get(name, 0.0) * value for name, value in found.items())
    return round(min(HIGHEST, max(LOWEST, 1 / (1 + math.exp(-odds)))), 3)
