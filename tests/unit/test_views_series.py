"""The days and the period by which an actor's or a pair's series is counted."""

import datetime

import pytest

pytest.importorskip("ruptures", reason='series need pip install "verbale[chart]"')

from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import ConfigError
from verbale.model import periods
from verbale.serve.views.series import MOST_PERIODS, frame

DAYS = st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31))


@given(DAYS, DAYS, st.sampled_from(["month", "year"]))
def test_a_period_of_ones_own_leaves_few_enough(one: datetime.date, other: datetime.date, coarsest: str) -> None:
    first, last = sorted((one, other))
    shown = frame(first, last, None, coarsest=coarsest)
    assert shown is not None
    assert shown.by == "year" or periods.number_of(first, last, shown.by) <= MOST_PERIODS


def test_a_false_day_of_publication_is_no_half_million_weeks() -> None:
    days = datetime.date(204, 2, 1), datetime.date(2022, 3, 1)
    with pytest.raises(ConfigError, match="by week there are"):
        frame(*days, "week")
    for by in (None, "year"):
        assert frame(*days, by).by == "year"  # type: ignore[union-attr]


@given(st.dates(datetime.date(1900, 1, 1)), st.integers(0, 2000), st.sampled_from(periods.PERIODS))
def test_periods_are_counted_nearly_right(first: datetime.date, days: int, by: str) -> None:
    last = first + datetime.timedelta(days=min(days, (datetime.date.max - first).days))
    true = sum(1 for _ in periods.every(periods.start_of(first, by), last, by))
    assert abs(periods.number_of(first, last, by) - true) <= 1
