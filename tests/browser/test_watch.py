"""That a page under test is really watched: each of these would pass in silence if the guard were blind."""

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from watch import Watch, watched

from servers import Answer, Site, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HTML = {"Content-Type": "text/html; charset=utf-8"}
# For what a page does after it has loaded.
LATE_MS = 200
GOOD = "<!doctype html><html lang=en><title>Good</title><h1>Good</h1><p>Nothing happens."


def html(body: str, **headers: str) -> Answer:
    return Answer(body=f"<!doctype html><html lang=en><title>x</title>{body}".encode(), headers={**HTML, **headers})


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serving({"/": Answer(body=GOOD.encode(), headers=HTML), "/favicon.ico": Answer(status=204)}) as site:
        yield site


def opened(browser: "Browser", site: Site, *, body: str, **headers: str) -> None:
    """Open a page with this body as a test would, to its end."""
    site.routes["/page"] = html(body, **headers)
    with watched(browser, Watch(origin=site.url(""))) as page:
        page.goto("/page")
        page.wait_for_timeout(LATE_MS)


def test_a_good_page_passes(browser: "Browser", site: Site) -> None:
    with watched(browser, Watch(origin=site.url(""))) as page:
        page.goto("/")
        assert page.title() == "Good"
        page.evaluate("console.warn('no error')")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<script>console.error('it broke')</script>", "console error: it broke"),
        ("<script>setTimeout(() => { throw new Error('late') })</script>", "uncaught: .*late"),
        ("<script>Promise.reject(new Error('nobody waits'))</script>", "uncaught: .*nobody waits"),
        ("<script>alert(1)</script>", "dialog: alert '1'"),
        ("<script src='/missing.js'></script>", "console error: .*404"),
        ("<img alt='' src='http://127.0.0.2:9/pixel.png'>", "another host: http://127.0.0.2:9/pixel.png"),
        ("<img alt='' src='http://elsewhere.test/pixel.png'>", "another host: http://elsewhere.test/pixel.png"),
        ("<script>new WebSocket('ws://elsewhere.test/')</script>", "another host: http://elsewhere.test/"),
        ("<iframe title=x src='http://elsewhere.test/'></iframe>", "another host: http://elsewhere.test/"),
        ("<link rel=preconnect href='/'><link rel=stylesheet href='http://127.0.0.1:9/s.css'>", "another host"),
    ],
)  # fmt: skip
def test_what_must_not_happen_is_told(browser: "Browser", site: Site, body: str, told: str) -> None:
    with pytest.raises(AssertionError, match=told):
        opened(browser, site, body=body)


def test_a_policy_that_is_broken_is_told(browser: "Browser", site: Site) -> None:
    policy = {"Content-Security-Policy": "default-src 'self'"}
    with pytest.raises(AssertionError, match="Content Security Policy"):
        opened(browser, site, body="<script>document.title = 'ran'</script>", **policy)


def test_a_request_that_fails_is_told(browser: "Browser", site: Site) -> None:
    site.routes["/cut"] = lambda handler: handler.connection.close()
    with pytest.raises(AssertionError, match=r"failed: GET http.*/cut: net::ERR"):
        opened(browser, site, body="<script>fetch('/cut').catch(() => {})</script>")


def test_a_request_given_up_by_the_page_is_no_fault(browser: "Browser", site: Site) -> None:
    site.routes["/slow"] = lambda _: time.sleep(1)
    script = "const a = new AbortController(); fetch('/slow', {signal: a.signal}).catch(() => {}); a.abort()"
    opened(browser, site, body=f"<script>{script}</script>")


def test_a_page_opened_by_the_page_is_watched(browser: "Browser", site: Site) -> None:
    site.routes["/second"] = html("<script>console.error('in the second')</script>")
    with pytest.raises(AssertionError, match="in the second"):
        opened(browser, site, body="<script>window.open('/second')</script>")


def test_what_a_test_expects_is_no_fault(browser: "Browser", site: Site) -> None:
    watch = Watch(origin=site.url(""))
    watch.expect("404 .*/missing.js")
    with watched(browser, watch) as page:
        page.goto("/")
        page.evaluate("fetch('/missing.js')")
    assert len(watch.faults) == 1


def test_the_fixture_is_the_watch(watch: Watch, page: "Page") -> None:
    """The page that tests are given tells what happens in it to the watch that its end asks."""
    page.goto("/")
    page.evaluate("console.error('told')")
    page.wait_for_timeout(100)
    assert any("told" in fault for fault in watch.faults)
    watch.expect("told")


@pytest.fixture
def origin(site: Site) -> str:
    return site.url("")
