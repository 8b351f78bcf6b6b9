"""Fetching over real connections: what comes back, what is refused, what is given up."""

import gzip
import itertools
import socket
import zlib
from collections.abc import Callable, Sequence
from http.server import BaseHTTPRequestHandler

import pytest

from servers import LOOPBACK, Answer, Site, serving
from verbale.errors import ConfigError, FetchError
from verbale.ingest.fetching import USER_AGENT, Fetcher, FetchOptions

HTML = {"Content-Type": "text/html"}
PAGE = Answer(b"<p>Kenya accused Somalia of sheltering gunmen.</p>", headers=HTML)


class Clock:
    """Time that passes only where somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def fetcher(
    *,
    resolve: Callable[[str, int], Sequence[str]] = lambda host, port: [LOOPBACK],
    clock: Callable[[], float] | None = None,
    sleep: Callable[[float], None] | None = None,
    **options: object,
) -> Fetcher:
    """A Fetcher that may look at this machine, and for which every name is this machine."""
    time = Clock()
    given = FetchOptions(**{"allowed_networks": (f"{LOOPBACK}/32",), **options})  # type: ignore[arg-type]
    return Fetcher(given, clock=clock or time, sleep=sleep or time.sleep, resolve=resolve)


def refusal(fetching: Fetcher, url: str, **headers: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetching.fetch(url, headers)
    assert caught.value.detail
    return caught.value


def redirect(to: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": to})


def test_a_page_comes_with_its_headers() -> None:
    with serving({"/a?b=%C3%A9": PAGE}) as site:
        url = site.url("/a?b=é", host="news.example")
        got = fetcher().fetch(url)
        assert (got.url, got.final_url, got.status, got.body) == (url, url, 200, PAGE.body)
        assert got.headers["content-type"] == "text/html"
        sent = site.headers[-1]
        assert sent["host"] == f"news.example:{site.port}"
        assert sent["user-agent"] == USER_AGENT
        assert sent["accept-encoding"] == "gzip, deflate"


def test_user_agent_can_be_set() -> None:
    with serving({"/": PAGE}) as site:
        fetcher(user_agent="courier/2 (desk@c.example)").fetch(site.url("/"))
        assert {headers["user-agent"] for headers in site.headers} == {"courier/2 (desk@c.example)"}
    with pytest.raises(ConfigError):
        FetchOptions(user_agent="two\nlines")


def test_connects_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[str] = []
    genuine = socket.getaddrinfo

    def recording(host: str, *args: object, **kwargs: object) -> object:
        looked_up.append(host)
        return genuine(host, *args, **kwargs)  # type: ignore[call-overload]

    answers = itertools.cycle([[LOOPBACK], ["10.0.0.7"]])
    with serving({"/": PAGE}) as site:
        monkeypatch.setattr(socket, "getaddrinfo", recording)
        asked: list[str] = []

        def rebinding(host: str, port: int) -> list[str]:
            asked.append(host)
            # robots.txt and the page are each asked for once and checked once.
            return next(answers)

        error = refusal(fetcher(resolve=rebinding), site.url("/", host="news.example"))
        assert error.reason == "refused-address"
        assert asked == ["news.example", "news.example"]
        assert set(looked_up) == {LOOPBACK}, "no name may be looked up between check and connection"
        assert site.pages == []


@pytest.mark.parametrize("host", [LOOPBACK, "localhost", "2130706433", "0x7f.1", "127.1", "%31%32%37.0.0.1", "0"])
def test_this_machine_is_refused_however_it_is_written(host: str) -> None:
    with serving({"/": PAGE}) as site:
        error = refusal(Fetcher(), site.url("/", host=host))
        assert (error.reason, error.temporary) == ("refused-address", False)
        assert "not a public address" in error.detail
        assert site.asked == []


def test_one_private_address_spoils_the_host() -> None:
    with serving({"/": PAGE}) as site:
        fetching = fetcher(resolve=lambda host, port: [LOOPBACK, "192.168.1.1"])
        assert "192.168.1.1" in refusal(fetching, site.url("/", host="news.example")).detail
        assert site.asked == []


def test_ports_of_other_services_are_refused() -> None:
    assert "port 25" in refusal(fetcher(), "http://news.example:25/").detail


def test_the_next_address_is_tried() -> None:
    with serving({"/": PAGE}) as site:
        # Nothing listens on the second loopback address.
        both = fetcher(resolve=lambda host, port: ["127.0.0.2", LOOPBACK], allowed_networks=("127.0.0.0/8",))
        assert both.fetch(site.url("/", host="news.example")).body == PAGE.body


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(status: int) -> None:
    with serving({"/a": redirect("/b/é?x=1", status), "/b/%C3%A9?x=1": PAGE}) as site:
        got = fetcher().fetch(site.url("/a"))
        assert got.body == PAGE.body
        assert (got.url, got.final_url) == (site.url("/a"), site.url("/b/é?x=1"))


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("http://127.0.0.2:{port}/secret", "refused-address"),
        ("http://10.1.2.3/", "refused-address"),
        ("http://169.254.169.254/latest/meta-data/", "refused-address"),
        ("http://[::1]:{port}/secret", "refused-address"),
        ("http://[::ffff:127.0.0.1]:{port}/secret", "refused-address"),
        ("//127.0.0.2:{port}/secret", "refused-address"),
        ("file:///etc/passwd", "bad-url"),
        ("ftp://127.0.0.1/secret", "bad-url"),
        ("gopher://127.0.0.1:{port}/_x", "bad-url"),
        ("http://user:word@127.0.0.1:{port}/secret", "bad-url"),
        ("http://[broken", "bad-url"),
    ],
)
def test_redirects_to_where_nobody_may_go(to: str, reason: str) -> None:
    with serving({"/secret": PAGE, "/robots.txt": Answer(b"")}) as site:
        site.routes["/a"] = redirect(to.format(port=site.port))
        # An address as a host stands for itself, as with a real resolver.
        fetching = fetcher(resolve=lambda host, port: [host])
        error = refusal(fetching, site.url("/a"))
        assert error.reason == reason
        assert site.pages == ["/a"]


def test_redirects_end() -> None:
    with serving({f"/{n}": redirect(f"/{n + 1}") for n in range(9)}) as site:
        site.routes["/9"] = PAGE
        assert fetcher().fetch(site.url("/4")).body == PAGE.body
        assert refusal(fetcher(), site.url("/3")).reason == "too-many-redirects"
        site.asked.clear()
        site.routes["/9"] = redirect("/9")
        assert refusal(fetcher(), site.url("/9")).reason == "too-many-redirects"
        assert site.pages == ["/9"] * 6


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    while True:
        handler.wfile.write(b"2710\r\n" + b"x" * 10_000 + b"\r\n")


def lying(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "99999999999")
    handler.end_headers()


def encoded(body: bytes, encoding: str) -> Answer:
    return Answer(body, headers={"Content-Encoding": encoding})


def test_bodies_beyond_the_limit() -> None:
    bomb = gzip.compress(bytes(30_000_000))
    assert len(bomb) < 50_000
    routes = {
        "/long": Answer(b"x" * 50_001),
        "/endless": endless,
        "/lying": lying,
        "/bomb": encoded(bomb, "gzip"),
        "/deflated": encoded(zlib.compress(bytes(30_000_000)), "deflate"),
        "/exact": Answer(b"x" * 50_000),
    }
    with serving(routes) as site:  # type: ignore[arg-type]
        fetching = fetcher(max_bytes=50_000)
        for path in ("/long", "/endless", "/lying", "/bomb", "/deflated"):
            assert refusal(fetching, site.url(path)).reason == "too-large", path
        assert len(fetching.fetch(site.url("/exact")).body) == 50_000


def test_encodings() -> None:
    raw = zlib.compressobj(wbits=-15)
    routes = {
        "/gzip": encoded(gzip.compress(PAGE.body), "gzip"),
        "/zlib": encoded(zlib.compress(PAGE.body), "deflate"),
        "/raw": encoded(raw.compress(PAGE.body) + raw.flush(), "Deflate"),
        "/br": encoded(b"\x0b\x02\x80", "br"),
        "/twice": encoded(gzip.compress(gzip.compress(PAGE.body)), "gzip, gzip"),
        "/cut": encoded(gzip.compress(PAGE.body)[:-9], "gzip"),
        "/damaged": encoded(b"\x1f\x8b\x08\x00not gzip at all", "gzip"),
    }
    with serving(routes) as site:  # type: ignore[arg-type]
        fetching = fetcher()
        assert {fetching.fetch(site.url(path)).body for path in ("/gzip", "/zlib", "/raw")} == {PAGE.body}
        reasons = {path: refusal(fetching, site.url(path)).reason for path in ("/br", "/twice", "/cut", "/damaged")}
        assert reasons == {"/br": "bad-encoding", "/twice": "bad-encoding", "/cut": "broken", "/damaged": "broken"}


def waiting(site: Site, start: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    """Sends `start` and then nothing more."""

    def handle(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(start)
        site.closing.wait()

    return handle


def dripping(site: Site, start: bytes, drop: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    """Sends `start`, and then `drop` now and then for ever."""

    def handle(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(start)
        while not site.closing.wait(0.002):
            handler.wfile.write(drop)

    return handle


def written(answer: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    """Sends these very bytes, and closes the connection."""

    def handle(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(answer)

    return handle


HEAD = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize("start", [b"", HEAD, HEAD + b"Content-Length: 9\r\n\r\nhalf"])
def test_a_server_that_falls_silent(start: bytes) -> None:
    with serving() as site:
        site.routes["/"] = waiting(site, start)
        error = refusal(fetcher(read_seconds=0.2), site.url("/"))
        assert (error.reason, error.temporary) == ("timeout", True)


@pytest.mark.parametrize(("start", "drop"), [(b"", b"H"), (HEAD, b"X: y\r\n"), (HEAD + b"\r\n", b"z")])
def test_a_server_that_never_ends(start: bytes, drop: bytes) -> None:
    # Each look at this clock is a second: the page takes longer than 30 however quickly the drops come.
    ticks = itertools.count(0.0)
    with serving() as site:
        site.routes["/"] = dripping(site, start, drop)
        error = refusal(fetcher(clock=lambda: next(ticks)), site.url("/"))
        assert error.reason in ("timeout", "broken")
        if drop != b"X: y\r\n":  # http.client allows a hundred headers, which may come first
            assert "more than 30 seconds in all" in error.detail


def test_the_time_limit_holds_for_all_redirects_together() -> None:
    ticks = itertools.count(0.0)
    with serving({f"/{n}": redirect(f"/{n + 1}") for n in range(4)}) as site:
        site.routes["/4"] = PAGE
        assert fetcher(clock=lambda: next(ticks), total_seconds=400).fetch(site.url("/0")).body == PAGE.body
        error = refusal(fetcher(clock=lambda: next(ticks), total_seconds=8), site.url("/0"))
        assert error.reason == "timeout"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        HEAD + b"Content-Length: 99\r\n\r\nshort",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhal",
    ],
)
def test_answers_that_break_off(answer: bytes) -> None:
    with serving({"/": written(answer)}) as site:
        error = refusal(fetcher(), site.url("/"))
        assert (error.reason, error.temporary) == ("broken", True)


def test_nobody_listens() -> None:
    with serving() as site:
        closed = site.url("/")
    error = refusal(fetcher(), closed)
    assert (error.reason, error.temporary) == ("unreachable", True)


@pytest.mark.parametrize(
    ("status", "temporary"),
    [
        (300, False), (304, False), (400, False), (404, False), (410, False), (408, True), (429, True), (500, True),
        (503, True),
    ],
)  # fmt: skip
def test_statuses_that_bring_no_page(status: int, temporary: bool) -> None:
    with serving({"/": Answer(b"" if status == 304 else b"no", status=status)}) as site:
        error = refusal(fetcher(), site.url("/"))
        assert (error.reason, error.status, error.temporary) == ("http-status", status, temporary)


def test_not_modified_when_asked() -> None:
    with serving({"/": Answer(status=304, headers={"ETag": '"x"'})}) as site:
        got = fetcher().fetch(site.url("/"), {"If-None-Match": '"x"'})
        assert (got.status, got.body, got.headers["etag"]) == (304, b"", '"x"')
        assert site.headers[-1]["if-none-match"] == '"x"'
        assert "if-none-match" not in site.headers[0], "robots.txt is another page"


def test_retry_after() -> None:
    dated = b"Retry-After: Tue, 14 May 2024 08:40:00 GMT\r\nDate: Tue, 14 May 2024 08:30:00 GMT\r\n"
    with serving({"/s": Answer(status=503, headers={"Retry-After": "120"})}) as site:
        assert refusal(fetcher(), site.url("/s")).retry_after_seconds == 120
        site.routes["/d"] = written(b"HTTP/1.1 503 No\r\nContent-Length: 0\r\n" + dated + b"\r\n")
        assert refusal(fetcher(), site.url("/d")).retry_after_seconds == 600
        site.routes["/n"] = Answer(status=503, headers={"Retry-After": "soon"})
        assert refusal(fetcher(), site.url("/n")).retry_after_seconds is None
