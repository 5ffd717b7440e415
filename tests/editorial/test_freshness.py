import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.models import FeatureValue
from editorial.freshness import Freshness, GoodFor, freshness_on, freshness_q, turns_on
from tests.factories import TODAY, FeatureFactory, FeatureValueFactory, FrameworkFactory


@pytest.mark.parametrize(
    ("age", "freshness"),
    [
        (0, Freshness.FRESH),
        (135, Freshness.FRESH),
        (136, Freshness.AGEING),
        (180, Freshness.AGEING),
        (181, Freshness.STALE),
    ],
)
def test_the_last_quarter_is_ageing_and_what_follows_is_stale(age, freshness):
    checked_on = TODAY - dt.timedelta(days=age)
    assert freshness_on(TODAY, checked_on, GoodFor.HALF_YEAR) is freshness


@pytest.mark.parametrize("good_for", GoodFor)
def test_the_days_on_which_it_turns_are_the_first_of_their_kind(good_for):
    ageing_on, stale_on = turns_on(TODAY, good_for)
    day = dt.timedelta(days=1)
    assert freshness_on(ageing_on - day, TODAY, good_for) is Freshness.FRESH
    assert freshness_on(ageing_on, TODAY, good_for) is Freshness.AGEING
    assert freshness_on(stale_on - day, TODAY, good_for) is Freshness.AGEING
    assert freshness_on(stale_on, TODAY, good_for) is Freshness.STALE


@given(st.integers(0, 4000), st.sampled_from(GoodFor), st.integers(1, 400))
def test_a_statement_never_becomes_fresher_by_waiting(age, good_for, more):
    order = [Freshness.FRESH, Freshness.AGEING, Freshness.STALE]
    before = freshness_on(TODAY, TODAY - dt.timedelta(days=age), good_for)
    after = freshness_on(TODAY, TODAY - dt.timedelta(days=age + more), good_for)
    assert order.index(after) >= order.index(before)


@pytest.mark.django_db
def test_the_query_and_the_property_agree_on_every_day_that_matters(on_day):
    framework = FrameworkFactory()
    for good_for in GoodFor:
        limits = (0, good_for * 3 // 4, good_for)
        for age in {age + step for age in limits for step in (-1, 0, 1) if age + step >= 0}:
            FeatureValueFactory(
                framework=framework,
                feature=FeatureFactory(),
                good_for=good_for,
                checked_on=TODAY - dt.timedelta(days=age),
            )
    for freshness in Freshness:
        by_query = set(FeatureValue.objects.filter(freshness_q(TODAY, freshness)))
        by_property = {v for v in FeatureValue.objects.all() if v.freshness is freshness}
        assert by_query == by_property
        assert by_query


@pytest.mark.django_db
def test_the_three_conditions_share_out_all_statements():
    FeatureValueFactory()
    found = [FeatureValue.objects.filter(freshness_q(TODAY, f)).count() for f in Freshness]
    assert sum(found) == 1
