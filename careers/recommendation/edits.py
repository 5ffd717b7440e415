"""What would change the answer: every single edit of what somebody told us."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from careers.recommendation.central import ranking
from careers.recommendation.problem import Dataset, Goal, Tiers, without_empty
from careers.recommendation.table import Table, means_only

# The boxes that criteria are sorted into: most, much, a little; and one for what does not count.
BOXES = 3
# How many edits are shown.
SHOWN = 3


class EditKind(StrEnum):
    MOVE = "move"  # a criterion to another box
    ADD = "add"  # a leaf to those that count
    REMOVE = "remove"  # a leaf from those that count
    CHOOSE = "choose"  # another leaf of a criterion of which one counts
    REQUIRE = "require"  # a must-have more
    RELEASE = "release"  # a must-have less


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of the answers, and who then leads.

    subject: the criterion, leaf or must-have. box: where a criterion goes, 0 the most important,
    None not relevant. moves: over how many boxes. lead: of the new winner, 0 to 1; None if nobody
    else is left. first_share: of the new winner, 0 to 1, where the full sample was run; else None.
    """

    kind: EditKind
    subject: str
    moves: int
    goal: Goal
    box: int | None = None
    winner: str = ""
    lead: float | None = 0.0
    first_share: float | None = None


def single_edits(dataset: Dataset, goal: Goal) -> list[Edit]:
    """Return the single edits that put another framework first, the smallest first.

    Every edit is tried, with the closed form of the ranking. Sorted by the number of boxes moved,
    then by the lead of the new winner, largest first; a winner that alone is left comes last.
    """
    return changing_edits(means_only(dataset), goal)


def changing_edits(table: Table, goal: Goal) -> list[Edit]:
    """Return the same as `single_edits`, from a table that is there already."""
    leader, _ = _leader(table, goal)
    found = []
    for edit in _edits(table.dataset, goal):
        winner, lead = _leader(table, edit.goal)
        if winner and winner != leader:
            found.append(replace(edit, winner=winner, lead=lead))
    return sorted(found, key=lambda e: (e.moves, -(e.lead or 0), e.kind, e.subject, str(e.box)))


def to_show(edits: list[Edit]) -> list[Edit]:
    """Return up to three edits: those with different winners first, in the order given."""
    first_of: dict[str, Edit] = {}
    for edit in edits:
        first_of.setdefault(edit.winner, edit)
    first = list(first_of.values())
    chosen = (first + [edit for edit in edits if edit not in first])[:SHOWN]
    return [edit for edit in edits if edit in chosen]


def _leader(table: Table, goal: Goal) -> tuple[str, float | None]:
    """Return who comes first and by how much, None if nobody else is left; "" if nobody passes."""
    ranked = ranking(table, goal)
    if not ranked:
        return "", None
    return ranked[0][0], ranked[0][1] - ranked[1][1] if len(ranked) > 1 else None


def _edits(dataset: Dataset, goal: Goal) -> Iterator[Edit]:
    yield from _moves(dataset, goal)
    for criterion in sorted(goal.criteria):
        leaves = dataset.leaves_of(criterion)
        if len(leaves) > 1:
            kind = _choices if dataset.criteria[criterion].exclusive else _additions
            yield from kind(goal, criterion, leaves)
    for must_have in sorted(dataset.must_haves):
        kind_of_edit = EditKind.RELEASE if must_have in goal.must_have else EditKind.REQUIRE
        changed = replace(goal, must_have=goal.must_have ^ {must_have})
        yield Edit(kind_of_edit, must_have, 1, changed)


def _moves(dataset: Dataset, goal: Goal) -> Iterator[Edit]:
    boxes = [*goal.tiers, *[()] * (BOXES - len(goal.tiers))]
    place = {criterion: box for box, tier in enumerate(boxes) for criterion in tier}
    for criterion in sorted(dataset.criteria):
        here = place.get(criterion, len(boxes))
        others = [tuple(c for c in tier if c != criterion) for tier in boxes]
        for box in range(len(boxes) + 1):
            if box == here or (box == len(boxes) and not any(others)):
                continue
            tiers = [
                tuple(sorted((*tier, criterion))) if number == box else tier
                for number, tier in enumerate(others)
            ]
            changed = replace(goal, tiers=tuple(tiers))
            target = None if box == len(boxes) else box
            yield Edit(EditKind.MOVE, criterion, abs(box - here), changed, target)


def _choices(goal: Goal, criterion: str, leaves: tuple[str, ...]) -> Iterator[Edit]:
    chosen = goal.items.get(criterion, ())
    for leaf in leaves:
        if without_empty(chosen) != ((leaf,),):
            items = {**goal.items, criterion: ((leaf,),)}
            yield Edit(EditKind.CHOOSE, leaf, 1, replace(goal, items=items))


def _additions(goal: Goal, criterion: str, leaves: tuple[str, ...]) -> Iterator[Edit]:
    chosen = without_empty(goal.items.get(criterion, ()))
    for leaf in leaves:
        if any(leaf in tier for tier in chosen):
            kind = EditKind.REMOVE
            kept = tuple(tuple(item for item in tier if item != leaf) for tier in chosen)
        else:
            kind = EditKind.ADD
            kept = (*chosen[:-1], tuple(sorted((*(chosen[-1] if chosen else ()), leaf))))
        yield Edit(kind, leaf, 1, replace(goal, items=_with_items(goal, criterion, kept)))


def _with_items(goal: Goal, criterion: str, tiers: Tiers) -> dict[str, Tiers]:
    items = {**goal.items, criterion: without_empty(tiers)}
    if not items[criterion]:
        del items[criterion]  # nothing chosen: all of them count
    return items
