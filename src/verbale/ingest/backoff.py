"""When a feed is looked at again after it failed."""

import dataclasses
import datetime

from verbale.model.feeds import FeedState

FIRST_WAIT_SECONDS = 5 * 60
LONGEST_WAIT_SECONDS = 24 * 60 * 60
# A server may ask for more than a day, but a slip there must not silence a feed for ever.
LONGEST_ASKED_SECONDS = 7 * LONGEST_WAIT_SECONDS


def is_due(state: FeedState, now: datetime.datetime) -> bool:
    """Whether a feed may be looked at; `now` carries its offset from UTC."""
    return state.not_before is None or now >= datetime.datetime.fromisoformat(state.not_before)


def failed(state: FeedState, now: datetime.datetime, asked_seconds: float | None = None) -> FeedState:
    """The state after a poll that failed at `now`: 5 minutes of rest, doubled with every failure in a row to 24 hours.

    When the server asked for a longer rest (Retry-After) it gets that, up to a week.
    """
    failures = state.failures + 1
    # Beyond 2 ** 9 times five minutes it is more than a day.
    seconds: float = min(FIRST_WAIT_SECONDS * 2 ** min(failures - 1, 9), LONGEST_WAIT_SECONDS)
    seconds = max(seconds, min(asked_seconds or 0.0, LONGEST_ASKED_SECONDS))
    until = now + datetime.timedelta(seconds=seconds)
    return dataclasses.replace(state, checked_at=now.isoformat(), failures=failures, not_before=until.isoformat())


def succeeded(state: FeedState, now: datetime.datetime, *, etag: str | None, last_modified: str | None) -> FeedState:
    """The state after a poll that did not fail."""
    return FeedState(url=state.url, etag=etag, last_modified=last_modified, checked_at=now.isoformat())
