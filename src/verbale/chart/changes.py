"""Where a series of acts changes its level."""

import itertools
import math
from collections.abc import Iterable, Mapping
from typing import Any

from verbale.chart.curve import filled
from verbale.errors import ConfigError

LEAST_PERIODS = 8
# A level holds for at least so many periods; one month of war is an outlier, three are a change.
LEAST_LENGTH = 3
# Times the variance of noise times the logarithm of the length: twice what BIC asks, since months of news are not
# independent of each other.
_PENALTY = 4.0


def change_points(rows: Iterable[Mapping[str, Any]], *, by: str = "month") -> list[str]:
    """The periods (ISO days, their first) at which the sum of scores settles on another level.

    `rows` have `period` and `score_sum`; periods between without a row count as zero. The signed root of each sum is
    split by least squares with the penalty 4 s² log n (PELT: Killick, Fearnhead, Eckley 2012), where s is the spread of
    the differences from period to period. Fewer than eight periods with a sum have none. Raises ConfigError where
    ruptures is not installed or the period is unknown.
    """
    points = filled(rows, by=by)
    # Years of silence around a handful of acts have no level to leave.
    if sum(1 for point in points if point["score_sum"]) < LEAST_PERIODS:
        return []
    try:
        import numpy
        import ruptures
    except ImportError as error:
        raise ConfigError('ruptures is not installed: pip install "verbale[chart]"') from error

    # The root: sums of counts spread with their level.
    signal = [math.copysign(math.sqrt(abs(point["score_sum"])), point["score_sum"]) for point in points]
    penalty = _PENALTY * _noise(signal) ** 2 * math.log(len(signal))
    search = ruptures.KernelCPD(kernel="linear", min_size=LEAST_LENGTH).fit(numpy.array(signal).reshape(-1, 1))
    return [str(points[end]["period"]) for end in search.predict(pen=penalty) if end < len(points)]


def _noise(signal: list[float]) -> float:
    """The standard deviation of what remains beside the levels, from the steps between neighbours; never zero.

    Half of a series may be empty, so that a median of steps would call everything in the other half a change.
    """
    steps = [b - a for a, b in itertools.pairwise(signal)]
    # The root of two takes one value out of a difference.
    return max(math.sqrt(sum(step**2 for step in steps) / len(steps) / 2), 1e-3)
