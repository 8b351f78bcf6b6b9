"""`verbale judge`: a person's word on whether two events are one, and on single fields of an event."""

import sys
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING, Annotated

import typer

from verbale.cli.link import link_store
from verbale.cli.options import DEFAULT_STORE, Output, RowFormat, StorePath

if TYPE_CHECKING:
    from verbale.store import Table

app = typer.Typer(
    help="Say that two events are the same act or are not, and what is right or wrong in one.", no_args_is_help=True
)

Event = Annotated[str, typer.Argument(help="Its id, as `verbale events` shows it.")]
Reason = Annotated[str, typer.Option("--reason", help="Why, for those who read it later.")]
Field = Annotated[
    str,
    typer.Argument(
        help="event (is it one at all), event_type, mode, source, target, event_date, place, status, historical,"
        " attribution or counts."
    ),
]
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
def right(event: Event, field: Field, reason: Reason, judge: Judge = None, store: StorePath = DEFAULT_STORE) -> None:
    """A field of an event is right as the record has it."""
    _judge_field("right", event, field, None, reason, judge, store)


@app.command()
def wrong(
    event: Event,
    field: Field,
    reason: Reason,
    correct: Annotated[
        str | None,
        typer.Option(
            "--correct",
            help='What it should be: a word; actors as "KEN; SOM" (codes, ids, names); a day or DAY/DAY; a place\'s'
            ' name or GeoNames id; true or false; "dead=12; injured=30-40"; "" for nothing.',
        ),
    ] = None,
    judge: Judge = None,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """A field of an event is wrong as the record has it."""
    _judge_field("wrong", event, field, correct, reason, judge, store)


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
    from verbale.store.judgements.either import undo
    from verbale.store.judgements.pairs import Judgement

    undone = undo(Store(path=store), number, reason=reason, judge=judge or _login(), versions=versions_of_program())
    typer.echo(f"judgement {number} undone")
    if isinstance(undone, Judgement):
        link_store(store)


@app.command("list")
def list_(form: RowFormat = None, output: Output = None, store: StorePath = DEFAULT_STORE) -> None:
    """List all judgements, and whether each stands."""
    from verbale.cli.rows import chosen_format, write_rows
    from verbale.store import Store
    from verbale.store.judgements.either import judgements

    table = judgements(Store(path=store))
    write_rows(_in_words(table) if chosen_format(output, form) == "table" else table, form, output)


@app.command()
def export(output: Output = None, store: StorePath = DEFAULT_STORE) -> None:
    """Write the judged events as JSON Lines: the article's text, the record, and what people said of it."""
    from verbale.pipeline.output import encode, whole_file
    from verbale.store import Store
    from verbale.store.judgements.judged import judged_records

    with ExitStack() as stack:
        file: IO[bytes] = stack.enter_context(whole_file(output)) if output else sys.stdout.buffer
        for record in judged_records(Store(path=store)):
            file.write(encode(record))
    sys.stdout.flush()


def _judge(verdict: str, event_a: str, event_b: str, reason: str, judge: str | None, store: StorePath) -> None:
    from verbale.pipeline.keeping import versions_of_program
    from verbale.store import Store
    from verbale.store.judgements.pairs import judge as add

    added = add(
        Store(path=store), verdict, event_a, event_b,
        reason=reason, judge=judge or _login(), versions=versions_of_program(),
    )  # fmt: skip
    typer.echo(f"judgement {added.judgement_id}: {event_a} and {event_b} are {verdict}")
    link_store(store)


def _judge_field(
    verdict: str, event: str, field: str, correct: str | None, reason: str, judge: str | None, store: StorePath
) -> None:
    import json

    from verbale.model.fields import in_words
    from verbale.pipeline.keeping import versions_of_program
    from verbale.store import Store
    from verbale.store.judgements.corrections import correction_of
    from verbale.store.judgements.fields import judge_field

    added = judge_field(
        Store(path=store), verdict, event, field, correct=None if correct is None else correction_of(field, correct),
        reason=reason, judge=judge or _login(), versions=versions_of_program(),
    )  # fmt: skip
    should = "" if added.correct is None else f", should be {json.dumps(added.correct, ensure_ascii=False)}"
    told = f"{field} of {event} is {verdict}: {in_words(field, added.value)}{should}"
    typer.echo(f"judgement {added.judgement_id}: {told}")


def _in_words(table: "Table") -> "Table":
    """For a look at a terminal: the value judged in a few words, not as the record's JSON."""
    import json

    from verbale.model.fields import in_words
    from verbale.store import Table

    rows = []
    for row in table.records():
        value = json.loads(row["value"]) if row["value"] is not None else None
        rows.append(tuple({**row, "value": in_words(row["field"], value) if row["field"] else None}.values()))
    return Table(columns=table.columns, rows=rows)


def _login() -> str | None:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return None  # a user without a name, as in some containers
