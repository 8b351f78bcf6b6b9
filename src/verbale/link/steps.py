"""Shares as yes-no features: what trees ask of a number."""

from collections.abc import Iterable, Iterator

TENTHS = tuple(tenth / 10 for tenth in range(10))


def over(name: str, share: float | None, limits: Iterable[float] = TENTHS) -> Iterator[str]:
    """Every limit that a share exceeds: what speaks for a little of it speaks for more, too."""
    if share is None:
        yield f"{name}=none"
    else:
        yield from (f"{name}>{limit}" for limit in limits if share > limit)


def both(name: str, one: float | None, other: float | None) -> Iterator[str]:
    """Two shares, one for each side, as the greater and the less of them; as one where a side has none."""
    if one is None and other is None:
        yield f"{name}=none"
    elif one is None or other is None:
        yield from over(f"{name}, one", other if one is None else one)
    else:
        yield from over(f"{name}, most", max(one, other))
        yield from over(f"{name}, least", min(one, other))
