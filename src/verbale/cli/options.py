"""Options and helpers that several commands share."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.errors import ConfigError

if TYPE_CHECKING:
    from verbale.model.article import Article, Rejection

Inputs = Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.", show_default=False)]
InputFormat = Annotated[
    str | None, typer.Option("--input-format", help="text, html, jsonl or csv; else by suffix or first bytes.")
]
Published = Annotated[
    str | None, typer.Option("--published", help="Publication day (YYYY-MM-DD) of articles that carry none.")
]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="Write here instead of standard output.")]
Rejects = Annotated[
    Path | None, typer.Option("--rejects", help="What was not coded and why, as JSON Lines.", show_default="beside -o")
]
Parser = Annotated[str, typer.Option("--parser", help="Installed spaCy pipeline to parse with.")]
Model = Annotated[
    str | None, typer.Option("--model", help="Folder of another scorer, or teacher for the large one, if built.")
]
Codebook = Annotated[
    Path | None,
    typer.Option("--codebook", help="Folder whose tables (actors/persons.tsv ...) are laid over the shipped ones."),
]
Workers = Annotated[int, typer.Option("--workers", "-j", min=1, help="Processes to code with.")]

StorePath = Annotated[Path, typer.Option("--store", help="The store, a DuckDB file.")]
RowFormat = Annotated[
    str | None,
    typer.Option(
        "--format", help="table, jsonl, csv or parquet.", show_default="by -o, a table on a terminal, else jsonl"
    ),
]
KnownOn = Annotated[
    str | None, typer.Option("--known-on", help="As the record stood at the end of this day, or at this time.")
]
DEFAULT_STORE = Path("verbale.duckdb")

EXIT_ALL_REJECTED = 3
SHOWN_REJECTIONS = 20
INPUT_FORMATS = ("text", "html", "jsonl", "csv")


def open_inputs(
    inputs: Sequence[str], input_format: str | None, published: str | None
) -> "Iterator[Article | Rejection]":
    """Articles and rejections of the inputs named on the command line. Raises ConfigError before any is read."""
    import datetime

    from verbale.ingest import Stdin, read

    if input_format is not None and input_format not in INPUT_FORMATS:
        raise ConfigError(f"no input format {input_format!r}; one of {', '.join(INPUT_FORMATS)}")
    if published is not None:
        try:
            datetime.date.fromisoformat(published)
        except ValueError:
            raise ConfigError(f"--published {published!r} is not a day as YYYY-MM-DD") from None
    sources = [Stdin(sys.stdin.buffer) if name == "-" else Path(name) for name in inputs]
    return read(sources, input_format=input_format, published=published)


def tell_rejections(rejected: "Sequence[Rejection]", where: Path | None) -> None:
    """Write what was not coded to `where`, or the first of it to standard error."""
    from verbale.pipeline.output import encode, whole_file
    from verbale.pipeline.records import rejection_record

    if where is not None:
        with whole_file(where) as file:
            for rejection in rejected:
                file.write(encode(rejection_record(rejection)))
        if rejected:
            typer.echo(f"rejections in {where}", err=True)
        return
    for rejection in rejected[:SHOWN_REJECTIONS]:
        typer.echo(f"  {rejection.article_id}: {rejection.reason}: {rejection.detail}", err=True)
    if len(rejected) > SHOWN_REJECTIONS:
        more = len(rejected) - SHOWN_REJECTIONS
        typer.echo(f"  ... and {more} more (--rejects PATH writes them all)", err=True)


TEACHER = "teacher"


def model_folder(name: str | None) -> Path | None:
    """The folder that `--model` names; "teacher" stands in the user's data folder, where training puts it."""
    if name == TEACHER:
        from platformdirs import user_data_path

        return user_data_path("verbale") / TEACHER
    return Path(name) if name is not None else None
