"""Events as a table for a person at a terminal."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

if TYPE_CHECKING:
    from verbale.pipeline.records import Record

COLUMNS = (("when and where", 14, 2), ("who did what to whom", 22, 4), ("status, says who", 14, 2), ("evidence", 24, 6))
# Where there is no terminal whose width could be asked for.
PLAIN_CHARS = 160
STATUS_STYLE = {"occurred": "bold", "ongoing": "bold", "planned": "cyan", "hypothetical": "yellow", "negated": "red"}


def events_table(records: "Iterable[Record]", *, ids: bool = False) -> Table:
    """One row an event: date and place, source, type and target, status and speaker, and the sentence.

    A date in brackets is the day of publication, for want of a stated one. `ids`: with the event's id below its place.
    """
    table = Table(show_lines=True, expand=True)
    for name, narrowest, ratio in COLUMNS:
        table.add_column(name, min_width=narrowest, ratio=ratio, overflow="fold")
    for record in records:
        cells = _cells(record)
        if ids:
            cells[0] = "\n".join(filter(None, (cells[0], f"[dim]{record['event_id']}[/dim]")))
        table.add_row(*cells)
    return table


def print_table(table: Table, output: Path | None) -> None:
    """To standard output, or as plain text to a file."""
    console = Console()
    if output is None and console.is_terminal:
        console.print(table)
        return
    plain = Console(width=PLAIN_CHARS, no_color=True)
    with plain.capture() as capture:
        plain.print(table)
    if output is None:
        sys.stdout.write(capture.get())
        return
    from verbale.pipeline.output import whole_file

    with whole_file(output) as file:
        file.write(capture.get().encode("utf-8"))


def _cells(record: "Record") -> list[str]:
    kind = record["event_type"] + (f" [dim]{record['mode']}[/dim]" if record["mode"] else "")
    target = _actors(record["target"])
    style = STATUS_STYLE[record["status"]]
    status = [f"[{style}]{record['status']}[/{style}]", *(["historical"] if record["historical"] else [])]
    says = [escape((a["speaker"] or {}).get("name") or a["text"]) for a in record["attribution"]]
    place = escape(record["place"]["name"]) if record["place"] else ""
    return [
        "\n".join(filter(None, (_date(record["event_date"]), place))),
        "\n".join(filter(None, (_actors(record["source"]), f"  [bold cyan]{kind}[/bold cyan]", target))),
        "\n".join((*status, *(f"[dim]says[/dim] {s}" for s in says))),
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
