"""`verbale watch`: feeds followed, what is new in them coded and kept."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.link import link_store
from verbale.cli.options import DEFAULT_STORE, Codebook, Model, Parser, StorePath, Workers, model_folder
from verbale.errors import ConfigError

if TYPE_CHECKING:
    from verbale.ingest import FetchOptions
    from verbale.pipeline.keeping import Tally
    from verbale.pipeline.run import Settings

FeedFiles = Annotated[list[Path], typer.Argument(help="Files that list feeds, as feeds.toml.", show_default=False)]
AllowNetwork = Annotated[
    list[str] | None,
    typer.Option("--allow-network", help="A network that may be fetched from although it is not public: 10.1.0.0/16."),
]
UserAgent = Annotated[
    str | None, typer.Option("--user-agent", help="How to name yourself to the hosts, with an address of yours.")
]
PerMinute = Annotated[int, typer.Option("--per-minute", min=1, help="Pages to fetch from a host in a minute.")]

# Hosts are not asked faster than so many pages a minute; rounds must not come faster than that is counted.
LEAST_SECONDS = 60.0
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h|d)")
_UNIT_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def watch(
    feeds: FeedFiles,
    store: StorePath = DEFAULT_STORE,
    every: Annotated[str, typer.Option("--every", help="From one round's start to the next: 90s, 10m, 2h.")] = "10m",
    once: Annotated[bool, typer.Option("--once", help="One round only.")] = False,
    allow_network: AllowNetwork = None,
    per_minute: PerMinute = 10,
    user_agent: UserAgent = None,
    parser: Parser = "en_core_web_sm",
    model: Model = None,
    workers: Workers = 1,
    codebook: Codebook = None,
) -> None:
    """Follow RSS and Atom feeds: fetch the pages that are new, code and keep them. Ctrl-C ends it at any moment."""
    from verbale.cli.keeping import carry_out, closing_line
    from verbale.pipeline.following import watch
    from verbale.pipeline.run import Settings

    seconds = seconds_of(every)
    settings = Settings(parser=parser, model=model_folder(model), workers=workers, codebook=codebook)
    one_round = rounds(feeds, store, settings, fetch_options(allow_network, per_minute, user_agent))
    if once:
        carry_out(one_round(), None, "added")
        if store.exists():
            link_store(store)
        return
    try:
        for tally in watch(one_round, seconds):
            typer.echo(closing_line(tally, "added"))
            if store.exists():
                link_store(store)
            for rejection in tally.rejections:
                typer.echo(f"  {rejection.article_id}: {rejection.reason}: {rejection.detail}", err=True)
    except KeyboardInterrupt:
        typer.echo("stopped", err=True)


def fetch_options(allowed: Sequence[str] | None, per_minute: int, user_agent: str | None) -> "FetchOptions":
    """What the command line says of fetching. Raises ConfigError for what cannot be sent as a user agent."""
    from verbale.ingest import FetchOptions

    options = FetchOptions(allowed_networks=tuple(allowed or ()), pages_per_minute=per_minute)
    return options if user_agent is None else replace(options, user_agent=user_agent)


def rounds(
    files: Sequence[Path], store: Path, settings: "Settings", options: "FetchOptions"
) -> "Callable[[], Iterator[Tally]]":
    """What makes one round over all feeds of some files. Raises ConfigError for a wrong file or network.

    Every round asks for robots.txt anew.
    """
    import datetime

    from verbale.ingest import Fetcher, read_feeds
    from verbale.pipeline.following import poll_feeds
    from verbale.store import Store

    feeds = list({feed.url: feed for path in files for feed in read_feeds(path)}.values())
    # What is wrong with a network is told before the first round.
    Fetcher(options)

    def one_round() -> "Iterator[Tally]":
        return poll_feeds(
            feeds, Store(path=store), settings, Fetcher(options), lambda: datetime.datetime.now(datetime.UTC)
        )

    return one_round


def seconds_of(duration: str) -> float:
    """The length of "90s", "10m", "2h" or "1d". Raises ConfigError for another and for less than a minute."""
    found = _DURATION.fullmatch(duration.strip())
    if found is None:
        raise ConfigError(f"{duration!r} is no length of time such as 90s, 10m, 2h or 1d")
    seconds = float(found[1]) * _UNIT_SECONDS[found[2]]
    if seconds < LEAST_SECONDS:
        raise ConfigError(f"--every {duration} is more often than once a minute, which is not polite")
    return seconds
