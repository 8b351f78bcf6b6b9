"""Events and annotations as the plain records of OUTPUT.md."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from verbale.codebook.resources import CODEBOOK_VERSION
from verbale.codebook.types import cameo_codes, event_types
from verbale.model.article import Article, Rejection
from verbale.model.events import Document, Event, EventDate, EventMention, EventPlace
from verbale.model.mentions import Actor, Attribution, Place
from verbale.model.spans import Span

SCHEMA_VERSION = "1"
CODER_VERSION = "0.1.0"
ID_CHARS = 16

Record = dict[str, Any]


def event_records(document: Document, models: Mapping[str, str]) -> list[Record]:
    """One record per event in text order, every field of OUTPUT.md present; `models` name what was used, by part."""
    version = _digest(document.article.text)
    # Counted by trigger, so that an event found or lost elsewhere in the article leaves the other ids as they are.
    told: Counter[Span] = Counter()
    records = []
    for event in document.events:
        trigger = event.mention.trigger
        records.append(_event(document.article, event, told[trigger], version, models))
        told[trigger] += 1
    return records


def _event(article: Article, event: Event, number: int, version: str, models: Mapping[str, str]) -> Record:
    text = article.text
    trigger = event.mention.trigger
    kind = event_types()[event.event_type]
    mode = kind.modes.get(event.mode) if event.mode else None
    cameo = cameo_codes().get(event.cameo_code) if event.cameo_code else None
    return {
        "event_id": _digest(article.article_id, version, str(trigger.start), str(trigger.end), str(number)),
        "article_id": article.article_id,
        "url": article.url,
        "publisher": article.publisher,
        "title": article.title,
        "published_at": article.published_at,
        "retrieved_at": article.retrieved_at,
        "event_type": event.event_type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "cameo_code": event.cameo_code,
        "quad_class": kind.quad_class,
        "goldstein": cameo.goldstein if cameo else None,
        "plover_score": mode.score if mode and mode.score is not None else kind.score,
        "source": [actor_record(a, text) for a in event.source],
        "target": [actor_record(a, text) for a in event.target],
        "event_date": _date(event.event_date, text),
        "place": event_place_record(event.place, text) if event.place else None,
        "counts": [{"kind": c.kind, "low": c.low, "high": c.high, **_quote(c.span, text)} for c in event.counts],
        "status": event.status,
        "historical": event.historical,
        "attribution": [_event_attribution(a, text) for a in event.attribution],
        **_mention(event.mention, text),
        "mentions": [_mention(m, text) for m in event.others],
        "confidence": event.confidence,
        "provenance": {
            "coder": f"verbale {CODER_VERSION}",
            "codebook": CODEBOOK_VERSION,
            "models": dict(models),
            "schema": SCHEMA_VERSION,
            "trace": list(event.trace),
        },
    }


def annotation_record(document: Document) -> Record:
    """All layers of an article: sentences, actors, toponyms, times and attributions, each quoting the text."""
    text = document.article.text
    return {
        "article_id": document.article.article_id,
        "text": text,
        "sentences": [_quote(Span(s.start, s.end), text) for s in document.parse.sentences],
        "actors": [actor_record(replace(m.actor, span=m.span), text) for m in document.actors],
        "toponyms": [
            {**_quote(t.span, text), "use": t.use, "place": _place(t.place, t.span, text) if t.place else None}
            for t in document.toponyms
        ],
        "times": [
            {
                **_quote(t.span, text),
                "earliest": t.earliest,
                "latest": t.latest,
                "precision": t.precision,
                "timex_type": t.timex_type,
                "timex_value": t.timex_value,
            }
            for t in document.times
        ],
        "attributions": [
            {
                **_quote(a.content, text),
                "speaker": _speaker(a, text),
                "cue": _quote(a.cue, text),
                "kind": a.kind,
                "attests": a.attests,
            }
            for a in document.attributions
        ],
    }


def rejection_record(rejection: Rejection) -> Record:
    """A rejection as a record."""
    return {
        "article_id": rejection.article_id,
        "stage": rejection.stage,
        "reason": rejection.reason,
        "detail": rejection.detail,
    }


def actor_record(actor: Actor, text: str) -> Record:
    """ACTOR of OUTPUT.md; the words are null for one whom no words of the text name."""
    return {
        **(_quote(actor.span, text) if actor.span else {"text": None, "start": None, "end": None}),
        "name": actor.name,
        "actor_id": actor.actor_id,
        "code": actor.code,
        "sector": actor.sector,
        "wikidata": actor.wikidata,
    }


def _speaker(attribution: Attribution, text: str) -> Record | None:
    """The speaker as an actor, and the words in this place that name him ("he", "the minister")."""
    if attribution.speaker is None or attribution.speaker_span is None:
        return None
    return actor_record(replace(attribution.speaker, span=attribution.speaker_span), text)


def _event_attribution(attribution: Attribution, text: str) -> Record:
    """Speaker, the words that name the speaker (the cue where nobody is named), and the cue."""
    span = attribution.speaker_span or attribution.cue
    return {
        "speaker": _speaker(attribution, text),
        **_quote(span, text),
        "cue": _quote(attribution.cue, text),
        "kind": attribution.kind,
    }


def _mention(mention: EventMention, text: str) -> Record:
    return {"evidence": _quote(mention.evidence, text), "trigger": _quote(mention.trigger, text)}


def _date(date: EventDate | None, text: str) -> Record | None:
    if date is None:
        return None
    quoted = _quote(date.span, text) if date.span else {"text": None, "start": None, "end": None}
    return {
        "earliest": date.earliest,
        "latest": date.latest,
        "precision": date.precision,
        "basis": date.basis,
        **quoted,
    }


def event_place_record(place: EventPlace, text: str) -> Record:
    """An event's `place` of OUTPUT.md."""
    return {**_place(place.place, place.span, text), "basis": place.basis}


def _place(place: Place, span: Span, text: str) -> Record:
    return {
        "name": place.name,
        **_quote(span, text),
        "country": place.country,
        "admin1": place.admin1,
        "geonames_id": place.geonames_id,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "precision": place.precision,
        "basis": "stated",
    }


def _quote(span: Span, text: str) -> Record:
    return {"text": span.quote(text), "start": span.start, "end": span.end}


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:ID_CHARS]
