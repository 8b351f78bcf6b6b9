"""Pairs of things that lie near each other in time."""

from collections.abc import Iterable, Iterator


def near_pairs(places: Iterable[tuple[int, int]], days: int, most: int) -> Iterator[tuple[int, int]]:
    """Pairs of numbers (first < second) of (day, number) that lie at most so many days apart.

    One that has more than `most` before it within that time is paired with none of them: what so many share tells
    nothing. Things without a day stand together on a day of their own.
    """
    ordered = sorted(places)
    first = 0
    for at, (day, number) in enumerate(ordered):
        while ordered[first][0] < day - days:
            first += 1
        if at - first <= most:
            yield from ((min(other, number), max(other, number)) for _, other in ordered[first:at])
