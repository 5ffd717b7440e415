"""In which order to learn things, and how long that takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from math import ceil

from careers.recommendation.problem import Dataset, Framework, Skill, Span

NO_SAVING: Span = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Step:
    """Something to learn. hours, weeks: low and high, None where nobody says how long it takes.

    later: beyond the person's own deadline.
    """

    subject: str
    hours: Span | None
    weeks: tuple[int, int] | None
    later: bool = False


def with_prerequisites(
    dataset: Dataset, frameworks: Sequence[str], known: frozenset[str]
) -> list[str]:
    """Return the frameworks and their unmet prerequisites, in alphabetical order."""
    needed: set[str] = set()
    waiting = [key for key in frameworks if key not in known]
    while waiting:
        key = waiting.pop()
        if key not in needed and key not in known:
            needed.add(key)
            waiting += _learnable(dataset, key).prerequisites
    return sorted(needed)


def best_order(dataset: Dataset, items: Sequence[str], gains: Mapping[str, float]) -> list[str]:
    """Return the order with the largest early benefit.

    gains: what each item is worth, from the day on which it is learned. What has no length takes
    no time here. Ties: what is worth more comes first, then alphabetical order.
    Tries all orders that respect prerequisites, so there must be few items (six).
    """
    total = sum(_middle(_learnable(dataset, item).hours) for item in items)

    def benefit(order: Sequence[str]) -> float:
        spent, gained = 0.0, 0.0
        for place, item in enumerate(order):
            low, high = saving(dataset, item, order[:place])
            spent += _middle(_learnable(dataset, item).hours) * (1 - (low + high) / 2)
            gained += gains.get(item, 0.0) * (total - spent)
        return gained

    by_worth = sorted(items, key=lambda item: (-gains.get(item, 0.0), item))
    orders = [list(order) for order in permutations(by_worth)]
    return max((order for order in orders if _respects(dataset, order)), key=benefit)


def calendar(
    dataset: Dataset,
    order: Sequence[str],
    known: frozenset[str] = frozenset(),
    hours_per_week: float | None = None,
    deadline_weeks: float | None = None,
) -> list[Step]:
    """Return what to learn in this order, with hours and weeks as far as they are known.

    A framework that is not the first and would end after the deadline is marked `later`.
    """
    steps: list[Step] = []
    frameworks = 0
    finished = 0
    for place, item in enumerate(order):
        hours = _learnable(dataset, item).hours
        weeks = None
        if hours:
            low, high = saving(dataset, item, [*sorted(known), *order[:place]])
            hours = (hours[0] * (1 - high), hours[1] * (1 - low))
            if hours_per_week:
                weeks = (ceil(hours[0] / hours_per_week), ceil(hours[1] / hours_per_week))
                finished += weeks[1]
        later = bool(
            item in dataset.frameworks
            and frameworks
            and deadline_weeks is not None
            and finished > deadline_weeks
        )
        frameworks += item in dataset.frameworks
        steps.append(Step(item, hours, weeks, later))
    return steps


def saving(dataset: Dataset, item: str, learned: Sequence[str]) -> Span:
    """Return the share of the hours that what was learned before saves, low and high.

    The largest saving of one of them: what two have in common is not saved twice.
    """
    savings = getattr(_learnable(dataset, item), "savings", {})
    return max((savings[other] for other in learned if other in savings), default=NO_SAVING)


def _learnable(dataset: Dataset, key: str) -> Framework | Skill:
    return dataset.frameworks[key] if key in dataset.frameworks else dataset.skills[key]


def _middle(span: Span | None) -> float:
    return sum(span) / 2 if span else 0.0


def _respects(dataset: Dataset, order: Sequence[str]) -> bool:
    return all(
        other not in order or order.index(other) < place
        for place, item in enumerate(order)
        for other in _learnable(dataset, item).prerequisites
    )
