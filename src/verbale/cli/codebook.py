"""`verbale codebook`: check, list, show, path."""

from typing import Annotated

import typer

from verbale.errors import ConfigError

app = typer.Typer(help="The codebook: check it, list it, show a type, tell where it lies.", no_args_is_help=True)

EXIT_FAILED = 1


@app.command()
def check(
    event_type: Annotated[str | None, typer.Option("--type", help="Only the frames of this type.")] = None,
) -> None:
    """Check schema and tables, and code both example sentences of every frame."""
    from verbale.codebook.check import check_tables
    from verbale.pipeline.frame_check import check_frames

    problems = check_tables() if event_type is None else []
    for problem in problems:
        typer.echo(problem)
    failures, total = check_frames(event_type.upper() if event_type else None)
    for failure in failures:
        typer.echo(f"{failure.frame_id}: {failure.message}")
    typer.echo(f"{total} frames, {len(failures)} failures; {len(problems)} problems in the tables")
    if failures or problems:
        raise typer.Exit(EXIT_FAILED)


@app.command("list")
def list_() -> None:
    """List event types with their modes and the number of frames."""
    from collections import Counter

    from verbale.codebook.frames import load_frames
    from verbale.codebook.types import event_types

    counts = Counter(f.event_type for f in load_frames().frames)
    for name, kind in event_types().items():
        typer.echo(f"{name:10} {counts[name]:4} frames  {', '.join(kind.modes)}")
    typer.echo(f"{sum(counts.values())} frames")


@app.command()
def show(event_type: Annotated[str, typer.Argument(help="A PLOVER type, as SANCTION.")]) -> None:
    """Show a type: definition, modes, and its frames with their examples."""
    from verbale.codebook.frames import load_frames
    from verbale.codebook.types import event_types

    kind = event_types().get(event_type.upper())
    if kind is None:
        raise ConfigError(f"no event type {event_type!r}; one of {', '.join(event_types())}")
    typer.echo(f"{kind.name}  quad class {kind.quad_class}, CAMEO {kind.cameo}, score {kind.score}")
    typer.echo(kind.definition.strip() + "\n")
    for name, mode in kind.modes.items():
        typer.echo(f"  {name}: {mode.definition.strip()}")
    for frame in load_frames().frames:
        if frame.event_type == kind.name:
            words = ", ".join(" ".join(w) for w in frame.words)
            typer.echo(f"\n{frame.id}  {frame.kind}: {words}" + (f"  [{frame.mode}]" if frame.mode else ""))
            typer.echo(f"  codes: {frame.codes}\n  skips: {frame.skips}")


@app.command()
def path() -> None:
    """Print the folder of the codebook's files."""
    from verbale.codebook.resources import data_root

    typer.echo(str(data_root()))
