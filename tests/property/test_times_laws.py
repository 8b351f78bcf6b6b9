"""Laws of the time grammar that hold for any text."""

import datetime
import itertools
import re
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "unit"))

from builders import parse_of

from verbale.times import find_times

_WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        "on in since until between and from to the last next this early late Monday Friday March May 2014 3 31 1990s"
        " two a three days weeks years ago later earlier within past weekend summer overnight 9 p.m. tomorrow troops"
        " killed will meet , . - February 30 29 century 21st every several Feb. 9:50 quarter third of old year",
    )
)
_DAYS = st.none() | st.dates(datetime.date(1950, 1, 1), datetime.date(2090, 12, 31))


@settings(max_examples=200, deadline=None)
@given(st.lists(_WORDS, max_size=14), _DAYS)
def test_spans_are_ordered_and_bounds_are_days_in_order(words: list[str], published: datetime.date | None) -> None:
    text = " ".join(words)
    found = find_times(parse_of(text), published)
    for mention in found:
        assert mention.span.quote(text) == mention.span.quote(text).strip()
        assert mention.timex_type in {"DATE", "TIME", "DURATION", "SET"}
        assert mention.precision in {"day", "week", "month", "year", "range", "unknown"}
        bounds = [datetime.date.fromisoformat(b) for b in (mention.earliest, mention.latest) if b is not None]
        assert bounds == sorted(bounds)
        assert (mention.precision == "unknown") == (not bounds)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_survived(text: str) -> None:
    find_times(parse_of(text), datetime.date(2022, 2, 22))
