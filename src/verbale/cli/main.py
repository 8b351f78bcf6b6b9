"""The `verbale` command: gathers the commands and turns errors into messages and exit statuses."""

import sys
from typing import Annotated

import typer

from verbale import __version__
from verbale.cli import (
    actors,
    annotate,
    code,
    codebook,
    diff,
    dyads,
    evaluate,
    events,
    explain,
    ingest,
    judge,
    link,
    query,
    recode,
    relation,
    report,
    runs,
    serve,
    snapshot,
    stories,
    story,
    watch,
)
from verbale.errors import VerbaleError

EXIT_USAGE = 2

app = typer.Typer(
    name="verbale",
    help="Reads news and keeps the record: who did what to whom, when and where, who says so, and whether it happened.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("code")(code.code)
app.command("annotate")(annotate.annotate)
app.command("explain")(explain.explain)
app.command("relation")(relation.relation)
app.command("ingest")(ingest.ingest)
app.command("watch")(watch.watch)
app.command("recode")(recode.recode)
app.command("events")(events.events)
app.command("dyads")(dyads.dyads)
app.command("stories")(stories.stories)
app.command("story")(story.story)
app.command("link")(link.link)
app.command("query")(query.query)
app.command("runs")(runs.runs)
app.command("diff")(diff.diff)
app.command("snapshot")(snapshot.snapshot)
app.command("report")(report.report)
app.command("serve")(serve.serve)
app.command("evaluate")(evaluate.evaluate)
app.add_typer(judge.app, name="judge")
app.add_typer(actors.app, name="actors")
app.add_typer(codebook.app, name="codebook")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"verbale {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Reads news and keeps the record."""


def run() -> None:
    """Entry point: a wrong option, path or codebook is one line on standard error and exit status 2."""
    try:
        app()
    except VerbaleError as error:
        typer.echo(f"verbale: {error}", err=True)
        sys.exit(EXIT_USAGE)
    except BrokenPipeError:
        # The reader of the pipe has seen enough ("verbale code ... | head").
        sys.stderr.close()
        sys.exit(0)
