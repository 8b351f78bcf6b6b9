"""`verbale annotate`: every layer of each article."""

import sys
from typing import Annotated

import typer

from verbale.cli.code import write_outcomes
from verbale.cli.options import Codebook, InputFormat, Inputs, Output, Parser, Published, Rejects, Workers, open_inputs
from verbale.errors import ConfigError


def annotate(
    inputs: Inputs,
    form: Annotated[str, typer.Option("--format", help="jsonl.")] = "jsonl",
    output: Output = None,
    rejects: Rejects = None,
    input_format: InputFormat = None,
    published: Published = None,
    parser: Parser = "en_core_web_sm",
    workers: Workers = 1,
    codebook: Codebook = None,
) -> None:
    """Show what was found in each article: sentences, actors, toponyms, times, attributions."""
    from verbale.pipeline.run import Settings, run_annotate

    if form != "jsonl":
        raise ConfigError(f"annotate has no format {form!r}; it writes jsonl")
    outcomes = run_annotate(
        open_inputs(inputs, input_format, published), Settings(parser=parser, workers=workers, codebook=codebook)
    )
    write_outcomes(outcomes, form, output, rejects)
    sys.stdout.flush()
