"""`verbale stories`: what happened, each happening once."""

from typing import Annotated

import typer

from verbale.cli.filters import country_of, day_of, event_types_of, moment_of
from verbale.cli.options import DEFAULT_STORE, KnownOn, Output, RowFormat, StorePath


def stories(
    since: Annotated[str | None, typer.Option("--since", help="First reported on this day or later.")] = None,
    until: Annotated[str | None, typer.Option("--until", help="First reported on this day or before.")] = None,
    event_type: Annotated[list[str] | None, typer.Option("--type", help="PLOVER type, as SANCTION.")] = None,
    actor: Annotated[list[str] | None, typer.Option("--actor", help="A country code on either side.")] = None,
    words: Annotated[str | None, typer.Option("--words", help="Words in its title.")] = None,
    articles: Annotated[int, typer.Option("--articles", min=1, help="Told by at least so many articles.")] = 2,
    origins: Annotated[int, typer.Option("--origins", min=1, help="From at least so many independent origins.")] = 1,
    disputed: Annotated[bool, typer.Option("--disputed", help="Only where reports contradict each other.")] = False,
    known_on: KnownOn = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many.")] = None,
    form: RowFormat = None,
    output: Output = None,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """List happenings: how many articles, publishers and independent origins tell each, and what they dispute."""
    from verbale.cli.rows import write_rows
    from verbale.store import Store
    from verbale.store.story_queries import StoryFilter, stories

    asked = StoryFilter(
        since=day_of("--since", since),
        until=day_of("--until", until),
        event_type=event_types_of(event_type),
        actor=[country_of(code) for code in actor or ()],
        words=words,
        least_articles=articles,
        least_origins=origins,
        disputed=disputed,
        known_on=moment_of(known_on),
    )
    write_rows(stories(Store(path=store), asked, limit), form, output)
