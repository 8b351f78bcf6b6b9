"""Events of the record as linking compares them."""

import bisect
import datetime
import functools
import re

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
        published_at=moment_of(record["published_at"]),
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
            name=place["name"],
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


def moment_of(published_at: str | None) -> str | None:
    """A time of publication in UTC, so that two compare as text; a day as it is."""
    if published_at is None or len(published_at) <= len("2022-02-20"):
        return published_at
    moment = datetime.datetime.fromisoformat(published_at)
    try:
        return (moment.astimezone(datetime.UTC) if moment.tzinfo else moment).replace(tzinfo=None).isoformat()
    except OverflowError:
        # Midnight in Asia on the first day of the calendar is before it in UTC.
        return moment.replace(tzinfo=None).isoformat()


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence, by its punctuation, in which a span of a text stands."""
    ends = _sentence_ends(text)
    first, last = bisect.bisect_right(ends, start), bisect.bisect_left(ends, end)
    return text[ends[first - 1] if first else 0 : ends[last] if last < len(ends) else len(text)].strip()


@functools.lru_cache(maxsize=4)
def _sentence_ends(text: str) -> tuple[int, ...]:
    return tuple(m.end() for m in _SENTENCE_END.finditer(text))
