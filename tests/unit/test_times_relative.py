"""Expressions that count from the day of publication, here Tuesday 22 February 2022."""

import datetime

import pytest
from builders import parse_of

from verbale.model.mentions import TimeMention
from verbale.times import find_times

DAY = datetime.date(2022, 2, 22)


def only(text: str, published: datetime.date | None = DAY) -> TimeMention:
    found = find_times(parse_of(text), published)
    assert len(found) == 1, [(f.span.quote(text), f.timex_value) for f in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "earliest", "latest", "value"),
    [
        ("The ministers met on Tuesday.", "Tuesday", "2022-02-22", "2022-02-22", "2022-02-22"),
        ("The ministers met on Monday.", "Monday", "2022-02-21", "2022-02-21", "2022-02-21"),
        ("The ministers met on Friday.", "Friday", "2022-02-18", "2022-02-18", "2022-02-18"),
        ("The ministers will meet on Friday.", "Friday", "2022-02-25", "2022-02-25", "2022-02-25"),
        ("Talks scheduled for Thursday collapsed.", "Thursday", "2022-02-24", "2022-02-24", "2022-02-24"),
        ("The ministers met last Tuesday.", "last Tuesday", "2022-02-15", "2022-02-15", "2022-02-15"),
        ("The envoys meet next Tuesday.", "next Tuesday", "2022-03-01", "2022-03-01", "2022-03-01"),
        ("Shells struck the town early Tuesday.", "early Tuesday", "2022-02-22", "2022-02-22", "2022-02-22"),
        ("Shells struck the town today.", "today", "2022-02-22", "2022-02-22", "2022-02-22"),
        ("Shells struck the town yesterday.", "yesterday", "2022-02-21", "2022-02-21", "2022-02-21"),
        ("The envoy will visit tomorrow.", "tomorrow", "2022-02-23", "2022-02-23", "2022-02-23"),
        ("They met two days ago.", "two days ago", "2022-02-20", "2022-02-20", "2022-02-20"),
        ("They met three weeks ago.", "three weeks ago", "2022-01-31", "2022-02-06", "2022-W05"),
        ("They met two months ago.", "two months ago", "2021-12-01", "2021-12-31", "2021-12"),
        ("They signed a truce eight years ago.", "eight years ago", "2014-01-01", "2014-12-31", "2014"),
        ("They met last week.", "last week", "2022-02-14", "2022-02-20", "2022-W07"),
        ("They met last month.", "last month", "2022-01-01", "2022-01-31", "2022-01"),
        ("They will meet next year.", "next year", "2023-01-01", "2023-12-31", "2023"),
        ("They met earlier this year.", "earlier this year", "2022-01-01", "2022-02-22", "2022"),
        ("They fought over the weekend.", "the weekend", "2022-02-19", "2022-02-20", "2022-W07-WE"),
        ("They fought last summer.", "last summer", "2021-06-01", "2021-08-31", "2021-SU"),
        ("They met in January.", "January", "2022-01-01", "2022-01-31", "2022-01"),
        ("They met in November.", "November", "2021-11-01", "2021-11-30", "2021-11"),
        ("They will meet in May.", "May", "2022-05-01", "2022-05-31", "2022-05"),
        ("They fought in recent weeks.", "recent weeks", None, "2022-02-22", "PXW"),
        ("They fought since Sunday.", "Sunday", "2022-02-20", "2022-02-22", "2022-02-20"),
        ("The truce holds until March 29.", "March 29", None, "2022-03-29", "2022-03-29"),
    ],
)  # fmt: skip
def test_days_around_publication(text: str, words: str, earliest: str | None, latest: str | None, value: str) -> None:
    found = only(text)
    assert found.span.quote(text) == words
    assert (found.earliest, found.latest, found.timex_value) == (earliest, latest, value)


def test_parts_of_the_day_are_times() -> None:
    night = only("Rockets struck the base Monday night.")
    assert (night.timex_type, night.timex_value, night.earliest) == ("TIME", "2022-02-21TNI", "2022-02-21")
    overnight = only("Rockets struck the base overnight.")
    assert (overnight.earliest, overnight.latest, overnight.timex_value) == (
        "2022-02-21",
        "2022-02-22",
        "2022-02-22TNI",
    )


def test_a_weekday_of_last_week() -> None:
    assert only("They met on Tuesday of last week.").earliest == "2022-02-15"


def test_months_from_january_look_back_a_year() -> None:
    assert only("They met in December.", datetime.date(2022, 1, 3)).timex_value == "2021-12"


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("They met on Monday.", "XXXX-WXX-1", "DATE"),
        ("They met yesterday.", "XXXX-XX-XX", "DATE"),
        ("They met last week.", "XXXX-WXX", "DATE"),
        ("They met on 3 February.", "XXXX-02-03", "DATE"),
    ],
)
def test_without_a_publication_date_the_words_are_kept_unresolved(text: str, value: str, kind: str) -> None:
    found = only(text, None)
    assert (found.earliest, found.latest, found.precision) == (None, None, "unknown")
    assert (found.timex_value, found.timex_type) == (value, kind)


def test_later_counts_from_the_date_named_before() -> None:
    text = "He left the country on 3 February 2019. Three years later he met them. Two days earlier they fought."
    found = find_times(parse_of(text), DAY)
    assert [f.timex_value for f in found[:2]] == ["2019-02-03", "2022"]


def test_two_days_after_a_named_day() -> None:
    text = "They met two days after Friday's attack."
    found = find_times(parse_of(text), DAY)
    assert [f.earliest for f in found] == ["2022-02-20", "2022-02-18"]


def test_a_name_is_not_a_date() -> None:
    assert find_times(parse_of("Theresa May met them.", entities={"May": "PERSON"}), DAY) == ()
    assert find_times(parse_of("Black September attacked them."), DAY) == ()
    assert find_times(parse_of("May God help them."), DAY) == ()


@pytest.mark.parametrize("published", [datetime.date.min, datetime.date.max])
@pytest.mark.parametrize(
    "text",
    [
        "Shells struck the town yesterday and will tomorrow.",
        "They fought last summer and in November.",
        "They met two months ago and will meet in May and next year.",
        "Profit rose in the latest quarter.",
    ],
)
def test_what_lies_beyond_the_calendar_is_no_date(text: str, published: datetime.date) -> None:
    days = [day for mention in find_times(parse_of(text), published) for day in (mention.earliest, mention.latest)]
    assert all(day is None or datetime.date.fromisoformat(day) for day in days)
