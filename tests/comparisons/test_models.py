import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from comparisons.models import Comparison, Framework, Outlook, State, Tool, ToolState
from editorial.models import Status
from tests.factories import (
    ComparisonFactory,
    ComparisonSectionFactory,
    FeatureValueFactory,
    FrameworkFactory,
    ToolFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": State.PARTIAL, "note": ""},
        {"low": 5, "rating": 4, "high": 5},
        {"low": 3, "rating": 4, "high": 3},
        {"low": 0, "rating": 1, "high": 1},
        {"low": 5, "rating": 5, "high": 6},
        {"low": None},
        {"reason": ""},
        {"low": None, "rating": None, "high": None},
        {"state": State.UNKNOWN},
        {"state": State.NOT_APPLICABLE},
    ],
)
def test_the_database_refuses_a_value_that_contradicts_itself(wrong):
    with pytest.raises(IntegrityError, match="(?i)check"):
        FeatureValueFactory(**wrong)


@pytest.mark.parametrize("state", [State.UNKNOWN, State.NOT_APPLICABLE, State.REMOVED, State.NO])
def test_a_value_without_rating_needs_no_reason(state):
    FeatureValueFactory(state=state, low=None, rating=None, high=None, reason="")


def test_partial_without_a_note_is_said_at_the_field():
    value = FeatureValueFactory.build(state=State.PARTIAL, note="")
    with pytest.raises(ValidationError) as caught:
        value.clean()
    assert set(caught.value.message_dict) == {"note"}


def test_a_cell_has_one_value():
    value = FeatureValueFactory()
    with pytest.raises(IntegrityError, match="(?i)unique"):
        FeatureValueFactory(framework=value.framework, feature=value.feature)


def test_a_slug_must_not_look_like_a_comparison():
    with pytest.raises(IntegrityError, match="(?i)check"):
        FrameworkFactory(slug="rock-vs-paper")


def test_a_pair_has_one_comparison_in_whatever_order():
    first = ComparisonFactory()
    with pytest.raises(IntegrityError, match="(?i)unique"):
        ComparisonFactory(first=first.second, second=first.first)


def test_a_framework_is_not_compared_with_itself():
    framework = FrameworkFactory()
    with pytest.raises(IntegrityError, match="(?i)check"):
        ComparisonFactory(first=framework, second=framework)


def test_only_one_comparison_is_on_the_first_page():
    ComparisonFactory(featured=True)
    with pytest.raises(IntegrityError, match="(?i)unique"):
        ComparisonFactory(featured=True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"part": "overview"},
        {"part": "takeaway", "heading": ""},
        {"part": "answer", "heading": "A heading"},
    ],
)
def test_a_section_has_the_heading_and_framework_that_its_part_needs(wrong):
    with pytest.raises(IntegrityError, match="(?i)check"):
        ComparisonSectionFactory(**wrong)


def test_a_tool_that_is_not_active_says_since_when():
    with pytest.raises(IntegrityError, match="(?i)check"):
        ToolFactory(state=ToolState.RENAMED, since="")
    ToolFactory.build(state=ToolState.RENAMED, since="2024-09-04")


def test_the_state_of_a_tool_gives_its_outlook():
    outlooks = {state: Tool(state=state).outlook for state in ToolState}
    assert outlooks[ToolState.ACTIVE] is Outlook.GOOD
    assert outlooks[ToolState.STALLED] is Outlook.UNCERTAIN
    assert outlooks[ToolState.ENDED] is Outlook.GOING
    assert set(outlooks.values()) == set(Outlook)


def test_the_public_sees_only_what_is_published():
    for status in Status:
        FrameworkFactory(status=status)
    assert [f.status for f in Framework.objects.published()] == [Status.PUBLISHED]


def test_comparisons_are_found_by_the_frameworks_in_them():
    comparison = ComparisonFactory()
    other = ComparisonFactory(first=comparison.first)
    assert set(Comparison.objects.of(comparison.first)) == {comparison, other}
    assert list(Comparison.objects.of(comparison.second, comparison.first)) == [comparison]
    assert not Comparison.objects.of(comparison.second, other.second)
