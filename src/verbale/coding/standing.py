"""Whether a word that frame or scorer takes for an act does tell of one: what both say, weighed in its setting.

The weights are those of a logistic model, fitted by `training/standing.py` on reports coded by hand that the scorer has
not seen.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from verbale.codebook.weights import total, weights
from verbale.coding.content import is_content
from verbale.coding.match import Match
from verbale.coding.opinions import best_type, stands
from verbale.coding.reading import Reading
from verbale.coding.roles import form_of
from verbale.coding.siding import log_odds
from verbale.coding.status import StatusReader
from verbale.coding.unframed import SURE, unframed
from verbale.model.events import Document
from verbale.model.parse import Parse, Token
from verbale.model.scores import NO_ACT, ActScores

# Log-odds above which an act is coded.
LEAST = 0.0
PUBLIC = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "PTY", "OPP", "REB", "UAF", "IGO", "SPY", "PRE"})
_CLOSE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A word that may tell of an act; `content`: the rules find that it is only what another act is about."""

    match: Match
    reading: Reading
    scores: ActScores
    content: bool


def candidates_of(document: Document, matches: Sequence[Match], scores: Mapping[int, ActScores]) -> list[Candidate]:
    """Every word that a frame or the scorer takes for an act, in text order; `scores` by token index."""
    parse = document.parse
    triggers = {m.trigger.index for m in matches}
    unknown = {i: said for i, said in scores.items() if i not in triggers}
    likely = [m for m in matches if m.trigger.index in scores and stands(scores[m.trigger.index])]
    possible = list(unframed(parse, unknown, likely))
    sure = [*likely, *(m for m in possible if scores[m.trigger.index].event_type[m.frame.event_type] >= SURE)]
    found = sorted([*likely, *possible], key=lambda m: m.trigger.index)
    reader = StatusReader(parse)
    read = {m.trigger.index: reader.read(m.trigger) for m in found}
    return [
        Candidate(
            match=m, reading=read[m.trigger.index], scores=scores[m.trigger.index],
            content=is_content(document, m, sure, read[m.trigger.index]),
        )
        for m in found
    ]  # fmt: skip


def standing(document: Document, candidates: Sequence[Candidate]) -> list[tuple[Candidate, float]]:
    """Those more likely than not, with their log-odds."""
    odds = ((c, log_odds_of(document, c, candidates)) for c in candidates)
    return [(candidate, chance) for candidate, chance in odds if chance > LEAST]


def log_odds_of(document: Document, candidate: Candidate, others: Sequence[Candidate]) -> float:
    """Log-odds that the text tells of the act; `others` are all candidates of the text."""
    return total(weights("standing.tsv"), features(document, candidate, others))


def features(document: Document, candidate: Candidate, others: Sequence[Candidate]) -> Iterator[str]:
    """The features of one candidate."""
    frame, trigger, parse = candidate.match.frame, candidate.match.trigger, document.parse
    yield "any"
    yield f"kind={frame.kind}"
    yield f"type={frame.event_type}&{frame.kind}"
    yield f"frame={frame.id}"
    yield f"mode={frame.event_type}/{frame.mode}"
    yield f"lemma={trigger.lemma}"
    yield f"lemma&type={trigger.lemma}&{frame.event_type}"
    yield f"conditions={min(frame.conditions, 8)}&{frame.kind}"
    yield from _heard(candidate)
    yield from _form(parse, trigger)
    yield from _read(candidate)
    yield from _sides(document, candidate)
    yield from _beside(candidate, others)


def _heard(candidate: Candidate) -> Iterator[str]:
    """What the scorer says of the word."""
    frame, chances = candidate.match.frame, candidate.scores.event_type
    none, own = round(log_odds(chances[NO_ACT])), round(log_odds(chances[frame.event_type]))
    agrees = best_type(candidate.scores)[0] == frame.event_type
    yield f"none={none}&{frame.kind}"
    yield f"own={own}&{frame.kind}"
    yield f"own&type={max(-_CLOSE, min(_CLOSE, own))}&{frame.event_type}"
    yield f"agrees={agrees}&{max(-_CLOSE, min(_CLOSE, none))}"
    yield f"none&content={max(-_CLOSE, min(_CLOSE, none))}&{candidate.content}"


def _form(parse: Parse, trigger: Token) -> Iterator[str]:
    """The word itself, and what governs it."""
    kind = form_of(parse, trigger)
    above = parse.head(trigger)
    yield f"form={kind}&{trigger.tag}&{trigger.dep}"
    yield f"above={trigger.dep}:{above.lemma}"
    yield f"above pos={kind}&{trigger.dep}&{above.pos}&{above.tag}"
    higher = parse.head(above)
    if above.pos == "ADP":
        yield f"higher={above.lemma}&{higher.lemma}"
        yield f"higher pos={above.lemma}&{higher.pos}&{kind}"
    yield f"sentence={min(3, trigger.sentence)}"
    yield f"root={trigger.head == trigger.index}&{kind}"
    for kid in parse.children(trigger, "det", "poss", "amod", "advmod", "mark", "nummod", "neg", "aux", "compound"):
        yield f"kid={kid.dep}:{kid.lemma if kid.dep not in {'poss', 'nummod'} else ''}"


def _read(candidate: Candidate) -> Iterator[str]:
    """What the rules say of its status, and whether it is another act's content."""
    reading, event_type = candidate.reading, candidate.match.frame.event_type
    yield f"content={candidate.content}"
    yield f"read={reading.status}&{event_type}"
    yield f"read&kind={reading.status}&{candidate.match.frame.kind}"
    for step in reading.steps:
        yield f"step={step.lemma}&{step.status}"
        yield f"why={step.why}"


def _sides(document: Document, candidate: Candidate) -> Iterator[str]:
    """Who stands on its sides, by the frame and by the scorer, and who is there at all."""
    match, scores = candidate.match, candidate.scores
    given = bool(match.source.actors), bool(match.target.actors)
    yield f"given={given[0]}{given[1]}&{match.frame.kind}"
    yield f"given&type={given[0]}{given[1]}&{match.frame.event_type}"
    for side, chances, own in (("source", scores.source, match.source), ("target", scores.target, match.target)):
        best = round(log_odds(max(chances.values(), default=0.0)))
        yield f"{side} heard={max(-_CLOSE, best)}"
        for actor in own.actors[:1]:
            yield f"{side} sector={actor.sector}&{match.frame.event_type}"
            yield f"{side} known={actor.actor_id is not None}&{actor.code is not None}"
    tokens, sentence = document.parse.tokens, match.trigger.sentence
    public = sum(m.actor.sector in PUBLIC for m in document.actors if tokens[m.head].sentence == sentence)
    yield f"public={min(3, public)}"
    yield f"public&type={min(1, public)}&{match.frame.event_type}"


def _beside(candidate: Candidate, others: Sequence[Candidate]) -> Iterator[str]:
    """The other candidates of its sentence and of the text."""
    match, own = candidate.match, _own(candidate)
    rest = [o for o in others if o.match.trigger.index != match.trigger.index]
    near = [o for o in rest if o.match.trigger.sentence == match.trigger.sentence]
    same = [o for o in rest if o.match.frame.event_type == match.frame.event_type]
    yield f"beside={min(4, len(near))}"
    yield f"likelier={min(3, sum(_own(o) > own for o in near))}"
    yield f"same here={any(o in near for o in same)}&{any(_own(o) > own for o in same if o in near)}"
    yield f"same before={any(o.match.trigger.index < match.trigger.index for o in same)}"
    yield f"inside={any(o.match.trigger.index in candidate.reading.embedders for o in near)}"


def _own(candidate: Candidate) -> float:
    return candidate.scores.event_type[candidate.match.frame.event_type]
