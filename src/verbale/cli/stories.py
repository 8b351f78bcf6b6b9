"""`verbale stories`: what happened, each happening once."""

from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.options import DEFAULT_STORE, KnownOn, Output, RowFormat, StorePath

if TYPE_CHECKING:
    from rich.table import Table as Shown

    from verbale.store import Table


def stories(
    since: Annotated[str | None, typer.Option("--since", help="First reported on this day or later.")] = None,
    until: Annotated[str | None, typer.Option("--until", help="First reported on this day or before.")] = None,
    event_type: Annotated[list[str] | None, typer.Option("--type", help="PLOVER type, as SANCTION.")] = None,
    actor: Annotated[list[str] | None, typer.Option("--actor", help="A country code on either side.")] = None,
    words: Annotated[str | None, typer.Option("--words", help="Words in its title.")] = None,
    articles: Annotated[int, typer.Option("--articles", min=1, help="Told by at least so many articles.")] = 2,
    origins: Annotated[int, typer.Option("--origins", min=1, help="From at least so many independent origins.")] = 1,
    disputed: Annotated[bool, typer.Option("--disputed", help="Only where reports contradict each other.")] = False,
    known_on: KnownOn = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many.")] = None,
    form: RowFormat = None,
    output: Output = None,
    store: StorePath = DEFAULT_STORE,
) -> None:
    """List happenings: how many articles, publishers and independent origins tell each, and what they dispute."""
    from verbale.cli.rows import chosen_format, write_rows
    from verbale.cli.table import print_table
    from verbale.pipeline.asking import story_filter
    from verbale.store import Store
    from verbale.store.story_queries import stories

    asked = story_filter(
        since=since,
        until=until,
        event_type=event_type or (),
        actor=actor or (),
        words=words,
        least_articles=articles,
        least_origins=origins,
        disputed=disputed,
        known_on=known_on,
    )
    found = stories(Store(path=store), asked, limit)
    if chosen_format(output, form) == "table":
        print_table(_table(found), output)
    else:
        write_rows(found, form, output)


def _table(found: "Table") -> "Shown":
    """For a person: since when it is told, what, by how many, and what they dispute."""
    from rich.markup import escape
    from rich.table import Table as Shown

    shown = Shown(show_lines=True, expand=True)
    for name, ratio in (("first told, where", 2), ("story", 6), ("kind and status", 2), ("told by", 2)):
        shown.add_column(name, ratio=ratio, overflow="fold")
    for row in found.records():
        sides = " → ".join(filter(None, (row["source_code"], row["target_code"])))
        kind = " ".join(filter(None, (row["event_type"], row["mode"])))
        told = f"{row['articles']} articles, {row['publishers']} publishers, {row['origins']} origins"
        disputed = f"[red]disputed: {row['disputed']}[/red]" if row["disputed"] else ""
        cells = (
            ((row["first_published_at"] or "?")[:10], escape(row["place"] or "")),
            (escape(row["title"]), f"[dim]{row['story_id']}[/dim]"),
            (sides, kind, row["status"]),
            (told, disputed),
        )
        shown.add_row(*("\n".join(filter(None, lines)) for lines in cells))
    return shown
