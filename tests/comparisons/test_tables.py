import datetime as dt

import pytest

from comparisons.models import State
from comparisons.tables import comparison_table
from tests.factories import (
    TODAY,
    FeatureCategoryFactory,
    FeatureFactory,
    FeatureValueFactory,
    FrameworkFactory,
)

PAIR = [FrameworkFactory.build(pk=1), FrameworkFactory.build(pk=2)]
CATEGORIES = [FeatureCategoryFactory.build(pk=1), FeatureCategoryFactory.build(pk=2)]
FEATURES = [
    FeatureFactory.build(pk=1, category=CATEGORIES[0]),
    FeatureFactory.build(pk=2, category=CATEGORIES[0]),
    FeatureFactory.build(pk=3, category=CATEGORIES[1]),
]


def value(framework, feature, **fields):
    return FeatureValueFactory.build(
        framework=PAIR[framework], feature=FEATURES[feature], **{"state": State.YES, **fields}
    )


def unrated(framework, feature, state):
    nothing = {"low": None, "rating": None, "high": None, "reason": ""}
    return value(framework, feature, state=state, **nothing)


@pytest.fixture(autouse=True)
def _today(on_day):
    """Freshness is asked of the day."""


def test_rows_stand_in_the_order_of_the_features_under_their_categories():
    table = comparison_table(PAIR, FEATURES, [])
    assert [group.category for group in table.groups] == CATEGORIES
    assert [row.feature for row in table.rows] == FEATURES


def test_what_nobody_has_entered_is_unknown():
    table = comparison_table(PAIR, FEATURES[:1], [value(0, 0)])
    assert [cell.state for cell in table.rows[0].cells] == [State.YES, State.UNKNOWN]


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        (value(0, 0), value(1, 0), False),
        (value(0, 0), value(1, 0, statement="In another way."), False),
        (value(0, 0), value(1, 0, rating=5), True),
        (value(0, 0), value(1, 0, state=State.PARTIAL, note="Mostly."), True),
        (unrated(0, 0, State.UNKNOWN), value(1, 0), True),
        (unrated(0, 0, State.UNKNOWN), unrated(1, 0, State.UNKNOWN), False),
        (unrated(0, 0, State.NO), unrated(1, 0, State.REMOVED), True),
    ],
)
def test_rows_differ_by_state_or_rating_not_by_wording(one, other, differs):
    (row,) = comparison_table(PAIR, FEATURES[:1], [one, other]).rows
    assert row.differs is differs


def test_a_missing_value_differs_from_a_known_one():
    (row,) = comparison_table(PAIR, FEATURES[:1], [value(0, 0)]).rows
    assert row.differs


def test_only_the_differences_are_left_and_empty_categories_go():
    values = [
        value(0, 0),
        value(1, 0),
        value(0, 1),
        value(1, 1, rating=5),
        value(0, 2),
        value(1, 2),
    ]
    table = comparison_table(PAIR, FEATURES, values)
    assert table.differing == 1
    shown = table.only(differences=True)
    assert [row.feature for row in shown.rows] == [FEATURES[1]]
    assert [group.category for group in shown.groups] == [CATEGORIES[0]]


def test_categories_are_chosen_by_their_slug():
    table = comparison_table(PAIR, FEATURES, [])
    assert [row.feature for row in table.only([CATEGORIES[1].slug]).rows] == [FEATURES[2]]
    assert table.only([]).rows == table.rows


def test_the_legend_has_the_states_that_occur_in_their_usual_order():
    values = [unrated(0, 0, State.REMOVED), value(1, 0), unrated(0, 1, State.NO)]
    table = comparison_table(PAIR, FEATURES[:2], values)
    assert table.states == [State.YES, State.NO, State.REMOVED, State.UNKNOWN]


def test_the_widest_differences_come_first_and_small_ones_not_at_all():
    values = [
        value(0, 0, low=1, rating=3),
        value(1, 0, rating=5),
        value(0, 1, low=1, rating=1),
        value(1, 1, rating=5),
        value(0, 2, rating=4),
        value(1, 2, rating=5),
    ]
    table = comparison_table(PAIR, FEATURES, values)
    assert [row.feature for row in table.widest_differences()] == [FEATURES[1], FEATURES[0]]


def test_a_row_without_ratings_has_no_spread():
    (row,) = comparison_table(PAIR, FEATURES[:1], [unrated(0, 0, State.UNKNOWN)]).rows
    assert row.spread == 0


def test_stale_cells_are_named():
    old = TODAY - dt.timedelta(days=181)
    values = [value(0, 0, checked_on=old), value(1, 0)]
    (cell,) = comparison_table(PAIR, FEATURES[:1], values).stale
    assert (cell.framework, cell.feature) == (PAIR[0], FEATURES[0])
