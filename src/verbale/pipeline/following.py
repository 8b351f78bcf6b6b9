"""Following feeds: each polled when its time has come, what is new in it coded and kept."""

import datetime
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence

from verbale.ingest import Fetcher, poll
from verbale.model.article import Article, Rejection
from verbale.model.feeds import Feed, FeedState
from verbale.pipeline.keeping import Tally, ingest, run_writer
from verbale.pipeline.run import Settings
from verbale.store import Store
from verbale.store.feeds import feed_states, keep_feed_states, known_urls

# A page refused at this stage or for one of these reasons will be refused again: it is not fetched a second time.
SETTLED = ("ingest", "bad-url", "refused-address", "too-large", "too-many-redirects")


def poll_feeds(
    feeds: Sequence[Feed], store: Store, settings: Settings, fetcher: Fetcher, clock: Callable[[], datetime.datetime]
) -> Iterator[Tally]:
    """One round over the feeds; the tally as from `ingest`.

    Where a feed stands is kept after its articles are, so that a round cut short loses none of them.
    """
    states, known = feed_states(store), known_urls(store, SETTLED)
    after: list[FeedState] = []

    def items() -> Iterator[Article | Rejection]:
        seen: set[str] = set()
        for feed in feeds:
            polled = poll(feed, states.get(feed.url), fetcher.fetch, clock, known=(known | seen).__contains__)
            after.append(polled.state)
            seen |= {article.url for article in polled.articles if article.url is not None}
            yield from polled.articles
            yield from polled.rejections

    writer = run_writer(store, "watch", settings)
    yield from ingest(items(), store, settings, writer=writer)
    keep_feed_states(writer, {feed.url: feed for feed in feeds}, after)
    writer.finish()


def watch(
    one_round: Callable[[], Iterator[Tally]], every_seconds: float, sleep: Callable[[float], None] = time.sleep
) -> Iterator[Tally]:
    """Round after round, without end; the next begins `every_seconds` after the one before began."""
    while True:
        began = time.monotonic()
        yield from deque(one_round(), maxlen=1)
        sleep(max(0.0, every_seconds - (time.monotonic() - began)))
