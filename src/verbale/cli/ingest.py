"""`verbale ingest`: news into the store."""

from typing import TYPE_CHECKING

from verbale.cli.options import (
    DEFAULT_STORE,
    Codebook,
    InputFormat,
    Inputs,
    Model,
    Parser,
    Published,
    Rejects,
    StorePath,
    Workers,
    model_folder,
    open_inputs,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from verbale.model.article import Article, Rejection


def ingest(
    inputs: Inputs,
    store: StorePath = DEFAULT_STORE,
    rejects: Rejects = None,
    input_format: InputFormat = None,
    published: Published = None,
    parser: Parser = "en_core_web_sm",
    model: Model = None,
    workers: Workers = 1,
    codebook: Codebook = None,
) -> None:
    """Code news and keep it in the store; what it holds already is left as it is, what has changed is a new version.

    Can be stopped at any moment: run again, it goes on where it was.
    """
    from verbale.cli.keeping import carry_out
    from verbale.pipeline.keeping import ingest
    from verbale.pipeline.run import Settings
    from verbale.store import Store

    items = _items(inputs, input_format, published)
    settings = Settings(parser=parser, model=model_folder(model), workers=workers, codebook=codebook)
    carry_out(ingest(items, Store(path=store), settings), rejects, "added")


def _items(inputs: "Sequence[str]", input_format: str | None, published: str | None) -> "Iterator[Article | Rejection]":
    """What each input brings: files and folders here, other kinds beside them."""
    return open_inputs(inputs, input_format, published)
