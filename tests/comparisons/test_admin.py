"""The admin, as an editor uses it: rights, clear messages, the record of changes, two at once."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from comparisons.admin import FactInline
from comparisons.models import (
    FeatureValue,
    Framework,
    Observation,
    Outcome,
    Part,
    State,
    Verdict,
)
from editorial.models import Change, ChangeSubject, Origin, Status
from tests.admin_pages import admin_path, form_data, opened
from tests.factories import (
    ClaimFactory,
    ComparisonFactory,
    ComparisonSectionFactory,
    FeatureFactory,
    FeatureValueFactory,
    FrameworkFactFactory,
    FrameworkFactory,
    MetricFactory,
    MilestoneFactory,
    ObservationFactory,
    PredictionFactory,
    SourceFactory,
    SuccessStoryFactory,
    ToolFactory,
)

pytestmark = pytest.mark.django_db

KINDS = [
    *("framework", "tool", "featurecategory", "feature", "featurevalue", "comparison"),
    *("claim", "prediction", "successstory"),
    *("metric", "observation", "milestone"),
]


# --- finding --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_is_read_added_and_goes_only_when_confirmed(desk, kind):
    assert desk.get(reverse(f"admin:comparisons_{kind}_changelist")).status_code == 200
    assert desk.get(reverse(f"admin:comparisons_{kind}_add")).status_code == 200
    value = FeatureValueFactory()
    delete = reverse("admin:comparisons_featurevalue_delete", args=[value.pk])
    assert desk.post(delete, {"post": "yes"}).status_code == 200
    assert FeatureValue.objects.exists()


def test_strangers_and_mere_users_are_kept_out(client):
    path = reverse("admin:comparisons_framework_changelist")
    assert client.get(path).status_code == 302
    client.force_login(get_user_model().objects.create_user("reader", password="reader"))
    assert client.get(path).status_code == 302


@pytest.mark.parametrize("size", [1, 6])
def test_lists_cost_the_same_at_every_length(desk, size, django_assert_max_num_queries):
    for _ in range(size):
        value = FeatureValueFactory()
        for record in (
            *(ToolFactory(), ClaimFactory(), PredictionFactory(), SuccessStoryFactory()),
        ):
            record.frameworks.add(value.framework)
        ObservationFactory(framework=value.framework)
        MilestoneFactory().frameworks.add(value.framework)
    for n in range(size // 2):
        first, second = Framework.objects.order_by("pk")[2 * n : 2 * n + 2]
        ComparisonSectionFactory(comparison=ComparisonFactory(first=first, second=second))
    for kind in KINDS:
        with django_assert_max_num_queries(10, info=kind):
            desk.get(reverse(f"admin:comparisons_{kind}_changelist"))


@pytest.mark.parametrize("size", [1, 12])
def test_a_whole_column_of_values_costs_the_same_at_every_length(
    desk, size, django_assert_max_num_queries
):
    framework = FrameworkFactory()
    FrameworkFactFactory(framework=framework)
    for _ in range(size):
        FeatureValueFactory(framework=framework)
    desk.get(admin_path(framework))  # Django remembers the content types that it has asked for
    with django_assert_max_num_queries(15):
        desk.get(admin_path(framework))


@pytest.mark.parametrize("size", [1, 6])
def test_a_comparison_costs_the_same_with_many_sections(desk, size, django_assert_max_num_queries):
    comparison = ComparisonFactory()
    for n in range(size):
        ComparisonSectionFactory(comparison=comparison, part=Part.TAKEAWAY, heading=f"Point {n}")
    with django_assert_max_num_queries(18):
        desk.get(admin_path(comparison))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=walrus", 1),
        ("?q=alpha", 2),
        ("?freshness=stale", 1),
        ("?freshness=fresh", 1),
        ("?freshness=nonsense", 2),
        ("?state__exact=no", 1),
        ("?status__exact=draft", 1),
    ],
)
def test_values_are_found_by_words_freshness_and_state(desk, on_day, query, found):
    framework = FrameworkFactory(name="Alpha")
    FeatureValueFactory(framework=framework, statement="A walrus.", checked_on="2020-01-01")
    FeatureValueFactory(framework=framework, state=State.NO, status=Status.DRAFT)
    response = desk.get(reverse("admin:comparisons_featurevalue_changelist") + query)
    assert response.context["cl"].result_count == found


def test_the_page_links_to_the_public_one(desk):
    value = FeatureValueFactory()
    page = desk.get(admin_path(value)).content.decode()
    assert f'href="{value.get_absolute_url()}"' in page
    assert f"{value.framework.name}: {value.feature.name}" in page


# --- changing -------------------------------------------------------------------------------------


def test_a_change_is_saved_with_who_why_and_what(desk, reviewer):
    value = FeatureValueFactory(rating=4)
    data = opened(desk, value) | {"rating": "5", "change_reason": "A newer source"}
    assert desk.post(admin_path(value), data).status_code == 302
    value.refresh_from_db()
    assert (value.rating, value.updated_by) == (5, reviewer)
    change = Change.objects.get()
    assert change.fields == {"rating": [4, 5]}
    assert (change.made_by, change.reason, change.origin) == (
        reviewer,
        "A newer source",
        Origin.EDITOR,
    )
    assert change.key == f"{value.framework.slug}/{value.feature.slug}"


def test_saving_what_nobody_touched_changes_and_records_nothing(desk):
    value = FeatureValueFactory()
    before = value.updated_at
    assert desk.post(admin_path(value), opened(desk, value)).status_code == 302
    value.refresh_from_db()
    assert value.updated_at == before
    assert not Change.objects.exists()


def test_other_sources_are_a_change_too(desk):
    value = FeatureValueFactory()
    new = SourceFactory(slug="newer")
    data = opened(desk, value)
    data["FeatureValue_sources-1-source"] = new.pk
    desk.post(admin_path(value), data)
    assert "newer" in Change.objects.get().fields["sources"][1]


def test_a_new_value_is_recorded_as_new(desk):
    framework, feature, source = FrameworkFactory(), FeatureFactory(), SourceFactory()
    path = reverse("admin:comparisons_featurevalue_add")
    data = form_data(desk.get(path)) | {
        "framework": framework.pk,
        "feature": feature.pk,
        "state": "yes",
        "statement": "It does.",
        "low": "3",
        "rating": "4",
        "high": "4",
        "reason": "It does well.",
        "as_of": "2026-11",
        "checked_on": "2026-11-22",
        "good_for": "180",
        "status": "published",
        "FeatureValue_sources-0-source": source.pk,
        "change_reason": "It was missing",
    }
    assert desk.post(path, data).status_code == 302
    assert Change.objects.get().is_new
    assert FeatureValue.objects.get().updated_by is not None


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"state": "partial", "note": ""}, "“Partial” needs a note"),
        ({"low": "5"}, "low ≤ rating ≤ high"),
        ({"as_of": "soon"}, "Write 2024, 2024-09 or 2024-09-04"),
        ({"reason": ""}, "A rating needs its reason"),
        ({"state": "unknown"}, "has no rating"),
        ({"FeatureValue_sources-0-DELETE": "on"}, "needs at least one source"),
    ],
)
def test_a_mistake_gets_a_clear_message_and_loses_nothing(desk, fields, message):
    value = FeatureValueFactory()
    data = opened(desk, value) | {"statement": "A long new statement."} | fields
    response = desk.post(admin_path(value), data)
    assert response.status_code == 200
    page = response.content.decode()
    assert message in page
    assert "A long new statement." in page
    assert not Change.objects.exists()


def test_what_is_unknown_may_be_published_without_a_source(desk):
    value = FeatureValueFactory()
    nothing = {"state": "unknown", "low": "", "rating": "", "high": "", "reason": ""}
    data = opened(desk, value) | nothing | {"FeatureValue_sources-0-DELETE": "on"}
    assert desk.post(admin_path(value), data).status_code == 302


# --- two editors at once --------------------------------------------------------------------------


def test_the_second_to_save_is_told_and_loses_nothing(desk):
    value = FeatureValueFactory()
    mine = opened(desk, value) | {"statement": "Mine."}
    FeatureValue.objects.filter(pk=value.pk).update(statement="Theirs.")
    response = desk.post(admin_path(value), mine)
    page = response.content.decode()
    assert "Somebody else has saved" in page
    assert "Mine." in page
    value.refresh_from_db()
    assert value.statement == "Theirs."

    # They have seen it now: saving what the page holds is their decision.
    desk.post(admin_path(value), form_data(response))
    value.refresh_from_db()
    assert value.statement == "Mine."
    assert Change.objects.get().fields["statement"] == ["Theirs.", "Mine."]


def test_a_page_that_comes_back_untouched_does_not_undo_what_another_saved(desk):
    value = FeatureValueFactory()
    untouched = opened(desk, value)
    FeatureValue.objects.filter(pk=value.pk).update(statement="Theirs.")
    assert desk.post(admin_path(value), untouched).status_code == 302
    value.refresh_from_db()
    assert value.statement == "Theirs."


def test_a_post_without_the_mark_of_what_was_opened_is_not_trusted(desk):
    value = FeatureValueFactory()
    data = opened(desk, value) | {"statement": "Mine."}
    del data["opened_with"]
    assert "Somebody else has saved" in desk.post(admin_path(value), data).content.decode()


def test_two_editors_on_different_cells_of_one_framework_do_not_disturb_each_other(desk):
    framework = FrameworkFactory()
    first = FeatureValueFactory(framework=framework, statement="First.")
    second = FeatureValueFactory(framework=framework, statement="Second.")
    data = opened(desk, framework)
    assert {first.statement, second.statement} == {data[f"values-{n}-statement"] for n in range(2)}
    FeatureValue.objects.filter(pk=first.pk).update(statement="Theirs.")
    mine = next(n for n in range(2) if data[f"values-{n}-statement"] == "Second.")
    data[f"values-{mine}-statement"] = "Mine."
    assert desk.post(admin_path(framework), data).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.statement, second.statement) == ("Theirs.", "Mine.")
    assert [change.key for change in Change.objects.all()] == [
        f"{framework.slug}/{second.feature.slug}"
    ]


def test_two_editors_on_one_cell_of_a_framework_are_told(desk):
    framework = FrameworkFactory()
    value = FeatureValueFactory(framework=framework)
    data = opened(desk, framework) | {"values-0-statement": "Mine."}
    FeatureValue.objects.filter(pk=value.pk).update(statement="Theirs.")
    page = desk.post(admin_path(framework), data).content.decode()
    assert "Somebody else has saved" in page
    assert "Mine." in page


# --- rows, columns and parts ----------------------------------------------------------------------


def test_a_whole_row_of_a_feature_is_edited_at_once(desk, reviewer):
    feature = FeatureFactory()
    values = [FeatureValueFactory(feature=feature) for _ in range(3)]
    data = opened(desk, feature) | {"change_reason": "Looked again"}
    for n in range(3):
        data[f"values-{n}-rating"] = "5"
    assert desk.post(admin_path(feature), data).status_code == 302
    assert set(FeatureValue.objects.values_list("rating", flat=True)) == {5}
    assert Change.objects.filter(kind="value", reason="Looked again").count() == 3
    values[0].refresh_from_db()
    assert values[0].updated_by == reviewer


def test_a_value_in_a_row_needs_its_source_as_well(desk):
    value = FeatureValueFactory()
    data = opened(desk, value.framework) | {"values-0-statement": "Mine."}
    del data["values-0-sources"]
    assert (
        "needs at least one source" in desk.post(admin_path(value.framework), data).content.decode()
    )


def test_a_changed_fact_is_a_change_of_its_framework(desk):
    fact = FrameworkFactFactory(text="MIT")
    data = opened(desk, fact.framework) | {"facts-0-text": "BSD-3-Clause"}
    assert desk.post(admin_path(fact.framework), data).status_code == 302
    change = Change.objects.get()
    assert (change.kind, list(change.fields)) == ("framework", ["facts"])
    old, new = change.fields["facts"]
    assert (old[0]["text"], new[0]["text"]) == ("MIT", "BSD-3-Clause")


def test_choose_this_one_if_must_be_equally_long_for_both(desk):
    comparison = ComparisonFactory()
    for framework in (comparison.first, comparison.second):
        ComparisonSectionFactory(
            comparison=comparison, part=Part.CHOOSE, framework=framework, text="One reason."
        )
    data = opened(desk, comparison) | {"sections-0-text": "One reason.\nAnother reason."}
    page = desk.post(admin_path(comparison), data).content.decode()
    assert "needs as many reasons for each" in page


def test_facts_are_listed_with_every_topic_to_choose_from():
    assert "topic" in FactInline.fields


# --- the ledgers ----------------------------------------------------------------------------------


def test_a_verdict_is_changed_with_its_reason_and_an_opinion_needs_no_source(desk):
    claim = ClaimFactory(verdict=Verdict.PARTLY, slug="alpha-first")
    claim.frameworks.add(FrameworkFactory(slug="alpha"))
    data = opened(desk, claim) | {"verdict": "wrong", "change_reason": "A newer count"}
    # It rests on a source, until it is an opinion.
    without = data | {"Claim_sources-0-DELETE": "on"}
    page = desk.post(admin_path(claim), without).content.decode()
    assert "needs at least one source" in page
    page = desk.post(admin_path(claim), data | {"verdict": ""}).content.decode()
    assert "A claim has a verdict; what was left out has none." in page
    assert desk.post(admin_path(claim), data).status_code == 302
    opinion = opened(desk, claim) | {"verdict": "opinion", "Claim_sources-0-DELETE": "on"}
    assert desk.post(admin_path(claim), opinion).status_code == 302
    last, first = Change.objects.all()
    assert first.fields == {"verdict": ["partly", "wrong"]}
    assert (first.kind, first.key, first.reason) == ("claim", "alpha-first", "A newer count")
    assert set(last.fields) == {"verdict", "sources"}


def test_overdue_predictions_are_found_and_closed(desk, on_day):
    overdue = PredictionFactory(outcome=Outcome.OPEN, due="2025-12-31")
    PredictionFactory(outcome=Outcome.OPEN, due="2026")
    PredictionFactory(outcome=Outcome.DID_NOT, due="2020")
    path = reverse("admin:comparisons_prediction_changelist")
    assert desk.get(path).context["cl"].result_count == 3
    found = desk.get(f"{path}?overdue=yes").context["cl"]
    assert list(found.queryset) == [overdue]
    data = opened(desk, overdue) | {"outcome": "came-true", "change_reason": "The report is out"}
    assert desk.post(admin_path(overdue), data).status_code == 302
    assert Change.objects.get().fields == {"outcome": ["open", "came-true"]}
    assert not desk.get(f"{path}?overdue=yes").context["cl"].result_count


def test_a_story_that_is_no_longer_so_is_found_and_changed_with_its_reason(desk, reviewer):
    old, new = FrameworkFactory(), FrameworkFactory(slug="new")
    story = SuccessStoryFactory(slug="mover", organisation="A mover")
    story.moved_from.add(old)
    SuccessStoryFactory().frameworks.add(old)
    path = reverse("admin:comparisons_successstory_changelist")
    assert list(desk.get(f"{path}?moved_from__id__exact={old.pk}").context["cl"].queryset) == [
        story
    ]
    data = opened(desk, story) | {
        "standing": "superseded",
        "frameworks": [new.pk],
        "change_reason": "They say so",
    }
    page = desk.post(admin_path(story), data | {"standing_reason": ""}).content.decode()
    assert "This field is required." in page
    data["standing_reason"] = "A newer one runs in its place."
    assert desk.post(admin_path(story), data).status_code == 302
    change = Change.objects.get()
    assert (change.kind, change.key, change.reason) == ("story", "mover", "They say so")
    assert change.fields == {
        "standing": ["current", "superseded"],
        "standing_reason": ["Its repository is active.", "A newer one runs in its place."],
        "frameworks": [[], ["new"]],
    }
    story.refresh_from_db()
    assert story.updated_by == reviewer


# --- adoption -------------------------------------------------------------------------------------


def test_a_metric_leads_to_its_readings_and_has_none_on_its_own_page(desk):
    metric = MetricFactory()
    ObservationFactory(metric=metric, on="2026-01")
    ObservationFactory(framework=None, series="Of another")
    response = desk.get(admin_path(metric))
    path = reverse("admin:comparisons_observation_changelist") + f"?metric__id__exact={metric.pk}"
    assert path in response.content.decode()
    assert "2026-01" not in response.content.decode()
    listed = desk.get(path)
    assert listed.context["cl"].result_count == 1
    assert "Of another" not in listed.content.decode()


def test_readings_are_listed_without_sorting_or_counting_all_of_them(
    desk, django_assert_max_num_queries
):
    ObservationFactory.create_batch(2)
    path = reverse("admin:comparisons_observation_changelist")
    with django_assert_max_num_queries(10) as asked:
        response = desk.get(f"{path}?framework__isnull=False&q=2026")
    of_readings = [
        query["sql"]
        for query in asked.captured_queries
        if 'FROM "comparisons_observation"' in query["sql"]
    ]
    counts = [sql for sql in of_readings if "COUNT(" in sql]
    assert len(counts) == 1
    assert "WHERE" in counts[0]
    assert all(
        sql.partition("ORDER BY")[2].startswith(' "comparisons_observation"."id" DESC')
        for sql in of_readings
        if sql not in counts
    )
    assert response.context["cl"].result_count == 2


def test_a_reading_is_corrected_with_its_reason_and_a_wrong_one_removed(desk, reviewer):
    reading = ObservationFactory(value=5)
    data = opened(desk, reading) | {"value": "", "change_reason": "The list was wrong"}
    response = desk.post(admin_path(reading), data)
    assert "Give a number, or a text where there is no number." in response.content.decode()
    assert desk.post(admin_path(reading), data | {"value": "6"}).status_code == 302
    change = Change.objects.get()
    assert change.key == f"{reading.metric.slug}//{reading.series}/2026-08"
    assert (change.fields, change.made_by) == ({"value": ["5", "6"]}, reviewer)
    delete = reverse("admin:comparisons_observation_delete", args=[reading.pk])
    assert desk.post(delete, {"confirmed": "Remove", "reason": "A guess"}).status_code == 302
    assert not Observation.objects.exists()


def test_who_removes_readings_leaves_a_change_of_each(desk, reviewer):
    torch = FrameworkFactory(name="PyTorch", slug="pytorch")
    first, second, kept = (
        ObservationFactory(framework=torch, on=on) for on in ("2024", "2025", "2026")
    )
    why = {"confirmed": "Remove", "reason": "A guess"}
    desk.post(f"/admin/comparisons/observation/{first.pk}/delete/", why)
    chosen = {"action": "archive", "_selected_action": [second.pk]}
    desk.post("/admin/comparisons/observation/", chosen | why)
    assert list(Observation.objects.all()) == [kept]
    changes = Change.objects.order_by("key")
    assert [change.fields["on"] for change in changes] == [["2024", None], ["2025", None]]
    assert {(change.made_by, change.reason, change.is_listed) for change in changes} == {
        (reviewer, "A guess", True)
    }
    assert {subject.key for subject in ChangeSubject.objects.all()} == {"pytorch"}
