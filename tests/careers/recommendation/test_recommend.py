"""Whole answers to small problems whose numbers can be worked out by hand."""

from dataclasses import replace

import pytest

from careers.recommendation import (
    Cell,
    Criterion,
    DecidingKind,
    EditKind,
    ExclusionKind,
    Framework,
    Gate,
    Goal,
    Leaf,
    Pass,
    Pwl,
    Skill,
    VerdictKind,
    build_table,
    confidence,
    explain,
    recommend,
    single_edits,
)
from tests.careers.recommendation.problems import MUST_HAVES, dataset_of

N = 4000
LINE = Pwl((0.0, 100.0), (0.0, 1.0))


def known(value):
    return Cell(value, value, value)


def problem(scores, **changes):
    """Return a dataset of frameworks with exactly known scores out of 100 on plain criteria."""
    leaves = {
        key: Leaf(key, key, LINE, True, key.title()) for row in scores.values() for key in row
    }
    cells = {
        (name, key): known(score) for name, row in scores.items() for key, score in row.items()
    }
    return dataset_of(
        cells,
        **{
            "leaves": leaves,
            "criteria": {key: Criterion(key.title()) for key in leaves},
            "must_haves": MUST_HAVES,
            **changes,
        },
    )


def answer(dataset, goal):
    return recommend(build_table(dataset, N), goal)


def frameworks_with(**gates):
    return {
        name: Framework(name.title(), gates={key: Gate(Pass(state)) for key, state in row.items()})
        for name, row in gates.items()
    }


def test_scores_are_weighted_sums_of_the_central_weights():
    dataset = problem({"arrow": {"jobs": 80, "ease": 20}, "birch": {"jobs": 40, "ease": 100}})
    found = answer(dataset, Goal((("jobs",), ("ease",))))
    # Rank order centroid: 3/4 and 1/4.
    assert [(s.framework, s.score_tenths) for s in found.standings] == [
        ("arrow", 650),
        ("birch", 550),
    ]
    assert found.standings[0].parts_tenths == {"ease": 50, "jobs": 600}
    assert found.differences("arrow", "birch") == [("jobs", 300), ("ease", -200)]


def test_share_of_first_places_is_that_of_the_weightings_in_which_it_leads():
    dataset = problem({"arrow": {"jobs": 80, "ease": 20}, "birch": {"jobs": 40, "ease": 100}})
    found = answer(dataset, Goal((("jobs", "ease"),)))
    # arrow leads while the weight of jobs is over 2/3, and that of ease under 1/3.
    assert found.verdict.pick == "birch"
    assert found.standings[0].first_share == pytest.approx(2 / 3, abs=0.03)
    assert found.sure_data == 1
    assert found.deciding.kind is DecidingKind.PRIORITY


def test_equal_frameworks_are_tied_and_in_alphabetical_order():
    row = {"jobs": 60, "ease": 60}
    found = answer(problem({"birch": row, "arrow": row}), Goal((("jobs", "ease"),)))
    assert [s.framework for s in found.standings] == ["arrow", "birch"]
    assert [s.tied for s in found.standings] == [False, True]
    assert found.standings[0].first_share == 0.5
    assert found.verdict.stakes_small
    assert explain(found, "en").headline.startswith("Either Arrow or Birch")


def test_dominance_leaves_nothing_to_change():
    dataset = problem({"arrow": {"jobs": 80, "ease": 90}, "birch": {"jobs": 40, "ease": 30}})
    found = answer(dataset, Goal((("jobs", "ease"),)))
    assert (found.verdict.kind, found.shift, found.edits) == (VerdictKind.CLEAR, None, ())
    assert found.lead_range == pytest.approx((0.4, 0.6))
    text = explain(found, "en")
    assert "every one of the 4,000 ways" in text.sureness
    assert text.edits == ("No single change to your answers puts another framework first.",)


def test_the_smallest_edits_come_first_with_different_winners_before_others():
    dataset = problem(
        {
            "arrow": {"jobs": 90, "ease": 0, "trust": 0},
            "birch": {"jobs": 0, "ease": 100, "trust": 0},
            "cedar": {"jobs": 0, "ease": 0, "trust": 100},
        }
    )
    goal = Goal((("jobs",), ("ease",), ("trust",)))
    edits = single_edits(dataset, goal)
    assert [edit.moves for edit in edits] == sorted(edit.moves for edit in edits)
    shown = answer(dataset, goal).edits
    assert {edit.winner for edit in shown} == {"birch", "cedar"}
    assert all(edit.kind is EditKind.MOVE for edit in shown)


def test_a_must_have_removes_who_fails_it_and_says_whether_that_is_known():
    gates = frameworks_with(
        arrow={"phones": "no"},
        birch={"phones": "yes"},
        cedar={"phones": "export"},
        delta={"phones": "unknown"},
        ember={},
    )
    dataset = problem({name: {"jobs": 50} for name in gates}, frameworks=gates)
    found = answer(dataset, Goal((("jobs",),), must_have=frozenset({"phones"})))
    assert {s.framework for s in found.standings} == {"birch", "cedar"}
    assert {e.framework: e.state for e in found.excluded} == {
        "arrow": Pass.NO,
        "delta": Pass.UNKNOWN,
        "ember": Pass.UNKNOWN,
    }


def test_the_only_one_that_meets_the_must_haves_is_said_to_be():
    gates = frameworks_with(arrow={"phones": "yes"}, birch={"phones": "no"})
    dataset = problem({"arrow": {"jobs": 10}, "birch": {"jobs": 90}}, frameworks=gates)
    found = answer(dataset, Goal((("jobs",),), must_have=frozenset({"phones"})))
    assert (found.verdict.kind, found.verdict.pick) == (VerdictKind.ONLY, "arrow")
    assert explain(found, "en").why == "Its match is 10.0 of 100."


def test_two_are_needed_where_no_framework_meets_all_must_haves_alone():
    gates = frameworks_with(
        arrow={"phones": "yes", "pages": "no"},
        birch={"phones": "no", "pages": "yes"},
        cedar={"phones": "no", "pages": "yes"},
    )
    dataset = problem(
        {"arrow": {"jobs": 20}, "birch": {"jobs": 40}, "cedar": {"jobs": 90}}, frameworks=gates
    )
    found = answer(dataset, Goal((("jobs",),), must_have=frozenset(MUST_HAVES)))
    assert found.verdict.kind is VerdictKind.BOTH_NEEDED
    assert (found.verdict.pick, found.verdict.runner_up) == ("cedar", "arrow")
    assert [step.subject for step in found.plan] == ["cedar", "arrow"]
    assert "Neither meets your must-haves alone" in explain(found, "en").headline


def test_a_must_have_that_nothing_meets_is_named_and_left_out():
    gates = frameworks_with(
        arrow={"phones": "no", "pages": "yes"}, birch={"phones": "no", "pages": "no"}
    )
    dataset = problem({"arrow": {"jobs": 20}, "birch": {"jobs": 40}}, frameworks=gates)
    goal = Goal((("jobs",),), must_have=frozenset(MUST_HAVES))
    found = answer(dataset, goal)
    assert (found.dropped, found.verdict.pick, found.goal) == ("phones", "arrow", goal)
    assert "without: Runs on phones" in explain(found, "en").cautions[0]


def test_a_companion_is_never_ranked():
    frameworks = {"arrow": Framework("Arrow"), "birch": Framework("Birch", companion=True)}
    dataset = problem({"arrow": {"jobs": 1}, "birch": {"jobs": 99}}, frameworks=frameworks)
    found = answer(dataset, Goal((("jobs",),)))
    assert [s.framework for s in found.standings] == ["arrow"]
    assert [(e.framework, e.kind) for e in found.excluded] == [("birch", ExclusionKind.COMPANION)]


def test_who_is_mostly_unknown_is_not_rated():
    cells = {
        ("arrow", "jobs"): known(50),
        ("birch", "jobs"): known(60),
        ("birch", "ease"): known(9),
    }
    leaves = {key: Leaf(key, key, LINE, True) for key in ("jobs", "ease")}
    criteria = {key: Criterion(key) for key in leaves}
    dataset = dataset_of(cells, leaves=leaves, criteria=criteria)
    found = answer(dataset, Goal((("ease",), ("jobs",))))
    assert found.verdict.kind is VerdictKind.NOT_ENOUGH_DATA
    assert [(e.framework, e.kind) for e in found.excluded] == [("arrow", ExclusionKind.NOT_RATED)]
    assert "too little" in explain(found, "en").headline
    # Where it weighs half or less, it is rated, with wide bounds.
    assert len(answer(dataset, Goal((("jobs",), ("ease",)))).standings) == 2


SECOND = {"arrow": {"jobs": 80, "models": 0}, "birch": {"jobs": 10, "models": 90}}


def second_of(goal, **changes):
    return answer(problem(SECOND, **changes), goal).second


def test_a_second_framework_adds_what_the_first_does_not_cover():
    second = second_of(Goal((("jobs", "models"),)))
    assert (second.framework, second.points_tenths, second.bar_tenths) == ("arrow", 350, 125)
    assert second.parts_tenths == {"jobs": 350}
    assert (second.worthwhile, second.now) == (True, True)


def test_a_second_framework_is_a_later_step_for_who_wants_only_one():
    found = answer(problem(SECOND), Goal((("jobs", "models"),), second_ok=False))
    assert (found.second.worthwhile, found.second.now) == (True, False)
    assert [step.subject for step in found.plan] == [found.verdict.pick]
    assert "sensible next step" in explain(found, "en").second


def test_what_belongs_to_each_tool_is_no_reason_to_learn_two():
    leaves = {key: Leaf(key, key, LINE, False, key) for key in ("jobs", "models")}
    second = second_of(Goal((("jobs", "models"),)), leaves=leaves)
    assert (second.points_tenths, second.worthwhile) == (0, False)


def test_joint_share_of_adverts_replaces_the_larger_of_the_two():
    joint = {("jobs", "arrow", "birch"): known(90)}
    goal = Goal((("jobs",), ("models",)))
    assert second_of(goal).parts_tenths == {"models": 225}
    assert second_of(goal, joint_shares=joint).parts_tenths == {"jobs": 75, "models": 225}


def test_plan_orders_by_early_benefit_and_respects_prerequisites():
    frameworks = {
        "arrow": Framework(
            "Arrow", hours=(40, 60), prerequisites=("python",), savings={"birch": (0.25, 0.5)}
        ),
        "birch": Framework("Birch", hours=(20, 40)),
    }
    dataset = problem(SECOND, frameworks=frameworks, skills={"python": Skill("Python", (10, 20))})
    goal = Goal((("jobs", "models"),), hours_per_week=5, deadline_weeks=13)
    plan = answer(dataset, goal).plan
    assert [(s.subject, s.weeks, s.later) for s in plan] == [
        ("birch", (4, 8), False),
        ("python", (2, 4), False),
        ("arrow", (4, 9), True),  # half to three quarters of the hours, and after the deadline
    ]
    knows = replace(goal, known=frozenset({"python"}))
    assert [s.subject for s in answer(dataset, knows).plan] == ["birch", "arrow"]


def test_where_nobody_says_how_long_it_takes_there_are_no_weeks():
    plan = answer(problem(SECOND), Goal((("jobs",),), hours_per_week=5)).plan
    assert [(step.hours, step.weeks) for step in plan] == [(None, None)]


def test_confidence_is_the_first_share_under_the_weights_of_its_supporters():
    dataset = problem({"arrow": {"jobs": 80, "ease": 20}, "birch": {"jobs": 40, "ease": 100}})
    assert confidence(build_table(dataset, N), Goal((("jobs", "ease"),))) == {
        "arrow": 1.0,
        "birch": 1.0,
    }


def test_explanation_adds_nothing_to_the_numbers():
    found = answer(problem(SECOND), Goal((("jobs", "models"),), hours_per_week=6))
    before = repr(found)
    text = explain(found, "en")
    assert repr(found) == before
    assert text.headline == "Learn both, Birch first." or text.headline.startswith("Too close")
    assert all(text.sentences)
    with pytest.raises(ValueError, match="locale tlh"):
        explain(found, "tlh")
