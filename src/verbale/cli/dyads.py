"""`verbale dyads`: counts and sums per ordered pair of actors and period."""

from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.filters import with_filters
from verbale.cli.options import DEFAULT_STORE, Output, RowFormat, StorePath

if TYPE_CHECKING:
    from verbale.store.asking import EventFilter


@with_filters
def dyads(
    *,
    asked: "EventFilter",
    by: Annotated[str, typer.Option("--by", help="day, week, month, quarter or year.")] = "month",
    score: Annotated[str, typer.Option("--score", help="plover or goldstein: the scale that is summed.")] = "plover",
    unit: Annotated[
        str, typer.Option("--unit", help="story: an act counts once however many report it; event: each report does.")
    ] = "story",
    form: RowFormat = None,
    output: Output = None,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Count what one actor did to another in each period, and sum how hostile or friendly it was.

    Only acts that happened, and no background, unless --status or --historical asks for others.
    """
    from verbale.cli.rows import write_rows
    from verbale.store import Store
    from verbale.store.queries import dyads

    write_rows(dyads(Store(path=store), asked, by=by, score=score, unit=unit), form, output)
