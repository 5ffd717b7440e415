"""What a recommendation is made from: frameworks, criteria, leaves, cells, and a person's goal.

All of it is plain data. A mistake in it raises ValueError and says which part is wrong.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType
from typing import Any

# Members of one tier are equally important; a tier is at least as important as the next.
type Tiers = tuple[tuple[str, ...], ...]

# Low and high of something that is not known exactly.
type Span = tuple[float, float]


def nothing() -> Mapping[Any, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one framework on one leaf, in the leaf's unit: low <= best <= high.

    sources: references to the evidence, which mean nothing to the engine and are passed on.
    """

    low: float
    best: float
    high: float
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pwl:
    """A piecewise linear value function: values 0 to 1 at increasing cutoffs, clipped outside.

    The cutoffs are fixed in the data release, never computed from the frameworks at hand, so
    that adding one changes nothing for the others.
    """

    cutoffs: tuple[float, ...]
    values: tuple[float, ...]

    def problem(self) -> str:
        if len(self.cutoffs) != len(self.values) or len(self.cutoffs) < 2:
            return "needs at least two cutoffs, with one value each"
        if any(a >= b for a, b in pairwise(self.cutoffs)):
            return "has cutoffs that do not increase"
        if not all(0 <= value <= 1 for value in self.values):
            return "has a value outside 0 to 1"
        steps = [b - a for a, b in pairwise(self.values)]
        if any(step > 0 for step in steps) and any(step < 0 for step in steps):
            return "rises and falls"
        return ""


@dataclass(frozen=True, slots=True)
class Levels:
    """Grades 0 (worst) to count - 1 (best). How far apart they lie is unknown."""

    count: int

    def problem(self) -> str:
        return "" if self.count >= 2 else "needs at least two grades"


@dataclass(frozen=True, slots=True)
class Leaf:
    """What is scored: a criterion itself, or one of the variants of it that a person can choose."""

    id: str
    criterion: str
    scale: Pwl | Levels
    # Whether someone who knows two frameworks has the better of both (section 9.3).
    coverage: bool
    label: str = ""
    worst: str = ""
    best: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """A priority that a person can sort. Its range is what the importance speaks of."""

    label: str
    worst: str = ""
    best: str = ""
    # Whether exactly one of its leaves counts (level of experience), not any number of them.
    exclusive: bool = False


class Pass(StrEnum):
    YES = "yes"
    EXPORT = "export"  # met by a route that leads out of the framework
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether a framework meets a must-have, and for `export` by which route."""

    state: Pass
    route: str = ""
    sources: tuple[str, ...] = ()

    @property
    def is_met(self) -> bool:
        return self.state in (Pass.YES, Pass.EXPORT)


UNKNOWN_GATE = Gate(Pass.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Skill:
    """Something to know before a framework; hours to learn it, None where nobody says."""

    name: str
    hours: Span | None = None
    prerequisites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Framework:
    """An alternative. A companion is compared, but never what someone is told to learn first."""

    name: str
    gates: Mapping[str, Gate] = field(default_factory=nothing)
    hours: Span | None = None  # to working knowledge
    prerequisites: tuple[str, ...] = ()
    # Share of these hours saved by who knows the other framework: other -> (low, high).
    savings: Mapping[str, Span] = field(default_factory=nothing)
    companion: bool = False


@dataclass(frozen=True)
class Dataset:
    """Everything known of the frameworks in one data release.

    cells: (framework, leaf) -> cell; what is absent is missing.
    joint_shares: (leaf, a, b) -> cell of the adverts that name a or b; a before b in the alphabet.
    Raises ValueError, naming the part, for anything that contradicts itself.
    """

    release: str
    frameworks: Mapping[str, Framework]
    criteria: Mapping[str, Criterion]
    leaves: Mapping[str, Leaf]
    cells: Mapping[tuple[str, str], Cell]
    joint_shares: Mapping[tuple[str, str, str], Cell] = field(default_factory=nothing)
    skills: Mapping[str, Skill] = field(default_factory=nothing)
    must_haves: Mapping[str, str] = field(default_factory=nothing)  # id -> label

    def __post_init__(self) -> None:
        for problem in self._problems():
            raise ValueError(problem)

    @cached_property
    def alternatives(self) -> tuple[str, ...]:
        """The frameworks that can be recommended, in alphabetical order."""
        return tuple(sorted(key for key, f in self.frameworks.items() if not f.companion))

    def leaves_of(self, criterion: str) -> tuple[str, ...]:
        """Return the leaves of a criterion, in alphabetical order."""
        return self._leaves_by_criterion.get(criterion, ())

    @cached_property
    def _leaves_by_criterion(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for key in sorted(self.leaves):
            criterion = self.leaves[key].criterion
            found[criterion] = (*found.get(criterion, ()), key)
        return found

    def gate(self, framework: str, must_have: str) -> Gate:
        return self.frameworks[framework].gates.get(must_have, UNKNOWN_GATE)

    def _problems(self) -> Iterator[str]:
        if not self.alternatives:
            yield "there is no framework to recommend"
        if not self.criteria:
            yield "there is no criterion"
        for key, leaf in self.leaves.items():
            if leaf.id != key:
                yield f"leaf {key}: its id is {leaf.id}"
            if leaf.criterion not in self.criteria:
                yield f"leaf {key}: there is no criterion {leaf.criterion}"
            if not isinstance(leaf.scale, Pwl | Levels):
                yield f"leaf {key}: it has no scale"
            elif problem := leaf.scale.problem():
                yield f"leaf {key}: its scale {problem}"
        for criterion in self.criteria:
            if not self.leaves_of(criterion):
                yield f"criterion {criterion}: it has no leaf"
        for (framework, key), cell in self.cells.items():
            yield from self._cell_problems(f"cell {framework}/{key}", (framework,), key, cell)
        for (key, first, second), cell in self.joint_shares.items():
            name = f"joint share {key}/{first}/{second}"
            yield from self._cell_problems(name, (first, second), key, cell)
            if first >= second:
                yield f"{name}: {second} comes before {first} in the alphabet"
        yield from self._learning_problems()

    def _cell_problems(
        self, name: str, frameworks: Iterable[str], key: str, cell: Cell
    ) -> Iterator[str]:
        for framework in frameworks:
            if framework not in self.frameworks:
                yield f"{name}: there is no framework {framework}"
        if key not in self.leaves:
            yield f"{name}: there is no leaf {key}"
            return
        # Not `>`: a value that is no number fails every comparison, and must be caught too.
        if not cell.low <= cell.best:
            yield f"{name}: low {cell.low:g} is above best {cell.best:g}"
        if not cell.best <= cell.high:
            yield f"{name}: best {cell.best:g} is above high {cell.high:g}"
        scale = self.leaves[key].scale
        if isinstance(scale, Levels) and not 0 <= cell.low <= cell.high <= scale.count - 1:
            yield f"{name}: a grade is outside 0 to {scale.count - 1}"

    def _learning_problems(self) -> Iterator[str]:
        learnable: dict[str, Framework | Skill] = {**self.skills, **self.frameworks}
        for key, item in learnable.items():
            if item.hours and not 0 <= item.hours[0] <= item.hours[1]:
                yield f"{key}: its hours are not 0 <= low <= high"
            for other in item.prerequisites:
                if other not in learnable:
                    yield f"{key}: there is no prerequisite {other}"
            if key in _below(key, learnable):
                yield f"{key}: it is a prerequisite of itself"
        for key, framework in self.frameworks.items():
            for other, (low, high) in framework.savings.items():
                if not 0 <= low <= high <= 1:
                    yield f"{key}: what {other} saves is not 0 <= low <= high <= 1"


def _below(key: str, learnable: Mapping[str, Framework | Skill]) -> set[str]:
    """Return all prerequisites of something, and theirs."""
    found: set[str] = set()
    waiting = list(learnable[key].prerequisites)
    while waiting:
        other = waiting.pop()
        if other not in found:
            found.add(other)
            waiting += learnable[other].prerequisites if other in learnable else ()
    return found


@dataclass(frozen=True, slots=True)
class Goal:
    """What somebody told us.

    tiers: the boxes that the criteria were sorted into, most important first. An empty box keeps
        its place, for counting how far a change moves something, and has no other effect.
    items: criterion -> tiers of its leaves. A criterion that is absent counts all its leaves.
    assumed: what we filled in because the person did not say; passed on.
    known: skills and frameworks that need not be learned any more.
    deadline_weeks: when the person wants to be done; None if they did not say.
    """

    tiers: Tiers
    items: Mapping[str, Tiers] = field(default_factory=nothing)
    must_have: frozenset[str] = frozenset()
    second_ok: bool = True
    hours_per_week: float | None = None
    assumed: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    deadline_weeks: float | None = None

    @property
    def criteria(self) -> tuple[str, ...]:
        return tuple(criterion for tier in self.tiers for criterion in tier)

    def check(self, dataset: Dataset) -> None:
        """Raise ValueError, naming the part, unless the goal can be read with this dataset."""
        for problem in self._problems(dataset):
            raise ValueError(problem)

    def _problems(self, dataset: Dataset) -> Iterator[str]:
        if not self.criteria:
            yield "the tiers are empty: at least one priority must stay"
        yield from _tier_problems("the tiers", self.tiers, dataset.criteria)
        for criterion, tiers in self.items.items():
            if criterion not in dataset.criteria:
                yield f"there is no criterion {criterion}"
            elif not any(tiers):
                yield f"the items of {criterion} are empty"
            yield from _tier_problems(
                f"the items of {criterion}", tiers, dataset.leaves_of(criterion)
            )
        for must_have in sorted(self.must_have):
            if must_have not in dataset.must_haves:
                yield f"there is no must-have {must_have}"
        if self.hours_per_week is not None and not self.hours_per_week > 0:
            yield f"hours a week must be more than 0, not {self.hours_per_week:g}"


def _tier_problems(name: str, tiers: Tiers, known: Iterable[str]) -> Iterator[str]:
    members = [member for tier in tiers for member in tier]
    for member in members:
        if member not in known:
            yield f"{name} name {member}, which does not exist"
        if members.count(member) > 1:
            yield f"{name} name {member} twice"


def without_empty(tiers: Tiers) -> Tiers:
    return tuple(tier for tier in tiers if tier)
