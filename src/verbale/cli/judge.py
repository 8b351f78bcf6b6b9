"""`verbale judge`: a person's word on whether two events are one."""

from typing import Annotated

import typer

from verbale.cli.link import link_store
from verbale.cli.options import DEFAULT_STORE, Output, RowFormat, StorePath

app = typer.Typer(
    help="Say that two events are the same act or are not; every later linking obeys.", no_args_is_help=True
)

Event = Annotated[str, typer.Argument(help="Its id, as `verbale events` shows it.")]
Reason = Annotated[str, typer.Option("--reason", help="Why, for those who read it later.")]
Judge = Annotated[str | None, typer.Option("--judge", help="Who says so.", show_default="the name of the login")]


@app.command()
def same(event_a: Event, event_b: Event, reason: Reason, judge: Judge = None, store: StorePath = DEFAULT_STORE) -> None:
    """Two events tell of one act."""
    _judge("same", event_a, event_b, reason, judge, store)


@app.command()
def different(
    event_a: Event, event_b: Event, reason: Reason, judge: Judge = None, store: StorePath = DEFAULT_STORE
) -> None:
    """Two events are two acts, however alike they read."""
    _judge("different", event_a, event_b, reason, judge, store)


@app.command()
def undo(
    number: Annotated[int, typer.Argument(help="Of the judgement, as `verbale judge list` shows it.")],
    reason: Reason,
    judge: Judge = None,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Take a judgement back; it stays in the list as undone."""
    from verbale.pipeline.keeping import versions_of_program
    from verbale.store import Store
    from verbale.store.judging import undo

    undo(Store(path=store), number, reason=reason, judge=judge or _login(), versions=versions_of_program())
    typer.echo(f"judgement {number} undone")
    link_store(store)


@app.command("list")
def list_(form: RowFormat = None, output: Output = None, store: StorePath = DEFAULT_STORE) -> None:
    """List all judgements, and whether each stands."""
    from verbale.cli.rows import write_rows
    from verbale.store import Store
    from verbale.store.judging import judgements

    write_rows(judgements(Store(path=store)), form, output)


def _judge(verdict: str, event_a: str, event_b: str, reason: str, judge: str | None, store: StorePath) -> None:
    from verbale.pipeline.keeping import versions_of_program
    from verbale.store import Store
    from verbale.store.judging import judge as add

    added = add(
        Store(path=store), verdict, event_a, event_b,
        reason=reason, judge=judge or _login(), versions=versions_of_program(),
    )  # fmt: skip
    typer.echo(f"judgement {added.judgement_id}: {event_a} and {event_b} are {verdict}")
    link_store(store)


def _login() -> str | None:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return None  # a user without a name, as in some containers
