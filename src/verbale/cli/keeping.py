"""What `ingest` and `recode` share: progress on a terminal, the closing line, the exit status."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from verbale.cli.options import EXIT_ALL_REJECTED, tell_rejections

if TYPE_CHECKING:
    from verbale.pipeline.keeping import Tally


def carry_out(tallies: "Iterator[Tally]", rejects: Path | None, done: str) -> None:
    """Run to the end, then say in one line what was `done` ("added", "coded again") and what was not coded."""
    from verbale.pipeline.keeping import Tally

    tally = Tally()
    for latest in _shown(tallies):
        tally = latest
    typer.echo(closing_line(tally, done))
    tell_rejections(tally.rejections, rejects)
    if tally.rejections and not tally.added and not tally.unchanged:
        raise typer.Exit(EXIT_ALL_REJECTED)


def closing_line(tally: "Tally", done: str) -> str:
    """As "run 3: 12 articles added, 4 unchanged, 57 events, 1 rejected"; a run that wrote nothing has no number."""
    parts = [f"{tally.added} articles {done}"] if tally.run_id is not None else []
    parts += [f"{tally.unchanged} unchanged"] if tally.unchanged else []
    parts += [f"{tally.events} events"] if tally.run_id is not None else []
    parts += [f"{len(tally.rejections)} rejected"] if tally.rejections else []
    name = f"run {tally.run_id}" if tally.run_id is not None else f"nothing {done}"
    return f"{name}: {', '.join(parts)}" if parts else name


def _shown(tallies: "Iterator[Tally]") -> "Iterator[Tally]":
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("reading", total=None)
        for tally in tallies:
            said = f"{tally.added} articles, {tally.events} events kept, {tally.unchanged} unchanged"
            progress.update(task, description=said)
            yield tally
