"""`verbale events`: events of the store, by who, what, where, when and how sure."""

import sys
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING, Annotated

import typer

from verbale.cli.filters import with_filters
from verbale.cli.options import DEFAULT_STORE, Output, RowFormat, StorePath

if TYPE_CHECKING:
    from verbale.store.asking import EventFilter


@with_filters
def events(
    *,
    asked: "EventFilter",
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many, the earliest first.")] = None,
    form: RowFormat = None,
    output: Output = None,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Show the events of the store that were asked for, as `verbale code` writes them."""
    import msgspec

    from verbale.cli.rows import chosen_format
    from verbale.pipeline.output import RecordWriter, whole_file
    from verbale.store import Store
    from verbale.store.queries import event_records

    chosen = chosen_format(output, form)
    records = map(msgspec.json.decode, event_records(Store(path=store), asked, limit))
    if chosen == "table":
        from verbale.cli.table import events_table, print_table

        print_table(events_table(records, ids=True), output)
        return
    with ExitStack() as stack:
        file: IO[bytes] = stack.enter_context(whole_file(output)) if output else sys.stdout.buffer
        writer = RecordWriter(file, chosen)
        for record in records:
            writer.write(record)
        writer.close()
    sys.stdout.flush()
