"""`verbale serve`: the store as a local web page."""

from typing import Annotated

import typer

from verbale.cli.options import DEFAULT_STORE, StorePath
from verbale.errors import ConfigError


def serve(
    store: StorePath = DEFAULT_STORE,
    host: Annotated[
        str, typer.Option("--host", help="Listen here; beyond this computer a token is asked.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")] = 8787,
    allow_judging: Annotated[
        bool, typer.Option("--allow-judging", help="Let readers judge events; without it nothing can be changed.")
    ] = False,
    token: Annotated[
        str | None,
        typer.Option(
            "--token",
            envvar="VERBALE_TOKEN",
            help="Ask for this token.",
            show_default="one of our own beyond this computer",
        ),
    ] = None,
    name: Annotated[
        list[str] | None, typer.Option("--name", help="Another host name under which it may be asked; again for more.")
    ] = None,
) -> None:
    """Show the store as a web page, on this computer alone unless told otherwise."""
    try:
        from verbale.serve.run import hosts_for, token_for
        from verbale.serve.run import serve as run
    except ImportError as error:
        raise ConfigError(f'{error.name} is not installed: pip install "verbale[web]"') from error
    from verbale.serve.site import Site
    from verbale.store import Store

    site = Site(
        store=Store(path=store),
        allow_judging=allow_judging,
        token=token_for(host, token),
        hosts=hosts_for(host, frozenset(n.lower() for n in name or ())),
    )
    run(site, host, port, lambda address: typer.echo(f"{store} at {address} (Ctrl-C ends it)"))
