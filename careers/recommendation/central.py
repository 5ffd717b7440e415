"""The central answer: the ranking by mean value over all readings, in closed form."""

from collections.abc import Mapping

import numpy as np

from careers.recommendation.problem import Dataset, Goal, Tiers, without_empty
from careers.recommendation.streams import FloatArray
from careers.recommendation.table import Table
from careers.recommendation.weights import tier_centroid

# Mean values that lie closer than this are tied.
TIE = 1e-12

# Above this share of the weight on missing cells, a framework is not rated.
MOST_MISSING = 0.5


def active_items(dataset: Dataset, goal: Goal) -> dict[str, Tiers]:
    """Return the tiers of leaves of every criterion that counts; all in one where none is named."""
    return {
        criterion: without_empty(goal.items[criterion])
        if criterion in goal.items
        else (dataset.leaves_of(criterion),)
        for criterion in goal.criteria
    }


def central_leaf_weights(dataset: Dataset, goal: Goal) -> dict[str, float]:
    """Return the mean weight of every leaf that counts, in alphabetical order, sum 1."""
    importance = tier_centroid(without_empty(goal.tiers))
    weights = {
        leaf: importance[criterion] * share
        for criterion, tiers in active_items(dataset, goal).items()
        for leaf, share in tier_centroid(tiers).items()
    }
    return dict(sorted(weights.items()))


def central_totals(table: Table, weights: Mapping[str, float]) -> FloatArray:
    """Return the mean value of every alternative, shape (alternatives,), 0 to 1."""
    totals = np.zeros(len(table.alternatives))
    for leaf, weight in weights.items():
        totals += weight * table.means[table.leaves[leaf]]
    return totals


def missing_weight(table: Table, weights: Mapping[str, float]) -> FloatArray:
    """Return the weight that rests on missing cells, shape (alternatives,), 0 to 1."""
    total = np.zeros(len(table.alternatives))
    for leaf, weight in weights.items():
        total += weight * table.missing[table.leaves[leaf]]
    return total


def in_order(totals: Mapping[str, float]) -> list[str]:
    """Return the alternatives, best first; those that are tied, in alphabetical order."""
    ordered = sorted(totals, key=lambda key: (-totals[key], key))
    # Sorting by a value that differs in its last bit would order a tie by chance.
    for i in range(1, len(ordered)):
        j = i
        while (
            j
            and totals[ordered[j - 1]] - totals[ordered[j]] <= TIE
            and (ordered[j - 1] > ordered[j])
        ):
            ordered[j - 1], ordered[j] = ordered[j], ordered[j - 1]
            j -= 1
    return ordered


def passing(dataset: Dataset, goal: Goal) -> list[str]:
    """Return the alternatives that meet every must-have."""
    return [
        framework
        for framework in dataset.alternatives
        if all(dataset.gate(framework, must_have).is_met for must_have in goal.must_have)
    ]


def rated(table: Table, goal: Goal, frameworks: list[str]) -> list[str]:
    """Return those of the frameworks of which more is known than unknown."""
    return _rated(table, central_leaf_weights(table.dataset, goal), frameworks)


def _rated(table: Table, weights: Mapping[str, float], frameworks: list[str]) -> list[str]:
    missing = missing_weight(table, weights)
    return [key for key in frameworks if missing[table.alternatives[key]] <= MOST_MISSING]


def ranking(table: Table, goal: Goal) -> list[tuple[str, float]]:
    """Return who meets the must-haves and is rated, best first, each with its mean value, 0 to 1.

    Needs no readings.
    """
    weights = central_leaf_weights(table.dataset, goal)
    totals = central_totals(table, weights)
    values = {
        key: float(totals[table.alternatives[key]])
        for key in _rated(table, weights, passing(table.dataset, goal))
    }
    return [(key, values[key]) for key in in_order(values)]
