"""What the learned scorer is asked, and what it answers."""

from dataclasses import dataclass

from verbale.model.spans import Span

NO_ACT = "NONE"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPair:
    """A text and two actors in it: does `source` do something to `target`?"""

    text: str
    source: Span
    target: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PairScores:
    """Probabilities, each dict summing to 1: type (or NONE), mode ("" for none), status, "yes"/"no" for the others.

    `attributed`: somebody in the text says so. `forward`: the act goes from source to target, not back.
    """

    event_type: dict[str, float]
    mode: dict[str, float]
    status: dict[str, float]
    attributed: dict[str, float]
    forward: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A text, the starts of words in it that may name an act, and of those that may head an actor (code points)."""

    text: str
    triggers: tuple[int, ...]
    actors: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActScores:
    """What a word of a passage names: probabilities by class as in PairScores, `source` and `target` by actor's start.

    Each of the actors stands on a side with its own probability; several may, or none. Both are empty for a word that
    surely names no act.
    """

    event_type: dict[str, float]
    mode: dict[str, float]
    status: dict[str, float]
    attributed: dict[str, float]
    historical: dict[str, float]
    source: dict[int, float]
    target: dict[int, float]
