"""How likely two tellings are the same act: what their words and fields say, judged by boosted trees.

The trees are grown by `training/likeness.py` on pairs of reports that readers judged.
"""

import math
from collections.abc import Iterator, Mapping

from verbale.codebook.trees import Trees, contributions, odds, trees
from verbale.link.fields import field_features
from verbale.link.sketches import Sketch
from verbale.link.wording import word_features


def likeness(one: Sketch, other: Sketch) -> float:
    """The chance that two tellings are one act, 0 to 1."""
    features = set(likeness_features(one, other))
    return 1 / (1 + math.exp(-odds(_model(one, other), features)))


def reasons(one: Sketch, other: Sketch) -> Mapping[str, float]:
    """What each question brought for or against one act, in log-odds."""
    return contributions(_model(one, other), set(likeness_features(one, other)))


def likeness_features(one: Sketch, other: Sketch) -> Iterator[str]:
    """What speaks for or against one act, the same in either order."""
    yield from word_features(one, other)
    yield from field_features(one, other)


def _model(one: Sketch, other: Sketch) -> Trees:
    """Tellings of which one has no event type, as words marked by somebody else, are judged by trees of their own."""
    coded = one.telling.event_type is not None and other.telling.event_type is not None
    return trees("likeness.tsv", "coded" if coded else "bare")
