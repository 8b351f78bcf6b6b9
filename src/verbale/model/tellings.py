"""One event as one article tells it, with what tells it apart from others: what linking across articles compares."""

from dataclasses import dataclass

from verbale.model.folding import fold
from verbale.model.keys import country_of_actor


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingPlace:
    """Where the act happens: a gazetteer entry by id, else by name; `country` is ISO 3166-1 alpha-3."""

    geonames_id: int | None = None
    name: str | None = None
    country: str | None = None
    precision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One event of one article; whatever is not known is None or empty.

    `published`, `earliest` and `latest` are ISO days; `date_stated` tells whether the text gives the latter two.
    `sources` and `targets` hold the keys of `actor_keys`, `source_names` and `target_names` how the record calls
    them; `counts` are (kind, low, high), without a high one where the text says "at least". `published_at` is the
    moment of publication in UTC as far as it is known, for the order within a day. `trigger` is the word that names
    the act, `text` the evidence, `sentence` the whole sentence around it.
    """

    event_id: str
    article_id: str
    publisher: str | None = None
    published: str | None = None
    published_at: str | None = None
    event_type: str | None = None
    mode: str | None = None
    status: str | None = None
    historical: bool = False
    trigger: str = ""
    sources: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    source_names: tuple[str, ...] = ()
    target_names: tuple[str, ...] = ()
    place: TellingPlace | None = None
    earliest: str | None = None
    latest: str | None = None
    date_stated: bool = False
    counts: tuple[tuple[str, int, int | None], ...] = ()
    text: str = ""
    sentence: str = ""


def actor_keys(actor_id: str | None, code: str | None, sector: str | None, name: str) -> frozenset[str]:
    """What may make two actors one: the id, the country, the name without case and accents.

    A breakaway region has no part in its parent state's country.
    """
    return frozenset(k for k in (actor_id, country_of_actor(code, sector), fold(name)) if k)
