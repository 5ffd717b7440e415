"""The pages: how many queries they cost at two sizes, what bad addresses get, what htmx gets."""

import datetime as dt

import pytest
from django.urls import reverse

from comparisons.models import Part, State, ToolState
from editorial.models import Change, Origin, Status
from tests.factories import (
    TODAY,
    ClaimFactory,
    ComparisonFactory,
    ComparisonSectionFactory,
    FeatureCategoryFactory,
    FeatureFactory,
    FeatureValueFactory,
    FrameworkFactFactory,
    FrameworkFactory,
    SourceFactory,
    SuccessStoryFactory,
    ToolFactory,
)

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


def frameworks(*slugs):
    return [FrameworkFactory(slug=slug, name=slug.title()) for slug in slugs]


def fill(chosen, features=2):
    """Give the frameworks values, facts and tools, and the first two a comparison."""
    for _ in range(features):
        feature = FeatureFactory()
        for framework in chosen:
            FeatureValueFactory(framework=framework, feature=feature)
    for framework in chosen:
        for topic in ("description", "licence", "latest_version")[: features + 1]:
            FrameworkFactFactory(framework=framework, topic=topic)
        for _ in range(features):
            successor = ToolFactory()
            tool = ToolFactory(state=ToolState.RENAMED, since="2024")
            tool.frameworks.add(framework)
            tool.successors.add(successor)
            claim = ClaimFactory()
            claim.frameworks.add(framework)
            claim.tools.add(tool)
            story = SuccessStoryFactory()
            story.frameworks.add(framework)
            story.moved_from.add(chosen[0])
    comparison = ComparisonFactory(first=chosen[0], second=chosen[1], featured=True)
    ComparisonSectionFactory(comparison=comparison)
    for n in range(features):
        ComparisonSectionFactory(comparison=comparison, part=Part.TAKEAWAY, heading=f"Point {n}")
        for framework in chosen[:2]:
            for part, heading in ((Part.CHART, f"Row {n}"), (Part.OVERVIEW, ""), (Part.CHOOSE, "")):
                ComparisonSectionFactory(
                    comparison=comparison, part=part, heading=heading, framework=framework
                )
        Change.objects.create(
            kind="tool", key="tool-0", title="Tool", origin=Origin.EDITOR, reason="Why"
        )


# --- what pages cost ------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 6])
def test_the_number_of_queries_does_not_grow_with_the_content(
    client, size, django_assert_num_queries
):
    chosen = frameworks("alpha", "beta", "gamma", "delta")
    FeatureValueFactory(framework=chosen[0], feature=FeatureFactory(slug="feature"))
    fill(chosen, features=size)
    for path, queries in [
        ("/", 6),  # comparison, sections, their sources, versions, tools, changes
        ("/frameworks/", 3),  # frameworks, facts, their sources
        ("/frameworks/alpha/", 8),  # + features with values, tools, claims, stories, trends
        ("/frameworks/alpha/feature/", 5),  # frameworks, features, values, sources, history
        ("/tools/", 5),  # frameworks, tools, their frameworks, sources, claims
        ("/compare/", 4),  # frameworks, facts, their sources, comparisons
        # frameworks, features with values, comparison, sections, their sources, and three ledgers
        ("/compare/alpha-vs-beta/", 8),
        ("/compare/alpha-vs-beta-vs-delta-vs-gamma/", 5),  # the same without the edited sections
    ]:
        with django_assert_num_queries(queries, info=path):
            response = client.get(path)
        assert response.status_code == 200


# --- comparisons ----------------------------------------------------------------------------------


def test_a_pair_that_nobody_has_edited_has_its_page(client):
    one, _ = frameworks("alpha", "beta")
    FeatureValueFactory(framework=one, statement="Alpha does it.")
    page = client.get("/compare/alpha-vs-beta/").content.decode()
    assert "Alpha and Beta, side by side" in page
    assert "Alpha does it." in page
    assert "Not checked yet." in page


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("beta-vs-alpha", "alpha-vs-beta"),
        ("alpha-vs-beta-vs-alpha", "alpha-vs-beta"),
        ("Alpha-vs-BETA", "alpha-vs-beta"),
        ("gamma-vs-alpha-vs-beta", "alpha-vs-beta-vs-gamma"),
    ],
)
def test_other_orders_and_doubled_names_redirect_for_good_with_their_filters(
    client, address, canonical
):
    frameworks("alpha", "beta", "gamma")
    response = client.get(f"/compare/{address}/?differences=1")
    assert response.status_code == 301
    assert response["Location"] == f"/compare/{canonical}/?differences=1"


def test_an_unknown_framework_suggests_the_nearest(client):
    frameworks("pytorch", "tensorflow")
    response = client.get("/compare/pytroch-vs-tensorflow/")
    assert response.status_code == 404
    page = response.content.decode()
    assert "There is no framework “pytroch” here." in page
    assert '<a href="/compare/pytorch-vs-tensorflow/">Pytorch and Tensorflow</a>' in page


def test_an_unknown_framework_like_nothing_here_leads_to_the_picker(client):
    frameworks("pytorch", "tensorflow")
    response = client.get("/compare/zzz-vs-qqq/")
    assert response.status_code == 404
    assert "Did you mean" not in response.content.decode()
    assert 'href="/compare/"' in response.content.decode()


def test_one_framework_alone_leads_to_the_picker_with_it_ticked(client):
    frameworks("alpha", "beta")
    response = client.get("/compare/alpha/", follow=True)
    assert response.redirect_chain == [("/compare/?framework=alpha", 301)]
    page = response.content.decode()
    assert "One framework alone" in page
    assert 'value="alpha" aria-describedby="about-alpha" checked' in page


def test_five_frameworks_say_that_four_is_the_most(client):
    names = ["alpha", "beta", "delta", "epsilon", "gamma"]
    frameworks(*names)
    for response in (
        client.get(f"/compare/{'-vs-'.join(names)}/"),
        client.get("/compare/?" + "&".join(f"framework={name}" for name in names)),
    ):
        page = response.content.decode()
        assert "4 is the most" in page
        assert page.count(" checked") == 5


@pytest.mark.parametrize("path", ["/compare/-vs-/", "/compare/alpha-vs-/", "/compare/%20/"])
def test_odd_addresses_get_a_useful_page(client, path):
    frameworks("alpha", "beta")
    response = client.get(path, follow=True)
    assert response.status_code in (200, 404)
    assert "/compare/" in response.content.decode()


def test_the_picker_leads_to_the_comparison(client):
    frameworks("alpha", "beta")
    response = client.get("/compare/?framework=beta&framework=alpha&framework=nonsense")
    assert response["Location"] == "/compare/alpha-vs-beta/"


def test_unknown_filter_values_are_ignored_and_said_so(client):
    frameworks("alpha", "beta")
    FeatureFactory()
    response = client.get("/compare/alpha-vs-beta/?category=nonsense&differences=maybe")
    page = response.content.decode()
    assert response.status_code == 200
    assert "Category “nonsense”" in page
    assert "Only the differences “maybe”" in page


def test_filters_narrow_the_table_and_count_in_words(client):
    one, other = frameworks("alpha", "beta")
    same, different = FeatureFactory(name="Same"), FeatureFactory(name="Different")
    for framework in (one, other):
        FeatureValueFactory(framework=framework, feature=same)
    FeatureValueFactory(framework=one, feature=different)
    page = client.get("/compare/alpha-vs-beta/?differences=1").content.decode()
    assert "1 of 2 rows differ" in page
    assert 'id="feature-1"' in page or different.slug in page
    assert f'<tr id="{same.slug}"' not in page
    assert f'<tr id="{different.slug}"' in page


def test_all_categories_are_the_same_address_as_none(client):
    frameworks("alpha", "beta")
    slugs = [FeatureFactory().category.slug for _ in range(2)]
    query = "&".join(f"category={slug}" for slug in slugs)
    response = client.get(f"/compare/alpha-vs-beta/?differences=1&{query}")
    assert response.status_code == 302
    assert response["Location"] == "/compare/alpha-vs-beta/?differences=1"


def test_filters_that_leave_nothing_say_so(client):
    one, other = frameworks("alpha", "beta")
    feature = FeatureFactory()
    for framework in (one, other):
        FeatureValueFactory(framework=framework, feature=feature)
    page = client.get("/compare/alpha-vs-beta/?differences=1").content.decode()
    assert "No row is left" in page


def test_adding_and_removing_a_framework_keeps_the_filters(client):
    frameworks("alpha", "beta", "gamma")
    page = client.get("/compare/alpha-vs-beta/?differences=1").content.decode()
    assert 'href="/compare/alpha-vs-beta-vs-gamma/?differences=1"' in page
    page = client.get("/compare/alpha-vs-beta-vs-gamma/?differences=1").content.decode()
    assert 'href="/compare/alpha-vs-beta/?differences=1"' in page


def test_with_four_nothing_can_be_added(client):
    frameworks("alpha", "beta", "gamma", "delta", "epsilon")
    page = client.get("/compare/alpha-vs-beta-vs-delta-vs-gamma/").content.decode()
    assert "Four is the most" in page
    assert "epsilon" not in page


def test_the_edited_summary_opens_the_page_of_its_pair_only(client):
    chosen = frameworks("alpha", "beta", "gamma")
    fill(chosen)
    assert "Learn the first." in client.get("/compare/alpha-vs-beta/").content.decode()
    assert "Learn the first." not in client.get("/compare/alpha-vs-gamma/").content.decode()


def test_a_draft_of_a_comparison_is_not_shown(client):
    one, other = frameworks("alpha", "beta")
    draft = ComparisonFactory(first=one, second=other, status=Status.DRAFT)
    ComparisonSectionFactory(comparison=draft, text="Not yet.")
    assert "Not yet." not in client.get("/compare/alpha-vs-beta/").content.decode()


def test_what_is_past_its_date_says_so_in_the_cell_and_above(client, on_day):
    one, _ = frameworks("alpha", "beta")
    FeatureValueFactory(framework=one, checked_on=TODAY - dt.timedelta(days=200))
    page = client.get("/compare/alpha-vs-beta/").content.decode()
    assert "1 statement here is past the date" in page
    assert "not checked since 6 May 2026" in page


def test_htmx_gets_the_part_that_changed_and_a_page_gets_all(client):
    frameworks("alpha", "beta")
    whole = client.get("/compare/alpha-vs-beta/")
    part = client.get("/compare/alpha-vs-beta/", headers=HTMX)
    assert "<header" in whole.content.decode()
    assert "<header" not in part.content.decode()
    assert "<title>Alpha vs Beta | Learning Rate</title>" in part.content.decode()
    assert "HX-Request" in part["Vary"]
    assert part["Vary"] == whole["Vary"]


def test_going_back_gets_the_whole_page(client):
    frameworks("alpha", "beta")
    headers = {**HTMX, "HX-History-Restore-Request": "true"}
    assert b"<header" in client.get("/compare/alpha-vs-beta/", headers=headers).content


def test_text_of_editors_is_escaped(client):
    one, _ = frameworks("alpha", "beta")
    FeatureValueFactory(framework=one, statement="<script>alert(1)</script>")
    page = client.get("/compare/alpha-vs-beta/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


# --- cells ----------------------------------------------------------------------------------------


def test_a_cell_has_its_page_with_reason_dates_sources_and_history(client):
    (one,) = frameworks("alpha")
    source = SourceFactory(title="The manual", quote="It does.", caveat="An old copy.")
    feature = FeatureFactory(slug="speed")
    FeatureValueFactory(
        framework=one, feature=feature, reason="Because we measured.", sources=[source]
    )
    Change.objects.create(
        kind="value",
        key="alpha/speed",
        title="Alpha: Speed",
        origin=Origin.EDITOR,
        reason="A newer source",
        fields={"rating": [3, 4]},
    )
    page = client.get("/frameworks/alpha/speed/").content.decode()
    for expected in (
        "Because we measured.",
        "4 of 5, not below 3 and not above 5",
        "Checked on 22 Nov 2026",
        "The manual",
        "It does.",
        "An old copy.",
        "A newer source",
        "<del>3</del> → <ins>4</ins>",
    ):
        assert expected in page


def test_a_cell_without_value_says_that_we_do_not_know(client):
    frameworks("alpha")
    FeatureFactory(slug="speed")
    page = client.get("/frameworks/alpha/speed/").content.decode()
    assert "so we do not know" in page


def test_a_cell_opens_in_place_for_htmx(client):
    (one,) = frameworks("alpha")
    value = FeatureValueFactory(framework=one)
    path = reverse("comparisons:value", args=["alpha", value.feature.slug])
    part = client.get(path, headers=HTMX).content.decode().strip()
    assert part.startswith("<tr")
    assert part.endswith("</tr>")
    assert value.reason in part


def test_the_page_of_a_cell_shows_how_the_others_answer(client):
    _, other = frameworks("alpha", "beta")
    feature = FeatureFactory(slug="speed")
    FeatureValueFactory(framework=other, feature=feature, statement="Beta is slow.")
    assert "Beta is slow." in client.get("/frameworks/alpha/speed/").content.decode()


@pytest.mark.parametrize(
    ("path", "suggestion"),
    [
        ("/frameworks/alhpa/", '<a href="/frameworks/alpha/">'),
        ("/frameworks/alhpa/speed/", '<a href="/frameworks/alpha/">'),
        ("/frameworks/alpha/sped/", '<a href="/frameworks/alpha/speed/">'),
    ],
)
def test_a_mistyped_framework_or_feature_suggests_the_nearest(client, path, suggestion):
    frameworks("alpha")
    FeatureFactory(slug="speed", name="Speed")
    response = client.get(path)
    assert response.status_code == 404
    assert suggestion in response.content.decode()


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("/frameworks/Alpha/", "/frameworks/alpha/"),
        ("/frameworks/alpha/Speed/", "/frameworks/alpha/speed/"),
    ],
)
def test_capitals_redirect_for_good(client, path, right):
    frameworks("alpha")
    FeatureFactory(slug="speed")
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (301, right)


def test_drafts_are_nowhere_to_be_seen(client):
    hidden = FrameworkFactory(slug="hidden", status=Status.DRAFT)
    (shown,) = frameworks("shown")
    FeatureValueFactory(framework=shown, statement="A draft.", status=Status.DRAFT)
    ToolFactory(name="A draft tool", status=Status.IN_REVIEW)
    assert client.get("/frameworks/hidden/").status_code == 404
    for path in ("/frameworks/", "/frameworks/shown/", "/compare/", "/tools/", "/"):
        page = client.get(path).content.decode()
        assert hidden.name not in page
        assert "A draft" not in page


# --- tools and the first page ---------------------------------------------------------------------


def test_tools_are_filtered_by_status_and_framework(client):
    alpha, beta = frameworks("alpha", "beta")
    ToolFactory(name="Old server", state=ToolState.DEPRECATED, since="2025").frameworks.add(alpha)
    ToolFactory(name="New server").frameworks.add(alpha, beta)
    page = client.get("/tools/?state=deprecated&framework=alpha").content.decode()
    assert "Old server" in page
    assert "New server" not in page
    page = client.get("/tools/?framework=beta").content.decode()
    assert "New server" in page
    assert "Old server" not in page


def test_tools_ignore_an_unknown_filter_and_say_so(client):
    ToolFactory(name="A server")
    page = client.get("/tools/?state=sleeping").content.decode()
    assert "Status “sleeping”" in page
    assert "A server" in page


def test_a_tool_that_has_gone_names_what_replaces_it(client):
    tool = ToolFactory(state=ToolState.RENAMED, since="2024-09-04", successor_note="And others.")
    tool.successors.add(ToolFactory(name="The new one", slug="new-one"))
    page = client.get("/tools/").content.decode()
    assert "since 4 Sep 2024" in page
    assert '<a href="/tools/#new-one">The new one</a>' in page
    assert "And others." in page


def test_the_first_page_has_the_answer_the_chart_and_what_changed(client):
    chosen = frameworks("alpha", "beta")
    fill(chosen)
    FrameworkFactFactory(framework=chosen[0], topic="languages", text="Python", as_of="2026-10")
    page = client.get("/").content.decode()
    assert "Which machine-learning framework should I master" in page
    assert "Learn the first." in page
    assert "Row 0" in page
    assert "What has changed lately" in page


def test_an_empty_site_still_answers(client):
    for path in ("/", "/frameworks/", "/tools/", "/compare/", "/sources/"):
        assert client.get(path).status_code == 200


def test_only_reading_is_allowed(client):
    for path in ("/", "/compare/", "/tools/", "/sources/"):
        assert client.post(path).status_code == 405


def test_categories_keep_their_order(client):
    frameworks("alpha", "beta")
    last = FeatureFactory(category=FeatureCategoryFactory(position=9, name="Last"))
    first = FeatureFactory(category=FeatureCategoryFactory(position=1, name="First"))
    page = client.get("/compare/alpha-vs-beta/").content.decode()
    assert page.index(f'id="{first.slug}"') < page.index(f'id="{last.slug}"')


def test_a_value_of_every_state_is_shown_with_its_word(client):
    (one,) = frameworks("alpha")
    for state in State:
        rated = state not in (State.UNKNOWN, State.NOT_APPLICABLE)
        fields = {} if rated else {"low": None, "rating": None, "high": None, "reason": ""}
        FeatureValueFactory(framework=one, state=state, note="Mind this.", **fields)
    page = client.get("/frameworks/alpha/").content.decode()
    for state in State:
        assert f'<use href="#state-{state.value}"/></svg>{state.label}' in page
        assert f'<symbol id="state-{state.value}"' in page
