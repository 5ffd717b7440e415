from decimal import Decimal
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import CheckConstraint, UniqueConstraint
from django.urls import resolve

from careers.models import JobTrend, LearningPath, PathEntry, Role
from editorial.models import Status
from tests.factories import (
    CriterionFactory,
    FindingFactory,
    FrameworkFactory,
    GoalFactory,
    JobPairFactory,
    JobSeriesFactory,
    JobSeriesPointFactory,
    JobShareFactory,
    JobTrendFactory,
    LearningPathFactory,
    LearningStepFactory,
    MustHaveFactory,
    OptionFactory,
    PathEntryFactory,
    ReaderFactory,
    ReaderResultFactory,
    ResourceFactory,
    RoleFactory,
    RoleFitFactory,
    RoleStatementFactory,
    SalaryObservationFactory,
)

pytestmark = pytest.mark.django_db

# What is wrong about a record -> the constraint that refuses it.
REFUSED = [
    (RoleFactory, {"status": "secret"}, "role_status_is_known"),
    (RoleFactory, {"occupation_code": "15-2051.00"}, "role_occupation_is_whole"),
    (RoleFactory, {"occupation_title": "Data scientists"}, "role_occupation_is_whole"),
    (RoleFactory, {"occupation_fit": "close"}, "role_occupation_is_whole"),
    (
        RoleFactory,
        {"occupation_code": "15", "occupation_title": "Clerks", "occupation_fit": "perfect"},
        "role_occupation_fit_is_known",
    ),
    (RoleFitFactory, {"fit": 4}, "rolefit_within_scale"),
    (RoleStatementFactory, {"good_for": 17}, "rolestatement_good_for_is_known"),
    (RoleStatementFactory, {"topic": "gossip"}, "rolestatement_topic_is_known"),
    (JobTrendFactory, {"good_for": 17}, "jobtrend_good_for_is_known"),
    (JobTrendFactory, {"status": "secret"}, "jobtrend_status_is_known"),
    (JobTrendFactory, {"measure": "guess"}, "jobtrend_measure_is_known"),
    (JobTrendFactory, {"grouping": "weather"}, "jobtrend_grouping_is_known"),
    (JobTrendFactory, {"reliability": "certain"}, "jobtrend_reliability_is_known"),
    (JobTrendFactory, {"sample": 0}, "jobtrend_sample_not_empty"),
    (JobTrendFactory, {"value": 20}, "jobtrend_value_has_a_unit"),
    (JobShareFactory, {"framework": None}, "jobshare_is_of_one_thing"),
    (JobShareFactory, {"label": "Docker"}, "jobshare_is_of_one_thing"),
    (JobShareFactory, {"count": None}, "jobshare_count_or_percent"),
    (JobShareFactory, {"percent": 20}, "jobshare_count_or_percent"),
    (JobShareFactory, {"count": None, "percent": -1}, "jobshare_count_or_percent"),
    (JobShareFactory, {"count": None, "percent": 101}, "jobshare_count_or_percent"),
    (JobSeriesFactory, {"good_for": 17}, "jobseries_good_for_is_known"),
    (JobSeriesFactory, {"status": "secret"}, "jobseries_status_is_known"),
    (JobSeriesPointFactory, {"count": 0, "base": 0}, "jobseriespoint_part_of_its_base"),
    (JobSeriesPointFactory, {"count": 9, "base": 8}, "jobseriespoint_part_of_its_base"),
    (SalaryObservationFactory, {"good_for": 17}, "salaryobservation_good_for_is_known"),
    (SalaryObservationFactory, {"status": "secret"}, "salaryobservation_status_is_known"),
    (SalaryObservationFactory, {"statistic": "mode"}, "salaryobservation_statistic_is_known"),
    (SalaryObservationFactory, {"currency": "XAU"}, "salaryobservation_currency_is_known"),
    (SalaryObservationFactory, {"per": "week"}, "salaryobservation_per_is_known"),
    (SalaryObservationFactory, {"reliability": "sure"}, "salaryobservation_reliability_is_known"),
    (SalaryObservationFactory, {"low": 1}, "salaryobservation_range_is_whole"),
    (SalaryObservationFactory, {"low": 1, "high": 2}, "salaryobservation_range_is_whole"),
    (
        SalaryObservationFactory,
        {"low": 1, "range_kind": "ends"},
        "salaryobservation_range_is_whole",
    ),
    (SalaryObservationFactory, {"range_kind": "ends"}, "salaryobservation_range_is_whole"),
    (
        SalaryObservationFactory,
        {"low": 2, "high": 1, "range_kind": "ends"},
        "salaryobservation_range_is_whole",
    ),
    (
        SalaryObservationFactory,
        {"low": 1, "high": 2, "range_kind": "wide"},
        "salaryobservation_range_is_whole",
    ),
    (SalaryObservationFactory, {"interval_low": 1}, "salaryobservation_interval_is_whole"),
    (SalaryObservationFactory, {"interval_high": 1}, "salaryobservation_interval_is_whole"),
    (
        SalaryObservationFactory,
        {"interval_low": 2, "interval_high": 1},
        "salaryobservation_interval_is_whole",
    ),
    (SalaryObservationFactory, {"amount": None}, "salaryobservation_says_something"),
    (FindingFactory, {"good_for": 17}, "finding_good_for_is_known"),
    (FindingFactory, {"status": "secret"}, "finding_status_is_known"),
    (FindingFactory, {"topic": "gossip"}, "finding_topic_is_known"),
    (ResourceFactory, {"good_for": 17}, "resource_good_for_is_known"),
    (ResourceFactory, {"status": "secret"}, "resource_status_is_known"),
    (LearningStepFactory, {"hours_low": 5}, "learningstep_hours_are_whole"),
    (LearningStepFactory, {"hours_high": 5}, "learningstep_hours_are_whole"),
    (LearningStepFactory, {"hours_low": 5, "hours_high": 4}, "learningstep_hours_are_whole"),
    (LearningPathFactory, {"status": "secret"}, "learningpath_status_is_known"),
    (LearningPathFactory, {"framework": None}, "learningpath_leads_to_one_thing"),
    (GoalFactory, {"good_for": 17}, "goal_good_for_is_known"),
    (GoalFactory, {"status": "secret"}, "goal_status_is_known"),
    (GoalFactory, {"support": "proved"}, "goal_support_is_known"),
    (ReaderFactory, {"status": "secret"}, "reader_status_is_known"),
    (ReaderFactory, {"support": "proved"}, "reader_support_is_known"),
]
# What may exist only once -> the fields that must not be the same again.
ONCE = [
    (RoleFitFactory, ("role", "framework"), "rolefit_one_for_each_framework"),
    (RoleStatementFactory, ("role", "position"), "rolestatement_one_at_each_position"),
    (JobShareFactory, ("trend", "position"), "jobshare_one_at_each_position"),
    (JobPairFactory, ("trend", "first", "second"), "jobpair_one_for_each_pair"),
    (
        JobSeriesPointFactory,
        ("series", "period", "framework"),
        "jobseriespoint_one_for_each_month",
    ),
    (PathEntryFactory, ("path", "position"), "pathentry_one_at_each_position"),
    (PathEntryFactory, ("path", "step"), "pathentry_each_step_once"),
    (OptionFactory, ("criterion", "position"), "option_one_at_each_position"),
    (OptionFactory, ("criterion", "slug"), "option_one_of_each_slug"),
    (ReaderResultFactory, ("reader", "release", "engine"), "readerresult_one_for_each_release"),
]
# Refused in tests of their own, below: what is wrong about them takes a second record.
REFUSED_BELOW = {"jobpair_of_two_frameworks"}


@pytest.mark.parametrize(("factory", "wrong", "constraint"), REFUSED)
def test_the_database_refuses_what_cannot_be_true(factory, wrong, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        factory(**wrong)


@pytest.mark.parametrize(("factory", "fields", "constraint"), ONCE)
def test_the_database_refuses_what_is_there_already(factory, fields, constraint):
    there = factory()
    opts = there._meta
    columns = ", ".join(f"{opts.db_table}.{opts.get_field(name).column}" for name in fields)
    # PostgreSQL names the constraint, SQLite its columns.
    with pytest.raises(IntegrityError, match=f'"{constraint}"|failed: {columns}$'):
        factory(**{name: getattr(there, name) for name in fields})


def test_a_pair_is_of_two_frameworks():
    framework = FrameworkFactory()
    with pytest.raises(IntegrityError, match="jobpair_of_two_frameworks"):
        JobPairFactory(first=framework, second=framework)


def test_a_path_does_not_lead_to_two_things():
    with pytest.raises(IntegrityError, match="learningpath_leads_to_one_thing"):
        LearningPathFactory(role=RoleFactory())


@pytest.mark.parametrize("kind", [CheckConstraint, UniqueConstraint])
def test_every_constraint_is_tested(kind):
    constraints = {
        constraint.name
        for model in apps.get_app_config("careers").get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, kind)
    }
    tested = {CheckConstraint: REFUSED, UniqueConstraint: ONCE}[kind]
    # Rules for all that is published, and for all statements: tests/editorial/test_schedule.py
    # and test_sourcing.py.
    shared = ("before_it_disappears", "says_as_of_when")
    constraints = {name for name in constraints if not name.endswith(shared)}
    assert constraints - REFUSED_BELOW == {constraint for _, _, constraint in tested}


@pytest.mark.parametrize(
    ("factory", "right"),
    [
        (
            RoleFactory,
            {"occupation_code": "15", "occupation_title": "Clerks", "occupation_fit": "weak"},
        ),
        (RoleFitFactory, {"fit": 0}),
        (RoleFitFactory, {"fit": 3}),
        (JobTrendFactory, {"sample": None, "value": 0, "unit": "%"}),
        (JobShareFactory, {"framework": None, "label": "Docker"}),
        (JobShareFactory, {"count": 0}),
        (JobShareFactory, {"count": None, "percent": 100}),
        (JobSeriesPointFactory, {"count": 8, "base": 8}),
        (SalaryObservationFactory, {"low": 1, "high": 1, "range_kind": "10-90", "amount": None}),
        (SalaryObservationFactory, {"interval_low": 1, "interval_high": 2}),
        (LearningStepFactory, {"hours_low": 5, "hours_high": 5}),
    ],
)
def test_what_is_just_within_its_bounds_is_accepted(factory, right):
    record = factory(**right)
    record.full_clean()


@pytest.mark.parametrize("period", ["2026", "2026-07-01"])
def test_a_point_of_a_series_is_a_month(period):
    with pytest.raises(ValidationError) as caught:
        JobSeriesPointFactory.build(period=period).clean()
    assert set(caught.value.message_dict) == {"period"}
    JobSeriesPointFactory.build(period="2026-07").clean()


@pytest.mark.parametrize(("sample", "small"), [(None, False), (59, True), (60, False)])
@pytest.mark.parametrize("factory", [JobTrendFactory, SalaryObservationFactory])
def test_a_small_sample_is_called_small(factory, sample, small):
    assert factory.build(sample=sample).is_small is small


@pytest.mark.parametrize(("sample", "held_back"), [(None, False), (9, True), (10, False)])
def test_pay_of_too_few_people_is_held_back(sample, held_back):
    assert SalaryObservationFactory.build(sample=sample).is_held_back is held_back


@pytest.mark.parametrize(
    ("share", "sample", "percent"),
    [
        ({"count": 50}, 200, Decimal(25)),
        ({"count": 0}, 200, Decimal(0)),
        ({"count": None, "percent": Decimal("45.6")}, None, Decimal("45.6")),
        ({"count": None, "percent": Decimal("45.6")}, 200, Decimal("45.6")),
    ],
)
def test_a_share_is_of_the_sample_or_as_published(share, sample, percent):
    trend = JobTrendFactory.build(sample=sample)
    assert JobShareFactory.build(trend=trend, **share).percent_of(trend.sample) == percent


def test_whoever_names_one_or_both_names_either():
    pair = JobPairFactory.build(both=30, first_only=20, second_only=10)
    assert pair.either == 60


def test_only_the_same_population_place_and_time_can_be_compared():
    trend = JobTrendFactory.build(population="Adverts", region="US", period="2026")
    assert trend.data_set == ("Adverts", "US", "2026")


@pytest.mark.parametrize(
    ("subject", "name"), [("", "Share of adverts"), ("Germany", "Share of adverts: Germany")]
)
def test_an_observation_is_named_by_what_was_measured_of_what(subject, name):
    assert str(JobTrend(what="Share of adverts", subject=subject)) == name


@pytest.mark.parametrize(
    ("factory", "fields", "view", "fragment"),
    [
        (RoleFactory, {}, "careers:role", False),
        (JobTrendFactory, {}, "careers:jobs", True),
        (JobSeriesFactory, {}, "careers:jobs", True),
        (SalaryObservationFactory, {}, "careers:salaries", True),
        (FindingFactory, {"topic": "hybrid"}, "careers:jobs", True),
        (FindingFactory, {"topic": "both"}, "careers:salaries", True),
        (LearningPathFactory, {}, "careers:path", False),
        (CriterionFactory, {}, "careers:method", True),
        (GoalFactory, {}, "careers:home", True),
        (ReaderFactory, {}, "careers:readers", True),
    ],
)
def test_every_record_has_a_place_on_the_site(factory, fields, view, fragment):
    record = factory(**fields)
    address = urlsplit(record.get_absolute_url())
    match = resolve(address.path)
    assert match.view_name == view
    assert address.fragment == (record.slug if fragment else "")
    assert match.kwargs == ({} if fragment else {"slug": record.slug})


def test_all_must_haves_are_explained_in_one_place():
    address = urlsplit(MustHaveFactory().get_absolute_url())
    assert resolve(address.path).view_name == "careers:method"
    assert address.fragment == "must-haves"


def test_a_resource_is_where_it_can_be_read():
    assert ResourceFactory(url="https://example.org/course").get_absolute_url() == (
        "https://example.org/course"
    )


def test_a_framework_that_is_not_published_is_no_fit():
    fit = RoleFitFactory(framework__status=Status.DRAFT)
    assert not Role.objects.with_fits().get(pk=fit.role_id).fits.all()


def test_shares_and_pairs_cost_the_same_for_many(django_assert_num_queries):
    first, second = FrameworkFactory(), FrameworkFactory()
    for _ in range(3):
        trend = JobTrendFactory()
        JobShareFactory(trend=trend, framework=first)
        JobPairFactory(trend=trend, first=first, second=second)
    with django_assert_num_queries(3):  # observations, shares with their frameworks, pairs
        for trend in JobTrend.objects.with_shares():
            assert [share.framework.name for share in trend.shares.all()] == [first.name]
            assert [pair.either for pair in trend.pairs.all()] == [60]


def test_a_path_comes_with_its_steps_in_order_and_published_resources(django_assert_num_queries):
    path = LearningPathFactory()
    shown, draft = ResourceFactory(), ResourceFactory(status=Status.DRAFT)
    for position in (2, 1):
        step = LearningStepFactory(goal=f"Step {position}")
        step.resources.set([shown, draft])
        PathEntryFactory(path=path, position=position, step=step)
    with django_assert_num_queries(3):  # path, entries with their steps, resources
        entries = list(LearningPath.objects.with_steps().get().entries.all())
        assert [entry.step.goal for entry in entries] == ["Step 1", "Step 2"]
        assert all(list(entry.step.resources.all()) == [shown] for entry in entries)


def test_a_step_that_a_path_needs_cannot_be_deleted():
    entry = PathEntryFactory()
    with pytest.raises(IntegrityError):
        entry.step.delete()
    assert PathEntry.objects.exists()
