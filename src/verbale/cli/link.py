"""`verbale link`: all events of the record linked anew."""

from typing import Annotated

import typer

from verbale.cli.options import DEFAULT_STORE, StorePath

NoLink = Annotated[bool, typer.Option("--no-link", help="Leave the linking into stories for later (`verbale link`).")]


def link(store: StorePath = DEFAULT_STORE) -> None:
    """Find anew which events of all articles are one happening; ingest, watch, recode and judge do so by themselves."""
    link_store(store, everything=True)


def link_store(path: StorePath, *, everything: bool = False) -> None:
    """Link all, or what is new since the last time, and say in a line what came of it."""
    from verbale.pipeline.linking import link
    from verbale.store import Store

    tally = link(Store(path=path), everything=everything)
    changes = f"{tally.changed} new or changed, {tally.ended} ended" if tally.changed or tally.ended else "unchanged"
    counted = f"{tally.stories} stories, {tally.shared} of several articles" if tally.stories is not None else "stories"
    typer.echo(f"{counted}: {changes}")
