"""How sure a record is: a logistic model of few features, fitted by tools/fit_confidence.py.

Of records with confidence 0.8 four in five name an act of that type that the text reports.
"""

import math
from collections.abc import Mapping

from verbale.codebook.weights import weights
from verbale.coding.match import Match
from verbale.coding.status import Reading
from verbale.model.scores import ActScores

# Beyond this many nats a probability of the scorer says nothing more.
FARTHEST = 4.0
# Never quite sure, in either direction.
LOWEST, HIGHEST = 0.02, 0.99


def features(match: Match, reading: Reading, scores: ActScores | None) -> Mapping[str, float]:
    """What speaks for or against an act, by name."""
    frame = match.frame
    sides = bool(match.source.actors) + (bool(match.target.actors) or len(match.source.actors) > 1)
    found = {
        "constant": 1.0,
        f"sides {sides}": 1.0,
        f"kind {frame.kind}": 1.0,
        "specific": min(frame.conditions, 8) / 8,
        "occurred": float(reading.status == "occurred"),
    }
    if scores is not None:
        own = scores.event_type.get(frame.event_type, 0.0)
        found["scored"] = 1.0
        found["agrees"] = max(-FARTHEST, min(FARTHEST, _logit(own)))
    return found


def confidence(found: Mapping[str, float]) -> float:
    """Probability that the record is right, LOWEST to HIGHEST."""
    table = weights("confidence.tsv")
    odds = sum(table.get(name, 0.0) * value for name, value in found.items())
    return round(min(HIGHEST, max(LOWEST, 1 / (1 + math.exp(-odds)))), 3)


def _logit(chance: float) -> float:
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    return math.log(chance / (1 - chance))
