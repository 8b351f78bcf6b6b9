"""Polling a feed: what is new in it, as articles."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from verbale.errors import FetchError, IngestError
from verbale.ingest.backoff import failed, is_due, succeeded
from verbale.ingest.encoding import decode
from verbale.ingest.feeds import Entry, ParsedFeed, parse_feed
from verbale.ingest.fetching import Fetched
from verbale.ingest.html import article_from_html
from verbale.ingest.plaintext import article_from_text
from verbale.ingest.sources import rejected
from verbale.ingest.weburl import parse_target
from verbale.model.article import Article, Rejection
from verbale.model.feeds import Feed, FeedState

# An address and the headers to send, to what is there. Raises FetchError.
Fetch = Callable[[str, Mapping[str, str]], Fetched]
# The time now, with its offset from UTC.
Clock = Callable[[], datetime.datetime]

# At ten pages a minute, ten minutes of one feed.
MAX_PAGES = 100
# Two or three sentences: less is a teaser, which says who did what only by half.
MIN_FEED_TEXT_CHARS = 400
_PAGE_TYPES = ("", "text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml")
# What the page said is known, and the feed's own text would not say otherwise.
_SETTLED = ("not-english",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What one poll of a feed brought.

    `outcome` is "read", "unchanged" (the server said so), "waiting" (it is not time yet) or "failed". `articles` and
    `rejections` are in the feed's order. `substituted` says of articles that are the feed's own text why their page
    was not to be had. `known` counts entries that the store has. `postponed` are the URLs that the next poll will
    try again: pages that failed for now, which are rejections too, and those beyond the limit of pages.
    `state` is to be kept for the next poll.
    """

    outcome: Literal["read", "unchanged", "waiting", "failed"]
    state: FeedState
    articles: tuple[Article, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    substituted: tuple[Rejection, ...] = ()
    known: int = 0
    postponed: tuple[str, ...] = ()


def poll(
    feed: Feed,
    state: FeedState | None,
    fetch: Fetch,
    clock: Clock,
    *,
    known: Callable[[str], bool] = lambda url: False,
    max_pages: int = MAX_PAGES,
) -> Polled:
    """Fetches a feed if its time has come, and an article for each entry whose URL is not `known`.

    `known` should also say yes to URLs that were refused for good, or they are fetched at every poll. Every entry
    ends in one of the fields of the result. Nothing is raised for what the network or a feed does: it becomes a
    Rejection, of stage "fetch" when it was not fetched and "ingest" when it could not be read.
    """
    state = state or FeedState(url=feed.url)
    now = clock()
    if not is_due(state, now):
        return Polled(outcome="waiting", state=state)
    try:
        fetched = fetch(feed.url, _conditions(state))
        if fetched.status == 304:
            return Polled(outcome="unchanged", state=_kept(state, fetched, now))
        parsed = parse_feed(fetched.body, url=fetched.final_url)
    except IngestError as error:
        asked_seconds = error.retry_after_seconds if isinstance(error, FetchError) else None
        return Polled(
            outcome="failed", state=failed(state, now, asked_seconds), rejections=(_refusal(feed.url, error),)
        )
    return _Reading(feed, fetch, clock, known, max_pages).read(parsed, fetched, state, now)


def _conditions(state: FeedState) -> dict[str, str]:
    conditions = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
    return {name: value for name, value in conditions.items() if value}


def _kept(state: FeedState, fetched: Fetched, now: datetime.datetime) -> FeedState:
    etag = fetched.headers.get("etag") or state.etag
    return succeeded(state, now, etag=etag, last_modified=fetched.headers.get("last-modified") or state.last_modified)


def _refusal(name: str, error: IngestError) -> Rejection:
    refusal = rejected(name, error.reason, error.detail)
    return replace(refusal, stage="fetch") if isinstance(error, FetchError) else refusal


def _stated(publisher: str | None, url: str) -> str | None:
    """The publisher that a page names; trafilatura gives the host's name for one that names none."""
    return None if publisher is not None and parse_target(url).host.endswith(publisher.lower()) else publisher


@dataclass(slots=True)
class _Reading:
    """The entries of one feed, gone through once."""

    feed: Feed
    fetch: Fetch
    clock: Clock
    is_known: Callable[[str], bool]
    max_pages: int
    articles: list[Article] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    substituted: list[Rejection] = field(default_factory=list)
    postponed: list[str] = field(default_factory=list)
    known: int = 0
    pages: int = 0

    def read(self, parsed: ParsedFeed, fetched: Fetched, state: FeedState, now: datetime.datetime) -> Polled:
        if parsed.damage is not None:
            detail = f"{len(parsed.entries)} entries were read, others may be lost: {parsed.damage}"
            self.rejections.append(rejected(self.feed.url, "damaged-feed", detail))
        seen: set[str] = set()
        for number, entry in enumerate(parsed.entries, start=1):
            self._entry(entry, entry.url or f"{self.feed.url}#{entry.entry_id or number}", seen)
        if parsed.left_out:
            detail = f"{parsed.left_out} entries stand behind the first {len(parsed.entries)}"
            self.rejections.append(rejected(self.feed.url, "too-many-entries", detail))
        # With these the server would say that nothing changed, and what was postponed would never come.
        keep = fetched.headers if not self.postponed else {}
        return Polled(
            outcome="read",
            state=succeeded(state, now, etag=keep.get("etag"), last_modified=keep.get("last-modified")),
            articles=tuple(self.articles),
            rejections=tuple(self.rejections),
            substituted=tuple(self.substituted),
            known=self.known,
            postponed=tuple(self.postponed),
        )

    def _entry(self, entry: Entry, name: str, seen: set[str]) -> None:
        if entry.url is None:
            self.rejections.append(rejected(name, "no-link", "the entry names no page over http or https"))
        elif entry.url in seen:
            self.rejections.append(rejected(name, "duplicate-id", "an entry with this URL came before in this feed"))
        elif self.is_known(entry.url):
            self.known += 1
        elif self.feed.full_pages and self.pages >= self.max_pages:
            self.postponed.append(entry.url)
        else:
            self._new(entry, entry.url)
        seen.add(name)

    def _new(self, entry: Entry, url: str) -> None:
        try:
            self.articles.append(self._from_page(entry, url) if self.feed.full_pages else self._from_feed(entry, url))
        except IngestError as error:
            self._without_page(entry, url, error)

    def _without_page(self, entry: Entry, url: str, error: IngestError) -> None:
        refusal = _refusal(url, error)
        if self.feed.full_pages and error.reason not in _SETTLED and len(entry.text or "") >= MIN_FEED_TEXT_CHARS:
            try:
                self.articles.append(self._from_feed(entry, url))
                self.substituted.append(refusal)
                return
            except IngestError as second:
                refusal = _refusal(url, second)
        self.rejections.append(refusal)
        if isinstance(error, FetchError) and error.temporary:
            self.postponed.append(url)

    def _from_page(self, entry: Entry, url: str) -> Article:
        self.pages += 1
        fetched = self.fetch(url, {})
        kind = fetched.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in _PAGE_TYPES:
            raise IngestError("unknown-format", f"the page is {kind}, not text")
        article = article_from_html(
            decode(fetched.body, html=True),
            url=url,
            retrieved_at=self.clock().isoformat(),
            language=self.feed.language,
        )
        return replace(
            article,
            title=article.title or entry.title,
            publisher=_stated(article.publisher, url) or self.feed.publisher or article.publisher,
            author=article.author or entry.author,
            published_at=article.published_at or entry.published_at,
        )

    def _from_feed(self, entry: Entry, url: str) -> Article:
        return article_from_text(
            entry.text or "",
            title=entry.title,
            url=url,
            publisher=self.feed.publisher,
            author=entry.author,
            published_at=entry.published_at,
            retrieved_at=self.clock().isoformat(),
            language=self.feed.language,
        )
