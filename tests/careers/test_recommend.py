"""The form and its answer, as readers meet them."""

import re

import pytest
from django.http import QueryDict
from django.urls import reverse

from careers.guide.advice import Advice
from careers.guide.forms import goal_form
from careers.guide.releases import current, dataset_of, refresh
from careers.models import Release
from comparisons.models import Standing
from editorial.models import Status
from tests.factories import (
    FeatureFactory,
    FeatureValueFactory,
    MustHaveFactory,
    OptionFactory,
    RoleFactory,
    SourceFactory,
    SuccessStoryFactory,
)

pytestmark = pytest.mark.django_db

URL = "/careers/recommend/"


def words(response):
    """Return what a page says, without its markup."""
    text = re.sub(r"<(script|style|title).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    text = re.sub(r"<[^>]+>", " ", text)
    return " ".join(text.replace("&quot;", '"').replace("&#x27;", "'").split())


def ask(client, query, **options):
    return client.get(f"{URL}?{query}", follow=True, **options)


# --- the form -------------------------------------------------------------------------------------


def test_a_first_visit_asks_the_first_question_alone(client, guide):
    response = client.get(URL)
    text = words(response)
    assert "Question 1 of 7" in text
    assert "Which work do you want?" in text
    assert "What about ease?" not in text
    assert "The answer" not in text
    assert "X-Robots-Tag" not in response


def test_all_questions_stand_on_one_page_with_the_same_fields(client, guide):
    response = client.get(f"{URL}?ask=all")
    html = response.content.decode()
    names = set(re.findall(r'<(?:input|select)[^>]* name="([^"]+)"', html)) - {"ask", "q"}
    assert names == set(goal_form(QueryDict()).fields)
    assert len(goal_form(QueryDict()).questions) == 7


def test_there_is_an_answer_after_the_first_question(client, guide):
    response = ask(client, "role=engineer&ask=field")
    text = words(response)
    assert "Question 2 of 7" in text
    assert "Learn Alpha." in text


def test_answers_to_other_questions_go_along(client, guide):
    html = ask(client, "role=engineer&experience=beginner&ask=field").content.decode()
    assert '<input type="hidden" name="role" value="engineer">' in html
    assert '<input type="hidden" name="experience" value="beginner">' in html


def test_skipping_takes_back_what_was_said_to_the_question(client, guide):
    html = ask(client, "role=engineer&field=research&ask=field").content.decode()
    skip = re.search(r'href="([^"]+)">Skip, not sure', html)[1].replace("&amp;", "&")
    assert "field=research" not in skip
    assert "role=engineer" in skip
    assert "ask=runs" in skip


def test_a_form_without_script_ends_at_a_short_address(client, guide):
    sent = "role=engineer&first=&experience=&hours=&weeks=&second=&ask=role&ask=none"
    response = client.get(f"{URL}?{sent}")
    assert response.status_code == 302
    release = current()
    assert response["Location"] == f"{URL}?role=engineer&data={release.name}&method=1"


def test_htmx_gets_the_answer_alone_and_the_address_follows(client, guide):
    response = client.get(f"{URL}?role=engineer&first=&ask=all", headers={"HX-Request": "true"})
    html = response.content.decode()
    assert "Learn Alpha." in html
    assert "<form" not in html
    assert response["HX-Push-Url"] == f"{URL}?role=engineer&data={current().name}&method=1&ask=all"
    assert "HX-Request" in response["Vary"]


# --- the answer -----------------------------------------------------------------------------------


def test_the_answer_has_its_parts_in_their_order(client, guide):
    text = words(ask(client, "role=engineer&experience=beginner&hours=6&priority-ease=most"))
    parts = [
        "What you told us",
        "The answer",
        "All of them, ranked",
        "Why ",
        "Where ",
        "What would change the answer",
        "What we do not know",
        "The work, the demand and the pay",
        "What to learn, in this order",
        "A cheap test first",
        "Keep it, share it, start again",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_results_are_no_pages_for_search_engines_and_can_be_cached(client, guide):
    response = ask(client, "role=engineer")
    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert "public" in response["Cache-Control"]
    assert not response.cookies


def test_the_same_answers_give_the_same_page(client, guide):
    assert ask(client, "role=engineer").content == ask(client, "role=engineer").content


def advice_on(query):
    form, release = goal_form(QueryDict(query)), refresh()
    return Advice(form, release, form.answers.goal(dataset_of(release)))


@pytest.mark.parametrize(
    "query", ["role=engineer", "role=engineer&experience=beginner&priority-ease=most&knows=cpp"]
)
def test_what_is_shown_adds_up(guide, query):
    advice = advice_on(query)
    reasons = [reason for group in advice.why for reason in group.reasons]

    def tenths(text):
        return int(text.replace("−", "-").replace("+", "").replace(".", ""))

    first, second = advice.ranks[:2]
    assert sum(tenths(reason.mine) for reason in reasons) == tenths(first.points)
    assert sum(tenths(reason.theirs) for reason in reasons) == tenths(second.points)
    assert sum(reason.difference for reason in reasons) == tenths(advice.gap)
    assert len(advice.dots) == 100


def test_every_reason_leads_to_its_evidence(client, guide):
    html = ask(client, "role=engineer&field=research").content.decode()
    assert reverse("comparisons:value", args=["alpha", "field-research"]) in html
    assert guide.trend.get_absolute_url() in html
    assert "(90 of 200)" in html
    assert "as of" in html


def test_a_suggested_change_is_a_link_that_applies_it(client, guide):
    advice = advice_on("role=engineer&experience=beginner")
    change = next(change for change in advice.changes if "Beta" in change.text)
    assert (
        f"?{change.query}".replace("&", "&amp;")
        in ask(client, "role=engineer&experience=beginner").content.decode()
    )
    assert advice_on(change.query).pick == guide.beta


def test_what_trains_nothing_is_named_and_never_learned_first(client, guide):
    text = words(ask(client, "role=engineer"))
    assert "Runtime is compared, and never learned first" in text


def test_what_lacks_a_must_have_is_left_out_and_said(client, guide):
    text = words(ask(client, "role=engineer&must=phones"))
    assert "Only Alpha meets your must-haves." in text
    assert "Beta is left out: it does not meet “Runs on phones”." in text
    assert "is met in part, or by way of export: Through ONNX." in text


def test_must_haves_that_need_two_get_a_pair(client, guide):
    text = words(ask(client, "role=engineer&must=phones&must=windows"))
    assert "You need two: Alpha and Beta." in text


def test_impossible_must_haves_get_an_answer_without_the_worst(client, guide):
    text = words(ask(client, "role=engineer&must=moon"))
    assert "This is the answer without: Runs on moon." in text
    assert "Learn Alpha." in text


def story(*used, left=(), **fields):
    found = SuccessStoryFactory(**fields)
    found.frameworks.set(used)
    found.moved_from.set(left)
    return found


def told(advice):
    return [item.story.slug for item in advice.stories]


def test_stories_of_the_pick_come_with_who_left_it(client, guide):
    """Leavers are never crowded out, and do not crowd out who stayed."""
    for n in range(4):
        story(guide.alpha, slug=f"used-{n}", happened_on=f"202{n}")
    story(guide.beta, slug="other")
    story(guide.alpha, slug="draft", status=Status.DRAFT, happened_on="2026")
    # The pick is Alpha alone: nobody left it yet.
    query = "role=engineer&second=no"
    assert told(advice_on(query)) == ["used-3", "used-2", "used-1", "used-0"]
    assert "No story of leaving it was found" in words(ask(client, query))

    over = {"standing": Standing.HISTORICAL, "happened_on": "2001"}
    source = SourceFactory(title="Why we left")
    story(guide.beta, left=[guide.alpha], slug="left", **over, sources=[source])
    assert told(advice_on(query)) == ["used-3", "used-2", "used-1", "left"]
    response = ask(client, query)
    assert '<a href="/stories/left/">' in response.content.decode()
    text = words(response)
    assert "Left Alpha for Beta" in text
    assert "Why we left" in text
    assert "No story of leaving it was found" not in text

    for n in range(3):
        story(left=[guide.alpha], slug=f"gone-{n}", happened_on=f"201{n}")
    assert told(advice_on(query)) == ["used-3", "used-2", "gone-2", "gone-1"]


# --- too little, too much, too odd ----------------------------------------------------------------


def test_who_skips_everything_is_told_that_we_know_too_little(client, guide):
    text = words(ask(client, "hours=6&second=no&ask=none"))
    assert "We know too little about you" in text
    assert "Which work do you want?" in text


def test_everything_not_relevant_is_too_little(client, guide):
    boxes = "&".join(f"priority-{c}=not" for c in ("models", "jobs"))
    assert "We know too little about you" in words(ask(client, boxes))


def test_unknown_answers_are_ignored_and_said_so(client, guide):
    response = ask(client, "role=engineer&role=wizard&experience=guru&colour=red&hours=1000")
    text = words(response)
    assert response.status_code == 200
    for odd in ("“wizard”", "“guru”", "“colour”", "“1000”"):
        assert odd in text
    assert "Learn Alpha." in text


@pytest.mark.parametrize(
    "query",
    [
        "role=%00&field=%ff",
        "ask=nothing&ask=",
        "priority-jobs=most&priority-jobs=not",
        "first=engineer",
        "experience=beginner&experience=practitioner",
        "hours=-1&weeks=NaN",
        "role=" + "x" * 3000,
        "data=../../etc/passwd&role=engineer&method=0",
    ],
)
def test_a_tampered_address_is_never_an_error(client, guide, query):
    assert ask(client, query).status_code == 200


def test_one_level_of_experience_counts_even_if_an_address_names_two(client, guide):
    advice = advice_on("experience=beginner&experience=practitioner")
    assert len(advice.answers.chosen["ease"]) == 1


def test_without_content_the_page_says_so(client):
    text = words(ask(client, "hours=6"))
    assert "We know too little about you" in text or "There is no recommendation" in text
    assert client.get(URL).status_code == 200


# --- an older link --------------------------------------------------------------------------------


def make_beta_better(guide):
    for value in guide.values.values():
        value.low = value.rating = value.high = 1 if value.framework == guide.alpha else 5
        value.save()
    return refresh()


def test_an_older_link_says_what_has_changed_since(client, guide):
    old = guide.release()
    make_beta_better(guide)
    link = f"role=engineer&field=research&data={old.name}&method=1"
    text = words(ask(client, link))
    assert f"(data {old.name})" in text
    assert "Then Alpha came first with a match of" in text
    assert "Now Beta does" in text
    assert "Use of field: " in text
    assert "Learn Beta." in text


def test_a_link_keeps_the_release_that_it_was_made_with(client, guide):
    old = guide.release()
    make_beta_better(guide)
    response = client.get(f"{URL}?role=engineer&data={old.name}&method=1")
    assert response.status_code == 200
    assert f"data={current().name}" in response.content.decode()  # today's address is offered


def test_a_link_of_today_says_nothing_of_changes(client, guide):
    text = words(ask(client, f"role=engineer&data={guide.release().name}&method=1"))
    assert "This link is from" not in text


def test_a_release_that_never_was_is_ignored_and_said_so(client, guide):
    text = words(ask(client, "role=engineer&data=1999-01-01&method=1"))
    assert "there is no data release “1999-01-01”" in text
    assert "Learn Alpha." in text


def test_an_older_method_is_said(client, guide):
    text = words(ask(client, f"role=engineer&data={guide.release().name}&method=0"))
    assert "This link was made with method 0" in text


def test_an_answer_that_did_not_exist_then_is_no_error(client, guide):
    old = guide.release()
    RoleFactory(slug="newcomer", name="Newcomer")
    refresh()
    text = words(ask(client, f"role=newcomer&data={old.name}&method=1"))
    assert "With the data of then these answers gave no ranking." in text


# --- cost -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 8])
def test_the_answer_costs_the_same_number_of_queries(
    client, guide, count, django_assert_num_queries
):
    for n in range(count):
        feature = FeatureFactory()
        OptionFactory(criterion=guide.jobs.__class__.objects.get(slug="field"), features=[feature])
        for framework in (guide.alpha, guide.beta):
            FeatureValueFactory(framework=framework, feature=feature, low=2, rating=3, high=4)
        MustHaveFactory(feature=feature)
        RoleFactory(slug=f"role-{n}")
        SuccessStoryFactory().frameworks.add(guide.alpha)
        SuccessStoryFactory().moved_from.add(guide.alpha)
    guide.release()
    roles = "&".join(f"role=role-{n}" for n in range(count))
    query = f"role=engineer&{roles}&field=research&hours=6"
    response = ask(client, query)  # the data of the release are read once for each process
    address = response.redirect_chain[-1][0]
    # Form: criteria, options, roles, must-haves. Release. Frameworks. Values; observations with
    # shares, pairs. Pay. Paths with entries, resources, their frameworks. Stories, their sources.
    with django_assert_num_queries(18):
        client.get(address)


def test_a_release_is_read_without_its_data(client, guide, django_assert_num_queries):
    guide.release()
    with django_assert_num_queries(6):  # criteria, options, roles, must-haves; due, release
        client.get(URL)
    assert Release.objects.count() == 1
