"""What speaks for a word naming who does an act, or to whom: features of parse, frame and scorer, and their weights.

The weights are those of a logistic model per side over the words that may head an actor near the trigger, fitted by
`training/sides.py` on reports coded by hand that the scorer has not seen. What a frame's roles say and what the scorer
says are features among the others.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from verbale.codebook.frames import NO_FRAME
from verbale.codebook.weights import total, weights
from verbale.coding.match import Match
from verbale.coding.roles import form_of
from verbale.model.candidates import may_act
from verbale.model.events import Document
from verbale.model.mentions import ActorMention
from verbale.model.parse import Parse, Token
from verbale.model.scores import ActScores

# Sentences before and behind that of the trigger in which its sides are looked for.
BEFORE, BEHIND = 2, 1
SIDES = ("source", "target")
_MAX_STEPS = 5
_DISTANCES = ((1, "1"), (3, "2-3"), (6, "4-6"), (10, "7-10"), (16, "11-16"), (28, "17-28"))
# The scorer's log-odds in steps of one nat; beyond this many a probability says nothing more.
FARTHEST = 6.0
_RANKS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A word that may head an actor, with its mention if the actor tables or the text know one."""

    token: Token
    mention: ActorMention | None


def candidates(document: Document, trigger: Token) -> list[Candidate]:
    """The words near the trigger that may head an actor, in text order, the trigger's own excluded."""
    mentions = {m.head: m for m in document.actors}
    sentences = document.parse.sentences
    first = sentences[max(0, trigger.sentence - BEFORE)].first
    last = sentences[min(len(sentences) - 1, trigger.sentence + BEHIND)].last
    return [
        Candidate(token=t, mention=mentions.get(t.index))
        for t in document.parse.tokens[first:last]
        if t.index != trigger.index and (may_act(t) or t.index in mentions)
    ]


def side_scores(document: Document, match: Match, scores: ActScores) -> dict[str, dict[int, float]]:
    """Per side the log-odds of every candidate, by token index."""
    heard = heard_of(scores)
    found: dict[str, dict[int, float]] = {side: {} for side in SIDES}
    for candidate in candidates(document, match.trigger):
        features = list(side_features(document, match, candidate, heard))
        for side in SIDES:
            found[side][candidate.token.index] = total(weights("sides.tsv", side), features)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the scorer says of a word for one side: its log-odds in whole nats, and its rank among the words there."""

    odds: int
    rank: int
    best: int


def heard_of(scores: ActScores) -> dict[str, dict[int, Heard]]:
    """Per side and token index what the scorer says."""
    found: dict[str, dict[int, Heard]] = {}
    for side, chances in (("source", scores.source), ("target", scores.target)):
        order = sorted(chances, key=lambda i: -chances[i])
        best = round(log_odds(chances[order[0]])) if order else 0
        found[side] = {
            index: Heard(odds=round(log_odds(chances[index])), rank=min(rank, _RANKS), best=best)
            for rank, index in enumerate(order, 1)
        }
    return found


def log_odds(chance: float) -> float:
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    return max(-FARTHEST, min(FARTHEST, math.log(chance / (1 - chance))))


def side_features(
    document: Document, match: Match, candidate: Candidate, heard: Mapping[str, Mapping[int, Heard]]
) -> Iterator[str]:
    """The features of one candidate, each once."""
    parse, trigger, token = document.parse, match.trigger, candidate.token
    kind, event_type = form_of(parse, trigger), match.frame.event_type
    who = _who(candidate)
    yield "any"
    yield f"type={event_type}"
    yield f"kind={kind}"
    yield f"who={who}"
    yield f"type&who={event_type}&{who}"
    yield f"entity={token.entity}"
    yield f"lemma={token.lemma}"
    given = _given(match, token)
    yield f"given={given}"
    yield f"given&who={given}&{who}"
    yield f"given&mutual={given}&{match.frame.mutual}"
    yield f"type&given={event_type}&{given}"
    if match.frame.kind != NO_FRAME:
        yield f"frame&given={event_type}/{match.frame.mode}&{given}"
        # "The minister resigned": the frame says that nobody is there.
        yield f"sides={bool(match.frame.source)}{bool(match.frame.target)}{match.frame.mutual}&{given == 'none'}"
        yield f"mode={event_type}/{match.frame.mode}"
    distance = _distance(token, trigger)
    apart = token.sentence - trigger.sentence
    yield f"apart={apart}"
    yield f"distance={distance}&{apart}"
    yield f"dep={token.dep}&{kind}&{apart}"
    yield f"dep&who={token.dep}&{who}"
    if apart == 0:
        yield from _within(document, match, token, kind)
    else:
        yield from _elsewhere(parse, token, apart, match)
    yield from _place(document, token)
    for side in SIDES:
        yield from _heard(side, heard[side].get(token.index), f"{given.partition(' ')[0]}", event_type, who)


def _heard(side: str, heard: Heard | None, given: str, event_type: str, who: str) -> Iterator[str]:
    """What the scorer says, beside what else is known: it is not shown every word, and was taught no pronouns."""
    if heard is None:
        yield f"{side} unheard&{who}"
        return
    yield f"{side} heard={heard.odds}"
    yield f"{side} heard&given={heard.odds}&{given}"
    yield f"{side} heard&type={max(-3, min(3, heard.odds))}&{event_type}"
    yield f"{side} heard&known={heard.odds}&{who.startswith('unknown')}"
    yield f"{side} rank={heard.rank}&{heard.best}"
    yield f"{side} rank&type={heard.rank}&{event_type}"
    yield f"{side} rank&given={heard.rank}&{given}"


def _within(document: Document, match: Match, token: Token, kind: str) -> Iterator[str]:
    """Of a word in the trigger's own sentence."""
    parse, trigger = document.parse, match.trigger
    way = path(parse, trigger, token)
    yield f"path={way}"
    yield f"path&kind={way}&{kind}"
    yield f"path&type={way}&{match.frame.event_type}"
    yield f"trigger&path={trigger.lemma}&{way}"
    head = parse.head(token)
    if head.pos == "ADP":
        yield f"prep={head.lemma}&{kind}"
        yield f"prep&type={head.lemma}&{match.frame.event_type}"
        yield f"prep&path={head.lemma}&{way}"
    nearer = sum(
        abs(m.head - trigger.index) < abs(token.index - trigger.index)
        and parse.tokens[m.head].sentence == trigger.sentence
        for m in document.actors
    )
    yield f"nearer={min(3, nearer)}&{token.index < trigger.index}"
    first = next((m.head for m in document.actors if parse.tokens[m.head].sentence == trigger.sentence), None)
    yield f"first={token.index == first}&{kind}"
    filled = (bool(match.source.heads), bool(match.target.heads))
    yield f"filled={filled[0]}{filled[1]}&{_given(match, token)}&{token.index < trigger.index}"


def _elsewhere(parse: Parse, token: Token, apart: int, match: Match) -> Iterator[str]:
    """Of a word in a sentence beside it: its place there, and which sides are still open."""
    above = parse.head(token)
    root = above.head == above.index
    yield f"elsewhere={apart}&{token.dep}&{root}"
    yield f"open={not match.source.heads}{not match.target.heads}&{apart}&{token.dep}&{root}"


def _place(document: Document, token: Token) -> Iterator[str]:
    """A name of a place, and how it is used."""
    for toponym in document.toponyms:
        if toponym.head == token.index:
            yield f"place={toponym.use}"
            above = document.parse.head(token)
            yield f"place&prep={toponym.use}&{above.lemma if above.pos == 'ADP' else above.pos}"


def path(parse: Parse, trigger: Token, token: Token) -> str:
    """The way through the parse from trigger to word: up with ^, down with labels; "far" beyond five steps."""
    up = [trigger, *parse.ancestors(trigger)]
    down = [token, *parse.ancestors(token)]
    meet = {t.index: n for n, t in enumerate(up)}
    depth = next((n for n, t in enumerate(down) if t.index in meet), None)
    if depth is None:
        return "none"
    rise = meet[down[depth].index]
    if rise + depth > _MAX_STEPS:
        return "far"
    steps = [f"^{up[n].dep}" for n in range(rise)]
    for word in reversed(down[:depth]):
        steps.append(f"{word.dep}:{word.lemma}" if word.pos == "ADP" else word.dep)
    return ">".join(steps)


def _who(candidate: Candidate) -> str:
    if candidate.mention is None:
        return "pronoun" if candidate.token.pos == "PRON" else f"unknown {candidate.token.tag}"
    actor = candidate.mention.actor
    named = "named" if actor.actor_id else "unnamed"
    pronoun = " by pronoun" if candidate.token.pos == "PRON" else ""
    return f"{actor.sector} {named}{pronoun}"


def _given(match: Match, token: Token) -> str:
    """Which side the frame's roles give the word."""
    if token.index in match.source.heads:
        return f"source by {match.source.role.partition('>')[0]}"
    return f"target by {match.target.role.partition('>')[0]}" if token.index in match.target.heads else "none"


def _distance(token: Token, trigger: Token) -> str:
    apart = abs(token.index - trigger.index)
    name = next((name for limit, name in _DISTANCES if apart <= limit), "more")
    return name if token.index > trigger.index else f"-{name}"
