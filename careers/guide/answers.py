"""What somebody answered in the form: read from an address, written to one, made into a goal.

The address is all there is: `role=nlp-engineer&experience=beginner&priority-jobs=most`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from careers.guide.alternatives import BASICS, JOBS, PYTHON, leaf_id, must_have_id
from careers.recommendation import Dataset, Goal

EASE, LANGUAGES = "ease", "languages"

# The boxes that priorities are sorted into, by their names in an address.
BOXES = ("most", "matters", "nice")
NOT_RELEVANT = "not"
# Where a priority lies that nobody has sorted.
UNSORTED = "matters"

# The question about a criterion's variants has a name that reads well in an address.
PARAMETER_OF = {
    JOBS: "role",
    "field": "field",
    "runs": "runs",
    EASE: "experience",
    LANGUAGES: "knows",
}
CRITERION_OF = {parameter: criterion for criterion, parameter in PARAMETER_OF.items()}

# What need not be learned any more by those who say so.
KNOWN_BY = {"practitioner": (PYTHON, BASICS)}


@dataclass(frozen=True)
class Answers:
    """Answers by readable names. What was skipped is empty.

    chosen: criterion -> options, in the order of the form. first_role: the most wanted of several.
    boxes: criterion -> name of a box. second: "yes" or "no", whether a second framework would do.
    """

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    first_role: str = ""
    must: tuple[str, ...] = ()
    boxes: Mapping[str, str] = field(default_factory=dict)
    hours: int | None = None
    weeks: int | None = None
    second: str = ""

    @property
    def says_what_matters(self) -> bool:
        """Whether there is anything to rank frameworks by. Time alone is not."""
        return bool(any(self.chosen.values()) or self.must or self.boxes)

    def query(self) -> str:
        """Return the answers as an address carries them, the same for the same answers."""
        pairs: list[tuple[str, object]] = []
        for criterion, parameter in PARAMETER_OF.items():
            pairs += [(parameter, option) for option in self.chosen.get(criterion, ())]
        if self.first_role:
            pairs.append(("first", self.first_role))
        pairs += [("must", slug) for slug in self.must]
        pairs += [(f"priority-{criterion}", box) for criterion, box in sorted(self.boxes.items())]
        pairs += [(name, value) for name, value in self._time if value]
        return urlencode(pairs)

    @property
    def _time(self) -> Sequence[tuple[str, object]]:
        return (("hours", self.hours), ("weeks", self.weeks), ("second", self.second))

    def goal(self, dataset: Dataset) -> Goal | None:
        """Return what the engine is asked; None if there is nothing to rank frameworks by.

        A criterion counts if its question was answered, if it was sorted into a box, or if it has
        no question. What was counted without being sorted lies in the middle box, as assumed.
        """
        if not self.says_what_matters:
            return None
        counted = [c for c in dataset.criteria if self._counts(c)]
        boxes = {c: self.boxes.get(c, UNSORTED) for c in counted}
        if not any(box in BOXES for box in boxes.values()):
            return None
        return Goal(
            tiers=tuple(tuple(sorted(c for c in counted if boxes[c] == box)) for box in BOXES),
            items={c: self._tiers(c) for c in counted if self.chosen.get(c)},
            must_have=frozenset(must_have_id(slug) for slug in self.must),
            second_ok=self.second != "no",
            hours_per_week=float(self.hours) if self.hours else None,
            assumed=frozenset(c for c in counted if c not in self.boxes),
            known=frozenset(self._known()),
            deadline_weeks=float(self.weeks) if self.weeks else None,
        )

    def _counts(self, criterion: str) -> bool:
        return bool(
            criterion not in PARAMETER_OF or self.chosen.get(criterion) or criterion in self.boxes
        )

    def _tiers(self, criterion: str) -> tuple[tuple[str, ...], ...]:
        options = self.chosen[criterion]
        first = [self.first_role] if criterion == JOBS and self.first_role in options else []
        rest = [option for option in options if option not in first]
        return tuple(
            tuple(sorted(leaf_id(criterion, option) for option in tier))
            for tier in (first, rest)
            if tier
        )

    def _known(self) -> Iterable[str]:
        for option in self.chosen.get(EASE, ()):
            yield from KNOWN_BY.get(option, ())
        if PYTHON in self.chosen.get(LANGUAGES, ()):
            yield PYTHON

    def changed_to(self, goal: Goal, dataset: Dataset) -> "Answers":
        """Return the answers that mean this goal: how a suggested edit becomes a link.

        Only what an edit can change is taken from the goal: boxes, options and must-haves.
        """
        before = self.goal(dataset)
        assert before is not None
        boxes = dict(self.boxes)
        place = {c: BOXES[n] for n, tier in enumerate(goal.tiers) for c in tier}
        was = {c: BOXES[n] for n, tier in enumerate(before.tiers) for c in tier}
        for criterion in dataset.criteria:
            if place.get(criterion) != was.get(criterion):
                boxes[criterion] = place.get(criterion, NOT_RELEVANT)
        chosen, first_role = dict(self.chosen), self.first_role
        for criterion in dataset.criteria:
            tiers = goal.items.get(criterion, ())
            if tiers != before.items.get(criterion, ()):
                chosen[criterion] = _options(criterion, tiers)
                if criterion == JOBS:
                    first_role = chosen[JOBS][0] if len(tiers) > 1 else ""
                if criterion in place and not chosen[criterion]:
                    # Without an option it counts only if it was sorted.
                    boxes[criterion] = place[criterion]
        must = tuple(m.removeprefix(must_have_id("")) for m in sorted(goal.must_have))
        return Answers(
            chosen=chosen,
            first_role=first_role,
            must=must,
            boxes=boxes,
            hours=self.hours,
            weeks=self.weeks,
            second=self.second,
        )


def _options(criterion: str, tiers: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    start = leaf_id(criterion, "")
    return tuple(leaf.removeprefix(start) for tier in tiers for leaf in tier)
