"""The admin of careers: what editors may do, clear messages, and parts that two of them edit."""

import html

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from careers.models import (
    JobSeriesPoint,
    JobShare,
    JobTrend,
    LearningPath,
    PathEntry,
    Role,
    RoleFit,
)
from editorial.content.kinds import kind_of
from editorial.models import Change
from tests.admin_pages import admin_path, form_data, opened
from tests.factories import (
    CriterionFactory,
    FeatureFactory,
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
    ReleaseFactory,
    ResourceFactory,
    RoleFactory,
    RoleFitFactory,
    RoleStatementFactory,
    SalaryObservationFactory,
    SkillFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

# Content: every kind has its factory, and a field that can be changed by itself.
CONTENT = {
    "skill": (SkillFactory, {"name": "Reading papers"}),
    "role": (RoleFactory, {"summary": "Looks after models."}),
    "jobtrend": (JobTrendFactory, {"note": "Only full-time jobs."}),
    "jobseries": (JobSeriesFactory, {"measures": "Something else."}),
    "salaryobservation": (SalaryObservationFactory, {"amount": "130000.00"}),
    "finding": (FindingFactory, {"text": "Of 200 adverts, 60 name the first."}),
    "resource": (ResourceFactory, {"covers": "Statistics"}),
    "learningstep": (LearningStepFactory, {"project": "Write a small network."}),
    "learningpath": (LearningPathFactory, {"why": "Few adverts ask for anything else."}),
    "criterion": (CriterionFactory, {"worst": "very hard to learn"}),
    "musthave": (MustHaveFactory, {"name": "Runs in the browser"}),
    "goal": (GoalFactory, {"finding": "Few papers name the first framework."}),
    "reader": (ReaderFactory, {"why": "The answer names another framework."}),
}
SOURCED = ["jobtrend", "jobseries", "salaryobservation", "finding", "resource", "goal"]
ON_NO_PAGE = ["skill", "learningstep"]


def path_of(action, record_or_model, *args):
    opts = record_or_model._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{action}", args=args)


def saved(desk, record, data):
    """Return whether it was saved; if not, the page says why."""
    response = desk.post(admin_path(record), data)
    assert response.status_code in (200, 302)
    return response.status_code == 302


def refusal(desk, record, data):
    response = desk.post(admin_path(record), data)
    assert response.status_code == 200
    return response


def row_of(data, prefix, field, value):
    """Return the start of the names of the fields of the row in which a field has this value."""
    rows = range(int(data[f"{prefix}-TOTAL_FORMS"]))
    (row,) = [n for n in rows if data.get(f"{prefix}-{n}-{field}") in (value, [value])]
    return f"{prefix}-{row}"


def one_more(data, prefix, **fields):
    """Return the data with another row, as the page adds it."""
    row = int(data[f"{prefix}-TOTAL_FORMS"])
    added = {f"{prefix}-{row}-{name}": value for name, value in fields.items()}
    return data | added | {f"{prefix}-TOTAL_FORMS": str(row + 1)}


# --- rights ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", CONTENT)
def test_a_record_goes_only_when_confirmed(desk, kind):
    factory, _ = CONTENT[kind]
    record = factory()
    assert desk.post(path_of("delete", record, record.pk), {"post": "yes"}).status_code == 200
    assert type(record).objects.filter(pk=record.pk).exists()


@pytest.fixture(params=["an editor", "a superuser"])
def anyone(request, client, reviewer):
    if request.param == "a superuser":
        reviewer = get_user_model().objects.create_superuser("root", password="root")
    client.force_login(reviewer)
    return client


@pytest.mark.parametrize("factory", [ReleaseFactory, ReaderResultFactory])
def test_what_the_site_writes_down_can_be_read_and_not_written(anyone, factory):
    record = factory()
    assert anyone.get(path_of("changelist", record)).status_code == 200
    assert anyone.get(admin_path(record)).status_code == 200
    assert anyone.post(admin_path(record), {"headline": "Mine", "name": "Mine"}).status_code == 403
    assert anyone.get(path_of("add", record)).status_code == 403
    delete = path_of("delete", record, record.pk)
    assert anyone.post(delete, {"post": "yes"}).status_code == 403
    before = str(record)
    record.refresh_from_db()
    assert str(record) == before


# --- cost -----------------------------------------------------------------------------------------


def queries(desk, path):
    ContentType.objects.clear_cache()  # or the first page would cost more than the others
    with CaptureQueriesContext(connection) as captured:
        assert desk.get(path).status_code == 200
    return [query["sql"] for query in captured]


def roles(count):
    frameworks = [FrameworkFactory() for _ in range(count)]
    role = RoleFactory()
    role.skills.set(SkillFactory.create_batch(count))
    for framework in frameworks:
        RoleFitFactory(role=role, framework=framework)
        RoleStatementFactory(role=role, sources=SourceFactory.create_batch(2))
    return role


def trends(count):
    frameworks = [FrameworkFactory() for _ in range(count + 1)]
    trend = JobTrendFactory(role=RoleFactory(), sources=SourceFactory.create_batch(count))
    for framework in frameworks[:count]:
        JobShareFactory(trend=trend, framework=framework)
        JobPairFactory(trend=trend, first=frameworks[-1], second=framework)
    return trend


def series(count):
    record = JobSeriesFactory(sources=SourceFactory.create_batch(count))
    framework = FrameworkFactory()
    for n in range(count):
        JobSeriesPointFactory(series=record, framework=framework, period=f"2026-{n + 1:02}")
    return record


def resources(count):
    resource = ResourceFactory(sources=SourceFactory.create_batch(count))
    resource.frameworks.set([FrameworkFactory() for _ in range(count)])
    return resource


def steps(count):
    step = LearningStepFactory()
    step.resources.set(ResourceFactory.create_batch(count))
    return step


def paths(count):
    path = LearningPathFactory(framework=None, role=RoleFactory())
    entries = [PathEntryFactory(path=path) for _ in range(count)]
    path.stop_after = entries[0].step
    path.save()
    return path


def criteria(count):
    criterion = CriterionFactory()
    for _ in range(count):
        OptionFactory(criterion=criterion, features=FeatureFactory.create_batch(2))
    return criterion


def readers(count):
    return ReaderFactory(expected=[FrameworkFactory() for _ in range(count)])


def with_sources(factory):
    return lambda count: factory(sources=SourceFactory.create_batch(count))


FULL = {
    "skill": lambda count: SkillFactory(),
    "role": roles,
    "jobtrend": trends,
    "jobseries": series,
    "salaryobservation": with_sources(SalaryObservationFactory),
    "finding": with_sources(FindingFactory),
    "resource": resources,
    "learningstep": steps,
    "learningpath": paths,
    "criterion": criteria,
    "musthave": lambda count: MustHaveFactory(),
    "goal": with_sources(GoalFactory),
    "reader": readers,
    "release": lambda count: ReleaseFactory(),
    "readerresult": lambda count: ReaderResultFactory(reader__expected=[]),
}


@pytest.mark.parametrize("kind", FULL)
def test_lists_cost_the_same_at_every_length(desk, kind):
    path = path_of("changelist", FULL[kind](1))
    few = queries(desk, path)
    for _ in range(3):
        FULL[kind](1)
    assert len(queries(desk, path)) == len(few) <= 10


@pytest.mark.parametrize("kind", FULL)
def test_a_page_costs_the_same_with_many_parts_sources_and_choices(desk, kind):
    few = queries(desk, admin_path(FULL[kind](1)))
    many = queries(desk, admin_path(FULL[kind](4)))
    assert len(many) == len(few) <= 26


@pytest.mark.parametrize("kind", CONTENT)
def test_the_page_for_a_new_record_costs_the_same_however_many_there_are(desk, kind):
    path = path_of("add", FULL[kind](1))
    few = queries(desk, path)
    FULL[kind](4)
    assert len(queries(desk, path)) == len(few) <= 15


# --- finding --------------------------------------------------------------------------------------


def test_observations_are_found_by_words_freshness_and_kind(desk, on_day):
    JobTrendFactory(subject="Robots", measure="growth", checked_on="2020-01-01")
    JobTrendFactory(region="Germany", grouping="title", reliability="weak")
    for query, found in {
        "?q=robots": 1,
        "?q=adverts": 2,
        "?freshness=stale": 1,
        "?measure__exact=growth": 1,
        "?grouping__exact=title": 1,
        "?reliability__exact=weak": 1,
        "?region=Germany": 1,
    }.items():
        response = desk.get(path_of("changelist", JobTrend) + query)
        assert response.context["cl"].result_count == found, query


def test_a_release_shows_how_large_its_data_are_without_loading_them(desk):
    release = ReleaseFactory(name="2026-11-22", data={"text": "long" * 750})
    sql = queries(desk, admin_path(release))
    page = desk.get(admin_path(release)).content.decode()
    assert "2026-11-22" in page
    assert release.digest in page
    assert "2.9\xa0KB" in page
    assert "longlong" not in page
    assert [query for query in sql if '"data"' in query and "LENGTH" not in query] == []


def test_results_of_readers_are_listed_without_the_data_of_their_releases(desk):
    result = ReaderResultFactory()
    for path in (path_of("changelist", result), admin_path(result)):
        assert not [query for query in queries(desk, path) if '"data"' in query]


def test_the_points_of_a_series_are_shown_as_a_number_and_not_as_a_form(desk):
    framework = FrameworkFactory()
    record = JobSeriesFactory()
    for period in ("2026-05", "2026-06", "2026-07"):
        JobSeriesPointFactory(series=record, framework=framework, period=period)
    for path in (admin_path(record), path_of("changelist", record)):
        assert "3, from 2026-05 to 2026-07" in desk.get(path).content.decode()
    data = one_more(
        opened(desk, record) | {"points-TOTAL_FORMS": "3", "points-INITIAL_FORMS": "3"},
        "points",
        period="2026-08",
        framework=framework.pk,
        count="1",
        base="2",
    )
    assert saved(desk, record, data | {"measures": "Other words."})
    assert JobSeriesPoint.objects.count() == 3
    assert list(Change.objects.get().fields) == ["measures"]


# --- changing -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", CONTENT)
def test_only_what_was_changed_is_recorded_with_who_and_why(desk, reviewer, kind):
    """The page is opened once: it leads to the public one, and is saved untouched, then changed."""
    records = type(FULL[kind](2)).objects
    record = records.first()
    of_kind = kind_of(type(record))
    before = of_kind.snapshot(record)
    response = desk.get(admin_path(record))
    if kind not in ON_NO_PAGE:
        address = of_kind.address(record.slug)
        if kind == "finding":
            address = record.get_absolute_url()
        assert f'href="{address}"' in response.content.decode()

    data = form_data(response) | {"change_reason": "A newer source"}
    assert saved(desk, record, data)
    assert of_kind.snapshot(records.get(pk=record.pk)) == before
    assert not Change.objects.exists()

    fields = CONTENT[kind][1]
    assert saved(desk, record, data | fields)
    change = Change.objects.get()
    assert (change.kind, change.key) == (of_kind.name, record.slug)
    assert (change.made_by, change.reason) == (reviewer, "A newer source")
    assert list(change.fields) == list(fields)


@pytest.mark.parametrize(
    ("part", "record", "name", "fields"),
    [
        (RoleFitFactory, "role", "fits", {"fit": "3"}),
        (RoleStatementFactory, "role", "statements", {"text": "Through an internship."}),
        (JobShareFactory, "trend", "shares", {"count": "51"}),
        (JobPairFactory, "trend", "pairs", {"both": "31"}),
        (PathEntryFactory, "path", "entries", {"position": "9000"}),
        (OptionFactory, "criterion", "options", {"name": "on servers"}),
    ],
)
def test_a_changed_or_removed_part_is_a_change_of_what_it_belongs_to(
    desk, part, record, name, fields
):
    made = part()
    whole = getattr(made, record)
    data = opened(desk, whole)
    field, value = next(iter(fields.items()))
    assert saved(desk, whole, data | {f"{name}-0-{field}": value, "change_reason": "Counted again"})
    change = Change.objects.get()
    assert (change.kind, change.reason) == (kind_of(type(whole)).name, "Counted again")
    assert list(change.fields) == [name]
    assert str(change.fields[name][1][0][field]) == value

    assert saved(desk, whole, opened(desk, whole) | {f"{name}-0-DELETE": "on"})
    assert not type(made).objects.exists()
    assert Change.objects.first().fields[name][1] == []


def test_other_features_of_an_option_are_a_change_too(desk):
    option = OptionFactory()
    feature = FeatureFactory(slug="other")
    data = opened(desk, option.criterion) | {"options-0-features": [feature.pk]}
    assert saved(desk, option.criterion, data)
    assert Change.objects.get().fields["options"][1][0]["features"] == ["other"]


def test_a_new_path_is_saved_with_its_steps(desk):
    first, second, framework = LearningStepFactory(), LearningStepFactory(), FrameworkFactory()
    add = path_of("add", LearningPath)
    data = form_data(desk.get(add)) | {
        "title": "A path",
        "slug": "a-path",
        "status": "published",
        "framework": framework.pk,
        "prerequisites": "Basic Python",
        "why": "Many adverts ask for it.",
        "change_reason": "It was missing",
    }
    for step in (first, second):
        data = one_more(data, "entries", step=step.pk)
    assert desk.post(add, data).status_code == 302
    entries = PathEntry.objects.order_by("position")
    assert [(entry.position, entry.step) for entry in entries] == [(1, first), (2, second)]
    assert Change.objects.get().is_new


def test_a_path_stops_at_a_step_of_its_own(desk):
    entry, other = PathEntryFactory(), LearningStepFactory()
    data = opened(desk, entry.path) | {"stop_after": other.pk, "stop": "Enough to work with."}
    page = desk.post(admin_path(entry.path), data).content.decode()
    assert "stop" in page
    assert not Change.objects.exists()
    data["stop_after"] = entry.step.pk
    assert desk.post(admin_path(entry.path), data).status_code == 302


def test_a_new_record_is_offered_the_place_after_the_last(desk):
    assert form_data(desk.get(path_of("add", Role)))["position"] == "1"
    RoleFactory(position=7)
    assert form_data(desk.get(path_of("add", Role)))["position"] == "8"


# --- mistakes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", SOURCED)
def test_nothing_is_published_without_a_source(desk, kind):
    factory, fields = CONTENT[kind]
    record = factory()
    sources = f"{type(record).__name__}_sources"
    data = opened(desk, record) | fields | {f"{sources}-0-DELETE": "on"}
    response = refusal(desk, record, data)
    (formset,) = [
        f.formset for f in response.context["inline_admin_formsets"] if f.non_form_errors()
    ]
    assert formset.prefix == sources
    assert formset.non_form_errors() == ["What is published needs at least one source."]
    assert next(iter(fields.values())) in response.content.decode()
    assert record.sources.count() == 1

    assert saved(desk, record, data | {"status": "draft"})
    assert record.sources.count() == 0


def test_a_statement_about_a_role_needs_a_source(desk):
    statement = RoleStatementFactory()
    data = opened(desk, statement.role) | {"statements-0-text": "Mine."}
    del data["statements-0-sources"]
    response = refusal(desk, statement.role, data)
    formset = response.context["inline_admin_formsets"][1].formset
    assert formset.forms[0].errors == {"sources": ["What is published needs at least one source."]}


@pytest.mark.parametrize(
    ("kind", "fields", "message"),
    [
        ("role", {"occupation_code": "15-2051.00"}, "An occupation has a code, a title and how"),
        ("jobtrend", {"value": "3", "unit": ""}, "A value needs a unit."),
        ("jobtrend", {"as_of": "soon"}, "Write 2024, 2024-09 or 2024-09-04"),
        ("salaryobservation", {"amount": ""}, "Give an amount or a range."),
        ("salaryobservation", {"low": "3", "high": "2"}, "A range has a low, a high"),
        ("learningstep", {"hours_low": "3", "hours_high": "2"}, "Hours have a low and a high"),
        ("learningpath", {"framework": ""}, "A path leads to a framework or to a role."),
    ],
)
def test_a_mistake_gets_a_clear_message(desk, kind, fields, message):
    record = CONTENT[kind][0]()
    response = refusal(desk, record, opened(desk, record) | fields)
    assert message in response.content.decode()
    assert not Change.objects.exists()


def test_shares_and_pairs_are_counts_of_the_sample(desk):
    trend = JobTrendFactory(sample=200)
    JobShareFactory(trend=trend, count=50)
    JobPairFactory(trend=trend, both=30, first_only=20, second_only=10)
    data = opened(desk, trend)
    for name, value, message in (
        ("shares-0-count", "201", "A count of 201 is more than the sample of 200."),
        ("pairs-0-both", "180", "A count of 210 is more than the sample of 200."),
        ("sample", "40", "A count of 50 is more than the sample of 40."),
        ("sample", "55", "A count of 60 is more than the sample of 55."),
        ("sample", "", "Where something was counted, “sample” says of how many."),
        ("shares-0-percent", "20", "Give the count, or the percentage where none is known."),
        ("shares-0-label", "Docker", "A share is of a framework or of what its label says."),
    ):
        response = refusal(desk, trend, data | {name: value})
        assert message in response.content.decode()
        assert not Change.objects.exists()


def test_without_counts_there_need_be_no_sample(desk):
    trend = JobTrendFactory()
    JobShareFactory(trend=trend, count=None, percent=25)
    assert saved(desk, trend, opened(desk, trend) | {"sample": ""})


def test_a_count_is_of_the_sample_that_another_has_saved_meanwhile(desk):
    trend = JobTrendFactory(sample=200)
    data = one_more(opened(desk, trend), "shares", label="Docker", count="100")
    JobTrend.objects.update(sample=80)
    response = refusal(desk, trend, data)
    assert "A count of 100 is more than the sample of 80." in response.content.decode()
    assert not JobShare.objects.exists()


def test_a_sample_is_of_the_counts_that_another_has_added_meanwhile(desk):
    trend = JobTrendFactory(sample=200)
    data = opened(desk, trend) | {"sample": "80"}
    JobShareFactory(trend=trend, count=100)
    response = refusal(desk, trend, data)
    assert "A count of 100 is more than the sample of 80." in response.content.decode()


# --- order ----------------------------------------------------------------------------------------


@pytest.fixture
def path_of_three():
    """A path of the steps a, b and c."""
    path = LearningPathFactory()
    for position, goal in enumerate("abc", 1):
        PathEntryFactory(path=path, position=position, step=LearningStepFactory(goal=goal))
    return path


def order(path):
    entries = path.entries.order_by("position").values_list("position", "step__goal")
    return " ".join(f"{position}{goal}" for position, goal in entries)


@pytest.mark.parametrize(
    ("fields", "result"),
    [
        ({"0-position": "2", "1-position": "1"}, "1b 2a 3c"),
        ({"0-position": "3", "1-position": "1", "2-position": "2"}, "1b 2c 3a"),
        ({"0-position": ""}, "2b 3c 4a"),
        ({"0-DELETE": "on", "1-position": "1", "2-position": "2"}, "1b 2c"),
        ({"2-DELETE": "on", "0-position": "3"}, "2b 3a"),
    ],
)
def test_steps_change_places(desk, path_of_three, fields, result):
    data = opened(desk, path_of_three)
    assert saved(desk, path_of_three, data | {f"entries-{k}": v for k, v in fields.items()})
    assert order(path_of_three) == result


def test_two_steps_do_not_stand_at_one_place(desk, path_of_three):
    data = opened(desk, path_of_three) | {"entries-0-position": "2"}
    page = refusal(desk, path_of_three, data).content.decode()
    assert "Two of these have the same position." in page
    assert order(path_of_three) == "1a 2b 3c"


def test_a_place_is_a_small_number(desk, path_of_three):
    data = opened(desk, path_of_three)
    for position in ("10000", "99999", "-1"):
        refusal(desk, path_of_three, data | {"entries-0-position": position})


def test_a_step_stands_in_a_path_only_once(desk, path_of_three):
    data = opened(desk, path_of_three)
    data["entries-0-step"] = data["entries-1-step"]
    page = refusal(desk, path_of_three, data).content.decode()
    assert "A step stands only once in a path." in page


# --- two editors at once --------------------------------------------------------------------------


def test_two_editors_on_different_parts_do_not_disturb_each_other(desk):
    role = RoleFactory()
    theirs, mine = RoleFitFactory(role=role, fit=1), RoleFitFactory(role=role, fit=1)
    data = opened(desk, role)
    RoleFit.objects.filter(pk=theirs.pk).update(fit=3)
    assert saved(desk, role, data | {row_of(data, "fits", "id", str(mine.pk)) + "-fit": "2"})
    theirs.refresh_from_db()
    mine.refresh_from_db()
    assert (theirs.fit, mine.fit) == (3, 2)
    (change,) = Change.objects.all()
    assert [row["fit"] for row in change.fields["fits"][0]] == [3, 1]


def test_two_editors_on_one_part_are_told_and_the_second_decides(desk):
    share = JobShareFactory(count=50)
    data = opened(desk, share.trend) | {"shares-0-count": "60"}
    JobShare.objects.update(count=70)
    response = refusal(desk, share.trend, data)
    page = response.content.decode()
    assert "Somebody else has saved" in page
    assert 'value="60"' in page
    share.refresh_from_db()
    assert share.count == 70

    assert saved(desk, share.trend, form_data(response))
    share.refresh_from_db()
    assert share.count == 60


def test_sources_that_another_has_replaced_are_not_put_back(desk):
    record = FindingFactory()
    data = opened(desk, record) | {"text": "Mine."}
    newer = SourceFactory()
    record.sources.through.objects.update(source=newer)
    assert saved(desk, record, data)
    assert list(record.sources.all()) == [newer]


def test_a_part_that_another_has_removed_stays_away(desk, path_of_three):
    data = opened(desk, path_of_three) | {"why": "Mine."}
    path_of_three.entries.get(position=2).delete()
    assert saved(desk, path_of_three, data)
    assert order(path_of_three) == "1a 3c"
    path_of_three.refresh_from_db()
    assert path_of_three.why == "Mine."


def test_a_part_that_one_changed_and_another_removed_is_not_lost(desk):
    criterion = CriterionFactory()
    for position in (1, 2, 3):
        OptionFactory(criterion=criterion, position=position, name=f"option {position}")
    data = opened(desk, criterion)
    data |= {"options-0-name": "my first words", "options-2-name": "my last words"}
    criterion.options.get(position=1).delete()
    response = refusal(desk, criterion, data)
    page = response.content.decode()
    assert "Somebody else has removed this" in page
    assert "Select a valid choice" not in page
    assert 'name="options-0-name" value="my first words"' in page
    assert 'name="options-2-name" value="my last words"' in page

    # They follow what the message says: delete it here, and add it anew.
    data = one_more(
        form_data(response) | {"options-0-DELETE": "on"},
        "options",
        slug="again",
        name="my first words",
        position="1",
        features=data["options-0-features"],
    )
    assert saved(desk, criterion, data)
    names = criterion.options.order_by("position").values_list("name", flat=True)
    assert list(names) == ["my first words", "option 2", "my last words"]


def test_who_deletes_a_part_that_another_has_changed_is_told_first(desk):
    fit = RoleFitFactory(fit=1)
    data = opened(desk, fit.role) | {"fits-0-DELETE": "on"}
    RoleFit.objects.update(fit=3)
    response = refusal(desk, fit.role, data)
    assert "save again to delete it all the same" in response.content.decode()
    assert RoleFit.objects.exists()

    assert saved(desk, fit.role, form_data(response))
    assert not RoleFit.objects.exists()


def test_two_editors_who_each_add_a_step_both_keep_it(desk, path_of_three):
    mine = LearningStepFactory(goal="mine")
    data = one_more(opened(desk, path_of_three), "entries", step=mine.pk)
    PathEntryFactory(path=path_of_three, position=4, step=LearningStepFactory(goal="theirs"))
    assert saved(desk, path_of_three, data)
    assert order(path_of_three) == "1a 2b 3c 4theirs 5mine"


def test_a_place_that_another_has_taken_is_not_taken_from_them(desk, path_of_three):
    mine = LearningStepFactory(goal="mine")
    data = one_more(opened(desk, path_of_three), "entries", step=mine.pk, position="4")
    PathEntryFactory(path=path_of_three, position=4, step=LearningStepFactory(goal="theirs"))
    response = refusal(desk, path_of_three, data)
    assert "Somebody else has put another one here." in response.content.decode()
    assert order(path_of_three) == "1a 2b 3c 4theirs"


def test_answers_that_the_form_would_ignore_are_refused(desk):
    CriterionFactory(slug="jobs", question="Which work do you want?")
    RoleFactory(slug="engineer")
    reader = ReaderFactory(answers="role=engineer")
    url = reverse("admin:careers_reader_change", args=[reader.pk])
    form = desk.get(url).context["adminform"].form
    posted = {name: form[name].value() or "" for name in form.fields}
    for answers, message in {
        "role=wizard": "does not know Which work do you want? “wizard”",
        "colour=red": "does not know “colour”",
        "hours=6": "say nothing that frameworks could be ranked by",
    }.items():
        response = desk.post(url, {**posted, "answers": answers})
        assert message in html.unescape(response.content.decode())
        reader.refresh_from_db()
        assert reader.answers == "role=engineer"
