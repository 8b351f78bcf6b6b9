"""Linking across articles: candidates, their likeness, groups."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from verbale.link.blocking import candidates
from verbale.link.clustering import Pair, clusters
from verbale.link.likeness import likeness, reasons
from verbale.link.sketches import sketches
from verbale.model.tellings import Telling

# Mean chance from which on groups of tellings are one happening: of a hundred stories over it 90 are, 5 more in part.
THRESHOLD = 0.72
# Pairs less likely than this are left out: they count as nil where groups are compared.
LEAST = 0.05
REASONS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """The likest telling of another article, how likely it is the same act, and what speaks most for and against."""

    event_id: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Groups of event ids, each sorted, and for an event in a group of several its likest neighbour there."""

    groups: tuple[tuple[str, ...], ...]
    nearest: Mapping[str, Neighbour]


def link_tellings(
    tellings: Iterable[Telling], texts: Mapping[str, str], *, must: Iterable[Pair] = (), never: Iterable[Pair] = ()
) -> Links:
    """Group tellings that are one act; the result does not depend on their order.

    `texts` are those of the articles by id. `must` and `never` are pairs that a person has judged.
    """
    drawn = sketches(sorted(tellings, key=lambda t: t.event_id), texts)
    scores: dict[Pair, float] = {}
    numbers = {s.telling.event_id: n for n, s in enumerate(drawn)}
    for first, second in candidates(drawn):
        score = likeness(drawn[first], drawn[second])
        if score >= LEAST:
            scores[drawn[first].telling.event_id, drawn[second].telling.event_id] = score
    groups = clusters(numbers, scores, threshold=THRESHOLD, must=must, never=never)
    home = {event_id: n for n, group in enumerate(groups) for event_id in group}
    best: dict[str, tuple[float, str]] = {}
    for pair, score in scores.items():
        if home[pair[0]] == home[pair[1]]:
            for one, other in (pair, pair[::-1]):
                best[one] = max(best.get(one, (0.0, "")), (score, other))
    nearest = {
        one: Neighbour(
            event_id=other,
            score=score,
            reasons=_chief(reasons(drawn[numbers[one]], drawn[numbers[other]])),
        )
        for one, (score, other) in best.items()
    }
    return Links(groups=tuple(groups), nearest=nearest)


def _chief(said: Mapping[str, float]) -> tuple[str, ...]:
    weighed = sorted(said.items(), key=lambda item: (-abs(item[1]), item[0]))
    return tuple(f"{feature} {value:+.1f}" for feature, value in weighed[:REASONS])
