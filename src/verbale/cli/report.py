"""`verbale report`: the store as one file that can be mailed."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.filters import with_filters
from verbale.cli.options import DEFAULT_STORE, Output, StorePath
from verbale.errors import ConfigError
from verbale.report import MOST_EVENTS

if TYPE_CHECKING:
    from verbale.store.asking import EventFilter


@with_filters
def report(
    *,
    asked: "EventFilter",
    title: Annotated[str | None, typer.Option("--title", help="Of the report.", show_default="of the store")] = None,
    events: Annotated[
        int, typer.Option("--events", min=0, max=MOST_EVENTS, help="Show at most so many one by one, the most told.")
    ] = MOST_EVENTS,
    unit: Annotated[
        str, typer.Option("--unit", help="story counts an act once however many tell it, event every telling.")
    ] = "story",
    output: Output = None,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Write one HTML file with figures, stories and events, which opens anywhere without a network."""
    try:
        from verbale.report.html import render
    except ImportError as error:
        raise ConfigError(f'{error.name} is not installed: pip install "verbale[chart]"') from error
    from verbale.pipeline.output import whole_file
    from verbale.report.content import gather
    from verbale.store import Store

    kept = Store(path=store)
    content = gather(kept, asked, made_at=kept.clock(), title=title, unit=unit, most_events=events)
    page = render(content)
    if output is None:
        sys.stdout.buffer.write(page)
        sys.stdout.flush()
        return
    with whole_file(output) as file:
        file.write(page)
    typer.echo(
        f"{output}: {len(content.events)} of {content.total_events} events, {len(content.stories)} of"
        f" {content.total_stories} stories, {len(page) / 1e6:.1f} MB",
        err=True,
    )
