"""The verdict is a function of the numbers alone: every cell of its table, and its edges."""

import pytest

from careers.recommendation import Cap, VerdictKind
from careers.recommendation.verdict import verdict

RANKING = ["arrow", "birch", "cedar", "delta"]
# With four criteria, stakes are small up to 1/16.
CRITERIA = 4
SMALL = 1 / 16
REAL = SMALL + 0.001


def decide(shares, regrets=(REAL, REAL, REAL, REAL), leader="arrow"):
    return verdict(RANKING, shares, regrets, CRITERIA, leader)


@pytest.mark.parametrize("regret", [SMALL, REAL])
@pytest.mark.parametrize(
    ("share", "kind"),
    [
        (1.0, VerdictKind.CLEAR),
        (0.895, VerdictKind.CLEAR),  # 89.5 is shown as 90
        (0.894, VerdictKind.LEAN),
        (0.655, VerdictKind.LEAN),
        (0.654, VerdictKind.TOSS_UP),
        (0.30, VerdictKind.TOSS_UP),
    ],
)
def test_sureness_and_stakes_decide_apart(share, kind, regret):
    rest = (1 - share) / 3
    decision = decide([share, rest, rest, rest], [regret] * 4)
    assert (decision.kind, decision.stakes_small) == (kind, regret == SMALL)


@pytest.mark.parametrize("regrets", [(SMALL, REAL, 0, 0), (REAL, SMALL, 0, 0)])
def test_stakes_are_small_only_if_neither_choice_costs_much(regrets):
    assert not decide([0.9, 0.1, 0, 0], regrets).stakes_small


def test_another_leader_under_the_second_prior_allows_a_lean_at_most():
    decision = decide([0.95, 0.05, 0, 0], leader="birch")
    assert (decision.kind, decision.caps) == (VerdictKind.LEAN, (Cap.SECOND_PRIOR,))


def test_a_pick_that_does_not_come_first_most_often_is_a_lean_at_most():
    decision = decide([0.40, 0.60, 0, 0])
    assert (decision.kind, decision.caps) == (VerdictKind.TOSS_UP, (Cap.NOT_FIRST_MOST_OFTEN,))


@pytest.mark.parametrize(
    ("shares", "contenders"),
    [
        ([0.90, 0.10, 0, 0], ("arrow",)),
        ([0.89, 0.06, 0.05, 0], ("arrow", "birch")),
        ([0.30, 0.25, 0.24, 0.21], ("arrow", "birch", "cedar")),  # at most three are shown
        ([0.20, 0.10, 0.70, 0], ("cedar", "arrow")),
    ],
)
def test_contenders_are_the_fewest_that_together_lead_in_90_of_100(shares, contenders):
    assert decide(shares).contenders == contenders
