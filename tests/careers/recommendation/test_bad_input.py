"""A mistake in the data or in a goal is named; nothing is computed from it."""

from dataclasses import replace

import pytest

from careers.recommendation import (
    Cell,
    Criterion,
    Framework,
    Goal,
    Leaf,
    Levels,
    Pwl,
    Skill,
    build_table,
    recommend,
    roc,
    tier_centroid,
    tier_weights,
    wilson,
)
from careers.recommendation.exact import flip_distance
from careers.recommendation.table import table_with
from tests.careers.recommendation.problems import dataset_of

CELLS = {(name, key): Cell(1, 2, 3) for name in ("arrow", "birch") for key in ("models", "trust")}
DATASET = dataset_of(CELLS, must_haves={"phones": "Phones"})


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"frameworks": {}, "cells": {}}, "no framework to recommend"),
        ({"criteria": {}, "leaves": {}, "cells": {}}, "no criterion"),
        (
            {"criteria": {**DATASET.criteria, "ease": Criterion("Ease")}},
            "criterion ease: it has no",
        ),
        ({"cells": {("arrow", "models"): Cell(3, 2, 3)}}, "arrow/models: low 3 is above best 2"),
        ({"cells": {("arrow", "models"): Cell(1, 3, 2)}}, "arrow/models: best 3 is above high 2"),
        ({"cells": {("arrow", "models"): Cell(0, float("nan"), 2)}}, "arrow/models: low 0"),
        (
            {"cells": {("arrow", "models"): Cell(1, 2, 4)}},
            "arrow/models: a grade is outside 0 to 3",
        ),
        ({"cells": {("zebra", "models"): Cell(1, 2, 3)}}, "no framework zebra"),
        ({"cells": {("arrow", "looks"): Cell(1, 2, 3)}}, "no leaf looks"),
        (
            {"joint_shares": {("models", "birch", "arrow"): Cell(1, 2, 3)}},
            "arrow comes before birch",
        ),
        (
            {"frameworks": {**DATASET.frameworks, "arrow": Framework("A", hours=(9, 3))}},
            "arrow: its h",
        ),
        (
            {
                "frameworks": {
                    **DATASET.frameworks,
                    "arrow": Framework("A", prerequisites=("math",)),
                }
            },
            "no prerequisite math",
        ),
        (
            {"skills": {"math": Skill("Maths", None, ("math",))}},
            "math: it is a prerequisite of its",
        ),
    ],
)
def test_a_dataset_names_what_is_wrong_with_it(changes, message):
    with pytest.raises(ValueError, match=message):
        replace(DATASET, **changes)


@pytest.mark.parametrize(
    ("scale", "message"),
    [
        (None, "leaf models: it has no scale"),
        (Levels(1), "at least two grades"),
        (Pwl((0.0,), (0.0,)), "at least two cutoffs"),
        (Pwl((0.0, 0.0), (0.0, 1.0)), "do not increase"),
        (Pwl((0.0, 1.0), (0.0, 2.0)), "outside 0 to 1"),
        (Pwl((0.0, 1.0, 2.0), (0.0, 1.0, 0.0)), "rises and falls"),
    ],
)
def test_a_leaf_needs_a_scale(scale, message):
    leaves = {**DATASET.leaves, "models": Leaf("models", "models", scale, True)}
    with pytest.raises(ValueError, match=message):
        replace(DATASET, leaves=leaves)


@pytest.mark.parametrize(
    ("goal", "message"),
    [
        (Goal(()), "the tiers are empty"),
        (Goal(((), ())), "the tiers are empty"),
        (Goal((("looks",),)), "name looks, which does not exist"),
        (Goal((("models",), ("models",))), "name models twice"),
        (Goal((("models",),), {"looks": (("x",),)}), "no criterion looks"),
        (Goal((("models",),), {"models": ((),)}), "items of models are empty"),
        (Goal((("models",),), {"models": (("trust",),)}), "items of models name trust"),
        (Goal((("models",),), must_have=frozenset({"wings"})), "no must-have wings"),
        (Goal((("models",),), hours_per_week=0), "more than 0, not 0"),
    ],
)
def test_a_goal_names_what_is_wrong_with_it(goal, message):
    with pytest.raises(ValueError, match=message):
        recommend(build_table(DATASET, 10), goal)


@pytest.mark.parametrize("tiers", [(), ((),), (("a",), ())])
def test_empty_tiers_have_no_weights(tiers):
    with pytest.raises(ValueError, match="tier"):
        tier_centroid(tiers)
    with pytest.raises(ValueError, match="tier"):
        tier_weights(tiers, 10, "w")


def test_other_bad_arguments_are_refused():
    with pytest.raises(ValueError, match="at least one criterion"):
        roc(0)
    with pytest.raises(ValueError, match="3 of 2 is not a proportion"):
        wilson(3, 2)
    with pytest.raises(ValueError, match="0 of 0 is not a proportion"):
        wilson(0, 0)
    with pytest.raises(ValueError, match="the leader is not ahead"):
        flip_distance({"a": 1.0}, {"a": -1.0})
    with pytest.raises(ValueError, match="do not fit 2 leaves and 2 frameworks"):
        table_with(DATASET, build_table(DATASET, 10).values[:1])
