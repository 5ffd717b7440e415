"""What has changed since a link was made: the answer then and now, and the facts behind it."""

from collections.abc import Iterator
from dataclasses import dataclass

from careers.guide.answers import Answers
from careers.guide.releases import dataset_of
from careers.models import Release
from careers.recommendation import Dataset, means_only, ranking
from careers.recommendation.central import central_leaf_weights
from careers.recommendation.rounding import half_up

# Smaller differences of a mean value are noise of rounding.
NOTHING = 0.0005


@dataclass(frozen=True, slots=True)
class Place:
    """A framework and its match in tenths of a point."""

    name: str
    tenths: int

    @property
    def points(self) -> str:
        return f"{self.tenths // 10}.{self.tenths % 10}"


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """How well a framework does on a leaf, of 100, then and now; None if not known."""

    framework: str
    leaf: str
    before: int | None
    now: int | None


@dataclass(frozen=True, slots=True)
class Since:
    """then, now: who came first. None: with those data the answers gave no ranking."""

    release: Release
    then: Place | None
    now: Place | None
    facts: list[ChangedFact]

    @property
    def same_pick(self) -> bool:
        return bool(self.then and self.now and self.then.name == self.now.name)


def changes_since(old: Release, new: Release, answers: Answers) -> Since:
    """Compare two releases for the same answers, by mean values: no readings are drawn."""
    before, now = dataset_of(old), dataset_of(new)
    then, today = first_by_means(before, answers), first_by_means(now, answers)
    return Since(old, then, today, list(_facts(before, now, answers)))


def first_by_means(dataset: Dataset, answers: Answers) -> Place | None:
    """Return who comes first by mean values; None if the answers give no ranking."""
    goal = answers.goal(dataset)
    if goal is None:
        return None
    try:
        goal.check(dataset)
    except ValueError:
        return None  # what was asked then did not include all that is asked now
    ranked = ranking(means_only(dataset), goal)
    if not ranked:
        return None
    key, value = ranked[0]
    return Place(dataset.frameworks[key].name, half_up(1000 * value))


def _facts(before: Dataset, now: Dataset, answers: Answers) -> Iterator[ChangedFact]:
    """Yield the facts that count in the answer of now and are others than before."""
    goal = answers.goal(now)
    if goal is None:
        return
    old, new = means_only(before), means_only(now)
    for leaf in central_leaf_weights(now, goal):
        for framework in now.alternatives:
            places = [
                (table.leaves.get(leaf), table.alternatives.get(framework)) for table in (old, new)
            ]
            values = [
                None
                if row is None or column is None or table.missing[row, column]
                else float(table.means[row, column])
                for table, (row, column) in zip((old, new), places, strict=True)
            ]
            if _differ(*values):
                was, is_now = (None if v is None else half_up(100 * v) for v in values)
                name = now.frameworks[framework].name
                yield ChangedFact(name, now.leaves[leaf].label or leaf, was, is_now)


def _differ(before: float | None, now: float | None) -> bool:
    if before is None or now is None:
        return before is not now
    return abs(before - now) > NOTHING
