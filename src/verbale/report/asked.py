"""What was asked for, in words: a reader of the report sees what it leaves out."""

from collections.abc import Iterator

from verbale.store.asking import EventFilter

_LISTED = {
    "source": "done by",
    "target": "done to",
    "actor": "done by or to",
    "event_type": "type",
    "mode": "mode",
    "status": "status",
    "country": "happened in",
    "claim": "claim",
    "publisher": "published by",
}
_PLAIN = {
    "since": "happened since",
    "until": "happened until",
    "counted_since": "day of the act since",
    "published_since": "reported since",
    "published_until": "reported until",
    "place": "place",
    "search": "words",
    "words": "words of evidence or title",
    "story_id": "story",
    "article_id": "article",
    "least_confidence": "confidence at least",
}


def in_words(asked: EventFilter) -> list[tuple[str, str]]:
    """Names and values of all that the filter asks; empty for a whole record."""
    return list(_asked(asked))


def _asked(asked: EventFilter) -> Iterator[tuple[str, str]]:
    for field, name in _LISTED.items():
        if values := getattr(asked, field):
            yield name, " or ".join(values)
    for field, name in _PLAIN.items():
        value = getattr(asked, field)
        if value is not None and value != "":
            yield name, str(value)
    if asked.historical is not None:
        yield "background from an earlier time", "only" if asked.historical else "left out"
    if asked.attributed is not None:
        yield "what somebody says", "only" if asked.attributed else "left out"
    if asked.least_articles > 1:
        yield "told by at least", f"{asked.least_articles} articles"
    if asked.least_origins > 1:
        yield "independent origins at least", str(asked.least_origins)
    if asked.known_on is not None:
        yield "record as it stood at", f"{asked.known_on.isoformat(sep=' ', timespec='minutes')} UTC"
