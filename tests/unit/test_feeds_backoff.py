"""When a feed that failed is looked at again."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.ingest.backoff import failed, is_due, succeeded
from verbale.model.feeds import FeedState

NOW = datetime.datetime(2024, 3, 5, 12, 0, tzinfo=datetime.UTC)
NEW = FeedState(url="http://a.example/", etag='"x"', last_modified="then")


def rest_minutes(state: FeedState) -> float:
    assert state.not_before is not None
    return (datetime.datetime.fromisoformat(state.not_before) - NOW).total_seconds() / 60


def test_the_rest_doubles_up_to_a_day() -> None:
    state, rests = NEW, []
    for _ in range(12):
        state = failed(state, NOW)
        rests.append(rest_minutes(state))
    assert rests == [5, 10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440, 1440]
    assert (state.failures, state.checked_at) == (12, NOW.isoformat())
    assert (state.etag, state.last_modified) == ('"x"', "then"), "what is known of the feed stays known"


def test_success_forgets_failures() -> None:
    state = succeeded(failed(failed(NEW, NOW), NOW), NOW, etag=None, last_modified="now")
    assert state == FeedState(url=NEW.url, last_modified="now", checked_at=NOW.isoformat())
    assert rest_minutes(failed(state, NOW)) == 5


@pytest.mark.parametrize(("asked_seconds", "minutes"), [(None, 5), (0, 5), (60, 5), (3600, 60), (1e12, 7 * 24 * 60)])
def test_what_the_server_asks_for(asked_seconds: float | None, minutes: float) -> None:
    assert rest_minutes(failed(NEW, NOW, asked_seconds)) == minutes


@given(
    st.integers(0, 10**6), st.none() | st.floats(0, 1e15), st.timedeltas(datetime.timedelta(0), datetime.timedelta(9))
)
def test_not_due_before_its_time_and_due_from_then_on(
    failures: int, asked: float | None, later: datetime.timedelta
) -> None:
    state = failed(FeedState(url="http://a.example/", failures=failures), NOW, asked)
    # The same moment on another clock of the world is the same moment.
    moment = (NOW + later).astimezone(datetime.timezone(datetime.timedelta(hours=5)))
    assert is_due(state, moment) == (later.total_seconds() / 60 >= rest_minutes(state))
    assert 5 <= rest_minutes(state) <= 7 * 24 * 60
    assert is_due(NEW, moment)
