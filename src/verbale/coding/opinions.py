"""What the learned scorer says of the acts that frames have found, and the sides that syntax did not give."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from verbale.coding.match import Match, Side
from verbale.model.events import Document
from verbale.model.mentions import ActorMention
from verbale.model.scores import ActorPair, PairScores
from verbale.model.spans import Span

ScorePairs = Callable[[Sequence[ActorPair]], list[PairScores]]

# How sure the scorer must be (type times direction) to name the missing side: found best on portal reports.
TARGET_FLOOR, SOURCE_FLOOR = 0.4, 0.7
# Of the other actors of the sentence those nearest to the trigger are asked.
MAX_CANDIDATES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A pair to be scored for the act `number`; `missing` is the mention that would fill its empty side, if any."""

    number: int
    pair: ActorPair
    missing: ActorMention | None = None


def with_opinions(
    document: Document, matches: Sequence[Match], score: ScorePairs
) -> list[tuple[Match, PairScores | None]]:
    """Every match, its empty side filled where the scorer is sure who stands there, with the scores of its pair."""
    mentions = {m.head: m for m in document.actors}
    questions = [q for n, match in enumerate(matches) for q in _questions(document, n, match, mentions)]
    answers = score([q.pair for q in questions]) if questions else []
    found: list[tuple[Match, PairScores | None]] = [(match, None) for match in matches]
    lead: dict[int, float] = {}
    for question, scores in zip(questions, answers, strict=True):
        match = matches[question.number]
        if question.missing is None:
            found[question.number] = (match, scores)
            continue
        side = "target" if match.source.heads else "source"
        sure = scores.event_type.get(match.frame.event_type, 0.0) * scores.forward["yes"]
        floor = TARGET_FLOOR if side == "target" else SOURCE_FLOOR
        if sure > lead.get(question.number, floor):
            lead[question.number] = sure
            filled = Side(
                actors=(question.missing.actor,), heads=(question.missing.head,), role=f"the scorer ({sure:.2f})"
            )
            found[question.number] = (
                replace(match, target=filled) if side == "target" else replace(match, source=filled),
                scores,
            )
    return found


def opinion_in_words(match: Match, scores: PairScores) -> str:
    """For the trace: what the scorer reads, and where it and the frame disagree."""
    best = max(scores.event_type, key=lambda t: scores.event_type[t])
    own = scores.event_type.get(match.frame.event_type, 0.0)
    if best == match.frame.event_type:
        return f"scorer agrees: {best} {own:.2f}"
    return f"scorer disagrees: {best} {scores.event_type[best]:.2f}, {match.frame.event_type} {own:.2f}"


def _questions(
    document: Document, number: int, match: Match, mentions: Mapping[int, ActorMention]
) -> Iterator[Question]:
    """The pair of the act's own two sides, else one pair for every actor who might be the missing side."""
    heads = match.source.heads[: 2 if match.frame.mutual else 1] + match.target.heads[:1]
    known = [mentions[h] for h in heads[:2] if h in mentions]
    if len(known) == 2:
        pair = _pair(document, match, known[0], known[1])
        if pair is not None:
            yield Question(number=number, pair=pair)
    elif len(known) == 1 and not match.frame.mutual:
        for other in _candidates(document, match, known[0]):
            source, target = (known[0], other) if match.source.heads else (other, known[0])
            pair = _pair(document, match, source, target)
            if pair is not None:
                yield Question(number=number, pair=pair, missing=other)


def _candidates(document: Document, match: Match, known: ActorMention) -> list[ActorMention]:
    sentence = match.trigger.sentence
    taken = {*match.source.heads, *match.target.heads}
    found = [
        m for m in document.actors
        if document.parse.tokens[m.head].sentence == sentence and m.head not in taken and m.actor != known.actor
    ]  # fmt: skip
    return sorted(found, key=lambda m: (abs(m.head - match.trigger.index), m.head))[:MAX_CANDIDATES]


def _pair(document: Document, match: Match, source: ActorMention, target: ActorMention) -> ActorPair | None:
    """The two in the trigger's sentence; None where one is elsewhere or they are one stretch."""
    sentence = document.parse.sentences[match.trigger.sentence]
    inside = all(sentence.start <= m.span.start and m.span.end <= sentence.end for m in (source, target))
    if not inside or source.span.overlaps(target.span):
        return None
    text = document.article.text[sentence.start : sentence.end]
    return ActorPair(
        text=text, source=_shifted(source.span, sentence.start), target=_shifted(target.span, sentence.start)
    )


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start - by, span.end - by)
