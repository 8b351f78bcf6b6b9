"""Calendar dates, lengths of time, ranges and times of day; published Tuesday 22 February 2022."""

import datetime

import pytest
from builders import parse_of

from verbale.model.spans import Span
from verbale.times import filing_time, find_times

DAY = datetime.date(2022, 2, 22)


@pytest.mark.parametrize(
    ("text", "words", "earliest", "latest", "precision", "value"),
    [
        ("They met on 3 February 2022.", "3 February 2022", "2022-02-03", "2022-02-03", "day", "2022-02-03"),
        ("They met on February 3, 2019.", "February 3, 2019", "2019-02-03", "2019-02-03", "day", "2019-02-03"),
        ("They met on Feb. 3.", "Feb. 3", "2022-02-03", "2022-02-03", "day", "2022-02-03"),
        ("They met on February 3rd.", "February 3rd", "2022-02-03", "2022-02-03", "day", "2022-02-03"),
        ("They met on 2022-02-03.", "2022-02-03", "2022-02-03", "2022-02-03", "day", "2022-02-03"),
        ("They met on Thursday, Feb. 3.", "Thursday, Feb. 3", "2022-02-03", "2022-02-03", "day", "2022-02-03"),
        ("They met on Dec. 30.", "Dec. 30", "2021-12-30", "2021-12-30", "day", "2021-12-30"),
        ("They fought in March 2014.", "March 2014", "2014-03-01", "2014-03-31", "month", "2014-03"),
        ("They fought in 2014.", "2014", "2014-01-01", "2014-12-31", "year", "2014"),
        ("They recall the 2011 uprising.", "2011", "2011-01-01", "2011-12-31", "year", "2011"),
        ("They fought in the 1990s.", "the 1990s", "1990-01-01", "1999-12-31", "range", "199"),
        ("They met in late February.", "late February", "2022-02-19", "2022-02-28", "range", "2022-02"),
        ("It began in the summer of 2014.", "the summer of 2014", "2014-06-01", "2014-08-31", "range", "2014-SU"),
        ("It fell in the third quarter of 2019.", "the third quarter of 2019", "2019-07-01", "2019-09-30", "range",
         "2019-Q3"),
        ("Profit rose in the latest quarter.", "the latest quarter", "2021-10-01", "2021-12-31", "range", "2021-Q4"),
        ("They fought in nineteen ninety-four.", "nineteen ninety-four", "1994-01-01", "1994-12-31", "year", "1994"),
        ("They met in June last year.", "June last year", "2021-06-01", "2021-06-30", "month", "2021-06"),
        ("They paid a dividend payable April 1.", "April 1", "2022-04-01", "2022-04-01", "day", "2022-04-01"),
        ("They recall the September 11 attacks.", "September 11", "2001-09-11", "2001-09-11", "day", "2001-09-11"),
        ("They met on February 3-5.", "February 3-5", "2022-02-03", "2022-02-05", "range", "2022-02-03/2022-02-05"),
    ],
)  # fmt: skip
def test_calendar_dates(text: str, words: str, earliest: str, latest: str, precision: str, value: str) -> None:
    found = find_times(parse_of(text), DAY)
    named = [f for f in found if f.span.quote(text).removeprefix("the ") == words.removeprefix("the ")]
    assert named, [f.span.quote(text) for f in found]
    got = named[0]
    assert (got.earliest, got.latest, got.precision, got.timex_value) == (earliest, latest, precision, value)


@pytest.mark.parametrize(
    "text",
    [
        "They killed 2014 people.",
        "It costs $2014.",
        "It costs 2,014 dollars.",
        "They cite Resolution 1973.",
        "A 34 year old man spoke.",
        "The 15th anniversary passed.",
        "A seven-year-old boy spoke.",
        "The second attack failed.",
    ],
)
def test_counts_ages_and_numbers_are_no_dates(text: str) -> None:
    dated = [f.span.quote(text) for f in find_times(parse_of(text), DAY) if f.timex_type == "DATE"]
    assert dated == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They talked for two days.", "P2D"),
        ("They talked for three and a half years.", "P3Y6M"),
        ("A two-week siege ended.", "P2W"),
        ("They talked for several months.", "PXM"),
        ("A dozen years passed.", "P12Y"),
        ("They fought for decades.", "PXY"),
        ("It took 48 hours.", "PT48H"),
    ],
)
def test_lengths_have_no_bounds(text: str, value: str) -> None:
    (found,) = find_times(parse_of(text), DAY)
    assert (found.timex_type, found.timex_value) == ("DURATION", value)
    assert (found.earliest, found.latest, found.precision) == (None, None, "unknown")


def test_anchored_lengths() -> None:
    (within,) = find_times(parse_of("They must withdraw within 21 days."), DAY)
    assert (within.earliest, within.latest, within.timex_value) == ("2022-02-22", "2022-03-15", "P21D")
    (past,) = find_times(parse_of("They fought in the past year."), DAY)
    assert (past.earliest, past.latest, past.timex_value) == ("2021-02-22", "2022-02-22", "P1Y")
    (old,) = find_times(parse_of("The seven-year-old pact ended."), DAY)
    assert (old.earliest, old.latest, old.precision) == ("2015-01-01", "2015-12-31", "year")


def test_ranges_bound_both_of_their_ends() -> None:
    for text in ("They fought between 2011 and 2014.", "They fought from 2011 to 2014."):
        found = find_times(parse_of(text), DAY)
        assert [(f.earliest, f.latest, f.precision) for f in found] == [("2011-01-01", "2014-12-31", "range")] * 2
        assert [f.timex_value for f in found] == ["2011", "2014"]


def test_times_of_day() -> None:
    text = "The bomb struck at 9:50 p.m. on Monday."
    (found,) = find_times(parse_of(text), DAY)
    assert (found.timex_type, found.timex_value, found.earliest) == ("TIME", "2022-02-21T21:50", "2022-02-21")


def test_sets() -> None:
    (found,) = find_times(parse_of("They meet every two weeks."), DAY)
    assert (found.timex_type, found.timex_value) == ("SET", "P2W")


def test_a_year_earlier_counts_from_the_quarter_of_the_text() -> None:
    text = "Profit rose to $5 million in the third quarter of 2021 from $3 million a year earlier."
    values = [f.timex_value for f in find_times(parse_of(text), DAY)]
    assert values == ["2021-Q3", "2020-Q3"]


def test_a_quarter_of_no_known_year_stays_open() -> None:
    text = "Profit rose to $5 million in the third quarter from $3 million a year earlier."
    values = [f.timex_value for f in find_times(parse_of(text), None)]
    assert values[0] == "XXXX-Q3"


def test_the_date_of_a_dateline() -> None:
    text = "NAIROBI, Feb. 19 (Xinhua) -- Gunmen killed a mayor."
    found = filing_time(parse_of(text), Span(0, 29), DAY)
    assert found is not None
    assert (found.span.quote(text), found.earliest) == ("Feb. 19", "2022-02-19")
    assert filing_time(parse_of("NAIROBI -- Gunmen killed a mayor."), Span(0, 11), DAY) is None
