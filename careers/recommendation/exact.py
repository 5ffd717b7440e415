"""What can be said exactly, without a sample: shares of a pair, flips, and possible leads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, permutations, product
from math import factorial, prod
from typing import Any

from careers.recommendation.problem import Tiers

# A number that adds, multiplies and compares: float, or Fraction for an exact answer.
type Number = Any


@dataclass(frozen=True, slots=True)
class Shift:
    """The least importance that must move between criteria for the challenger to tie.

    mass: 0 to 1. take_from: criterion -> how much of it, in the order of taking.
    """

    mass: float
    give_to: str
    take_from: tuple[tuple[str, float], ...]
    challenger: str = ""


def pairwise_exact(differences_by_tier: Sequence[Sequence[Number]]) -> Number:
    """Return the share of all weightings that fit the tiers in which the first of two is ahead.

    differences_by_tier: the differences of their values on each criterion, first minus second.
    Averages over all strict orders, so the tiers must be small.
    Source: half-space cut of a simplex; Varsi (1973), Ali (1973).
    """
    orders = product(*(permutations(tier) for tier in differences_by_tier))
    total: Number = 0
    for order in orders:
        # The corners of the simplex of a strict order: equal weights on the first 1, 2, … criteria.
        sums = accumulate(chain.from_iterable(order))
        total += _share_above_zero([part / count for count, part in enumerate(sums, start=1)])
    return total / prod(factorial(len(tier)) for tier in differences_by_tier)


def _share_above_zero(corners: Sequence[Number]) -> Number:
    """Return the share of a simplex where the mixture of its corners' values is above zero."""
    above = [x for x in corners if x > 0]
    others = [y for y in corners if y <= 0]
    shares: list[Number] = [1, *(0 for _ in others)]
    for x in above:
        for k, y in enumerate(others, start=1):
            shares[k] = (y * shares[k] - x * shares[k - 1]) / (y - x)
    return shares[-1]


def flip_distance(weights: Mapping[str, Number], difference: Mapping[str, Number]) -> Shift | None:
    """Return the smallest shift of importance that makes a tie, or None if there is none.

    weights: of the criteria, sum 1. difference: of the leader's values and the challenger's.
    The greedy rule solves the linear programme: what moves goes where the challenger is strongest
    against the leader, and comes first from where it is weakest.
    Raises ValueError if the leader is not ahead.
    """
    ahead = sum(weights[criterion] * difference[criterion] for criterion in sorted(weights))
    if not ahead > 0:
        raise ValueError("the leader is not ahead")
    receiver = min(sorted(weights), key=lambda criterion: difference[criterion])
    if difference[receiver] >= 0:
        return None
    mass: Number = 0
    taken: list[tuple[str, Number]] = []
    for giver in sorted(weights, key=lambda criterion: (-difference[criterion], criterion)):
        closes = difference[giver] - difference[receiver]
        if not closes > 0:  # only the receiver is left; rounding kept `ahead` above zero
            break
        part = min(weights[giver], ahead / closes)
        mass += part
        taken.append((giver, part))
        ahead -= part * closes
        if part < weights[giver] or not ahead > 0:
            break
    return Shift(mass, receiver, tuple(taken))


def lead_range(tiers: Tiers, difference: Mapping[str, Number]) -> tuple[Number, Number]:
    """Return the smallest and the largest lead over all weightings that fit the tiers.

    They are attained where all higher tiers and a part of one tier share the weight equally.
    Source: extreme points of ranked weights; Kirkwood and Sarin (1985).
    """
    return _extreme_lead(tiers, difference, least=True), _extreme_lead(tiers, difference, False)


def _extreme_lead(tiers: Tiers, difference: Mapping[str, Number], least: bool) -> Number:
    leads: list[Number] = []
    total: Number = 0
    count = 0
    for tier in tiers:
        for part in sorted((difference[criterion] for criterion in tier), reverse=not least):
            total += part
            count += 1
            leads.append(total / count)
    return min(leads) if least else max(leads)
