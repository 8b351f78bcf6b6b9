"""Polling: every entry becomes an article, or somebody is told why not."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.errors import FetchError
from verbale.ingest import Fetched, Polled, poll
from verbale.ingest.plaintext import hashed_id
from verbale.model.feeds import Feed, FeedState

FEED = Feed(url="https://courier.example/rss", publisher="The Example Courier")
BASE = "https://courier.example"
TEXT = (
    "LILONGWE, Malawi (EX) — Malawi closed its border with Mozambique on Tuesday after gunmen attacked a customs post.",
    "The interior ministry said two guards were wounded and that police had arrested five men in the town of Mwanza.",
    "Mozambique condemned the attack and offered to send investigators, its foreign minister said in Maputo.",
    "Both countries said that talks between the two governments would go on in the capital during the coming week.",
)
PAGE = "<html><body><article>" + "".join(f"<p>{words}</p>" for words in TEXT) + "</article></body></html>"
LONG = "".join(f"<p>{words}</p>" for words in TEXT)
SHORT = "Malawi closed its border with Mozambique on Tuesday."
DAY = "2024-03-05T14:00:00+00:00"


class Clock:
    """A minute passes with each look at it."""

    def __init__(self) -> None:
        self.now = datetime.datetime(2024, 3, 5, 12, 0, tzinfo=datetime.UTC)

    def __call__(self) -> datetime.datetime:
        self.now += datetime.timedelta(minutes=1)
        return self.now


@dataclass
class Web:
    """What the addresses of a small web hold: a page, bytes with headers, or an error."""

    pages: dict[str, str | Fetched | FetchError]
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    def fetch(self, url: str, headers: Mapping[str, str]) -> Fetched:
        self.asked.append((url, dict(headers)))
        found = self.pages.get(url, FetchError("http-status", "status 404", status=404))
        if isinstance(found, FetchError):
            raise found
        return found if isinstance(found, Fetched) else answer(found, url)

    @property
    def urls(self) -> list[str]:
        return [url for url, _ in self.asked]


def answer(body: str, url: str = FEED.url, status: int = 200, **headers: str) -> Fetched:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Fetched(url=url, final_url=url, status=status, body=body.encode(), headers=named)


def rss(*items: str) -> str:
    return f"<rss><channel>{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"


def item(path: str, description: str = SHORT, title: str = "Malawi shuts border") -> str:
    date = "<pubDate>Tue, 05 Mar 2024 14:00:00 GMT</pubDate><author>Awa Example</author>"
    return f"<title>{title}</title><link>{path}</link>{date}<description><![CDATA[{description}]]></description>"


def polled(
    pages: Mapping[str, str | Fetched | FetchError],
    *,
    feed: Feed = FEED,
    state: FeedState | None = None,
    known: Callable[[str], bool] = lambda url: False,
    max_pages: int = 100,
) -> tuple[Polled, Web]:
    web = Web(dict(pages))
    return poll(feed, state, web.fetch, Clock(), known=known, max_pages=max_pages), web


def test_a_page_is_an_article_that_the_feed_completes() -> None:
    got, web = polled({FEED.url: rss(item("/a")), f"{BASE}/a": PAGE})
    (article,) = got.articles
    assert article.text.split("\n") == list(TEXT)
    assert article.article_id == hashed_id(f"{BASE}/a")
    assert (article.url, article.title, article.publisher) == (f"{BASE}/a", "Malawi shuts border", FEED.publisher)
    assert (article.published_at, article.author) == (DAY, "Awa Example")
    assert article.retrieved_at == "2024-03-05T12:02:00+00:00", "when the page was fetched, not the feed"
    assert (got.outcome, got.rejections, got.postponed, got.known) == ("read", (), (), 0)
    assert web.urls == [FEED.url, f"{BASE}/a"]


def test_what_the_page_says_stands() -> None:
    head = """<html lang="en-GB"><head><meta property="og:title" content="Border shut"><meta name="author" content="Jo">
<meta property="og:site_name" content="Courier"><meta name="date" content="2024-03-04"></head>"""
    got, _ = polled({FEED.url: rss(item("/a")), f"{BASE}/a": PAGE.replace("<html>", head)})
    (article,) = got.articles
    assert (article.title, article.publisher, article.author) == ("Border shut", "Courier", "Jo")
    assert (article.published_at, article.language) == ("2024-03-04", "en-GB")


def test_the_feed_alone() -> None:
    feed = Feed(url=FEED.url, full_pages=False, language="en-GB")
    got, web = polled(
        {FEED.url: rss(item("/a"), item("/b", "<p>Kenya left.</p><p>Chad stayed.</p>"), item("/c", ""))}, feed=feed
    )
    assert [(a.url, a.text, a.language) for a in got.articles] == [
        (f"{BASE}/a", SHORT, "en-GB"),
        (f"{BASE}/b", "Kenya left.\nChad stayed.", "en-GB"),
    ]
    assert (got.articles[0].published_at, got.articles[0].title) == (DAY, "Malawi shuts border")
    assert [(r.article_id, r.stage, r.reason) for r in got.rejections] == [(f"{BASE}/c", "ingest", "empty")]
    assert web.urls == [FEED.url]


def test_known_pages_are_not_fetched_again() -> None:
    got, web = polled({FEED.url: rss(item("/a"), item("/b")), f"{BASE}/b": PAGE}, known=lambda url: url.endswith("/a"))
    assert ([a.url for a in got.articles], got.known) == ([f"{BASE}/b"], 1)
    assert web.urls == [FEED.url, f"{BASE}/b"]


def test_entries_that_are_no_articles_are_told() -> None:
    items = [item("/a"), item("/a"), "<title>No link</title><guid isPermaLink='false'>x1</guid>", "<title>None</title>"]
    got, web = polled({FEED.url: rss(*items), f"{BASE}/a": PAGE})
    assert len(got.articles) == 1
    assert [(r.article_id, r.reason) for r in got.rejections] == [
        (f"{BASE}/a", "duplicate-id"),
        (f"{FEED.url}#x1", "no-link"),
        (f"{FEED.url}#4", "no-link"),
    ]
    assert web.urls.count(f"{BASE}/a") == 1


GONE = FetchError("http-status", "status 404", status=404)
SLOW = FetchError("timeout", "no answer", temporary=True)


@pytest.mark.parametrize("error", [GONE, SLOW, FetchError("robots", "not allowed")])
def test_a_page_that_is_not_to_be_had(error: FetchError) -> None:
    got, _ = polled({FEED.url: rss(item("/a", LONG), item("/b", SHORT)), f"{BASE}/a": error, f"{BASE}/b": error})
    (article,) = got.articles
    assert article.text.split("\n") == list(TEXT)
    assert (article.url, article.publisher, article.published_at) == (f"{BASE}/a", FEED.publisher, DAY)
    (instead,) = got.substituted
    assert (instead.article_id, instead.stage, instead.reason) == (f"{BASE}/a", "fetch", error.reason)
    (rejection,) = got.rejections
    assert (rejection.article_id, rejection.stage, rejection.reason) == (f"{BASE}/b", "fetch", error.reason)
    assert rejection.detail == error.detail
    assert got.postponed == ((f"{BASE}/b",) if error.temporary else ())


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html><body></body></html>", "no-text"),
        ("", "empty"),
        (answer("%PDF-1.7", content_type="application/pdf"), "unknown-format"),
        (answer('{"a": 1}', content_type="application/json; charset=utf-8"), "unknown-format"),
        ("\x00\x01", "binary"),
    ],
)
def test_a_page_that_is_none(page: str | Fetched, reason: str) -> None:
    got, _ = polled({FEED.url: rss(item("/a", LONG), item("/b", SHORT)), f"{BASE}/a": page, f"{BASE}/b": page})
    assert [article.url for article in got.articles] == [f"{BASE}/a"]
    assert [(r.article_id, r.stage, r.reason) for r in got.rejections] == [(f"{BASE}/b", "ingest", reason)]
    assert [r.reason for r in got.substituted] == [reason]


def test_another_language_is_not_replaced_by_the_feed() -> None:
    french = "Le ministre des Affaires étrangères du Chili a déclaré lundi que son pays ne signerait pas l’accord. " * 5
    page = f"<html><body><article><p>{french}</p></article></body></html>"
    got, _ = polled({FEED.url: rss(item("/a", LONG)), f"{BASE}/a": page})
    assert (got.articles, [r.reason for r in got.rejections]) == ((), ["not-english"])
    got, _ = polled({FEED.url: rss(item("/a", french))})
    assert [r.reason for r in got.rejections] == ["not-english"]


def test_what_is_kept_for_the_next_poll() -> None:
    fresh = answer(rss(item("/a")), etag='W/"7"', last_modified="Tue, 05 Mar 2024 12:00:00 GMT")
    got, web = polled({FEED.url: fresh, f"{BASE}/a": PAGE})
    assert web.asked[0][1] == {}
    assert got.state == FeedState(
        url=FEED.url,
        etag='W/"7"',
        last_modified="Tue, 05 Mar 2024 12:00:00 GMT",
        checked_at="2024-03-05T12:01:00+00:00",
    )
    got, web = polled({FEED.url: answer("", status=304)}, state=got.state)
    assert web.asked == [(FEED.url, {"If-None-Match": 'W/"7"', "If-Modified-Since": "Tue, 05 Mar 2024 12:00:00 GMT"})]
    assert (got.outcome, got.articles, got.rejections) == ("unchanged", (), ())
    assert (got.state.etag, got.state.last_modified) == ('W/"7"', "Tue, 05 Mar 2024 12:00:00 GMT")
    got, _ = polled({FEED.url: answer("", status=304, etag='"8"')}, state=got.state)
    assert got.state.etag == '"8"'


def test_pages_that_failed_for_now_are_tried_again() -> None:
    feed = answer(rss(item("/a"), item("/b")), etag='"7"')
    got, _ = polled({FEED.url: feed, f"{BASE}/a": PAGE, f"{BASE}/b": SLOW})
    assert got.postponed == (f"{BASE}/b",)
    # With its tag the server would answer that nothing changed, and the page would never be asked for.
    assert got.state.etag is None
    stored = {a.url for a in got.articles}
    got, web = polled({FEED.url: feed, f"{BASE}/b": PAGE}, state=got.state, known=stored.__contains__)
    assert [a.url for a in got.articles] == [f"{BASE}/b"]
    assert got.state.etag == '"7"'
    assert f"{BASE}/a" not in web.urls


def test_pages_beyond_the_limit_come_with_the_next_poll() -> None:
    pages = {FEED.url: answer(rss(*(item(f"/{n}") for n in range(5))), etag='"7"')}
    pages.update({f"{BASE}/{n}": answer(PAGE) for n in range(5)})
    stored: set[str | None] = set()
    state, rounds = None, []
    for _ in range(3):
        got, _ = polled(pages, state=state, known=stored.__contains__, max_pages=2)
        stored |= {a.url for a in got.articles}
        state = got.state
        rounds.append((len(got.articles), len(got.postponed), state.etag))
    assert rounds == [(2, 3, None), (2, 1, None), (1, 0, '"7"')]


@pytest.mark.parametrize(
    ("found", "stage", "reason"),
    [
        (SLOW, "fetch", "timeout"),
        (GONE, "fetch", "http-status"),
        ("<html><body>404</body></html>", "ingest", "bad-feed"),
        ("<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>", "ingest", "unsafe-xml"),
    ],
)
def test_a_feed_that_fails_rests(found: str | FetchError, stage: str, reason: str) -> None:
    before = FeedState(url=FEED.url, etag='"7"', failures=2)
    got, web = polled({FEED.url: found}, state=before)
    assert got.outcome == "failed"
    (rejection,) = got.rejections
    assert (rejection.article_id, rejection.stage, rejection.reason) == (FEED.url, stage, reason)
    assert (got.state.failures, got.state.etag) == (3, '"7"')
    assert got.state.not_before == "2024-03-05T12:21:00+00:00"
    got, web = polled({FEED.url: rss()}, state=got.state)
    assert (got.outcome, web.asked) == ("waiting", [])
    later = FeedState(url=FEED.url, failures=3, not_before="2024-03-05T12:00:59+00:00")
    got, _ = polled({FEED.url: rss()}, state=later)
    assert (got.outcome, got.state.failures, got.state.not_before) == ("read", 0, None)


def test_a_server_that_asks_for_a_rest_gets_it() -> None:
    busy = FetchError("http-status", "status 429", temporary=True, status=429, retry_after_seconds=7200)
    got, _ = polled({FEED.url: busy})
    assert got.state.not_before == "2024-03-05T14:01:00+00:00"


def test_damage_and_entries_left_out_are_told() -> None:
    whole = rss(item("/a"), item("/b"))
    got, _ = polled({FEED.url: whole[:-60], f"{BASE}/a": PAGE, f"{BASE}/b": PAGE})
    assert len(got.articles) == 2
    assert [(r.article_id, r.reason) for r in got.rejections] == [(FEED.url, "damaged-feed")]
    many = rss(*(f"<guid isPermaLink='false'>{n}</guid>" for n in range(1003)))
    got, _ = polled({FEED.url: many})
    assert len(got.rejections) == 1001
    assert got.rejections[-1].reason == "too-many-entries"
    assert got.rejections[-1].detail.startswith("3 entries")


FATES = ["page", "known", "gone", "slow", "long", "empty", "no-link", "again"]


@given(st.lists(st.sampled_from(FATES), max_size=12), st.booleans(), st.integers(0, 5))
@settings(deadline=None, max_examples=60)
def test_every_entry_ends_somewhere(fates: list[str], full_pages: bool, max_pages: int) -> None:
    pages: dict[str, str | Fetched | FetchError] = {}
    items = []
    for number, fate in enumerate(fates):
        path = f"/{number}/{fate}" if fate != "again" else "/again"
        items.append(item(path, LONG if fate == "long" else "" if fate == "empty" else SHORT))
        if fate == "no-link":
            items[-1] = "<title>No link</title>"
        pages[f"{BASE}{path}"] = {"page": PAGE, "again": PAGE, "slow": SLOW, "empty": ""}.get(fate, GONE)
    pages[FEED.url] = rss(*items)
    feed = Feed(url=FEED.url, full_pages=full_pages)
    got, web = polled(pages, feed=feed, known=lambda url: url.endswith("known"), max_pages=max_pages)
    refused = {r.article_id for r in got.rejections if r.stage == "fetch"}
    only_postponed = [url for url in got.postponed if url not in refused]
    assert len(got.articles) + len(got.rejections) + len(only_postponed) + got.known == len(items)
    assert len({a.article_id for a in got.articles}) == len(got.articles)
    assert len(web.urls) - 1 <= (max_pages if full_pages else 0)
