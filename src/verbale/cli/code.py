"""`verbale code`: news in, events out."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from verbale.cli.options import (
    EXIT_ALL_REJECTED,
    Codebook,
    InputFormat,
    Inputs,
    Model,
    Output,
    Parser,
    Published,
    Rejects,
    Workers,
    model_folder,
    open_inputs,
    tell_rejections,
)

if TYPE_CHECKING:
    from verbale.model.article import Rejection
    from verbale.pipeline.records import Record
    from verbale.pipeline.run import Outcome


def code(
    inputs: Inputs,
    form: Annotated[
        str | None,
        typer.Option(
            "--format", help="jsonl, csv, parquet or table.", show_default="by -o, a table on a terminal, else jsonl"
        ),
    ] = None,
    output: Output = None,
    rejects: Rejects = None,
    input_format: InputFormat = None,
    published: Published = None,
    parser: Parser = "en_core_web_sm",
    model: Model = None,
    workers: Workers = 1,
    codebook: Codebook = None,
) -> None:
    """Code news into events: who did what to whom, when, where, who says so, and whether it happened."""
    from verbale.pipeline.output import format_for
    from verbale.pipeline.run import Settings, run_code

    chosen = format_for(output, form, "table" if sys.stdout.isatty() else "jsonl")
    items = open_inputs(inputs, input_format, published)
    outcomes = run_code(items, Settings(parser=parser, model=model_folder(model), workers=workers, codebook=codebook))
    write_outcomes(outcomes, chosen, output, rejects)


def write_outcomes(outcomes: "Iterator[Outcome]", form: str, output: Path | None, rejects: Path | None) -> None:
    """Write records and rejections, say on standard error what was not coded, and set the exit status."""
    from verbale.pipeline.output import RecordWriter, whole_file

    tally: Counter[str] = Counter()
    rejected: list[Rejection] = []
    with ExitStack() as stack:
        if form == "table":
            from verbale.cli.table import events_table, print_table

            print_table(events_table(_records(outcomes, tally, rejected)), output)
        else:
            file: IO[bytes] = stack.enter_context(whole_file(output)) if output else sys.stdout.buffer
            writer = RecordWriter(file, form)
            for record in _records(outcomes, tally, rejected):
                writer.write(record)
            writer.close()
    _finish(tally, rejected, output, rejects)


def _records(outcomes: "Iterator[Outcome]", tally: Counter[str], rejected: "list[Rejection]") -> "Iterator[Record]":
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from verbale.model.article import Rejection

    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed} articles"),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("0 events", total=None)
        for outcome in outcomes:
            if isinstance(outcome, Rejection):
                rejected.append(outcome)
                tally[outcome.reason] += 1
            else:
                tally["coded"] += 1
                tally["events"] += len(outcome.records)
                yield from outcome.records
            progress.update(task, advance=1, description=f"{tally['events']} events")


def _finish(tally: Counter[str], rejected: "list[Rejection]", output: Path | None, rejects: Path | None) -> None:
    where = rejects or (output.with_name(f"{output.stem}.rejects.jsonl") if output and rejected else None)
    if rejected or output is not None:
        typer.echo(f"{tally['coded']} articles coded, {tally['events']} events, {len(rejected)} rejected", err=True)
    tell_rejections(rejected, where)
    if rejected and not tally["coded"]:
        raise typer.Exit(EXIT_ALL_REJECTED)
