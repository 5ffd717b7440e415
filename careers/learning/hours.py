"""How long steps of learning take: as sources say, or else as long as we allow for them."""

from collections.abc import Iterable
from typing import NamedTuple

from careers.models import LearningStep

# Our allowance for a step whose length no source states, from the lengths that sources do state:
# 25 hours is the longest part of a course that makes one step (five sections of learnpytorch.io);
# 4 is the upper end of the shortest pathway (ExecuTorch, 2 to 4), as a project comes on top.
# A course that is taken whole, of 30 hours or more, is no measure of a single step.
UNSTATED_HOURS = (4, 25)


class Hours(NamedTuple):
    """A range of hours; `stated` tells whether sources give all of it."""

    low: int
    high: int
    stated: bool


def hours_of(step: LearningStep) -> Hours:
    if step.hours_low is None or step.hours_high is None:
        return Hours(*UNSTATED_HOURS, stated=False)
    return Hours(step.hours_low, step.hours_high, stated=True)


def total(hours: Iterable[Hours]) -> Hours:
    """Return the sum of the ranges; it counts as stated only if each of them is."""
    every = list(hours)
    return Hours(
        sum(each.low for each in every),
        sum(each.high for each in every),
        all(each.stated for each in every),
    )
