"""From measurements to values between 0 and 1."""

from collections.abc import Sequence
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from careers.recommendation.streams import FloatArray

# The normal quantile of a two-sided 95% interval.
Z = 1.959964


def pwl(x: ArrayLike, cutoffs: Sequence[float], values: Sequence[float]) -> FloatArray:
    """Return the value of each x: linear between the cutoffs, clipped outside; the shape of x."""
    return np.asarray(np.interp(np.asarray(x, dtype=np.float64), cutoffs, values))


def split_uniform(low: float, best: float, high: float, u: ArrayLike) -> FloatArray:
    """Return the quantiles u of the two-piece uniform with median `best`; the shape of u.

    It needs no shape parameter and rises with each of low, best and high. Its mean is
    (low + 2 best + high) / 4.
    """
    u = np.asarray(u, dtype=np.float64)
    below = low + 2 * u * (best - low)
    above = best + (2 * u - 1) * (high - best)
    return np.where(u < 0.5, below, above)


def split_uniform_mean(low: float, best: float, high: float) -> float:
    return (low + 2 * best + high) / 4


def wilson(k: int, m: int) -> tuple[float, float]:
    """Return the 95% interval of the proportion that k of m found shows, both 0 to 1.

    Raises ValueError unless 0 <= k <= m and m > 0.
    Source: Wilson (1927), as method 3 of Newcombe, Statistics in Medicine 17:857-872 (1998).
    """
    if not 0 <= k <= m or m == 0:
        raise ValueError(f"{k} of {m} is not a proportion")
    p = k / m
    scale = 1 + Z**2 / m
    centre = (p + Z**2 / (2 * m)) / scale
    half = Z * sqrt(p * (1 - p) / m + Z**2 / (4 * m**2)) / scale
    # At 0 and m the interval ends there exactly; rounding must not put it below or above.
    return (0.0 if k == 0 else centre - half, 1.0 if k == m else centre + half)
