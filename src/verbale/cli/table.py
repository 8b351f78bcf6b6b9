"""Events as a table for a person at a terminal."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table

if TYPE_CHECKING:
    from verbale.pipeline.records import Record

COLUMNS = (
    ("date", 2), ("source", 3), ("event", 3), ("target", 3), ("place", 2), ("status", 2), ("says who", 2),
    ("evidence", 8),
)  # fmt: skip
STATUS_STYLE = {"occurred": "bold", "ongoing": "bold", "planned": "cyan", "hypothetical": "yellow", "negated": "red"}


def events_table(records: "Iterable[Record]") -> Table:
    """One row an event: date, source, type and mode, target, place, status, who says so, and the sentence."""
    table = Table(show_lines=True, expand=True)
    for name, ratio in COLUMNS:
        table.add_column(name, ratio=ratio, overflow="fold")
    for record in records:
        table.add_row(*_cells(record))
    return table


def _cells(record: "Record") -> list[str]:
    status = record["status"]
    style = STATUS_STYLE[status]
    mode = f"\n[dim]{record['mode']}[/dim]" if record["mode"] else ""
    past = "\n[dim]historical[/dim]" if record["historical"] else ""
    return [
        _date(record["event_date"]),
        _actors(record["source"]),
        f"[bold]{record['event_type']}[/bold]{mode}",
        _actors(record["target"]),
        escape(record["place"]["name"]) if record["place"] else "",
        f"[{style}]{status}[/{style}]{past}",
        escape("; ".join((a["speaker"] or {}).get("name") or a["text"] for a in record["attribution"])),
        marked(record["evidence"], record["trigger"]),
    ]


def marked(evidence: dict[str, Any], trigger: dict[str, Any]) -> str:
    """The evidence with the trigger set off."""
    text, at = evidence["text"], trigger["start"] - evidence["start"]
    end = at + len(trigger["text"])
    if not 0 <= at <= end <= len(text):
        return escape(text)
    return f"{escape(text[:at])}[bold reverse]{escape(text[at:end])}[/bold reverse]{escape(text[end:])}"


def _actors(actors: list[dict[str, Any]]) -> str:
    lines = []
    for actor in actors:
        code = " ".join(p for p in (actor["code"], actor["sector"]) if p)
        lines.append(escape(actor["name"]) + (f" [dim]{code}[/dim]" if code else ""))
    return "\n".join(lines)


def _date(date: dict[str, Any] | None) -> str:
    if date is None:
        return ""
    earliest, latest = date["earliest"], date["latest"]
    text = str(earliest) if earliest == latest else f"{earliest or '...'} to {latest or '...'}"
    return text if date["basis"] == "stated" else f"[dim]({text})[/dim]"
