"""How far a share found in some cases may lie from the share in all."""

import math

# Of the normal distribution: 95 % lie within so many standard deviations.
DEVIATIONS = 1.959964


def wilson(hits: int, cases: int) -> tuple[float, float]:
    """The 95 % interval of a share after Wilson (1927, JASA 22: 209-212); 0 to 1 without any case.

    It keeps inside 0 to 1 and holds for few cases and shares near the ends, where the plain interval is too narrow.
    """
    if not cases:
        return 0.0, 1.0
    share, spread = hits / cases, DEVIATIONS**2 / cases
    middle = share + spread / 2
    reach = DEVIATIONS * math.sqrt(share * (1 - share) / cases + spread / (4 * cases))
    low, high = (middle - reach) / (1 + spread), (middle + reach) / (1 + spread)
    # At the ends the bounds are exact; rounding must not push them beyond.
    return (0.0 if hits == 0 else low), (1.0 if hits == cases else high)
