"""On which records the answers of the reference readers rest."""

from collections import Counter

from django.http import QueryDict

from careers.guide.alternatives import dataset
from careers.guide.forms import goal_form
from careers.models import Reader
from careers.recommendation import Dataset
from careers.recommendation.central import central_leaf_weights
from careers.recommendation.problem import Goal


def readers_resting() -> Counter[tuple[str, str]]:
    """Return (kind, key) -> how many published readers' answers rest on that record.

    An answer rests on the evidence of every leaf that counts for it, and of what it must have.
    Empty if no recommendation can be made of the content.
    """
    found: Counter[tuple[str, str]] = Counter()
    try:
        data = dataset("")
    except ValueError:
        return found
    form = goal_form(QueryDict())
    for reader in Reader.objects.published():
        goal = form.with_data(QueryDict(reader.answers)).answers.goal(data)
        if goal is not None and _can_be_read(goal, data):
            found.update(_evidence(data, goal))
    return found


def _can_be_read(goal: Goal, data: Dataset) -> bool:
    try:
        goal.check(data)
    except ValueError:
        return False  # it asks for what the content does not have
    return True


def _evidence(data: Dataset, goal: Goal) -> set[tuple[str, str]]:
    leaves = {leaf for leaf, weight in central_leaf_weights(data, goal).items() if weight}
    found = [cell.sources for (_, leaf), cell in data.cells.items() if leaf in leaves]
    found += [
        data.gate(framework, must_have).sources
        for framework in data.frameworks
        for must_have in goal.must_have
    ]
    split = (name.partition(":") for names in found for name in names)
    return {(kind, key) for kind, _, key in split}
