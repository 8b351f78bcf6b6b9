"""`verbale diff`: what changed in the record between two runs, and why."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from verbale.cli.options import DEFAULT_STORE, Output, RowFormat, StorePath
from verbale.model.display import amount, days

if TYPE_CHECKING:
    from verbale.store import Table
    from verbale.store.changes import Change

COLUMNS = {"kind": "VARCHAR", "event_id": "VARCHAR", "article_id": "VARCHAR", "event": "VARCHAR", "field": "VARCHAR",
           "before": "VARCHAR", "after": "VARCHAR", "why": "VARCHAR"}  # fmt: skip
# An actor, place, date or span in words: the first of these that it has.
_NAMES = ("name", "earliest", "kind", "text")


def diff(
    first: Annotated[int, typer.Argument(metavar="RUN1", help="The earlier run; `verbale runs` lists them.")],
    second: Annotated[int, typer.Argument(metavar="RUN2", help="The later run.")],
    form: RowFormat = None,
    output: Output = None,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Show which events came, went or were coded otherwise between two runs, and why.

    jsonl has one object a changed event, the other formats one row a changed field.
    """
    from verbale.cli.rows import chosen_format, write_rows
    from verbale.store import Store, Table
    from verbale.store.changes import diff

    changes = list(diff(Store(path=store), first, second))
    chosen = chosen_format(output, form)
    if chosen == "jsonl":
        write_rows(_objects(changes), chosen, output)
    else:
        write_rows(Table(columns=COLUMNS, rows=[row for c in changes for row in _rows(c)]), chosen, output)
    kinds = Counter(change.kind for change in changes)
    said = ", ".join(f"{kinds[kind]} {kind}" for kind in ("added", "removed", "changed"))
    typer.echo(f"run {first} to run {second}: {said}", err=True)


def _objects(changes: "Iterable[Change]") -> "Table":
    from verbale.store import Table

    names = ("kind", "event_id", "article_id", "fields", "why", "before", "after")
    rows = [
        (
            c.kind,
            c.event_id,
            c.article_id,
            {name: {"before": old, "after": new} for name, (old, new) in c.fields.items()},
            list(c.why),
            c.before,
            c.after,
        )
        for c in changes
    ]
    return Table(columns=dict.fromkeys(names, "STRUCT"), rows=rows)


def _rows(change: "Change") -> Iterator[tuple[str | None, ...]]:
    record = change.after or change.before or {}
    start = (change.kind, change.event_id, change.article_id, _headline(record))
    why = "; ".join(change.why)
    if not change.fields:
        yield (*start, None, None, None, why)
    for number, (name, (old, new)) in enumerate(change.fields.items()):
        yield (*start, name, shown(old), shown(new), why if number == 0 else None)


def _headline(record: Mapping[str, Any]) -> str:
    return f"{shown(record['source']) or '?'} {record['event_type']} {shown(record['target']) or '?'}"


def shown(value: Any) -> str | None:
    """A field of a record in a few words; what differs only in offsets reads alike."""
    match value:
        case None:
            return None
        case dict():
            return _object(value)
        case list():
            return "; ".join(shown(member) or "" for member in value) or None
        case _:
            return str(value)


def _object(value: Mapping[str, Any]) -> str | None:
    if "evidence" in value:
        return shown(value["trigger"])
    if "earliest" in value and value["earliest"] != value["latest"]:
        return days(value["earliest"], value["latest"])
    if "low" in value:
        return f"{amount(value['low'], value['high'])} {value['kind']}"
    if "speaker" in value:
        return shown(value["speaker"]) or value["text"]
    name = next((str(value[key]) for key in _NAMES if value.get(key) is not None), None)
    return f"{name} ({value['code']})" if value.get("code") else name
