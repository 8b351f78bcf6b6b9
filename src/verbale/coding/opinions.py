"""What the learned scorer says of an act, put together with what frames and syntax say.

The constants are log-odds, chosen by looking at the reports of benchmarks/accuracy/reports/ and at the development
sets, so that figures on either are a little flattered; the learned weights are in siding.py and standing.py.
"""

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from verbale.codebook.types import event_types
from verbale.coding.match import MEANS, UNSTRUCK, Match, Side, distinct, phrase
from verbale.coding.siding import FARTHEST, log_odds, side_scores
from verbale.model.events import Document
from verbale.model.mentions import Actor, ActorMention
from verbale.model.parse import Parse, Token
from verbale.model.scores import NO_ACT, ActScores
from verbale.model.spans import Span

# A frame that holds on a word speaks for an act.
FRAME = 4.0
# Labels of words that only say more of the noun above them, and how far up they are followed.
_INNER = frozenset({"compound", "amod", "nmod", "poss", "appos", "pobj", "prep"})
MAX_DEPTH = 4

# A side that somebody must stand on, by all chances together, goes to the likeliest, if not too unlikely alone.
SOMEBODY, LEAST = 0.4, -1.5


def stands(scores: ActScores) -> bool:
    """Whether frame and scorer together find an act more likely than none."""
    return log_odds(1 - scores.event_type[NO_ACT]) + FRAME > 0


def with_sides(document: Document, match: Match, scores: ActScores) -> Match:
    """The match with the actors on its sides that parse, frame and scorer together find likely."""
    mentions = mentions_by_head(document)
    chances = side_scores(document, match, scores)
    if match.frame.mutual:
        both = {h: max(s.get(h, -FARTHEST) for s in chances.values()) for s in chances.values() for h in s}
        return replace(match, source=_side(document, match.source, both, mentions, set()), target=Side())
    source_wins = {h for h, x in chances["source"].items() if x >= chances["target"].get(h, -FARTHEST)}
    source = _side(document, match.source, {h: chances["source"][h] for h in source_wins}, mentions, set())
    target_only = {h: x for h, x in chances["target"].items() if h not in source.heads}
    if any(a.sector == "PRE" for a in match.target.actors):
        # Who recognises "the rebel regions" does so to them; the state they left stands beside them in every such text.
        target = match.target
    else:
        target = _side(document, match.target, target_only, mentions, {_key(a) for a in source.actors})
    return replace(match, source=source, target=target)


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
    floor = _floor(weights)
    for head, weight in sorted(weights.items(), key=lambda item: -item[1]):
        if weight <= floor:
            break
        for actor in actors_at(document, head, mentions, own):
            if distinct(actor, [a for _, a in actors]) and _key(actor) not in taken:
                actors.append((head, actor))
    chosen = {head for head, _ in actors}
    actors = sorted((x for x in actors if not _inside(document.parse, x[0], chosen)), key=lambda x: x[0])
    heads = tuple(head for head, _ in actors)
    same = set(heads) == set(given.heads)
    return Side(
        actors=tuple(a for _, a in actors), heads=heads, role=given.role if same else "the scorer" if heads else ""
    )


def _floor(weights: Mapping[int, float]) -> float:
    """Nil, or what lets the likeliest in where nobody is likely alone but somebody is."""
    best = max(weights.values(), default=-FARTHEST)
    nobody = math.prod(1 / (1 + math.exp(min(x, 30.0))) for x in weights.values())
    return best - 1e-9 if LEAST < best <= 0 and 1 - nobody > SOMEBODY else 0.0


def actors_at(
    document: Document, head: int, mentions: Mapping[int, list[ActorMention]], own: Mapping[int, Actor]
) -> Iterator[Actor]:
    """Whom the word names: actors that the text knows, else the one that the frame gives, else its own phrase."""
    if head in mentions:
        yield from (replace(m.actor, span=m.span) for m in mentions[head])
    elif head in own:
        yield own[head]
    elif _may_be_unknown(document, document.parse.tokens[head]):
        yield _by_words(document.parse, head, mentions)


def _may_be_unknown(document: Document, token: Token) -> bool:
    """A noun of no table may be an actor all the same, but no place, time, number or weapon is."""
    if token.pos == "PRON" or token.lemma in MEANS or token.entity in UNSTRUCK:
        return False
    return all(t.head != token.index for t in document.toponyms)


def _by_words(parse: Parse, head: int, mentions: Mapping[int, list[ActorMention]]) -> Actor:
    """An actor under its own words, of the country that they name: "Russian artillery"."""
    token = parse.tokens[head]
    words = phrase(parse, token)
    before = parse.children(token, "compound", "amod", "nmod", "poss")
    owner = next((m.actor for k in before for m in mentions.get(k.index, ()) if m.actor.code), None)
    return Actor(
        text=words, name=words, code=owner.code if owner else None, sector=owner.sector if owner else None,
        span=Span(token.end - len(words), token.end),
    )  # fmt: skip


def _inside(parse: Parse, head: int, chosen: Collection[int]) -> bool:
    """ "Russian" of "Russian troops", "Georgia" of "regions of Georgia": the phrase stands for both."""
    token = parse.tokens[head]
    for _ in range(MAX_DEPTH):
        if token.dep not in _INNER:
            return False
        token = parse.head(token)
        if token.index in chosen:
            return True
    return False


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


def opinion_in_words(match: Match, scores: ActScores) -> str:
    """For the trace: what the scorer reads, and where it and the frame disagree."""
    best = max(scores.event_type, key=lambda t: scores.event_type[t])
    own = scores.event_type.get(match.frame.event_type, 0.0)
    status = max(scores.status, key=lambda s: scores.status[s])
    if best == match.frame.event_type:
        return f"scorer agrees: {best} {own:.2f}, {status}"
    return f"scorer disagrees: {best} {scores.event_type[best]:.2f}, {match.frame.event_type} {own:.2f}, {status}"


def governs(parse: Parse, one: Token, two: Token) -> bool:
    """Whether one word stands right above or below the other, prepositions aside."""
    for low, high in ((one, two), (two, one)):
        above = parse.head(low)
        if above.pos == "ADP":
            above = parse.head(above)
        if above.index == high.index:
            return True
    return False
