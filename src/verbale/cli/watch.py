"""`verbale watch`: feeds followed, what is new in them coded and kept."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.link import link_store
from verbale.cli.options import DEFAULT_STORE, Codebook, Model, Parser, StorePath, Workers, model_folder
from verbale.errors import ConfigError

if TYPE_CHECKING:
    from verbale.pipeline.keeping import Tally
    from verbale.pipeline.run import Settings

FeedFiles = Annotated[list[Path], typer.Argument(help="Files that list feeds, as feeds.toml.", show_default=False)]
AllowNetwork = Annotated[
    list[str] | None,
    typer.Option("--allow-network", help="A network that may be fetched from although it is not public: 10.1.0.0/16."),
]
PerMinute = Annotated[int, typer.Option("--per-minute", min=1, help="Pages to fetch from a host in a minute.")]

_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h|d)")
_UNIT_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def watch(
    feeds: FeedFiles,
    store: StorePath = DEFAULT_STORE,
    every: Annotated[str, typer.Option("--every", help="From one round's start to the next: 90s, 10m, 2h.")] = "10m",
    once: Annotated[bool, typer.Option("--once", help="One round only.")] = False,
    allow_network: AllowNetwork = None,
    per_minute: PerMinute = 10,
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
    one_round = rounds(feeds, store, settings, allow_network or (), per_minute)
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


def rounds(
    files: Sequence[Path], store: Path, settings: "Settings", allowed: Sequence[str], per_minute: int
) -> "Callable[[], Iterator[Tally]]":
    """What makes one round over all feeds of some files. Raises ConfigError for a wrong file or network."""
    import datetime

    from verbale.ingest import Fetcher, FetchOptions, read_feeds
    from verbale.pipeline.following import poll_feeds
    from verbale.store import Store

    feeds = list({feed.url: feed for path in files for feed in read_feeds(path)}.values())
    fetcher = Fetcher(FetchOptions(allowed_networks=tuple(allowed), pages_per_minute=per_minute))
    return lambda: poll_feeds(feeds, Store(path=store), settings, fetcher, lambda: datetime.datetime.now(datetime.UTC))


def seconds_of(duration: str) -> float:
    """The length of "90s", "10m", "2h" or "1d". Raises ConfigError."""
    found = _DURATION.fullmatch(duration.strip())
    if found is None or float(found[1]) <= 0:
        raise ConfigError(f"{duration!r} is no length of time such as 90s, 10m, 2h or 1d")
    return float(found[1]) * _UNIT_SECONDS[found[2]]
