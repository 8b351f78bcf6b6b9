"""What the learned scorer says of an act, weighed against what frames and syntax say.

Every weight is a log-odds: how much the codebook's word counts beside the scorer's. They were found on portal reports
coded by hand that neither the scorer nor the frames had seen.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from verbale.codebook.types import event_types
from verbale.coding.match import Match, Side, distinct, phrase
from verbale.model.events import STATUSES, Document
from verbale.model.mentions import Actor, ActorMention
from verbale.model.parse import Parse, Token
from verbale.model.scores import NO_ACT, ActScores
from verbale.model.spans import Span

# A frame that holds on a word speaks for its type.
FRAME = 2.0
# Syntax gave this actor; syntax gave this side to others.
NAMED, PASSED_OVER = 1.5, -0.5
# A noun that no actor table knows must be clearly meant.
UNKNOWN = -0.5
STATUS, HISTORICAL, ATTRIBUTED = 1.5, 1.5, 1.5
# Beyond this many nats a probability says nothing more.
FARTHEST = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The scorer's word on one act, and whether the act stands."""

    match: Match
    scores: ActScores


def stands(match: Match, scores: ActScores) -> bool:
    """Whether frame and scorer together find the act more likely than none, or than one of another type."""
    own = scores.event_type[match.frame.event_type]
    return log_odds(own) + FRAME > 0


def with_sides(document: Document, match: Match, scores: ActScores) -> Match:
    """The match with the actors on its sides that syntax and scorer together find likely."""
    mentions = mentions_by_head(document)
    chances = {"source": _weighed(match.source, scores.source), "target": _weighed(match.target, scores.target)}
    if match.frame.mutual:
        both = {h: max(s.get(h, -FARTHEST) for s in chances.values()) for s in chances.values() for h in s}
        return replace(match, source=_side(document, match.source, both, mentions, set()), target=Side())
    source_wins = {h for h, x in chances["source"].items() if x >= chances["target"].get(h, -FARTHEST)}
    source = _side(document, match.source, {h: chances["source"][h] for h in source_wins}, mentions, set())
    target_only = {h: x for h, x in chances["target"].items() if h not in source.heads}
    target = _side(document, match.target, target_only, mentions, {_key(a) for a in source.actors})
    return replace(match, source=source, target=target)


def _weighed(side: Side, chances: Mapping[int, float]) -> dict[int, float]:
    found = {head: log_odds(chance) + (PASSED_OVER if side.heads else 0.0) for head, chance in chances.items()}
    for head in side.heads:
        found[head] = log_odds(chances.get(head, 0.5)) + NAMED
    return found


def _side(
    document: Document,
    given: Side,
    weights: Mapping[int, float],
    mentions: Mapping[int, list[ActorMention]],
    taken: set[tuple[str, str | None]],
) -> Side:
    """The side of those whose weight is above nil, best first so that the clearest words name an actor."""
    actors: list[tuple[int, Actor]] = []
    own = dict(zip(given.heads, given.actors, strict=False))
    for head, weight in sorted(weights.items(), key=lambda item: -item[1]):
        if weight <= 0:
            break
        for actor in _actors_at(document.parse, head, weight, mentions, own):
            if (
                distinct(actor, [a for _, a in actors])
                and _key(actor) not in taken
                and not _inside(document, head, actors)
            ):
                actors.append((head, actor))
    actors.sort(key=lambda item: item[0])
    heads = tuple(head for head, _ in actors)
    same = set(heads) == set(given.heads)
    return Side(
        actors=tuple(a for _, a in actors), heads=heads, role=given.role if same else "the scorer" if heads else ""
    )


def _actors_at(
    parse: Parse, head: int, weight: float, mentions: Mapping[int, list[ActorMention]], own: Mapping[int, Actor]
) -> Iterator[Actor]:
    if head in mentions:
        yield from (replace(m.actor, span=m.span) for m in mentions[head])
    elif head in own:
        yield own[head]
    elif weight + UNKNOWN > 0 and parse.tokens[head].pos != "PRON":
        words, end = phrase(parse, parse.tokens[head]), parse.tokens[head].end
        yield Actor(text=words, name=words, span=Span(end - len(words), end))


def _inside(document: Document, head: int, chosen: Iterable[tuple[int, Actor]]) -> bool:
    """ "Russian" of "Russian troops", where both were found likely: the phrase stands for both."""
    parse = document.parse
    token = parse.tokens[head]
    above = parse.head(token)
    heads = {h for h, _ in chosen}
    return token.dep in {"compound", "amod", "nmod", "poss", "appos"} and above.index in heads


def _key(actor: Actor) -> tuple[str, str | None]:
    return actor.actor_id or actor.name.casefold(), actor.sector


def mentions_by_head(document: Document) -> dict[int, list[ActorMention]]:
    found: dict[int, list[ActorMention]] = {}
    for mention in document.actors:
        found.setdefault(mention.head, []).append(mention)
    return found


def best_type(scores: ActScores) -> tuple[str, float]:
    """The likeliest type that is one, with its probability."""
    return max(((t, p) for t, p in scores.event_type.items() if t != NO_ACT), key=lambda item: item[1])


def best_mode(event_type: str, scores: ActScores) -> str | None:
    """The likeliest of the type's modes, or none."""
    modes = {mode: scores.mode.get(f"{event_type}/{mode}", 0.0) for mode in event_types()[event_type].modes}
    best = max(modes, key=lambda m: modes[m], default=None)
    return best if best is not None and modes[best] > scores.mode.get("", 0.0) else None


def status_with(status: str, scores: ActScores) -> str:
    """The status that rules and scorer together find likeliest."""
    return max(STATUSES, key=lambda s: math.log(max(scores.status[s], 1e-6)) + STATUS * (s == status))


def historical_with(historical: bool, scores: ActScores) -> bool:
    return log_odds(scores.historical["yes"]) + (HISTORICAL if historical else -HISTORICAL) > 0


def attributed_with(attributed: bool, scores: ActScores) -> bool:
    return log_odds(scores.attributed["yes"]) + (ATTRIBUTED if attributed else -ATTRIBUTED) > 0


def opinion_in_words(match: Match, scores: ActScores) -> str:
    """For the trace: what the scorer reads, and where it and the frame disagree."""
    best = max(scores.event_type, key=lambda t: scores.event_type[t])
    own = scores.event_type.get(match.frame.event_type, 0.0)
    if best == match.frame.event_type:
        return f"scorer agrees: {best} {own:.2f}"
    return f"scorer disagrees: {best} {scores.event_type[best]:.2f}, {match.frame.event_type} {own:.2f}"


def log_odds(chance: float) -> float:
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    return max(-FARTHEST, min(FARTHEST, math.log(chance / (1 - chance))))


def governs(parse: Parse, one: Token, two: Token) -> bool:
    """Whether one word stands right above or below the other, prepositions aside."""
    for low, high in ((one, two), (two, one)):
        above = parse.head(low)
        if above.pos == "ADP":
            above = parse.head(above)
        if above.index == high.index:
            return True
    return False
