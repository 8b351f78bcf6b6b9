"""Every view under the rules of accessibility, as wide as a desk and as a phone, light and dark."""

import itertools
import json
import urllib.request
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from accessibility import Axe
from browsing import Server
from watch import Watch, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = (1280, 380)
SCHEMES = ("light", "dark")
FIXED = {
    "overview": "/",
    "overview, filtered": "/?actor=RUS&claim=alleged&min_confidence=0.5",
    "overview, nothing": "/?search=nothinglikeit",
    "events": "/events",
    "events, nothing": "/events?search=nothinglikeit",
    "stories": "/stories",
    "stories, nothing": "/stories?words=nothinglikeit",
    "actor": "/actor?key=RUS",
    "pair": "/pair?source=RUS&target=UKR",
    "ask": "/ask?q=Kenya",
    "ask, nothing": "/ask?q=nothinglikeit",
    "ask, no words": "/ask",
    "try": "/try",
    "judgements": "/judgements",
    "api": "/api",
    "not found": "/event/none",
    "cannot be asked": "/events?since=99",
}
FOUND = ("event", "article", "story")
# A keyboard's user is not made to press more often than this for one page.
MOST_STOPS = 400


@pytest.fixture
def watch(judging_server: Server) -> Watch:
    """What is told of `page`; error pages are asked for on purpose."""
    watch = Watch(origin=judging_server.origin)
    watch.expect("Failed to load resource")
    watch.expect("/event/none")
    watch.expect("/events?since=99")
    return watch


@pytest.fixture
def page(browser: "Browser", watch: Watch) -> Iterator["Page"]:
    with watched(browser, watch) as page:
        yield page


@pytest.fixture(scope="module")
def addresses(judging_server: Server) -> dict[str, str]:
    """Of every view one address or more."""
    event = _asked(judging_server, "/api/events?search=Nairobi&limit=1")["events"][0]
    story = _asked(judging_server, "/api/stories?limit=1&order=most%20told")["stories"][0]
    found = (
        f"/event/{event['event_id']}",
        f"/article?id={quote(event['article_id'])}",
        f"/story/{story['story_id']}",
    )
    return FIXED | dict(zip(FOUND, found, strict=True))


def _asked(server: Server, address: str) -> Any:
    with urllib.request.urlopen(server.origin + address) as answer:
        return json.load(answer)


def _opened(page: "Page", address: str) -> None:
    page.goto(address)
    page.wait_for_selector("html[data-ready=true]", state="attached")


@pytest.mark.parametrize("view", [*FIXED, *FOUND])
def test_no_view_breaks_the_rules(page: "Page", axe: Axe, addresses: dict[str, str], view: str) -> None:
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            _opened(page, addresses[view])
            # What waits behind a word is looked at too.
            page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
            assert axe.violations(page) == [], (scheme, width)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (scheme, width)


@pytest.mark.parametrize("view", [*FIXED, *FOUND])
def test_the_outline_of_a_view_can_be_followed(page: "Page", addresses: dict[str, str], view: str) -> None:
    _opened(page, addresses[view])
    levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4')].map((h) => Number(h.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), levels
    assert page.title().endswith(" · Verbale")
    for landmark in ("header", "nav", "main", "footer"):
        assert page.locator(landmark).count() >= 1
    assert page.locator("#signs dt").count() == 6
    unlabelled = "[...document.querySelectorAll('[role=img]')].filter((e) => !e.ariaLabel).length"
    assert page.evaluate(unlabelled) == 0


WALKED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  window.walked ??= new Map();
  if (!window.walked.has(e)) window.walked.set(e, window.walked.size);
  return { number: window.walked.get(e), what: e.outerHTML.slice(0, 100), outline: style.outlineStyle,
           seen: box.width > 0 && box.height > 0 && box.right > 0 };
}"""


@pytest.mark.parametrize("view", [*FIXED, *FOUND])
def test_a_view_is_walked_through_by_keyboard(page: "Page", addresses: dict[str, str], view: str) -> None:
    _opened(page, addresses[view])
    wanted = page.evaluate("document.querySelectorAll('main a[href], main button, main summary').length")
    last = None
    for stops in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(WALKED)
        if stop is None or (stop["number"] == 0 and stops):
            break
        assert stop["seen"], stop
        assert stop["outline"] != "none", stop
        # A date is several stops of one element; nothing else may hold the keyboard.
        assert stop["number"] != last or "date" in stop["what"], stop
        last = stop["number"] if "date" not in stop["what"] else None
    else:
        assert wanted > MOST_STOPS / 2, "the keyboard does not come out again"


def test_the_first_stop_skips_to_the_content(page: "Page") -> None:
    _opened(page, "/events")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_escape_closes_what_is_said_of_a_mark(page: "Page", addresses: dict[str, str]) -> None:
    _opened(page, addresses["event"])
    mark = page.locator(".marked a.mark").first
    if mark.count() == 0:
        page.locator(".marked .mark").first.hover()
    else:
        mark.focus()
    tip = page.locator("#tip")
    assert tip.is_visible()
    page.keyboard.press("Escape")
    assert tip.is_hidden()


def test_filters_say_what_they_found(page: "Page") -> None:
    _opened(page, "/")
    page.locator("#filters input[name=search]").fill("nothinglikeit")
    page.keyboard.press("Enter")
    page.locator("#said", has_text="No report tells").wait_for(state="attached")
    page.wait_for_selector("html[data-ready=true]", state="attached")
    assert page.locator("#latest .empty").is_visible()
    assert page.locator("#totals").count() == 1
    page.locator("#filters input[name=search]").fill("")
    page.keyboard.press("Enter")
    page.locator("#said", has_text="Reports tell of").wait_for(state="attached")
    page.wait_for_selector("html[data-ready=true]", state="attached")
    assert page.locator("#latest .event").count() > 0
