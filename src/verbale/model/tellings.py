"""One event as one article tells it, with what tells it apart from others: what linking across articles compares."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from verbale.model.folding import fold
from verbale.model.mentions import Actor, Place
from verbale.model.parse import Token

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
# Verbs that say that somebody says, and words of no content that the tagger takes for content.
_EMPTY = frozenset(
    "say tell be have do make take get go not also more most very much such other own then here there now just only "
    "so as well even still too mr mrs ms".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingPlace:
    """Where the act happens: a gazetteer entry by id, else by name; `country` is ISO 3166-1 alpha-3."""

    geonames_id: int | None = None
    name: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One event of one article; whatever is not known is None or empty.

    `published`, `earliest` and `latest` are ISO days; `date_stated` tells whether the text gives them. `sources` and
    `targets` hold the keys of `actor_key`, `words` the content lemmas of the sentence that is the evidence, `text` the
    evidence itself; `counts` are (kind, low, high).
    """

    event_id: str
    article_id: str
    publisher: str | None = None
    published: str | None = None
    event_type: str | None = None
    mode: str | None = None
    status: str | None = None
    historical: bool = False
    trigger: str = ""
    sources: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    place: TellingPlace | None = None
    earliest: str | None = None
    latest: str | None = None
    date_stated: bool = False
    counts: tuple[tuple[str, int, int | None], ...] = ()
    words: tuple[str, ...] = field(default=())
    text: str = ""


def actor_key(actor: Actor) -> str:
    """What makes two actors one: the id, else country and sector, else the name without case and accents."""
    if actor.actor_id is not None:
        return actor.actor_id
    if actor.code is not None and actor.sector is not None:
        return f"{actor.code}:{actor.sector}"
    return fold(actor.name)


def telling_place(place: Place) -> TellingPlace:
    return TellingPlace(geonames_id=place.geonames_id, name=fold(place.name), country=place.country)


def content_words(tokens: Iterable[Token]) -> tuple[str, ...]:
    """Lemmas of the words that carry content, in text order; names keep a capital, so that they can weigh more."""
    found = []
    for token in tokens:
        lemma = token.lemma.strip("-'’.\"")
        if token.pos not in _CONTENT or lemma in _EMPTY or not any(c.isalnum() for c in lemma):
            continue
        found.append(lemma.capitalize() if token.pos == "PROPN" else lemma)
    return tuple(found)
