"""`verbale actors`: find, show, check."""

import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.options import Codebook
from verbale.errors import ConfigError

if TYPE_CHECKING:
    from verbale.codebook.actors import Role

app = typer.Typer(help="The tables of who is who: find a name, show an actor, check the tables.", no_args_is_help=True)

EXIT_NOT_FOUND = 1


@app.command()
def find(
    name: Annotated[str, typer.Argument(help="A name or a part of one, in any spelling of the tables.")],
    on: Annotated[str | None, typer.Option("--on", help="Only the roles held on this day (YYYY-MM-DD).")] = None,
    codebook: Codebook = None,
) -> None:
    """Find persons, bodies, groups and countries by name, with what they were on a day."""
    from verbale.actors.search import find_roles
    from verbale.codebook.actors import load_actors

    roles = find_roles(load_actors(codebook), name, _day(on))
    if not roles:
        typer.echo(f"nobody called {name!r} in the tables" + (f" on {on}" if on else ""))
        raise typer.Exit(EXIT_NOT_FOUND)
    _table(roles)


@app.command()
def show(
    actor_id: Annotated[str, typer.Argument(help="As `verbale actors find` gives it, e.g. GBR-liz-truss.")],
    codebook: Codebook = None,
) -> None:
    """Show every role of one actor, with aliases and where each fact is from."""
    from verbale.codebook.actors import load_actors

    tables = load_actors(codebook)
    roles = [r for r in (*tables.persons, *tables.bodies) if r.actor_id == actor_id]
    country = tables.countries.get(actor_id)
    if country is not None:
        typer.echo(f"{country.code}  {country.name}  capital {country.capital or '-'}")
        typer.echo(f"  also called: {', '.join(country.aliases) or '-'}")
        typer.echo(f"  its people: {', '.join((*country.demonyms, *country.adjectives)) or '-'}")
        return
    if not roles:
        raise ConfigError(f"no actor {actor_id!r}; `verbale actors find NAME` gives the identifiers")
    aliases = dict.fromkeys(a for r in roles for a in (r.name, *r.aliases))
    typer.echo(f"{actor_id}  {', '.join(aliases)}")
    for role in roles:
        typer.echo(f"  {_line(role)}  [{role.reference}{'; ' + role.certainty if role.certainty else ''}]")


@app.command()
def check(codebook: Codebook = None) -> None:
    """Check codes, sectors, dates, overlapping roles and names that stand for two."""
    from verbale.codebook.actors import load_actors
    from verbale.codebook.check import check_tables

    tables = load_actors(codebook)
    problems = check_tables(tables)
    for problem in problems:
        typer.echo(problem)
    dated = sum(1 for r in tables.persons if r.since and r.until)
    typer.echo(
        f"{len(tables.persons)} roles of persons ({dated} with both ends), {len(tables.bodies)} of bodies and groups, "
        f"{len(tables.countries)} countries, {len(problems)} problems"
    )
    if problems:
        raise typer.Exit(1)


def _day(on: str | None) -> str | None:
    try:
        return datetime.date.fromisoformat(on).isoformat() if on else None
    except ValueError:
        raise ConfigError(f"--on {on!r} is not a day as YYYY-MM-DD") from None


def _table(roles: "list[Role]") -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("actor", "name", "code", "sector", "office", "since", "until", box=None, pad_edge=False)
    for role in roles:
        since = role.since or (f"attested {role.attested}" if role.attested else "")
        table.add_row(role.actor_id, role.name, role.code or "", role.sector or "", role.office, since, role.until)
    console = Console()
    console.print(table) if console.is_terminal else Console(width=200).print(table)


def _line(role: "Role") -> str:
    when = f"{role.since or '...'} to {role.until or '...'}" if not role.attested else f"attested {role.attested}"
    return f"{when}  {role.code or '-'} {role.sector or '-'}  {role.office or role.name}"
