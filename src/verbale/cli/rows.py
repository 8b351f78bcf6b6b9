"""Plain rows out: a table for a person, JSON Lines, CSV or Parquet for a program."""

import datetime
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verbale.store import Table

# The table of a query is for a look; a file has all.
SHOWN_ROWS = 1000


def chosen_format(output: Path | None, form: str | None) -> str:
    """As asked for, else by the file's suffix, else a table on a terminal and JSON Lines in a pipe."""
    from verbale.pipeline.output import format_for

    return format_for(output, form, "table" if sys.stdout.isatty() else "jsonl")


def write_rows(table: "Table", form: str | None, output: Path | None) -> None:
    """Write what a query gave in the format asked for. Raises ConfigError for an unknown one."""
    from verbale.pipeline.output import RowWriter, whole_file

    chosen = chosen_format(output, form)
    if chosen == "table":
        _print(table, output)
        return
    with ExitStack() as stack:
        file: IO[bytes] = stack.enter_context(whole_file(output)) if output else sys.stdout.buffer
        writer = RowWriter(file, chosen, table.columns)
        for row in table.records():
            writer.write(row)
        writer.close()
    sys.stdout.flush()


def _print(table: "Table", output: Path | None) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table as Shown

    from verbale.cli.table import print_table

    shown = Shown(box=SIMPLE_HEAD, pad_edge=False)
    for name, kind in table.columns.items():
        shown.add_column(name, justify="right" if _is_number(kind) else "left", overflow="fold")
    rows = table.rows if output else table.rows[:SHOWN_ROWS]
    for row in rows:
        shown.add_row(*(_cell(value) for value in row))
    print_table(shown, output)
    if len(rows) < len(table.rows):
        sys.stderr.write(f"the first {len(rows)} of {len(table.rows)} rows; -o FILE writes all\n")


def _is_number(kind: str) -> bool:
    return kind.endswith(("INT", "INTEGER", "DOUBLE", "FLOAT")) or kind.startswith("DECIMAL")


def _cell(value: Any) -> str:
    from rich.markup import escape

    if isinstance(value, datetime.datetime):
        value = value.isoformat(sep=" ", timespec="seconds")
    return "" if value is None else escape(str(value))
