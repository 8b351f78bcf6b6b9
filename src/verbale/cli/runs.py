"""`verbale runs`: what wrote the store, and when."""

from verbale.cli.options import DEFAULT_STORE, Output, RowFormat, StorePath


def runs(form: RowFormat = None, output: Output = None, store: StorePath = DEFAULT_STORE) -> None:
    """List the runs that wrote the store, with the versions that coded; one without an end was cut short."""
    from verbale.cli.rows import write_rows
    from verbale.store import Store
    from verbale.store.runs import runs

    write_rows(runs(Store(path=store)), form, output)
