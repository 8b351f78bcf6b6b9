"""What a person's words ask for: codes, names, types and days, checked, as a filter of events."""

import datetime
import difflib
import functools
from collections.abc import Iterable, Sequence

from verbale.actors.search import find_roles
from verbale.codebook.actors import load_actors
from verbale.codebook.types import event_types
from verbale.errors import ConfigError
from verbale.model.claims import CLAIMS
from verbale.model.events import STATUSES
from verbale.model.keys import NO_COUNTRIES
from verbale.store.asking import EventFilter
from verbale.store.story_queries import StoryFilter


def event_filter(
    *,
    source: Sequence[str] = (),
    target: Sequence[str] = (),
    actor: Sequence[str] = (),
    event_type: Sequence[str] = (),
    mode: Sequence[str] = (),
    status: Sequence[str] = (),
    country: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    counted_since: str | None = None,
    published_since: str | None = None,
    published_until: str | None = None,
    historical: bool | None = None,
    attributed: bool | None = None,
    least_confidence: float | None = None,
    words: str | None = None,
    story_id: str | None = None,
    article_id: str | None = None,
    claim: Sequence[str] = (),
    publisher: Sequence[str] = (),
    place: str | None = None,
    search: str | None = None,
    least_articles: int = 1,
    least_origins: int = 1,
    known_on: str | None = None,
) -> EventFilter:
    """The filter that the words say; types, modes, statuses and country codes in either case.

    Raises ConfigError for a code, type, mode, status, claim, day or moment that there is not.
    """
    modes = dict.fromkeys(name for kind in event_types().values() for name in kind.modes)
    return EventFilter(
        source=_actors(source),
        target=_actors(target),
        actor=_actors(actor),
        event_type=event_types_of(event_type),
        mode=_among("mode", [m.lower() for m in mode], modes),
        status=_among("status", [s.lower() for s in status], STATUSES),
        country=[country_of(c) for c in country],
        since=day_of("since", since),
        until=day_of("until", until),
        counted_since=day_of("counted-since", counted_since),
        published_since=day_of("published-since", published_since),
        published_until=day_of("published-until", published_until),
        historical=historical,
        attributed=attributed,
        least_confidence=least_confidence,
        words=words,
        story_id=story_id,
        article_id=article_id,
        claim=_among("claim", [c.lower() for c in claim], CLAIMS),
        publisher=publisher,
        place=place,
        search=search,
        least_articles=least_articles,
        least_origins=least_origins,
        known_on=moment_of(known_on),
    )


def story_filter(
    *,
    since: str | None = None,
    until: str | None = None,
    event_type: Sequence[str] = (),
    actor: Sequence[str] = (),
    words: str | None = None,
    least_articles: int = 1,
    least_origins: int = 1,
    disputed: bool = False,
    known_on: str | None = None,
) -> StoryFilter:
    """The same for stories; an actor is a country code. Raises ConfigError as `event_filter` does."""
    return StoryFilter(
        since=day_of("since", since),
        until=day_of("until", until),
        event_type=event_types_of(event_type),
        actor=[country_of(code) for code in actor],
        words=words,
        least_articles=least_articles,
        least_origins=least_origins,
        disputed=disputed,
        known_on=moment_of(known_on),
    )


def event_types_of(given: Sequence[str]) -> Sequence[str]:
    """PLOVER types in capitals. Raises ConfigError for one that there is not."""
    return _among("event type", [t.upper() for t in given], event_types())


def _among(what: str, given: Sequence[str], allowed: Iterable[str]) -> Sequence[str]:
    names = list(allowed)
    for name in given:
        if name not in names:
            raise ConfigError(f"no {what} {name!r}; one of {', '.join(names)}")
    return given


def _actors(given: Sequence[str]) -> list[str]:
    return [name for words in given for name in _actor(words.strip())]


def _actor(words: str) -> list[str]:
    """A code as it is, an acronym as the ids of those who bear it, other words as they are."""
    if not words:
        raise ConfigError("an actor has a code, an id or a name")
    if len(words) != 3 or not words.isalpha() or not words.isupper():
        return [words]
    tables = load_actors()
    if words in tables.countries or words in NO_COUNTRIES:
        return [words]
    named = {role.actor_id for role in find_roles(tables, words) if words in (role.name, *role.aliases)}
    if not named:
        raise ConfigError(_no_code(words, tables.countries))
    return sorted(named)


def country_of(code: str) -> str:
    """A country's code in capitals. Raises ConfigError for one that there is not, with those that look like it."""
    countries = load_actors().countries
    if code.upper() not in countries:
        raise ConfigError(_no_code(code, countries))
    return code.upper()


def _no_code(given: str, countries: Iterable[str]) -> str:
    near = difflib.get_close_matches(given.upper(), list(countries), n=5, cutoff=0.6)
    likely = f"; perhaps {', '.join(near)}" if near else ""
    return (
        f"no country code {given!r}{likely}; codes are ISO 3166-1 alpha-3 and XKX, for actors also IGO, NGO and MNC:"
        " `verbale actors find NAME` gives them"
    )


def day_of(option: str, given: str | None) -> datetime.date | None:
    """A day as YYYY-MM-DD. Raises ConfigError, which names the option, for anything else."""
    try:
        return datetime.date.fromisoformat(given) if given is not None else None
    except ValueError:
        raise ConfigError(f"{option} {given!r} is not a day as YYYY-MM-DD") from None


def moment_of(given: str | None) -> datetime.datetime | None:
    """The end of a day, or a time, as the store keeps times: UTC. Raises ConfigError for anything else."""
    if given is None:
        return None
    try:
        if len(given) <= len("2022-02-20"):
            return datetime.datetime.combine(datetime.date.fromisoformat(given), datetime.time.max)
        moment = datetime.datetime.fromisoformat(given)
    except ValueError:
        raise ConfigError(f"known-on {given!r} is not a day as YYYY-MM-DD or a time as YYYY-MM-DDTHH:MM") from None
    return moment.astimezone(datetime.UTC).replace(tzinfo=None) if moment.tzinfo else moment


def actor_names(keys: Iterable[str]) -> dict[str, str]:
    """What actors are called that are counted by a country code or an id; one that no table knows by its key."""
    names = _names()
    return {key: names.get(key, key) for key in keys}


@functools.cache
def _names() -> dict[str, str]:
    tables = load_actors()
    names = {role.actor_id: role.name for role in (*tables.bodies, *tables.persons)}
    return names | {code: country.name for code, country in tables.countries.items()}
