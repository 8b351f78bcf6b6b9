"""`verbale explain`: each event with its sentence, the marked words, and why it was coded so."""

from typing import TYPE_CHECKING

import typer

from verbale.cli.options import (
    EXIT_ALL_REJECTED,
    InputFormat,
    Inputs,
    Model,
    Parser,
    Published,
    model_folder,
    open_inputs,
)

if TYPE_CHECKING:
    from rich.console import Console

    from verbale.pipeline.records import Record


def explain(
    inputs: Inputs,
    input_format: InputFormat = None,
    published: Published = None,
    parser: Parser = "en_core_web_sm",
    model: Model = None,
) -> None:
    """Show each event with its sentence, the words that it rests on, and the steps that led to it."""
    from rich.console import Console
    from rich.markup import escape

    from verbale.model.article import Rejection
    from verbale.pipeline.run import Settings, run_code

    console = Console()
    coded = rejected = 0
    for outcome in run_code(
        open_inputs(inputs, input_format, published), Settings(parser=parser, model=model_folder(model))
    ):
        if isinstance(outcome, Rejection):
            rejected += 1
            typer.echo(f"{outcome.article_id}: {outcome.reason}: {outcome.detail}", err=True)
            continue
        coded += 1
        article = outcome.article
        console.rule(escape(article.title or article.article_id))
        if not outcome.records:
            console.print("no event")
        for record in outcome.records:
            _event(console, record, article.text)
    if rejected and not coded:
        raise typer.Exit(EXIT_ALL_REJECTED)


def _event(console: "Console", record: "Record", text: str) -> None:
    from rich.markup import escape

    kind = record["event_type"] + (f" / {record['mode']}" if record["mode"] else "")
    console.print(f"\n[bold]{kind}[/bold]  {record['status']}{', historical' if record['historical'] else ''}")
    console.print(_marked_evidence(record, text))
    for side in ("source", "target"):
        for actor in record[side]:
            code = " ".join(str(p) for p in (actor["code"], actor["sector"]) if p)
            console.print(f"  {side}: {escape(actor['name'])} [dim]{code}[/dim] from {escape(repr(actor['text']))}")
    for said in record["attribution"]:
        speaker = (said["speaker"] or {}).get("name") or "nobody named"
        console.print(f"  says: {escape(speaker)} ({said['kind']}, {escape(repr(said['cue']['text']))})")
    for step in record["provenance"]["trace"]:
        console.print(f"  [dim]- {escape(step)}[/dim]")
    for mention in record["mentions"]:
        console.print(f"  [dim]also: {escape(mention['evidence']['text'])}[/dim]")


def _marked_evidence(record: "Record", text: str) -> str:
    """The evidence, trigger reversed, actors, place and date underlined."""
    from rich.markup import escape

    start, end = record["evidence"]["start"], record["evidence"]["end"]
    marks = [(record["trigger"]["start"], record["trigger"]["end"], "bold reverse")]
    for field in ("place", "event_date"):
        part = record[field]
        if part and part["start"] is not None:
            marks.append((part["start"], part["end"], "green underline"))
    for side, style in (("source", "blue underline"), ("target", "magenta underline")):
        for actor in record[side]:
            at = text.find(actor["text"], start, end)
            if at >= 0:
                marks.append((at, at + len(actor["text"]), style))
    shown, at = "", start
    for first, last, style in sorted(marks):
        if first >= at and last <= end:
            shown += f"{escape(text[at:first])}[{style}]{escape(text[first:last])}[/{style}]"
            at = last
    return f"  {shown}{escape(text[at:end])}"
