"""From matched frames to events: status, attribution, history, date, place, and what must not be coded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from verbale.codebook.frames import Frame, FrameSet
from verbale.codebook.types import event_types
from verbale.coding.background import is_background
from verbale.coding.confidence import confidence, features
from verbale.coding.content import is_content
from verbale.coding.contexts import contexts_near
from verbale.coding.counts import people_counted
from verbale.coding.match import FrameMatcher, Match
from verbale.coding.opinions import opinion_in_words, stands, with_sides
from verbale.coding.passages import ReadActs, acts_read
from verbale.coding.reading import HAPPENED
from verbale.coding.setting import localise
from verbale.coding.status import Reading, StatusReader
from verbale.coding.unframed import retyped, unframed, words_without_frame
from verbale.coding.voice import attribution_of
from verbale.model.events import Document, Event, EventDate, EventMention, EventPlace
from verbale.model.parse import Parse, Sentence, Token
from verbale.model.scores import ActScores
from verbale.model.spans import Span

INTENT_TYPES = frozenset({"AGREE", "THREATEN"})

# Document, trigger, and type of the act.
PlaceFinder = Callable[[Document, Token, str], tuple[EventPlace, str] | None]
DateFinder = Callable[[Document, Token, str], tuple[EventDate, str] | None]


Judged = tuple[Match, Reading, ActScores | None]


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
        return replace(document, events=tuple(self._event(document, *act) for act in judged))

    def judge(self, document: Document) -> list[Judged]:
        """The acts to be coded, in text order: the frame's match, its status, and what the scorer says of it."""
        parse = document.parse
        matches = FrameMatcher(self.frames, parse, document.actors).matches()
        scores: dict[int, ActScores] = {}
        if self.read is not None:
            triggers = {m.trigger.index for m in matches}
            scores = acts_read(document, triggers | {t.index for t in words_without_frame(parse, matches)}, self.read)
            matches = [retyped(m, scores.get(m.trigger.index)) for m in matches]
            matches = [m for m in matches if m.trigger.index not in scores or stands(scores[m.trigger.index])]
            unknown = {i: said for i, said in scores.items() if i not in triggers}
            matches = sorted([*matches, *unframed(parse, unknown, matches)], key=lambda m: m.trigger.index)
        reader = StatusReader(parse)
        readings = {m.trigger.index: reader.read(m.trigger) for m in matches}
        kept = [m for m in matches if not is_content(document, m, matches, readings[m.trigger.index])]
        heard = [scores.get(m.trigger.index) for m in kept]
        return [
            (with_sides(document, match, said) if said else match, readings[match.trigger.index], said)
            for match, said in zip(kept, heard, strict=True)
        ]

    def _event(self, document: Document, match: Match, reading: Reading, scores: ActScores | None) -> Event:
        frame, trigger, parse = match.frame, match.trigger, document.parse
        event_type = event_types()[frame.event_type]
        place = self.find_place(document, trigger, frame.event_type)
        status = frame.status or _status(frame, reading)
        date = self.find_date(document, trigger, status)
        source, target, local = localise(document, match, place[0] if place else None)
        history, why = is_background(document, trigger, reading, date[0] if date else None)
        evidence = clause_span(parse, trigger, match)
        cameo = frame.cameo or (event_type.modes[frame.mode].cameo if frame.mode else None) or event_type.cameo
        trace = [f"frame {frame.id}: {parse.tokens[match.words[0]].text!r} names {frame.event_type}"]
        trace += [opinion_in_words(match, scores)] if scores else []
        trace += [f"source by {match.source.role}"] if source and match.source.role else []
        trace += [f"target by {match.target.role}"] if target and match.target.role else []
        trace += local
        trace.append(f"status {status}" + (": " + "; ".join(reading.reasons) if reading.reasons else ""))
        trace += [why] if history else []
        trace += [f"place: {place[1]}"] if place else []
        trace += [f"date: {date[1]}"] if date else []
        return Event(
            event_type=frame.event_type,
            mode=frame.mode,
            contexts=contexts_near(parse, trigger, frame.contexts),
            cameo_code=cameo,
            source=source,
            target=target,
            status=status,
            historical=history,
            attribution=attribution_of(document, match, source, real=status in HAPPENED),
            event_date=date[0] if date else None,
            place=place[0] if place else None,
            counts=people_counted(parse, trigger, frame.event_type, frame.mode),
            mention=EventMention(evidence=evidence, trigger=trigger_span(parse, match)),
            frame_id=frame.id,
            trace=tuple(trace),
            # The weights were fitted with a scorer; without one they would promise what nobody has measured.
            confidence=confidence(features(match, reading, scores)) if self.read is not None else None,
        )


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
