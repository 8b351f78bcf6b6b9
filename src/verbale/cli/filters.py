"""The options that say which events are asked for, shared by `events` and `dyads`."""

import datetime
import difflib
import inspect
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

from verbale.errors import ConfigError

if TYPE_CHECKING:
    from verbale.store.asking import EventFilter

_WHO = "a country code (RUS), an actor id, an acronym or words of a name; again for more."


def asked_events(
    source: Annotated[list[str] | None, typer.Option("--source", help=f"Who did it: {_WHO}")] = None,
    target: Annotated[list[str] | None, typer.Option("--target", help=f"To whom: {_WHO}")] = None,
    actor: Annotated[list[str] | None, typer.Option("--actor", help=f"On either side: {_WHO}")] = None,
    event_type: Annotated[list[str] | None, typer.Option("--type", help="PLOVER type, as SANCTION.")] = None,
    mode: Annotated[list[str] | None, typer.Option("--mode", help="PLOVER mode, as embargo.")] = None,
    status: Annotated[
        list[str] | None, typer.Option("--status", help="occurred, ongoing, planned, hypothetical or negated.")
    ] = None,
    country: Annotated[list[str] | None, typer.Option("--country", help="Where it happened: a country code.")] = None,
    since: Annotated[str | None, typer.Option("--since", help="Happened on this day (YYYY-MM-DD) or later.")] = None,
    until: Annotated[str | None, typer.Option("--until", help="Happened on this day or before.")] = None,
    published_since: Annotated[
        str | None, typer.Option("--published-since", help="Reported on this day or later.")
    ] = None,
    published_until: Annotated[
        str | None, typer.Option("--published-until", help="Reported on this day or before.")
    ] = None,
    historical: Annotated[
        bool | None, typer.Option("--historical/--current", help="Only background from an earlier time, or only not.")
    ] = None,
    attributed: Annotated[
        bool | None,
        typer.Option("--attributed/--unattributed", help="Only what somebody says, or only the reporter's own word."),
    ] = None,
    min_confidence: Annotated[
        float | None, typer.Option("--min-confidence", min=0, max=1, help="At least so likely to be told.")
    ] = None,
    words: Annotated[str | None, typer.Option("--words", help="Words in the evidence or the article's title.")] = None,
    story: Annotated[str | None, typer.Option("--story", help="Only the events of this story.")] = None,
    known_on: Annotated[
        str | None,
        typer.Option(
            "--known-on",
            help="As the record stood at the end of this day, or at this time (YYYY-MM-DDTHH:MM, UTC if it says none).",
        ),
    ] = None,
) -> "EventFilter":
    """The filter that the options say. Raises ConfigError for a code, type, status or date that there is not."""
    from verbale.codebook.types import event_types
    from verbale.model.events import STATUSES
    from verbale.store.asking import EventFilter

    types = event_types()
    modes = dict.fromkeys(name for kind in types.values() for name in kind.modes)
    return EventFilter(
        source=_actors(source),
        target=_actors(target),
        actor=_actors(actor),
        event_type=event_types_of(event_type),
        mode=_among("mode", [m.lower() for m in mode or ()], modes),
        status=_among("status", [s.lower() for s in status or ()], STATUSES),
        country=[country_of(c) for c in country or ()],
        since=day_of("--since", since),
        until=day_of("--until", until),
        published_since=day_of("--published-since", published_since),
        published_until=day_of("--published-until", published_until),
        historical=historical,
        attributed=attributed,
        least_confidence=min_confidence,
        words=words,
        story_id=story,
        known_on=moment_of(known_on),
    )


def with_filters(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options of `asked_events` before its own; it is given their filter as `asked`."""
    options = inspect.signature(asked_events).parameters
    own = [p for name, p in inspect.signature(command).parameters.items() if name != "asked"]

    @wraps(command)
    def run(**given: Any) -> None:
        asked = asked_events(**{name: given.pop(name) for name in options})
        command(asked=asked, **given)

    merged = [*options.values(), *own]
    run.__signature__ = inspect.Signature(merged)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in merged}
    return run


def event_types_of(given: Sequence[str] | None) -> Sequence[str]:
    """PLOVER types in capitals. Raises ConfigError for one that there is not."""
    from verbale.codebook.types import event_types

    return _among("event type", [t.upper() for t in given or ()], event_types())


def _among(what: str, given: Sequence[str], allowed: Iterable[str]) -> Sequence[str]:
    names = list(allowed)
    for name in given:
        if name not in names:
            raise ConfigError(f"no {what} {name!r}; one of {', '.join(names)}")
    return given


def _actors(given: Sequence[str] | None) -> list[str]:
    return [name for words in given or () for name in _actor(words.strip())]


def _actor(words: str) -> list[str]:
    """A code as it is, an acronym as the ids of those who bear it, other words as they are."""
    from verbale.actors.search import find_roles
    from verbale.codebook.actors import load_actors
    from verbale.store.asking import NO_COUNTRIES

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
    from verbale.codebook.actors import load_actors

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
    try:
        return datetime.date.fromisoformat(given) if given is not None else None
    except ValueError:
        raise ConfigError(f"{option} {given!r} is not a day as YYYY-MM-DD") from None


def moment_of(given: str | None) -> datetime.datetime | None:
    """The end of a day, or a time, as the store keeps times: UTC."""
    if given is None:
        return None
    try:
        if len(given) <= len("2022-02-20"):
            return datetime.datetime.combine(datetime.date.fromisoformat(given), datetime.time.max)
        moment = datetime.datetime.fromisoformat(given)
    except ValueError:
        raise ConfigError(f"--known-on {given!r} is not a day as YYYY-MM-DD or a time as YYYY-MM-DDTHH:MM") from None
    return moment.astimezone(datetime.UTC).replace(tzinfo=None) if moment.tzinfo else moment
