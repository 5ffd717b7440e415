"""Answers in an address, and what they mean."""

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from careers.guide.answers import BOXES, NOT_RELEVANT, PARAMETER_OF, Answers
from careers.recommendation import Criterion, Dataset, Framework, Leaf, Levels, single_edits
from careers.recommendation.edits import _edits

OPTIONS = {
    "jobs": ("engineer", "researcher", "teacher"),
    "field": ("research", "tabular"),
    "runs": ("mobile", "server"),
    "ease": ("beginner", "practitioner"),
    "languages": ("cpp", "python"),
}
PLAIN = ("models", "scale")
MUSTS = ("browser", "mobile")


def made_up():
    leaves = {
        f"{criterion}-{option}": Leaf(f"{criterion}-{option}", criterion, Levels(5), coverage=False)
        for criterion, options in OPTIONS.items()
        for option in options
    }
    leaves |= {key: Leaf(key, key, Levels(5), coverage=False) for key in PLAIN}
    return Dataset(
        release="made up",
        frameworks={key: Framework(key) for key in ("alpha", "beta")},
        criteria={key: Criterion(key, exclusive=key == "ease") for key in (*OPTIONS, *PLAIN)},
        leaves=leaves,
        cells={},
        must_haves={f"needs-{must}": must for must in MUSTS},
    )


DATASET = made_up()


@st.composite
def some_answers(draw):
    chosen = {
        criterion: tuple(option for option in options if draw(st.booleans()))
        for criterion, options in OPTIONS.items()
        if criterion != "ease"
    }
    chosen["ease"] = draw(st.sampled_from([(), *((option,) for option in OPTIONS["ease"])]))
    boxes = {
        criterion: box
        for criterion in DATASET.criteria
        if (box := draw(st.sampled_from([*BOXES, NOT_RELEVANT, ""])))
    }
    several = len(chosen["jobs"]) > 1
    return Answers(
        chosen={criterion: options for criterion, options in chosen.items() if options},
        first_role=draw(st.sampled_from(["", *chosen["jobs"]])) if several else "",
        must=tuple(must for must in MUSTS if draw(st.booleans())),
        boxes=boxes,
        hours=draw(st.sampled_from([None, 6])),
        weeks=draw(st.sampled_from([None, 26])),
        second=draw(st.sampled_from(["", "no"])),
    )


def test_answers_are_written_by_readable_names():
    answers = Answers(
        chosen={"jobs": ("engineer", "teacher"), "ease": ("beginner",)},
        first_role="teacher",
        must=("browser",),
        boxes={"models": "most", "scale": "not"},
        hours=6,
    )
    assert answers.query() == (
        "role=engineer&role=teacher&experience=beginner&first=teacher&must=browser"
        "&priority-models=most&priority-scale=not&hours=6"
    )


def test_boxes_become_tiers_and_what_is_not_sorted_lies_in_the_middle():
    goal = Answers(chosen={"jobs": ("engineer",)}, boxes={"models": "most"}).goal(DATASET)
    assert goal.tiers == (("models",), ("jobs", "scale"), ())
    assert goal.assumed == {"jobs", "scale"}


def test_a_question_that_was_skipped_counts_for_nothing():
    goal = Answers(chosen={"field": ("research",)}).goal(DATASET)
    assert set(goal.criteria) == {"field", *PLAIN}


def test_a_priority_that_was_sorted_counts_even_if_its_question_was_skipped():
    goal = Answers(boxes={"languages": "nice"}).goal(DATASET)
    assert "languages" in goal.criteria
    assert "languages" not in goal.items


def test_the_first_choice_stands_above_the_others():
    answers = Answers(chosen={"jobs": ("engineer", "teacher")}, first_role="teacher")
    assert answers.goal(DATASET).items["jobs"] == (("jobs-teacher",), ("jobs-engineer",))


@pytest.mark.parametrize(
    "answers",
    [
        Answers(),
        Answers(hours=6, weeks=26, second="no"),
        Answers(boxes=dict.fromkeys(DATASET.criteria, NOT_RELEVANT)),
    ],
)
def test_nothing_to_rank_by_is_no_goal(answers):
    assert answers.goal(DATASET) is None


def test_who_trained_models_need_not_learn_the_basics():
    goal = Answers(chosen={"ease": ("practitioner",)}).goal(DATASET)
    assert goal.known == {"python", "ml-basics"}
    assert Answers(chosen={"ease": ("beginner",)}).goal(DATASET).known == frozenset()
    assert Answers(chosen={"languages": ("python",)}).goal(DATASET).known == {"python"}


@given(some_answers())
def test_an_address_says_the_same_as_the_answers(answers):
    query = QueryDict(answers.query())
    assert {
        criterion: tuple(query.getlist(parameter))
        for criterion, parameter in PARAMETER_OF.items()
        if parameter in query
    } == dict(answers.chosen)
    assert tuple(query.getlist("must")) == answers.must


@settings(max_examples=60)
@given(some_answers(), st.data())
def test_the_link_of_an_edit_means_the_goal_of_the_edit(answers, data):
    """Every edit that the engine may suggest, not only those that change the winner."""
    goal = answers.goal(DATASET)
    if goal is None:
        assert not answers.says_what_matters or all(
            answers.boxes.get(c) == NOT_RELEVANT for c in (*answers.chosen, *PLAIN)
        )
        return
    edit = data.draw(st.sampled_from(list(_edits(DATASET, goal))))
    changed = answers.changed_to(edit.goal, DATASET).goal(DATASET)
    assert changed.tiers == edit.goal.tiers
    assert changed.must_have == edit.goal.must_have
    counted = set(changed.criteria)
    assert {c: t for c, t in changed.items.items() if c in counted} == {
        c: t for c, t in edit.goal.items.items() if c in counted
    }


def test_edits_of_a_dataset_without_facts_change_nothing():
    assert single_edits(DATASET, Answers(boxes={"models": "most"}).goal(DATASET)) == []
