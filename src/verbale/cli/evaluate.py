"""`verbale evaluate`: how much of what people judged is right in the record."""

from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.options import DEFAULT_STORE, Output, RowFormat, StorePath

if TYPE_CHECKING:
    from collections.abc import Sequence

    from verbale.evaluate import ConfidenceShare, FieldShare
    from verbale.store import Table

_FIELD_COLUMNS = {
    "field": "VARCHAR", "event_type": "VARCHAR", "judged": "INTEGER", "right": "INTEGER", "wrong": "INTEGER",
    "open": "INTEGER", "gone": "INTEGER", "share": "DOUBLE", "low": "DOUBLE", "high": "DOUBLE",
}  # fmt: skip
_CONFIDENCE_COLUMNS = {
    "confidence_from": "DOUBLE", "confidence_to": "DOUBLE", "events": "INTEGER", "mean_confidence": "DOUBLE",
    "right": "INTEGER", "share": "DOUBLE", "low": "DOUBLE", "high": "DOUBLE",
}  # fmt: skip


def evaluate(
    by_type: Annotated[bool, typer.Option("--by-type", help="Each event type too.")] = False,
    calibration: Annotated[
        bool, typer.Option("--calibration", help="Instead, confidence against what people say is an event.")
    ] = False,
    form: RowFormat = None,
    output: Output = None,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Show, field by field, how much of what people judged (`verbale judge right`, `wrong`) is right in the record."""
    from verbale.cli.rows import write_rows
    from verbale.evaluate import calibration as confidence_shares
    from verbale.evaluate import field_shares, verdicts_on
    from verbale.store import Store

    verdicts = verdicts_on(Store(path=store))
    if not verdicts:
        typer.echo("nobody has judged a field yet: `verbale judge right EVENT FIELD --reason ...`", err=True)
    if calibration:
        write_rows(_table(confidence_shares(verdicts), _CONFIDENCE_COLUMNS), form, output)
    else:
        write_rows(_table(field_shares(verdicts, by_type=by_type), _FIELD_COLUMNS), form, output)


def _table(rows: "Sequence[FieldShare] | Sequence[ConfidenceShare]", columns: dict[str, str]) -> "Table":
    from verbale.store import Table

    return Table(columns=columns, rows=[tuple(_rounded(getattr(row, name)) for name in columns) for row in rows])


def _rounded(value: float | str | None) -> float | str | None:
    return round(value, 3) if isinstance(value, float) else value
