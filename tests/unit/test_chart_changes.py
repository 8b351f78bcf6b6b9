"""Where a series changes its level."""

import datetime
import random

from verbale.chart import change_points
from verbale.chart.curve import filled
from verbale.model.periods import every


def series(levels, seed=1):
    """Months from 2015 on, twelve for each level, with noise."""
    noise = random.Random(seed)
    months = every(datetime.date(2015, 1, 1), datetime.date(2014 + len(levels), 12, 1), "month")
    return [
        {"period": month.isoformat(), "events": 5, "score": 0.0, "score_sum": levels[i // 12] + noise.uniform(-6, 6)}
        for i, month in enumerate(months)
    ]


def test_a_war_is_found_where_it_begins_and_ends():
    assert change_points(series([-10, -10, -300, -300, -10])) == ["2017-01-01", "2019-01-01"]


def test_noise_has_no_change():
    assert all(change_points(series([-20] * 6, seed)) == [] for seed in range(20))


def test_a_level_that_stays_has_none():
    flat = [{**row, "score_sum": -5.0} for row in series([0] * 3)]
    assert change_points(flat) == []


def test_less_than_eight_periods_have_none():
    assert change_points(series([-10, -300])[9:16]) == []
    assert change_points([]) == []


def test_a_handful_of_acts_in_years_of_silence_has_no_level():
    few = [{**row, "score_sum": -30.0} for row in series([0] * 4) if row["period"] in ("2015-02-01", "2018-06-01")]
    assert change_points(few) == []


def test_months_without_a_row_count_as_zero():
    busy = [row for row in series([0, -400, 0, 0]) if row["period"].startswith("2016")]
    ends = [{**busy[0], "period": period, "score_sum": 0.0} for period in ("2015-01-01", "2018-12-01")]
    assert change_points(busy + ends) == ["2016-01-01", "2017-01-01"]
    assert len(filled(busy + ends)) == 48
