"""Pairs near in time."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from verbale.link.nearby import near_pairs

days = st.lists(st.integers(0, 60), max_size=25)


@given(days, st.integers(0, 20))
def test_all_pairs_within_the_days_and_no_others(given_days: list[int], apart: int) -> None:
    places = [(day, number) for number, day in enumerate(given_days)]
    expected = {(i, j) for i, j in combinations(range(len(places)), 2) if abs(given_days[i] - given_days[j]) <= apart}
    found = list(near_pairs(places, apart, len(places)))
    assert set(found) == expected
    assert len(found) == len(expected)


def test_what_too_many_share_pairs_only_the_first() -> None:
    assert set(near_pairs([(1, n) for n in range(5)], 3, 2)) == {(0, 1), (0, 2), (1, 2)}


@given(days, st.randoms(use_true_random=False))
def test_order_does_not_matter(given_days: list[int], rng) -> None:  # type: ignore[no-untyped-def]
    places = [(day, number) for number, day in enumerate(given_days)]
    expected = set(near_pairs(places, 5, 4))
    rng.shuffle(places)
    assert set(near_pairs(places, 5, 4)) == expected
