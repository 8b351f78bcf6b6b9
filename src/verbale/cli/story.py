"""`verbale story`: one happening as all its reports tell it."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from verbale.cli.options import DEFAULT_STORE, KnownOn, StorePath
from verbale.errors import ConfigError

if TYPE_CHECKING:
    from rich.console import Console


def story(
    story_id: Annotated[str, typer.Argument(help="Of the story, or of an event in it.", show_default=False)],
    known_on: KnownOn = None,
    form: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    store: StorePath = DEFAULT_STORE,
) -> None:
    """Show one happening: who reported it, from which origins, what they agree on and what they dispute."""
    from rich.console import Console

    from verbale.pipeline.asking import moment_of
    from verbale.store import Store
    from verbale.store.story_queries import story

    if form not in ("text", "json"):
        raise ConfigError(f"no format {form!r}; text or json")
    record = story(Store(path=store), story_id, moment_of(known_on))
    if form == "json":
        from verbale.pipeline.output import encode

        typer.echo(encode(record).decode("utf-8"), nl=False)
        return
    show(record, Console(highlight=False, markup=False))


def show(record: dict[str, Any], console: "Console") -> None:
    """Head, what is agreed, what is disputed with the words behind each version, the chain, the reports in order."""
    console.print(f"{record['story_id']}  {record['title']}", style="bold")
    console.print(
        f"{record['articles']} articles, {record['publishers']} publishers, {record['origins']} independent origins;"
        f" first reported {record['first_published_at'] or 'on a day not known'}; now {record['status']}"
    )
    _agreed(record, console)
    for field, versions in record["contradictions"].items():
        console.print(f"\ndisputed: {field}", style="bold red")
        for version in versions:
            told = len(version["event_ids"])
            console.print(f"  {version['value']} ({told} report{'s' * (told > 1)}): “{version['words']}”")
    if len(record["chain"]) > 1:
        console.print("\nchain", style="bold")
        for step in record["chain"]:
            console.print(f"  {step['published'] or '?'}  {step['status']}: “{step['words']}”")
    console.print("\nreports", style="bold")
    for report in record["reports"]:
        _report(report, console)


def _agreed(record: dict[str, Any], console: "Console") -> None:
    if record["agreed"]:
        console.print("\nagreed", style="bold")
        for field, value in record["agreed"].items():
            console.print(f"  {field}: {value}")


def _report(report: dict[str, Any], console: "Console") -> None:
    who = report["publisher"] or report["url"] or report["article_id"]
    origin = f", {report['likeness']} of {report['origin']}" if report["likeness"] else ""
    said = f", says {report['attribution']}" if report["attribution"] else ""
    console.print(f"  {report['published_at'] or '?'}  {who}{origin}: {report['status']}{said}")
    console.print(f"      “{' '.join(report['evidence'].split())}”  [{report['event_id']}]", style="dim")
