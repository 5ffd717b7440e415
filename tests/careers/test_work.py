"""The pages on careers and roles: queries at two sizes, what is shown, what bad addresses get."""

import pytest
from django.urls import reverse

from careers.models import FindingTopic, RoleTopic
from editorial.models import Status
from tests.factories import (
    ClaimFactory,
    FindingFactory,
    FrameworkFactory,
    GoalFactory,
    JobShareFactory,
    JobTrendFactory,
    LearningPathFactory,
    RoleFactory,
    RoleFitFactory,
    RoleStatementFactory,
    SalaryObservationFactory,
    SkillFactory,
    SourceFactory,
    SuccessStoryFactory,
)

pytestmark = pytest.mark.django_db


def fill(role, frameworks, size):
    """Give a role everything that its page shows, `size` of each."""
    for framework in frameworks:
        RoleFitFactory(role=role, framework=framework, fit=3)
        LearningPathFactory(framework=framework)
    LearningPathFactory(framework=None, role=role)
    role.skills.set(SkillFactory.create_batch(size))
    for _ in range(size):
        for topic in RoleTopic:
            RoleStatementFactory(role=role, topic=topic)
        trend = JobTrendFactory(role=role)
        for framework in frameworks:
            JobShareFactory(trend=trend, framework=framework)
        SalaryObservationFactory(role=role)
        role.claims.add(ClaimFactory())
        story = SuccessStoryFactory()
        story.frameworks.set(frameworks)
        role.stories.add(story)
        RoleFactory()
        GoalFactory()


@pytest.mark.parametrize("size", [1, 6])
def test_the_number_of_queries_does_not_grow_with_the_content(
    client, size, django_assert_num_queries
):
    FindingFactory(slug="more")
    fill(RoleFactory(slug="tester"), FrameworkFactory.create_batch(size), size)
    FindingFactory.create_batch(size)
    for path, queries in [
        ("/careers/", 4),  # goals, their sources, roles, fits
        # roles, skills, fits, statements, their sources, frameworks, job trends, shares, pairs,
        # their sources, salaries, their sources, paths, claims, stories
        ("/careers/roles/tester/", 15),
        ("/careers/findings/more/", 1),
    ]:
        with django_assert_num_queries(queries, info=path):
            response = client.get(path)
        assert response.status_code in (200, 302)


# --- the first page -------------------------------------------------------------------------------


def test_the_main_way_leads_into_the_form(client):
    page = client.get("/careers/").content.decode()
    form = reverse("careers:recommend")
    assert f'<a class="button" href="{form}">Find out what to learn first</a>' in page


def test_a_goal_shows_the_advice_and_what_the_evidence_says_of_it(client):
    GoalFactory(
        slug="research",
        advice="Learn Alpha.",
        support="not-supported",
        finding="Most papers use Beta.",
        answers="role=researcher&priority-jobs=most",
        sources=[SourceFactory(title="A count of papers")],
    )
    page = client.get("/careers/").content.decode()
    for expected in (
        'id="research"',
        "Learn Alpha.",
        "The evidence does not support it",
        "Most papers use Beta.",
        "A count of papers",
        "as of Aug 2026",
        'href="/careers/recommend/?role=researcher&amp;priority-jobs=most"',
    ):
        assert expected in page


def test_without_goals_and_roles_the_page_says_so(client):
    page = client.get("/careers/").content.decode()
    assert "No role has been described yet" in page
    assert "founding article" not in page


def test_roles_are_listed_with_what_they_ask_for_in_words(client):
    alpha, beta = FrameworkFactory(name="Alpha"), FrameworkFactory(name="Beta")
    one = RoleFactory(
        slug="tester",
        name="Tester",
        occupation_code="15-2051.00",
        occupation_title="Data Scientists",
        occupation_fit="close",
    )
    other = RoleFactory(name="Other")
    RoleFitFactory(role=one, framework=alpha, fit=3)
    RoleFitFactory(role=one, framework=beta, fit=0)
    RoleFitFactory(role=other, framework=beta, fit=1)
    page = client.get("/careers/").content.decode()
    row = page[page.index('<tr id="tester"') : page.index("</tr>", page.index('<tr id="tester"'))]
    assert "the usual choice" in row
    assert "hardly ever" in row
    assert "Data Scientists (close fit)" in row
    assert 'href="/careers/roles/tester/"' in row
    # Nobody has judged the other role for Alpha, which is no zero.
    assert page.count("not judged yet") == 1


# --- a role ---------------------------------------------------------------------------------------


def test_a_role_shows_all_that_is_known_of_it(client):
    alpha = FrameworkFactory(name="Alpha", slug="alpha")
    role = RoleFactory(
        slug="tester",
        name="Tester",
        also_called="checker",
        occupation_code="15-2051.00",
        occupation_title="Data Scientists",
        occupation_fit="weak",
        occupation_note="The nearest there is.",
    )
    role.skills.add(SkillFactory(name="Patience"))
    RoleFitFactory(role=role, framework=alpha, fit=2)
    for topic in RoleTopic:
        RoleStatementFactory(role=role, topic=topic, text=f"Known of {topic}.")
    trend = JobTrendFactory(role=role, subject="Adverts for testers", sample=200)
    JobShareFactory(trend=trend, framework=alpha, count=50)
    SalaryObservationFactory(role=role, group="Testers", amount=91_500)
    LearningPathFactory(slug="to-tester", framework=None, role=role)
    LearningPathFactory(slug="to-alpha", framework=alpha)
    page = client.get("/careers/roles/tester/").content.decode()
    for expected in (
        "Also called: checker.",
        "Patience",
        "Data Scientists (15-2051.00 in O*NET). Weak fit.",
        "The nearest there is.",
        "often asked for",
        "Known of frameworks.",
        "Known of entry.",
        "Known of outlook.",
        "Known of founding.",
        "25.0% (50 of 200)",
        "Adverts for AI engineers; US; 2026",
        "USD 91,500",
        "US; May 2025",
        'href="/careers/recommend/?role=tester"',
        'href="/careers/paths/to-tester/"',
        'href="/careers/paths/to-alpha/"',
    ):
        assert expected in page
    assert "A small sample" not in page


def test_a_small_sample_is_called_one(client):
    trend = JobTrendFactory(role=RoleFactory(slug="tester"), sample=24)
    JobShareFactory(trend=trend, count=12)
    page = client.get("/careers/roles/tester/").content.decode()
    assert "A small sample: among 24 adverts" in page


def test_pay_of_too_few_cases_is_held_back(client):
    SalaryObservationFactory(
        role=RoleFactory(slug="tester"),
        amount=123_456,
        low=99_000,
        high=150_500,
        range_kind="ends",
        sample=9,
    )
    page = client.get("/careers/roles/tester/").content.decode()
    assert "Held back" in page
    for figure in ("123,456", "99,000", "150,500"):
        assert figure not in page


def test_a_role_of_which_little_is_known_says_so(client):
    RoleFactory(slug="tester")
    page = client.get("/careers/roles/tester/").content.decode()
    for expected in (
        "Nobody has judged yet",
        "No adverts have been counted",
        "No figure of pay was found",
        "There is no learning path for this role yet",
    ):
        assert expected in page


def test_only_frameworks_that_a_role_asks_for_most_bring_their_path(client):
    role = RoleFactory(slug="tester")
    for fit in (3, 2):
        path = LearningPathFactory(slug=f"fit-{fit}")
        RoleFitFactory(role=role, framework=path.framework, fit=fit)
    page = client.get("/careers/roles/tester/").content.decode()
    assert "/careers/paths/fit-3/" in page
    assert "/careers/paths/fit-2/" not in page


def test_roles_lead_to_the_one_before_and_after(client):
    for name in ("First", "Middle", "Last"):
        RoleFactory(slug=name.lower(), name=name)
    page = client.get("/careers/roles/middle/").content.decode()
    assert 'href="/careers/roles/first/" rel="prev"' in page
    assert 'href="/careers/roles/last/" rel="next"' in page
    assert 'rel="prev"' not in client.get("/careers/roles/first/").content.decode()


def test_drafts_are_nowhere_to_be_seen(client):
    role = RoleFactory(slug="tester")
    hidden = FrameworkFactory(name="Hidden framework", status=Status.DRAFT)
    RoleFitFactory(role=role, framework=hidden, fit=3)
    JobShareFactory(trend=JobTrendFactory(role=role), framework=hidden)
    JobTrendFactory(role=role, subject="A draft", status=Status.DRAFT)
    SalaryObservationFactory(role=role, group="A draft", status=Status.IN_REVIEW)
    LearningPathFactory(framework=None, role=role, why="A draft", status=Status.DRAFT)
    RoleFactory(name="A draft of a role", slug="draft", status=Status.DRAFT)
    GoalFactory(name="A draft of a goal", status=Status.ARCHIVED)
    assert client.get("/careers/roles/draft/").status_code == 404
    for path in ("/careers/", "/careers/roles/tester/"):
        page = client.get(path).content.decode()
        assert "A draft" not in page
        assert "Hidden framework" not in page


# --- addresses ------------------------------------------------------------------------------------


def test_a_finding_leads_to_its_place_on_the_page(client):
    FindingFactory(slug="more", topic=FindingTopic.JOBS)
    FindingFactory(slug="less", topic=FindingTopic.PAY)
    assert client.get("/careers/findings/more/")["Location"] == "/careers/jobs/#more"
    assert client.get("/careers/findings/less/")["Location"] == "/careers/salaries/#less"


@pytest.mark.parametrize(
    ("path", "suggestion", "instead"),
    [
        ("/careers/roles/tesstr/", '<a href="/careers/roles/tester/">', "/careers/#roles"),
        ("/careers/findings/passed-it/", '<a href="/careers/jobs/#passed-by">', "/careers/jobs/"),
    ],
)
def test_a_mistyped_address_suggests_the_nearest(client, path, suggestion, instead):
    RoleFactory(slug="tester", name="Tester")
    FindingFactory(slug="passed-by", heading="It was passed")
    response = client.get(path)
    assert response.status_code == 404
    assert suggestion in response.content.decode()
    assert f'href="{instead}"' in response.content.decode()


@pytest.mark.parametrize("path", ["/careers/roles/zzz/", "/careers/findings/zzz/"])
def test_an_address_like_nothing_here_gets_a_way_on(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert "Did you mean" not in response.content.decode()


def test_capitals_redirect_for_good(client):
    RoleFactory(slug="tester")
    response = client.get("/careers/roles/Tester/")
    assert (response.status_code, response["Location"]) == (301, "/careers/roles/tester/")


def test_an_unpublished_finding_is_not_found(client):
    FindingFactory(slug="more", status=Status.DRAFT)
    assert client.get("/careers/findings/more/").status_code == 404


def test_the_sitemap_lists_what_is_published_and_no_answers(client):
    RoleFactory(slug="tester")
    RoleFactory(slug="draft-role", status=Status.DRAFT)
    LearningPathFactory(slug="to-alpha")
    LearningPathFactory(slug="draft-path", status=Status.DRAFT)
    text = client.get("/sitemap.xml").content.decode()
    for path in (
        "/careers/",
        "/careers/recommend/",
        "/careers/jobs/",
        "/careers/salaries/",
        "/careers/paths/",
        "/careers/readers/",
        "/method/",
        "/careers/roles/tester/",
        "/careers/paths/to-alpha/",
    ):
        assert f"<loc>http://testserver{path}</loc>" in text
    assert "draft-" not in text
    assert "/?" not in text
