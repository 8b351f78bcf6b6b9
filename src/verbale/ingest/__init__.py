"""Bytes to articles: pages, plain text, JSON Lines and CSV, from files, folders and standard input, and web feeds."""

import importlib
from typing import TYPE_CHECKING, Any

from verbale.ingest.furniture import blanked, furniture_masks
from verbale.ingest.plaintext import article_from_text, hashed_id
from verbale.ingest.reader import read
from verbale.ingest.sources import Stdin

if TYPE_CHECKING:
    from verbale.ingest.feedlist import read_feeds
    from verbale.ingest.fetching import Fetched, Fetcher, FetchOptions
    from verbale.ingest.polling import Polled, poll

__all__ = [
    "FetchOptions",
    "Fetched",
    "Fetcher",
    "Polled",
    "Stdin",
    "article_from_text",
    "blanked",
    "furniture_masks",
    "hashed_id",
    "poll",
    "read",
    "read_feeds",
]

_LAZY = {
    "FetchOptions": "fetching",
    "Fetched": "fetching",
    "Fetcher": "fetching",
    "Polled": "polling",
    "poll": "polling",
    "read_feeds": "feedlist",
}


def __getattr__(name: str) -> Any:
    """What fetches is imported on first use: urllib3 takes longer to load than all that reads files."""
    if name in _LAZY:
        return getattr(importlib.import_module(f"verbale.ingest.{_LAZY[name]}"), name)
    raise AttributeError(f"module 'verbale.ingest' has no attribute {name!r}")
