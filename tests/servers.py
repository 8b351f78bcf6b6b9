"""A web server of our own on the loopback address, for tests of what goes over a real connection."""

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LOOPBACK = "127.0.0.1"


@dataclass
class Answer:
    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


# A path answers with this, or writes for itself.
Route = Answer | Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    routes: dict[str, Route]
    port: int = 0
    asked: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    # Set when the test is over: a handler that keeps its client waiting waits for this.
    closing: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str, host: str = LOOPBACK, scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    @property
    def pages(self) -> list[str]:
        return [path for path in self.asked if path != "/robots.txt"]


@contextmanager
def serving(routes: dict[str, Route] | None = None, tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Serves `routes` until the end of the block; what is not among them is 404."""
    site = Site(routes=routes if routes is not None else {})

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.headers.append({name.lower(): value for name, value in self.headers.items()})
            # The tests stop reading in the midst of answers, on purpose.
            try:
                self._answer(site.routes.get(self.path, Answer(status=404)))
            except OSError:
                self.close_connection = True

        def _answer(self, route: Route) -> None:
            if not isinstance(route, Answer):
                self.close_connection = True
                route(self)
                return
            self.send_response(route.status)
            for name, value in {"Content-Length": str(len(route.body)), **route.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(route.body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer((LOOPBACK, 0), Handler)
    server.handle_error = lambda *args: None  # type: ignore[method-assign]
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
