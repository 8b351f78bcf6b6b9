"""From matched frames to events: status, attribution, history, date, place, and what must not be coded."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from verbale.codebook.frames import Frame, FrameSet
from verbale.codebook.types import event_types
from verbale.coding.background import why_background
from verbale.coding.confidence import confidence, features
from verbale.coding.content import is_content
from verbale.coding.contexts import contexts_near
from verbale.coding.counts import people_counted
from verbale.coding.match import FrameMatcher, Match
from verbale.coding.opinions import opinion_in_words, with_sides
from verbale.coding.passages import ReadActs, acts_read
from verbale.coding.setting import localise
from verbale.coding.standing import candidates_of, standing
from verbale.coding.status import Reading, StatusReader
from verbale.coding.unframed import words_without_frame
from verbale.coding.verdicts import Case, Verdict, verdict_of
from verbale.coding.voice import attribution_of
from verbale.model.events import HAPPENED, Document, Event, EventDate, EventMention, EventPlace
from verbale.model.parse import Parse, Sentence, Token
from verbale.model.scores import ActScores
from verbale.model.spans import Span

INTENT_TYPES = frozenset({"AGREE", "THREATEN"})

# Document, trigger, and type of the act.
PlaceFinder = Callable[[Document, Token, str], tuple[EventPlace, str] | None]
DateFinder = Callable[[Document, Token, str], tuple[EventDate, str] | None]


# The last is how likely the act is one, as log-odds; it and the scores are None where no scorer was asked.
Judged = tuple[Match, Reading, ActScores | None, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coder:
    """Codes documents with a codebook; places, times and the scorer come in as functions, since they are siblings."""

    frames: FrameSet
    find_place: PlaceFinder
    find_date: DateFinder
    read: ReadActs | None = None

    def code(self, document: Document) -> tuple[Event, ...]:
        """The events of one document, one per trigger, in text order; linking merges them later."""
        return self.coded(document, self.judge(document)).events

    def coded(self, document: Document, judged: Sequence[Judged]) -> Document:
        """The document with one event per judged act."""
        return replace(document, events=tuple(self._event(document, act) for act in judged))

    def judge(self, document: Document) -> list[Judged]:
        """The acts to be coded, in text order: the frame's match, its status, and what the scorer says of it."""
        matches = FrameMatcher(self.frames, document.parse, document.actors).matches()
        if self.read is None:
            return by_frames(document, matches, matches)
        triggers = {m.trigger.index for m in matches}
        peopled = {document.parse.tokens[m.head].sentence for m in document.actors}
        unknown = {t.index for t in words_without_frame(document.parse, matches) if t.sentence in peopled}
        asked = triggers | unknown
        scores = acts_read(document, asked, self.read)
        candidates = candidates_of(document, matches, scores)
        kept = standing(document, candidates)
        heard: list[Judged] = [(with_sides(document, c.match, c.scores), c.reading, c.scores, o) for c, o in kept]
        # What lies beyond the end of a passage that is too long for the scorer.
        unheard = by_frames(document, [m for m in matches if m.trigger.index not in scores], matches)
        return sorted([*heard, *unheard], key=lambda judged: judged[0].trigger.index)

    def case(self, document: Document, judged: Judged) -> Case:
        """What the rules find of one act: where and when, who, whether it is background, and who says so."""
        match, reading, scores, odds = judged
        place = self.find_place(document, match.trigger, match.frame.event_type)
        status = match.frame.status or _status(match.frame, reading)
        date = self.find_date(document, match.trigger, status)
        source, target, local = localise(document, match, place[0] if place else None)
        history = why_background(document, match.trigger, reading, date[0] if date else None)
        return Case(
            document=document, match=match, reading=reading, scores=scores, odds=odds, status=status, source=source,
            target=target, date=date, place=place, history=history, local=tuple(local),
            attribution=attribution_of(document, match, source, real=status in HAPPENED),
        )  # fmt: skip

    def _event(self, document: Document, judged: Judged) -> Event:
        case = self.case(document, judged)
        match, parse = case.match, document.parse
        frame, trigger = match.frame, match.trigger
        event_type = event_types()[frame.event_type]
        verdict = verdict_of(case)
        cameo = frame.cameo or (event_type.modes[frame.mode].cameo if frame.mode else None) or event_type.cameo
        return Event(
            event_type=frame.event_type,
            mode=frame.mode,
            contexts=contexts_near(parse, trigger, frame.contexts),
            cameo_code=cameo,
            source=case.source,
            target=case.target,
            status=case.status,
            historical=verdict.historical,
            attribution=verdict.attribution,
            event_date=case.date[0] if case.date else None,
            place=case.place[0] if case.place else None,
            counts=people_counted(parse, trigger, frame.event_type, frame.mode),
            mention=EventMention(evidence=clause_span(parse, trigger, match), trigger=trigger_span(parse, match)),
            frame_id=frame.id,
            trace=tuple(_trace(case, verdict)),
            # The weights were fitted with a scorer; without one they would promise what nobody has measured.
            confidence=confidence(features(case)) if self.read is not None else None,
        )


def by_frames(document: Document, asked: Sequence[Match], matches: Sequence[Match]) -> list[Judged]:
    """Those of the asked that the rules alone would code, with their status."""
    reader = StatusReader(document.parse)
    read = [(m, reader.read(m.trigger)) for m in asked]
    return [(m, reading, None, None) for m, reading in read if not is_content(document, m, matches, reading)]


def _trace(case: Case, verdict: Verdict) -> Iterator[str]:
    """Every step to the event in words."""
    match, reading = case.match, case.reading
    yield f"frame {match.frame.id}: {case.document.parse.tokens[match.words[0]].text!r} names {match.frame.event_type}"
    if case.scores is not None:
        yield opinion_in_words(match, case.scores)
    if case.source and match.source.role:
        yield f"source by {match.source.role}"
    if case.target and match.target.role:
        yield f"target by {match.target.role}"
    yield from case.local
    yield f"status {case.status}" + (": " + "; ".join(reading.reasons) if reading.reasons else "")
    if case.history:
        yield case.history
    yield from verdict.notes
    if case.place:
        yield f"place: {case.place[1]}"
    if case.date:
        yield f"date: {case.date[1]}"


def _status(frame: Frame, reading: Reading) -> str:
    """A promise or a threat is made when it is spoken of as planned: the plan is the act (PLOVER's convention)."""
    return "occurred" if frame.event_type in INTENT_TYPES and reading.status == "planned" else reading.status


def trigger_span(parse: Parse, match: Match) -> Span:
    """The trigger's words where they stand together, else its first word."""
    indices = sorted(match.words)
    if indices[-1] - indices[0] == len(indices) - 1:
        return Span(parse.tokens[indices[0]].start, parse.tokens[indices[-1]].end)
    token = parse.tokens[match.words[0]]
    return token.span


def clause_span(parse: Parse, trigger: Token, match: Match) -> Span:
    """The clause that supports the event: the governing verb's words within the sentence, actors included."""
    top = trigger
    while top.pos not in {"VERB", "AUX"} and top.head != top.index:
        top = parse.head(top)
    inside = parse.subtree(top)
    heads = [
        parse.tokens[i]
        for i in (*match.source.heads, *match.target.heads)
        if parse.tokens[i].sentence == trigger.sentence
    ]
    start = min([inside[0].start, trigger.start, *(t.start for t in heads)])
    end = max([inside[-1].end, trigger.end, *(t.end for t in heads)])
    sentence: Sentence = parse.sentences[trigger.sentence]
    return Span(max(start, sentence.start), min(end, sentence.end))
