"""`verbale query`: SQL over the store."""

import sys
from typing import Annotated

import typer

from verbale.cli.options import DEFAULT_STORE, Output, RowFormat, StorePath


def query(
    sql: Annotated[str, typer.Argument(help="One statement of SQL, or - to read it from standard input.")],
    form: RowFormat = None,
    output: Output = None,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Ask the store in SQL, read only; docs/store.md has the tables and their columns."""
    from verbale.cli.rows import write_rows
    from verbale.store import Store
    from verbale.store.queries import query

    write_rows(query(Store(path=store), sys.stdin.read() if sql == "-" else sql), form, output)
