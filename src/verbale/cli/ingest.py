"""`verbale ingest`: news into the store."""

from pathlib import Path

from verbale.cli.link import NoLink, link_store
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
from verbale.cli.watch import AllowNetwork, PerMinute, UserAgent, fetch_options, rounds

FEED_LIST = ".toml"


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
    allow_network: AllowNetwork = None,
    per_minute: PerMinute = 10,
    user_agent: UserAgent = None,
    no_link: NoLink = False,
) -> None:
    """Code news and keep it in the store; what it holds already is left as it is, what has changed is a new version.

    A file that ends in .toml lists feeds: each is polled once.

    Can be stopped at any moment: run again, it goes on where it was.
    """
    from verbale.cli.keeping import carry_out
    from verbale.pipeline.keeping import ingest
    from verbale.pipeline.run import Settings
    from verbale.store import Store

    settings = Settings(parser=parser, model=model_folder(model), workers=workers, codebook=codebook)
    lists = [name for name in inputs if name.endswith(FEED_LIST)]
    files = [name for name in inputs if not name.endswith(FEED_LIST)]
    # What is wrong with a list of feeds stops the run before its first article.
    if lists:
        options = fetch_options(allow_network, per_minute, user_agent)
        one_round = rounds([Path(name) for name in lists], store, settings, options)
    if files:
        items = open_inputs(files, input_format, published)
        carry_out(ingest(items, Store(path=store), settings), rejects, "added")
    if lists:
        carry_out(one_round(), rejects, "added")
    if not no_link and store.exists():
        link_store(store)
