"""The options that say which events are asked for, shared by `events`, `dyads` and `report`."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from verbale.store.asking import EventFilter

_WHO = "a country code (RUS), an actor id, an acronym, words of a name or =KEY; again for more."


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
    counted_since: Annotated[
        str | None, typer.Option("--counted-since", help="Its first possible day, by which series count, or later.")
    ] = None,
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
    article: Annotated[str | None, typer.Option("--article", help="Only the events of this article.")] = None,
    claim: Annotated[
        list[str] | None,
        typer.Option("--claim", help="reported, alleged, planned, threatened, denied or historical."),
    ] = None,
    publisher: Annotated[list[str] | None, typer.Option("--publisher", help="Who published it.")] = None,
    place: Annotated[str | None, typer.Option("--place", help="Words of the place's name, or its GeoNames id.")] = None,
    search: Annotated[
        str | None, typer.Option("--search", help="Words that all stand in the evidence, title, names or place.")
    ] = None,
    articles: Annotated[int, typer.Option("--articles", min=1, help="Told by so many articles or more.")] = 1,
    origins: Annotated[int, typer.Option("--origins", min=1, help="By so many that are no copies, or more.")] = 1,
    known_on: Annotated[
        str | None,
        typer.Option(
            "--known-on",
            help="As the record stood at the end of this day, or at this time (YYYY-MM-DDTHH:MM, UTC if it says none).",
        ),
    ] = None,
) -> "EventFilter":
    """The filter that the options say. Raises ConfigError for a code, type, status or date that there is not."""
    from verbale.pipeline.asking import event_filter

    return event_filter(
        source=source or (),
        target=target or (),
        actor=actor or (),
        event_type=event_type or (),
        mode=mode or (),
        status=status or (),
        country=country or (),
        since=since,
        until=until,
        counted_since=counted_since,
        published_since=published_since,
        published_until=published_until,
        historical=historical,
        attributed=attributed,
        least_confidence=min_confidence,
        words=words,
        story_id=story,
        article_id=article,
        claim=claim or (),
        publisher=publisher or (),
        place=place,
        search=search,
        least_articles=articles,
        least_origins=origins,
        known_on=known_on,
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
