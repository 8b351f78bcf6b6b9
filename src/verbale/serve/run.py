"""Starting the site: a socket, the address that a person opens, the server until it is told to stop."""

import re
import secrets
import socket
from collections.abc import Callable

import uvicorn

from verbale.errors import ConfigError
from verbale.serve.app import make_app
from verbale.serve.site import LOOPBACK, Site

_TOKEN = re.compile(r"[A-Za-z0-9._~-]+")
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})
# How long answers that are under way may still take when the server is told to stop.
GRACE_SECONDS = 3


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one. Raises ConfigError where the system refuses."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        made = socket.socket(family, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
    except OSError as error:
        raise ConfigError(f"cannot listen on {host} port {port}: {error.strerror or error}") from error
    return made


def token_for(host: str, given: str | None) -> str | None:
    """The token that a site needs: the one given, one of our own wherever other computers can reach it, else none.

    Raises ConfigError for one that no address and no cookie can carry as it is.
    """
    if given and not _TOKEN.fullmatch(given):
        raise ConfigError("a token is made of letters without accents, digits and - . _ ~")
    return given or (None if host in _HERE else secrets.token_urlsafe(24))


def hosts_for(host: str, named: frozenset[str]) -> frozenset[str]:
    """The names under which it may be asked: those of this computer, or any where a token guards it."""
    return LOOPBACK | named if host in _HERE else frozenset()


def address(host: str, port: int, token: str | None) -> str:
    """What a person opens."""
    name = f"[{host}]" if ":" in host else {"0.0.0.0": "127.0.0.1"}.get(host, host)
    return f"http://{name}:{port}/" + (f"?token={token}" if token else "")


def serve(site: Site, host: str, port: int, started: Callable[[str], None]) -> None:
    """Serve until stopped (Ctrl-C, SIGTERM); `started` is told the address once the site answers."""
    listening = bound(host, port)
    app = make_app(site)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        # There is none, whatever is installed; the guard stands before HTTP alone.
        ws="none",
    )
    server = _Announced(config, lambda: started(address(host, listening.getsockname()[1], site.token)))
    server.run(sockets=[listening])


class _Announced(uvicorn.Server):
    """A server that says when it answers."""

    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._started()
