"""Publication dates: what is clear becomes ISO 8601, what is not becomes nothing."""

import pytest

from verbale.ingest.dates import iso_date


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2024-05-14", "2024-05-14"),
        ("20240514", "2024-05-14"),
        ("2024/5/4", "2024-05-04"),
        ("2024-05-14T08:30:00Z", "2024-05-14T08:30:00+00:00"),
        ("2024-05-14 08:30", "2024-05-14T08:30:00"),
        ("2022-02-22T10:00:00.000+0000", "2022-02-22T10:00:00+00:00"),
        ("20240514083000", "2024-05-14T08:30:00"),
        ("Tue, 14 May 2024 08:30:00 GMT", "2024-05-14T08:30:00+00:00"),
        ("Tue, 14 May 2024 08:30:00 -0500", "2024-05-14T08:30:00-05:00"),
        ("Sat Oct 05 2019 10:11:12 GMT+0200 (CEST)", "2019-10-05T10:11:12+02:00"),
        ("May 14, 2024", "2024-05-14"),
        ("14 May 2024", "2024-05-14"),
        ("Published: 3 June 2021", "2021-06-03"),
        ("14 May 2024 at 8:30 pm EST", "2024-05-14T20:30:00-05:00"),
        ("May 14, 2024 9 p.m.", "2024-05-14T21:00:00"),
        ("25/12/2024", "2024-12-25"),
        ("12/25/2024", "2024-12-25"),
        ("5/5/2024", "2024-05-05"),
        ("03.04.2024", "2024-04-03"),
    ],
)
def test_clear_dates(given: str, expected: str) -> None:
    assert iso_date(given) == expected
    assert iso_date(expected) == expected


@pytest.mark.parametrize(
    "given",
    [
        None, "", "  ", "yesterday", "Monday", "12:30", "May 2024", "2024", "14 May", "3 May 24", "03/04/2024",
        "3-4-2024", "2024-13-05", "2024-02-30", "1715675400", "0001-01-01T00:00:00", "2024-05", "n/a", "(((2024",
        "May 14, 2024 " * 20,
    ],
)  # fmt: skip
def test_unclear_dates_are_none(given: str | None) -> None:
    assert iso_date(given) is None


def test_unknown_zone_leaves_the_time_without_one() -> None:
    assert iso_date("Feb. 22, 2022, 9:50 p.m. XYZT") in (None, "2022-02-22T21:50:00")
