"""From tiers to weights: the exact centre, and a fixed sample of all weightings that fit."""

from functools import lru_cache
from itertools import accumulate

import numpy as np

from careers.recommendation.problem import Tiers
from careers.recommendation.streams import ENGINE_SEED, FloatArray, shared_stream


def roc(n: int) -> FloatArray:
    """Return the mean weights of n criteria in strict order, largest first, shape (n,), sum 1.

    Source: rank order centroid; Barron and Barrett, Management Science 42(11) (1996).
    """
    if n < 1:
        raise ValueError("rank order centroid weights need at least one criterion")
    return np.cumsum(1 / np.arange(n, 0, -1))[::-1] / n


def tier_centroid(tiers: Tiers) -> dict[str, float]:
    """Return the mean weight of each criterion over all weightings that fit the tiers, sum 1.

    The weightings are a union of congruent simplices, one for each strict order that the tiers
    allow; the mean of each is `roc`, and inside a tier all its positions are shared.
    Raises ValueError if there is no tier or a tier is empty.
    """
    _check(tiers)
    means = _tier_means(tuple(map(len, tiers)))
    return {key: mean for tier, mean in zip(tiers, means, strict=True) for key in tier}


@lru_cache(maxsize=512)
def _tier_means(sizes: tuple[int, ...]) -> tuple[float, ...]:
    """Return the mean weight in each tier of such sizes. Every single edit asks for some."""
    by_position = roc(sum(sizes))
    ends = list(accumulate(sizes))
    return tuple(
        float(by_position[end - size : end].mean()) for size, end in zip(sizes, ends, strict=True)
    )


def tier_weights(
    tiers: Tiers, n: int, prefix: str, seed: str = ENGINE_SEED, flat: bool = False
) -> tuple[list[str], FloatArray]:
    """Return the criteria in alphabetical order, and n weightings of them, shape (criteria, n).

    The weightings are uniform on all that fit the tiers. With `flat`, importance falls less
    steeply: the largest is 1 and the others are uniform between 0 and 1 before dividing by the
    sum (rank order distribution; Roberts and Goodwin, 2002).
    prefix: the beginning of the names of the streams.
    Raises ValueError if there is no tier or a tier is empty.
    """
    _check(tiers)
    spacings = _spacings(sum(map(len, tiers)), n, f"{prefix}-flat" if flat else prefix, seed, flat)
    readings = np.arange(n)
    rows: dict[str, FloatArray] = {}
    start = 0
    for tier in tiers:
        members = sorted(tier)
        if len(members) == 1:
            rows[members[0]] = spacings[start]
        else:
            keys = [shared_stream(f"order/{prefix}/{member}", n, seed) for member in members]
            for member, rank in zip(members, _ranks(keys), strict=True):
                rows[member] = spacings.take((start + rank) * n + readings)
        start += len(members)
    criteria = sorted(rows)
    return criteria, np.stack([rows[criterion] for criterion in criteria])


def _check(tiers: Tiers) -> None:
    if not tiers:
        raise ValueError("there are no tiers")
    for number, tier in enumerate(tiers, start=1):
        if not tier:
            raise ValueError(f"tier {number} is empty")


@lru_cache(maxsize=64)
def _spacings(count: int, n: int, prefix: str, seed: str, flat: bool) -> FloatArray:
    """Return n weightings in descending order, shape (count, n), each with sum 1."""
    cuts = [shared_stream(f"{prefix}/{number}", n, seed) for number in range(1, count)]
    if flat:
        spacings = np.sort(np.stack([np.ones(n), *cuts]), axis=0)[::-1]
        spacings = spacings / spacings.sum(axis=0)
    else:
        # Gaps between sorted uniforms are uniform on the simplex; sorting them, on one order of it.
        ends = np.sort(np.stack([np.zeros(n), *cuts, np.ones(n)]), axis=0)
        spacings = np.sort(np.diff(ends, axis=0), axis=0)[::-1]
    spacings = np.ascontiguousarray(spacings)
    spacings.flags.writeable = False
    return spacings


def _ranks(keys: list[FloatArray]) -> list[np.ndarray]:
    """Return each member's place by descending key in every reading; ties by the order given."""
    ranks = [np.zeros(len(keys[0]), dtype=np.int8) for _ in keys]
    for i in range(len(keys)):
        for j in range(i + 1, len(keys)):
            later_first = keys[j] > keys[i]
            ranks[i] += later_first
            ranks[j] += ~later_first
    return [rank.astype(np.intp) for rank in ranks]
