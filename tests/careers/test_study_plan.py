"""How long steps take, and when they are due."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.learning.hours import UNSTATED_HOURS, Hours, hours_of, total
from careers.learning.study_plan import next_monday, study_plan, weeks_for
from careers.models import LearningStep

MONDAY = dt.date(2026, 12, 7)


def step(low=None, high=None):
    return LearningStep(goal="Learn it", hours_low=low, hours_high=high)


def a_step(ends):
    return step(*sorted(ends)) if ends else step()


STEPS = st.lists(
    st.one_of(st.none(), st.tuples(st.integers(0, 300), st.integers(0, 300))).map(a_step),
    min_size=1,
    max_size=9,
)


def test_hours_are_those_that_a_source_states():
    assert hours_of(step(2, 4)) == Hours(2, 4, stated=True)


def test_hours_that_no_source_states_are_our_allowance():
    assert hours_of(step()) == Hours(*UNSTATED_HOURS, stated=False)


def test_a_total_is_stated_only_if_all_of_it_is():
    assert total([hours_of(step(2, 4)), hours_of(step(15, 15))]) == Hours(17, 19, stated=True)
    assert not total([hours_of(step(2, 4)), hours_of(step())]).stated


def test_steps_follow_each_other_at_the_middle_of_their_hours():
    plan = study_plan([step(15, 15), step(2, 4), step(6, 6)], 6, MONDAY)
    # 15 hours fill two weeks and a half; 3 more the rest of the third; 6 the fourth.
    assert [(planned.first_day, planned.last_day) for planned in plan.steps] == [
        (dt.date(2026, 12, 7), dt.date(2026, 12, 27)),
        (dt.date(2026, 12, 21), dt.date(2026, 12, 27)),
        (dt.date(2026, 12, 28), dt.date(2027, 1, 3)),
    ]


def test_weeks_are_a_range_where_hours_are_one():
    (planned,) = study_plan([step(30, 60)], 7, MONDAY).steps
    assert (planned.fewest_weeks, planned.most_weeks) == (5, 9)


def test_a_plan_tells_what_is_stated_from_what_is_allowed_for():
    plan = study_plan([step(2, 4), step(), step(15, 15)], 6, MONDAY)
    low, high = UNSTATED_HOURS
    assert plan.stated_total == Hours(17, 19, stated=True)
    assert plan.total == Hours(17 + low, 19 + high, stated=False)
    assert plan.unstated == 1


@pytest.mark.parametrize(("hours", "weeks"), [(0, 0), (1, 1), (6, 1), (7, 2), (12, 2), (13, 3)])
def test_the_last_week_counts_as_whole(hours, weeks):
    assert weeks_for(hours, 6) == weeks


@given(STEPS, st.integers(1, 40), st.dates(dt.date(2020, 1, 1), dt.date(2099, 12, 31)))
def test_a_plan_has_no_gap_and_ends_when_its_hours_are_done(steps, hours_a_week, start):
    plan = study_plan(steps, hours_a_week, start)
    assert plan.steps[0].first_day == start
    for before, after in zip(plan.steps, plan.steps[1:], strict=False):
        assert before.first_day <= after.first_day <= before.last_day + dt.timedelta(days=1)
        assert before.last_day <= after.last_day
    for planned in plan.steps:
        days = (planned.last_day - planned.first_day).days + 1
        assert days >= 7
        assert days % 7 == 0
    middle = sum(planned.hours.low + planned.hours.high for planned in plan.steps) / 2
    weeks = ((plan.steps[-1].last_day - start).days + 1) / 7
    assert weeks * hours_a_week >= middle
    assert plan.fewest_weeks <= weeks <= plan.most_weeks + 1


@given(st.dates(dt.date(2020, 1, 1), dt.date(2099, 12, 31)))
def test_the_next_monday_is_within_a_week_and_never_today(day):
    found = next_monday(day)
    assert found.weekday() == 0
    assert 1 <= (found - day).days <= 7
