"""`verbale recode`: code the store's articles again."""

from typing import Annotated

import typer

from verbale.cli.link import NoLink, link_store
from verbale.cli.options import DEFAULT_STORE, Codebook, Model, Parser, Rejects, StorePath, Workers, model_folder


def recode(
    store: StorePath = DEFAULT_STORE,
    everything: Annotated[bool, typer.Option("--all", help="Also what these versions have coded already.")] = False,
    rejects: Rejects = None,
    parser: Parser = "en_core_web_sm",
    model: Model = None,
    workers: Workers = 1,
    codebook: Codebook = None,
    no_link: NoLink = False,
) -> None:
    """Code again what other versions of coder, codebook or model coded; the old rows are kept, `diff` compares.

    Can be stopped at any moment: run again, it goes on where it was.
    """
    from verbale.cli.keeping import carry_out
    from verbale.pipeline.keeping import recode
    from verbale.pipeline.run import Settings
    from verbale.store import Store

    settings = Settings(parser=parser, model=model_folder(model), workers=workers, codebook=codebook)
    carry_out(recode(Store(path=store), settings, everything=everything), rejects, "coded again")
    if not no_link:
        link_store(store)
