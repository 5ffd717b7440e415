"""The readings of one goal: weightings that fit the tiers, and the value of each framework."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from careers.recommendation.central import active_items
from careers.recommendation.problem import Goal, without_empty
from careers.recommendation.streams import FloatArray
from careers.recommendation.table import Table
from careers.recommendation.weights import tier_weights


@dataclass(frozen=True)
class Sample:
    """The weights of criteria, and of the leaves that count: both in alphabetical order."""

    criteria: list[str]
    weights: FloatArray  # shape (criteria, readings)
    # leaf -> its criterion, and its share of it in each reading; None where it is the only one
    shares: Mapping[str, tuple[str, FloatArray | None]]

    @cached_property
    def leaf_weights(self) -> dict[str, FloatArray]:
        rows = dict(zip(self.criteria, self.weights, strict=True))
        return {
            leaf: rows[criterion] if share is None else rows[criterion] * share
            for leaf, (criterion, share) in self.shares.items()
        }


def draw(table: Table, goal: Goal) -> Sample:
    """Return the fixed sample for a goal."""
    n, seed = table.readings, table.seed
    shares: dict[str, tuple[str, FloatArray | None]] = {}
    for criterion, tiers in active_items(table.dataset, goal).items():
        if sum(map(len, tiers)) == 1:
            shares[tiers[0][0]] = criterion, None
            continue
        leaves, drawn = tier_weights(tiers, n, f"sub/{criterion}", seed)
        shares |= {leaf: (criterion, share) for leaf, share in zip(leaves, drawn, strict=True)}
    criteria, weights = tier_weights(without_empty(goal.tiers), n, "w", seed)
    return Sample(criteria, weights, dict(sorted(shares.items())))


def flattened(sample: Sample, table: Table, goal: Goal) -> Sample:
    """Return the sample with weights of criteria that fall less steeply."""
    tiers = without_empty(goal.tiers)
    _, weights = tier_weights(tiers, table.readings, "w", table.seed, flat=True)
    return Sample(sample.criteria, weights, sample.shares)


def totals(
    table: Table, leaf_weights: Mapping[str, FloatArray], alternatives: Sequence[str]
) -> FloatArray:
    """Return the value of each alternative in each reading, shape (alternatives, readings).

    Adds leaf after leaf in alphabetical order, and never by matrix product: the sums are the same
    to the last bit for any order of the input and any number of alternatives.
    """
    total = np.zeros((len(alternatives), table.readings))
    part = np.empty(table.readings)
    # The alternatives are the outer loop: each row of totals then stays in the processor's cache.
    for row, key in zip(total, alternatives, strict=True):
        values = table.values[:, table.alternatives[key]]
        for leaf, weights in leaf_weights.items():
            np.multiply(values[table.leaves[leaf]], weights, out=part)
            row += part
    return total


def totals_of_means(
    table: Table, leaf_weights: Mapping[str, FloatArray], alternatives: Sequence[str]
) -> FloatArray:
    """Return the same as `totals` with every score at its mean: only priorities vary."""
    total = np.zeros((len(alternatives), table.readings))
    for row, key in zip(total, alternatives, strict=True):
        means = table.means[:, table.alternatives[key]]
        for leaf, weights in leaf_weights.items():
            row += means[table.leaves[leaf]] * weights
    return total


def totals_of_centre(
    table: Table, leaf_weights: Mapping[str, float], alternatives: Sequence[str]
) -> FloatArray:
    """Return the same as `totals` with every weight at its mean: only facts vary."""
    total = np.zeros((len(alternatives), table.readings))
    for row, key in zip(total, alternatives, strict=True):
        values = table.values[:, table.alternatives[key]]
        for leaf, weight in leaf_weights.items():
            row += weight * values[table.leaves[leaf]]
    return total
