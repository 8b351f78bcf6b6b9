"""Manners over real connections: robots.txt, the pace, hosts that ask to be left alone, and certificates."""

import ssl

import pytest
import trustme
from test_fetching import PAGE, Clock, fetcher, redirect, refusal

from servers import LOOPBACK, Answer, serving
from verbale.ingest.fetching import Fetcher, FetchOptions

RULES = b"User-agent: *\nDisallow: /desk/\n\nUser-agent: verbale\nDisallow: /private/\nCrawl-delay: 20\n"


def test_robots_txt_is_asked_once_and_honoured() -> None:
    with serving({"/robots.txt": Answer(RULES), "/a": PAGE, "/desk/b": PAGE, "/private/c": PAGE}) as site:
        fetching = fetcher()
        assert fetching.fetch(site.url("/a")).status == 200
        assert fetching.fetch(site.url("/desk/b")).status == 200, "rules of our own replace those for all"
        error = refusal(fetching, site.url("/private/c"))
        assert (error.reason, error.temporary) == ("robots", False)
        assert site.asked == ["/robots.txt", "/a", "/desk/b"]
        # Another agent is ruled by what holds for all.
        assert refusal(fetcher(user_agent="courier/1"), site.url("/desk/b")).reason == "robots"


@pytest.mark.parametrize(
    ("status", "allowed", "temporary"),
    [
        (404, True, False), (410, True, False), (401, False, False), (403, False, False), (429, False, True),
        (500, False, True), (503, False, True),
    ],
)  # fmt: skip
def test_no_robots_txt(status: int, allowed: bool, temporary: bool) -> None:
    with serving({"/robots.txt": Answer(status=status), "/a": PAGE}) as site:
        if allowed:
            assert fetcher().fetch(site.url("/a")).body == PAGE.body
        else:
            error = refusal(fetcher(), site.url("/a"))
            assert (error.reason, error.temporary) == ("robots", temporary)
            assert site.pages == []


def test_robots_txt_that_cannot_be_had() -> None:
    with serving({"/robots.txt": redirect("/robots.txt"), "/a": PAGE}) as site:
        fetching = fetcher()
        for _ in range(2):
            error = refusal(fetching, site.url("/a"))
            assert (error.reason, error.temporary) == ("robots", True)
        assert site.asked == ["/robots.txt"] * 6, "it is not asked for again in this run"


def test_robots_txt_of_where_a_redirect_leads() -> None:
    with serving({"/robots.txt": Answer(b"User-agent: *\nDisallow: /"), "/b": PAGE}) as there, serving() as here:
        here.routes["/a"] = redirect(there.url("/b", host="other.example"))
        assert refusal(fetcher(), here.url("/a", host="news.example")).reason == "robots"
        assert there.asked == ["/robots.txt"]


def test_pages_of_a_host_are_spread() -> None:
    clock = Clock()
    with serving({f"/{n}": PAGE for n in range(25)}) as site:
        fetching = fetcher(clock=clock, sleep=clock.sleep, pages_per_minute=10)
        times = []
        for n in range(25):
            fetching.fetch(site.url(f"/{n}"))
            times.append(clock.now)
    assert clock.slept == [60.0, 60.0]
    assert times[10] - times[0] >= 60


def test_crawl_delay_and_other_hosts() -> None:
    clock = Clock()
    with serving({"/robots.txt": Answer(RULES), "/a": PAGE, "/b": PAGE}) as site:
        fetching = fetcher(clock=clock, sleep=clock.sleep)
        fetching.fetch(site.url("/a", host="one.example"))
        fetching.fetch(site.url("/a", host="two.example"))
        assert clock.slept == []
        fetching.fetch(site.url("/b", host="one.example"))
        assert clock.slept == [20.0]


def test_a_host_that_has_enough_is_left_alone() -> None:
    clock = Clock()
    with serving({"/a": Answer(status=429, headers={"Retry-After": "3600"}), "/b": PAGE}) as site:
        fetching = fetcher(clock=clock, sleep=clock.sleep)
        assert refusal(fetching, site.url("/a")).status == 429
        error = refusal(fetching, site.url("/b"))
        assert (error.reason, error.temporary) == ("busy", True)
        assert site.pages == ["/a"]
        clock.now += 3600
        assert fetching.fetch(site.url("/b")).body == PAGE.body
        site.routes["/a"] = Answer(status=429)
        refusal(fetching, site.url("/a"))
        fetching.fetch(site.url("/b"))
        assert clock.slept == [60.0]


def test_certificates_name_the_host_and_not_its_address() -> None:
    authority = trustme.CA()
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("news.example").configure_cert(server_side)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    options = FetchOptions(allowed_networks=(LOOPBACK,))
    with serving({"/": PAGE}, tls=server_side) as site:

        def fetching(context: ssl.SSLContext) -> Fetcher:
            return Fetcher(options, resolve=lambda host, port: [LOOPBACK], tls=lambda: context)

        assert fetching(trusting).fetch(site.url("/", host="news.example", scheme="https")).body == PAGE.body
        assert site.headers[-1]["host"] == f"news.example:{site.port}"
        for context, host in (
            (trusting, "other.example"),
            (trusting, LOOPBACK),
            (ssl.create_default_context(), "news.example"),
        ):
            error = refusal(fetching(context), site.url("/", host=host, scheme="https"))
            assert "certificate" in error.detail
            assert error.temporary
        # Speaking plainly to a server that expects TLS brings no page either.
        assert refusal(fetching(trusting), site.url("/", host="news.example")).temporary


def test_the_authorities_that_are_trusted_by_default() -> None:
    from verbale.ingest.fetching import default_tls

    context = default_tls()
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.cert_store_stats()["x509_ca"] > 50
