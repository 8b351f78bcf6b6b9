"""`verbale relation`: what one given actor does to another."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from verbale.cli.options import EXIT_ALL_REJECTED, Model, Output, Rejects, model_folder


def relation(
    pairs: Annotated[
        str, typer.Argument(help="JSON Lines {id, text, source: [start, end], target: [start, end]}, or -.")
    ],
    roots: Annotated[str, typer.Option("--roots", help="plover: 16 types and NONE; plv: 15 classes.")] = "plover",
    output: Output = None,
    rejects: Rejects = None,
    model: Model = None,
) -> None:
    """Score given pairs of actors: which type of act goes from the source to the target."""
    from verbale.errors import ConfigError
    from verbale.model.article import Rejection
    from verbale.pipeline.output import encode, whole_file
    from verbale.pipeline.records import rejection_record
    from verbale.pipeline.relation import score_pairs

    try:
        lines = sys.stdin if pairs == "-" else Path(pairs).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot read {pairs}: {error}") from error
    done: list[bytes] = []
    rejected: list[Rejection] = []
    for item in score_pairs(lines, pairs, roots=roots, model=model_folder(model)):
        if isinstance(item, Rejection):
            rejected.append(item)
        else:
            done.append(encode(item))
    if output is None:
        sys.stdout.buffer.write(b"".join(done))
    else:
        with whole_file(output) as file:
            file.write(b"".join(done))
    where = rejects or (output.with_name(f"{output.stem}.rejects.jsonl") if output and rejected else None)
    if where is not None:
        with whole_file(where) as file:
            file.write(b"".join(encode(rejection_record(r)) for r in rejected))
    for rejection in rejected[:20]:
        typer.echo(f"  {rejection.article_id}: {rejection.reason}: {rejection.detail}", err=True)
    if rejected:
        typer.echo(f"{len(done)} pairs scored, {len(rejected)} rejected", err=True)
    if rejected and not done:
        raise typer.Exit(EXIT_ALL_REJECTED)
