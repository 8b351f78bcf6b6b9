"""A feed to follow, and what is kept of it from one poll to the next."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One RSS or Atom feed, as `feeds.toml` names it.

    `publisher` stands in where a page does not say its own. With `full_pages` each entry's page is fetched;
    without, the text in the feed is the article. `language` holds for every article of the feed.
    """

    url: str
    publisher: str | None = None
    full_pages: bool = True
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What the store keeps of a feed between polls; times are ISO 8601 with their offset from UTC.

    `etag` and `last_modified` go back to the server word for word. `failures` counts polls of the feed that
    failed since the last that did not, and before `not_before` the feed is left alone.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    checked_at: str | None = None
    failures: int = 0
    not_before: str | None = None
