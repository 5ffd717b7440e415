"""From what the site holds to what the recommendation rests on."""

import pytest

from careers.guide.alternatives import BASICS, best_trend, dataset, grades
from careers.models import JobPair, Measure
from careers.recommendation import Levels, Pass, Pwl, wilson
from comparisons.models import FeatureValue
from comparisons.models.features import State
from tests.factories import (
    CriterionFactory,
    FeatureFactory,
    FeatureValueFactory,
    FrameworkFactory,
    JobShareFactory,
    JobTrendFactory,
    LearningPathFactory,
    LearningStepFactory,
    MustHaveFactory,
    OptionFactory,
    PathEntryFactory,
    RoleFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def alpha():
    return FrameworkFactory(slug="alpha", name="Alpha")


@pytest.fixture
def beta():
    return FrameworkFactory(slug="beta", name="Beta")


def rated(framework, feature, low, rating, high, **more):
    return FeatureValueFactory(
        framework=framework, feature=feature, low=low, rating=rating, high=high, **more
    )


def option_of(*features, criterion=None, **more):
    return OptionFactory(criterion=criterion or CriterionFactory(), features=features, **more)


def observed(role, sample, counts, **more):
    trend = JobTrendFactory(role=role, sample=sample, measure=Measure.NAMES_FRAMEWORK, **more)
    for position, (framework, count) in enumerate(counts.items()):
        JobShareFactory(trend=trend, position=position, framework=framework, count=count)
    return trend


def test_a_leaf_is_the_mean_of_the_ratings_of_its_features(alpha):
    first, second = FeatureFactory.create_batch(2)
    rated(alpha, first, 2, 3, 4)
    rated(alpha, second, 4, 5, 5)
    option = option_of(first, second, criterion=CriterionFactory(slug="ease"), slug="newcomer")
    data = dataset("now")
    cell = data.cells["alpha", "ease-newcomer"]
    assert (cell.low, cell.best, cell.high) == (2.0, 3.0, 3.5)
    assert cell.sources == (f"value:alpha/{first.slug}", f"value:alpha/{second.slug}")
    assert data.leaves["ease-newcomer"].scale == Levels(5)
    assert data.leaves["ease-newcomer"].label == option.criterion.name


def test_the_only_option_of_a_criterion_bears_its_name(alpha):
    feature = FeatureFactory()
    rated(alpha, feature, 1, 1, 1)
    option_of(feature, criterion=CriterionFactory(slug="scale"), slug="scale")
    assert set(dataset("now").leaves) == {"scale"}


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State.NO, (0, 0, 0)),
        (State.PLANNED, (0, 0, 0)),
        (State.REMOVED, (0, 0, 0)),
        (State.NOT_APPLICABLE, (0, 0, 0)),
        (State.YES, (0, 2, 4)),
        (State.UNKNOWN, (0, 2, 4)),
    ],
)
def test_what_has_no_rating_is_graded_by_its_state(state, expected):
    assert grades(FeatureValue(state=state)) == expected


def test_what_nobody_has_looked_at_may_be_anything():
    assert grades(None) == (0, 2, 4)


def test_a_leaf_of_which_nothing_is_known_is_missing(alpha, beta):
    feature = FeatureFactory()
    rated(alpha, feature, 1, 2, 3)
    rated(beta, feature, None, None, None, state=State.UNKNOWN, reason="")
    option_of(feature)
    assert {framework for framework, _ in dataset("now").cells} == {"alpha"}


def test_an_unpublished_value_is_missing(alpha):
    feature = FeatureFactory()
    rated(alpha, feature, 1, 2, 3, status="draft")
    option_of(feature)
    assert not dataset("now").cells


def test_shares_of_adverts_have_wilson_bounds(alpha, beta):
    CriterionFactory(slug="jobs")
    role = RoleFactory(slug="engineer")
    trend = observed(role, 200, {alpha: 90, beta: 0}, slug="adverts")
    data = dataset("now")
    low, high = wilson(90, 200)
    cell = data.cells["alpha", "jobs-engineer"]
    assert (cell.low, cell.best, cell.high) == (100 * low, 45.0, 100 * high)
    assert cell.sources == (f"job-trend:{trend.slug}",)
    none_found = data.cells["beta", "jobs-engineer"]
    assert none_found.best == 0 < none_found.high
    assert data.leaves["jobs-engineer"].scale == Pwl((0.0, 80.0), (0.0, 1.0))


def test_adverts_that_name_either_of_two_are_known_together(alpha, beta):
    CriterionFactory(slug="jobs")
    trend = observed(RoleFactory(slug="engineer"), 100, {alpha: 40, beta: 30})
    JobPair.objects.create(
        trend=trend, first=beta, second=alpha, both=20, first_only=10, second_only=20
    )
    assert dataset("now").joint_shares["jobs-engineer", "alpha", "beta"].best == 50.0


def test_the_newest_observation_of_enough_adverts_stands_for_a_role(alpha):
    role = RoleFactory()
    old = observed(role, 400, {alpha: 1}, as_of="2024-05")
    new = observed(role, 30, {alpha: 1}, as_of="2026-02")
    few = observed(role, 29, {alpha: 1}, as_of="2026-10")
    assert best_trend([old, new, few]) == new


def test_the_largest_stands_for_a_role_if_none_is_enough(alpha):
    role = RoleFactory()
    small = observed(role, 12, {alpha: 1}, as_of="2026-02")
    large = observed(role, 26, {alpha: 1}, as_of="2024-05")
    assert best_trend([small, large]) == large


@pytest.mark.parametrize(
    ("state", "partial_counts", "expected"),
    [
        (State.YES, False, Pass.YES),
        (State.PARTIAL, True, Pass.EXPORT),
        (State.PARTIAL, False, Pass.NO),
        (State.NO, True, Pass.NO),
        (State.PLANNED, True, Pass.NO),
        (State.REMOVED, True, Pass.NO),
        (State.UNKNOWN, True, Pass.UNKNOWN),
    ],
)
def test_a_must_have_follows_from_the_state_of_its_feature(alpha, state, partial_counts, expected):
    feature = FeatureFactory()
    option_of(feature)
    must = MustHaveFactory(slug="browser", feature=feature, partial_counts=partial_counts)
    rated(alpha, feature, None, None, None, state=state, reason="", note="Through ONNX.")
    gate = dataset("now").gate("alpha", f"needs-{must.slug}")
    assert gate.state is expected
    assert gate.route == ("Through ONNX." if expected is Pass.EXPORT else "")


def test_what_trains_nothing_is_a_companion(alpha):
    FrameworkFactory(slug="runtime", trains_models=False)
    feature = FeatureFactory()
    rated(alpha, feature, 1, 2, 3)
    option_of(feature)
    data = dataset("now")
    assert data.frameworks["runtime"].companion
    assert data.alternatives == ("alpha",)


def test_hours_are_those_of_the_path_up_to_where_one_may_stop(alpha, beta):
    feature = FeatureFactory()
    rated(alpha, feature, 1, 2, 3)
    option_of(feature)
    basics = LearningStepFactory(slug=BASICS, hours_low=15, hours_high=15)
    shared, own, late = (
        LearningStepFactory(hours_low=low, hours_high=high)
        for low, high in ((10, 10), (20, 30), (90, 90))
    )
    to_alpha = LearningPathFactory(framework=alpha, stop_after=own)
    to_beta = LearningPathFactory(framework=beta)
    for path, steps in ((to_alpha, (basics, shared, own, late)), (to_beta, (basics, shared))):
        for position, step in enumerate(steps):
            PathEntryFactory(path=path, position=position, step=step)
    data = dataset("now")
    assert data.frameworks["alpha"].hours == (30, 40)
    assert data.frameworks["alpha"].savings == {"beta": (0.25, pytest.approx(1 / 3))}
    assert data.frameworks["beta"].savings == {"alpha": (1.0, 1.0)}
    assert data.skills[BASICS].hours == (15, 15)


def test_content_of_which_nothing_can_be_made_is_named():
    with pytest.raises(ValueError, match="there is no framework to recommend"):
        dataset("now")


@pytest.mark.parametrize("count", [1, 6])
def test_the_number_of_queries_does_not_grow(count, django_assert_num_queries):
    CriterionFactory(slug="jobs")
    frameworks = FrameworkFactory.create_batch(2)
    for n in range(count):
        feature = FeatureFactory()
        option_of(feature)
        MustHaveFactory(feature=feature)
        trend = observed(RoleFactory(), 100, dict.fromkeys(frameworks, 7))
        JobPair.objects.create(
            trend=trend,
            first=frameworks[0],
            second=frameworks[1],
            both=1,
            first_only=1,
            second_only=1,
        )
        for framework in frameworks:
            rated(framework, feature, 1, 2, 3)
        path = LearningPathFactory(framework=FrameworkFactory(slug=f"more-{n}"))
        PathEntryFactory(path=path)
    # Frameworks; criteria with options, features; values; must-haves; observations with shares,
    # pairs; roles; paths with entries, resources.
    with django_assert_num_queries(13):
        dataset("now")
