"""Events of the record as linking compares them."""

import re

from verbale.model.folding import fold
from verbale.model.tellings import Telling, TellingPlace, actor_keys
from verbale.pipeline.records import Record

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s|\n\s*\n")


def telling_of(record: Record, text: str) -> Telling:
    """A record as a telling; `text` is its article's."""
    date, place = record["event_date"] or {}, record["place"]
    return Telling(
        event_id=record["event_id"],
        article_id=record["article_id"],
        publisher=record["publisher"],
        published=(record["published_at"] or "")[:10] or None,
        event_type=record["event_type"],
        mode=record["mode"],
        status=record["status"],
        historical=record["historical"],
        trigger=record["trigger"]["text"],
        sources=_keys(record, "source"),
        targets=_keys(record, "target"),
        source_names=tuple(a["name"] for a in record["source"]),
        target_names=tuple(a["name"] for a in record["target"]),
        place=TellingPlace(
            geonames_id=place["geonames_id"],
            name=fold(place["name"]),
            country=place["country"],
            precision=place["precision"],
        )
        if place
        else None,
        earliest=date.get("earliest"),
        latest=date.get("latest"),
        date_stated=date.get("basis") == "stated",
        counts=tuple((c["kind"], c["low"], c["high"]) for c in record["counts"]),
        text=record["evidence"]["text"],
        sentence=sentence_around(text, record["evidence"]["start"], record["evidence"]["end"]),
    )


def _keys(record: Record, side: str) -> frozenset[str]:
    return frozenset().union(*(actor_keys(a["actor_id"], a["code"], a["sector"], a["name"]) for a in record[side]))


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence, by its punctuation, in which a span of a text stands."""
    first = max((m.end() for m in _SENTENCE_END.finditer(text, 0, start)), default=0)
    last = _SENTENCE_END.search(text, max(start, end - 1))
    return text[first : last.end() if last else len(text)].strip()
