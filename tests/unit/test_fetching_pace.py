"""The pace: no host is asked too often, whatever the order of requests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import ConfigError, FetchError
from verbale.ingest.pace import LONGEST_WAIT_SECONDS, Pace


class Time:
    def __init__(self) -> None:
        self.now = 0.1

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds


REQUESTS = st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 40), st.sampled_from([0.0, 0.3, 7.0])), max_size=60)


@given(REQUESTS, st.integers(1, 4))
def test_never_more_than_so_many_a_minute(requests: list[tuple[str, float, float]], pages_per_minute: int) -> None:
    time = Time()
    pace = Pace(pages_per_minute, clock=time, sleep=time.sleep)
    asked: dict[str, list[float]] = {}
    for host, pause, delay in requests:
        time.now += pause
        before = time.now
        pace.wait(host, delay_seconds=delay)
        earlier = asked.setdefault(host, [])
        earlier.append(time.now)
        if len(earlier) > 1:
            assert time.now - earlier[-2] >= delay - 1e-6
        if len(earlier) > pages_per_minute:
            assert time.now - earlier[-1 - pages_per_minute] >= 60 - 1e-6
        else:
            assert time.now - before <= delay + 1e-2, "nobody waits without a reason"


def test_waits_no_longer_than_needed() -> None:
    time = Time()
    pace = Pace(2, clock=time, sleep=time.sleep)
    for expected in (0.1, 0.1, 60.1, 60.1, 120.1):
        pace.wait("a")
        assert time.now == pytest.approx(expected)
    pace.wait("b")
    assert time.now == pytest.approx(120.1)


def test_long_waits_are_left_for_another_run() -> None:
    time = Time()
    pace = Pace(10, clock=time, sleep=time.sleep)
    pace.wait("a", delay_seconds=86_400)
    pace.hold("b", LONGEST_WAIT_SECONDS + 5)
    pace.hold("b", 1)
    for host, delay in (("a", 86_400.0), ("b", 0.0)):
        with pytest.raises(FetchError) as caught:
            pace.wait(host, delay_seconds=delay)
        assert (caught.value.reason, caught.value.temporary) == ("busy", True)
    assert time.now == 0.1
    time.now += 5
    pace.wait("b")
    assert time.now == pytest.approx(0.1 + LONGEST_WAIT_SECONDS + 5)


def test_at_least_a_page_a_minute() -> None:
    with pytest.raises(ConfigError):
        Pace(0, clock=lambda: 0.0, sleep=lambda seconds: None)
