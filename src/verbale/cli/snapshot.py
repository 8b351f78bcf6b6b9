"""`verbale snapshot`: a consistent copy of the store."""

from pathlib import Path
from typing import Annotated

import typer

from verbale.cli.options import DEFAULT_STORE, StorePath


def snapshot(
    target: Annotated[
        Path | None,
        typer.Argument(help="Where to; an older copy there is replaced.", show_default="STORE.snapshot.duckdb"),
    ] = None,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Copy the store as it is now to a file that R, notebooks and others can hold open as long as they like."""
    from verbale.store import Store
    from verbale.store.snapshot import snapshot

    copy = target or store.with_name(f"{store.stem}.snapshot.duckdb")
    snapshot(Store(path=store), copy)
    typer.echo(str(copy))
