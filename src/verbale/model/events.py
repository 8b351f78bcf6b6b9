"""The coded event and the document that carries it through the pipeline."""

from dataclasses import dataclass, field

from verbale.model.article import Article
from verbale.model.mentions import (
    Actor,
    ActorMention,
    Attribution,
    Dateline,
    Place,
    TimeMention,
    Toponym,
    Utterance,
)
from verbale.model.parse import Parse
from verbale.model.spans import Span

STATUSES = ("occurred", "ongoing", "planned", "hypothetical", "negated")
HAPPENED = frozenset({"occurred", "ongoing"})


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate:
    """When the act happens: ISO days, either bound may be None; `basis` is stated, dateline or published."""

    earliest: str | None
    latest: str | None
    precision: str
    basis: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlace:
    """Where the act happens; `basis` is stated or dateline, `span` the words that say so."""

    place: Place
    basis: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """People counted in the act; `kind` is dead, injured, arrested, displaced or participants."""

    kind: str
    low: int
    high: int | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """One place in the text that reports an act: its clause and the word that names it."""

    evidence: Span
    trigger: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One act as one article reports it; `mention` is the best of its mentions, `others` the rest.

    `source` and `target` are the acting and the receiving side. `trace` tells step by step why.
    `frame_id` names the codebook frame that gave type and mode.
    """

    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo_code: str | None
    source: tuple[Actor, ...]
    target: tuple[Actor, ...]
    status: str
    historical: bool
    attribution: tuple[Attribution, ...]
    event_date: EventDate | None
    place: EventPlace | None
    counts: tuple[Count, ...]
    mention: EventMention
    frame_id: str
    trace: tuple[str, ...]
    others: tuple[EventMention, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article with every layer found so far; stages add to it through `dataclasses.replace`.

    `filed` is the date that the dateline gives.
    """

    article: Article
    parse: Parse
    utterances: tuple[Utterance, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    toponyms: tuple[Toponym, ...] = ()
    times: tuple[TimeMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = field(default=())
    dateline: Dateline | None = None
    filed: TimeMention | None = None
