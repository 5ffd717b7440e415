"""What a sample of readings says: who comes first, how often, and at what cost.

These functions take any sample, whatever it was drawn from.
Source: SMAA-2; Lahdelma and Salminen, Operations Research 49(3) (2001); Tervonen and Figueira,
A survey on stochastic multicriteria acceptability analysis methods (2008).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from careers.recommendation.streams import FloatArray


@dataclass(frozen=True)
class Indices:
    """Shares of the readings, all 0 to 1, of `a` alternatives.

    first: shape (a,), in which each comes first; a tie of t gives 1/t to each.
    ranks: shape (a, a), in which each comes at each place; 1 + the number strictly better.
    pairwise: shape (a, a), in which one beats another; a tie counts half.
    regret: shape (a,), how far each lies under the best, on average, in units of value.
    """

    first: FloatArray
    ranks: FloatArray
    pairwise: FloatArray
    regret: FloatArray


def additive_totals(values: ArrayLike, weights: ArrayLike) -> FloatArray:
    """Return each alternative's weighted sum, shape (alternatives,).

    values: shape (alternatives, criteria). weights: shape (criteria,).
    """
    return np.asarray(np.asarray(values, dtype=np.float64) @ np.asarray(weights, dtype=np.float64))


def rank_indices(values: ArrayLike) -> Indices:
    """Return the shares of a sample. values: shape (alternatives, readings)."""
    values = np.asarray(values, dtype=np.float64)
    count, readings = values.shape
    better = np.zeros((count, readings), dtype=np.int16)  # how many are strictly better
    pairwise = np.full((count, count), 0.5)
    for a in range(count):
        for b in range(a + 1, count):
            below, above = values[a] < values[b], values[a] > values[b]
            better[a] += below
            better[b] += above
            wins, losses = int(np.count_nonzero(above)), int(np.count_nonzero(below))
            pairwise[a, b] = (wins + readings - losses) / 2 / readings
            pairwise[b, a] = (losses + readings - wins) / 2 / readings
    ranks = np.stack([np.bincount(places, minlength=count) for places in better]) / readings
    best = values.max(axis=0)
    return Indices(_shares(better == 0), ranks, pairwise, (best - values).mean(axis=1))


def first_shares(values: FloatArray) -> FloatArray:
    """Return only `first` of `rank_indices`, faster. values: shape (alternatives, readings)."""
    return _shares(values == values.max(axis=0))


def central_weights(values: ArrayLike, weights: ArrayLike) -> list[FloatArray | None]:
    """Return the mean weights, shape (criteria,), of the readings that each alternative wins.

    None for one that never wins. A tie of t counts 1/t.
    values: shape (alternatives, readings). weights: shape (criteria, readings).
    """
    values, weights = np.asarray(values), np.asarray(weights, dtype=np.float64)
    leads = values == values.max(axis=0)
    tied = np.count_nonzero(leads, axis=0)
    central: list[FloatArray | None] = []
    for wins in leads:
        parts = 1 / tied[wins]
        total = (weights[:, wins] * parts).sum(axis=1)
        central.append(total / parts.sum() if wins.any() else None)
    return central


def confidence_factors(scores: ArrayLike, central: list[FloatArray | None]) -> list[float | None]:
    """Return each alternative's first-place share with the weights fixed at its central weights.

    scores: shape (criteria, alternatives, readings), 0 to 1.
    """
    scores = np.asarray(scores)
    return [
        None
        if weights is None
        else float(first_shares(np.einsum("c,cak->ak", weights, scores))[alternative])
        for alternative, weights in enumerate(central)
    ]


def entropy(shares: ArrayLike) -> float:
    """Return the entropy of first-place shares in bits: 0 if one has all."""
    p = np.asarray(shares, dtype=np.float64)
    p = p[p > 0]
    return float(-(p * np.log2(p)).sum()) + 0.0


def _shares(leads: np.ndarray) -> FloatArray:
    """Return the first-place shares of who leads in each reading; a tie of t gives 1/t to each."""
    tied = np.count_nonzero(leads, axis=0)
    if (tied == 1).all():
        return np.asarray(np.count_nonzero(leads, axis=1) / leads.shape[1])
    return np.asarray((leads / tied).mean(axis=1))
