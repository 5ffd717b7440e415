"""The ledger of success stories, and the stories on the pages that they concern."""

import pytest

from comparisons.ledgers.stories import SHOWN, SHOWN_OF_FRAMEWORK, stories_beside
from comparisons.models import ClaimTopic, Domain, Framework, Industry, Standing, Verdict
from editorial.models import Change, Origin, Status
from tests.factories import (
    ClaimFactory,
    FeatureFactory,
    FrameworkFactory,
    RoleFactory,
    SourceFactory,
    SuccessStoryFactory,
    ToolFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def alpha():
    return FrameworkFactory(slug="alpha", name="Alpha", mark="Al")


@pytest.fixture
def beta():
    return FrameworkFactory(slug="beta", name="Beta", mark="Be")


def story(*used, left=(), **fields):
    found = SuccessStoryFactory(**fields)
    found.frameworks.set(used)
    found.moved_from.set(left)
    return found


def page_of(client, path, **headers):
    response = client.get(path, headers=headers)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def part_of(page, start, end="</section>"):
    return page[page.index(start) : page.index(end, page.index(start))]


# --- what it costs --------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 6])
def test_the_number_of_queries_does_not_grow_with_the_content(
    client, size, django_assert_num_queries
):
    one, first = story(slug="one"), FrameworkFactory()
    for _ in range(size):
        new = FrameworkFactory()
        sources = SourceFactory.create_batch(size)
        for found in (one, story(new, left=[first], sources=sources)):
            found.frameworks.add(new)
            found.moved_from.add(first)
            found.tools.add(ToolFactory())
            found.claims.add(ClaimFactory(topic=ClaimTopic.STORIES))
            RoleFactory().stories.add(found)
    for path, queries in [
        # frameworks; standings, counts, uses, moves; stories: count, keys, rows, frameworks used
        # and left, tools, sources; claims with their stories
        ("/stories/", 14),
        ("/stories/?framework=framework-0", 12),
        # the story, its frameworks used and left, tools, sources; claims, roles, history
        ("/stories/one/", 8),
        ("/stories/ome/", 2),  # the story, all slugs and names
    ]:
        with django_assert_num_queries(queries, info=path):
            client.get(path)


# --- the list -------------------------------------------------------------------------------------


def test_the_balance_is_counted_in_words_and_bars(client, alpha, beta):
    gamma = FrameworkFactory(slug="gamma", name="Gamma")
    draft = FrameworkFactory(name="Hidden", status=Status.DRAFT)
    story(alpha, standing=Standing.SUPERSEDED)
    story(alpha, beta)
    story(alpha, left=[beta], organisation="Mover", standing=Standing.HISTORICAL)
    story(alpha, left=[beta, gamma], organisation="Mover")
    story(gamma, left=[draft])
    story(other="Its own library")
    story(draft, left=[alpha], status=Status.DRAFT)
    page = page_of(client, "/stories/?standing=historical")
    balance = part_of(page, 'id="balance"')
    for expected in (
        "Of 6 stories, 4 are still true, 1 is historical and 1 is superseded.",
        "4 use Alpha, 1 Beta and 1 Gamma; a story may count for several.",
        "1 uses none of the frameworks compared here.",
        "1 organisation moved from one framework to another: "
        "1 from Beta to Alpha and 1 from Gamma to Alpha.",
        "No story of leaving Alpha was found, which does not mean that nobody did.",
        "say nothing about how often work with a framework succeeds or fails",
        'href="/stories/?standing=current#ledger"',
        'href="/stories/?framework=beta#ledger"',
        '<rect width="66.7" height="8"/>',
    ):
        assert expected in balance
    assert "Hidden" not in page


def test_a_story_is_listed_with_what_became_of_it(client, alpha, beta):
    gamma = FrameworkFactory(name="Gamma")
    found = story(
        alpha,
        left=[beta, gamma],
        slug="mover",
        organisation="A mover",
        built="A ranking of posts",
        outcome="It is fast.",
        happened_on="2023-03",
        industry=Industry.MEDIA,
        domain=Domain.RECOMMENDATION,
        other="Its own library",
    )
    found.tools.add(ToolFactory(slug="server", name="A server"))
    found.tools.add(ToolFactory(name="A draft", status=Status.DRAFT))
    story(organisation="Another", happened_on="")
    listed = part_of(page_of(client, "/stories/"), '<li id="mover">', "</li>")
    for expected in (
        '<a href="/stories/mover/">A mover: A ranking of posts</a>',
        '<use href="#state-yes"/></svg>Still true',
        "Media and games. Recommendation and ranking. Mar 2023.",
        "It is fast.",
        '<span class="mark" aria-hidden="true">Al</span> Alpha',
        "Left Beta and Gamma for Alpha",
        'Its own library, <a href="/tools/#server">A server</a>',
        "1 source, checked 22 Nov 2026, as of Aug 2026",
    ):
        assert expected in listed
    assert "A draft" not in listed
    page = page_of(client, "/stories/")
    assert page.index("A mover:") < page.index("Another:")
    assert "Undated." in page


def test_filters_find_what_was_used_or_left_and_ignore_the_unknown(client, alpha, beta):
    story(alpha, slug="used", industry=Industry.HEALTH, domain=Domain.VISION)
    story(beta, left=[alpha], slug="left", standing=Standing.HISTORICAL)
    story(beta, slug="other")
    story(alpha, slug="draft", status=Status.DRAFT)

    def listed(query):
        page = page_of(client, f"/stories/?{query}")
        return {slug for slug in ("used", "left", "other", "draft") if f'<li id="{slug}"' in page}

    assert listed("framework=alpha") == {"used", "left"}
    assert listed("framework=alpha&standing=historical") == {"left"}
    assert listed("industry=health") == listed("domain=vision") == {"used"}
    assert listed("industry=nothing") == {"used", "left", "other"}
    # Who left one of these for the other is found for both, and listed once.
    both = page_of(client, "/stories/?framework=alpha&framework=beta&industry=odd")
    assert both.count('<li id="left"') == 1
    assert "3 stories" in both
    assert "Industry “odd”" in both
    assert "No story fits all filters." in page_of(client, "/stories/?standing=superseded")


def test_htmx_gets_the_list_and_long_lists_have_pages(client):
    for n in range(21):
        story(organisation=f"Maker {n:02}")
    first = page_of(client, "/stories/", **{"HX-Request": "true"})
    assert "<header" not in first
    assert 'id="balance"' not in first
    assert "<title>Success stories | Learning Rate</title>" in first
    assert '<p hx-swap-oob="innerHTML:#announcement">21 stories</p>' in first
    assert "Maker 19" in first
    assert "Maker 20" not in first
    assert "Maker 20" in page_of(client, "/stories/?page=2")
    assert "Success stories: Finance and insurance | " in page_of(
        client, "/stories/?industry=finance"
    )


def test_the_stories_of_the_article_stand_below_each_claim_on_the_first_page_only(client):
    claim = ClaimFactory(
        slug="wrong-one",
        statement="They began with Alpha.",
        topic=ClaimTopic.STORIES,
        verdict=Verdict.WRONG,
        true_now="They began with Beta.",
    )
    story(slug="told", organisation="They").claims.add(claim)
    story(status=Status.DRAFT, organisation="A draft").claims.add(claim)
    ClaimFactory(statement="Nothing is told of it.", topic=ClaimTopic.STORIES)
    drafted = ClaimFactory(statement="Only a draft tells of it.", topic=ClaimTopic.STORIES)
    story(status=Status.DRAFT).claims.add(drafted)
    story().claims.add(ClaimFactory(statement="It is about deployment."))
    page = page_of(client, "/stories/")
    article = part_of(page, 'id="claimed"')
    for expected in (
        '<use href="#state-no"/></svg>Wrong',
        '<a href="/claims/wrong-one/">They began with Alpha.</a>',
        "They began with Beta.",
        '<a href="/stories/told/">They: A model</a>',
    ):
        assert expected in article
    for absent in ("A draft", "Nothing is told", "Only a draft", "about deployment"):
        assert absent not in article
    for query in ("?standing=current", "?page=2&industry=science"):
        assert 'id="claimed"' not in page_of(client, f"/stories/{query}")


def test_without_stories_the_page_says_so(client):
    page = page_of(client, "/stories/")
    assert "No story has been published yet." in page
    assert 'id="balance"' not in page


# --- one story ------------------------------------------------------------------------------------


def test_a_story_has_its_page_with_all_that_is_known(client, alpha, beta, on_day):
    source = SourceFactory(title="Their own post", quote="We moved.")
    found = story(
        alpha,
        left=[beta],
        slug="mover",
        organisation="A mover",
        figures="twice as fast",
        other="Its own library",
        note="The post is undated.",
        standing=Standing.SUPERSEDED,
        standing_reason="A newer one runs in its place.",
        industry=Industry.FINANCE,
        sources=[source],
    )
    found.tools.add(ToolFactory(slug="server", name="A server"))
    claim = ClaimFactory(statement="They use Alpha.", verdict=Verdict.OUTDATED)
    found.claims.add(claim, ClaimFactory(statement="A draft.", status=Status.DRAFT))
    RoleFactory(slug="tester", name="Tester").stories.add(found)
    RoleFactory(name="A draft of a role", status=Status.DRAFT).stories.add(found)
    Change.objects.create(
        kind="story",
        key="mover",
        title="A mover",
        origin=Origin.EDITOR,
        reason="It was replaced",
        fields={"standing": ["current", "superseded"]},
    )
    page = page_of(client, "/stories/mover/")
    for expected in (
        "A mover: A model",
        '<use href="#state-removed"/></svg>Superseded',
        "A newer one runs in its place.",
        "Twice as fast",
        "Left Beta for Alpha",
        '<a href="/tools/#server">A server</a>',
        "Its own library",
        "The post is undated.",
        "Finance and insurance",
        "Speaks of Aug 2026. Checked on 22 Nov 2026",
        "Their own post",
        "We moved.",
        '<use href="#state-outdated"/></svg>Outdated',
        "They use Alpha.",
        '<a href="/careers/roles/tester/">Tester</a>',
        "It was replaced",
        "<del>Still true</del> → <ins>Superseded</ins>",
    ):
        assert expected in page
    assert "A draft" not in page


def test_unknown_stories_suggest_the_nearest_and_capitals_redirect(client):
    story(slug="mover")
    story(slug="draft", status=Status.DRAFT)
    assert client.get("/stories/Mover/")["Location"] == "/stories/mover/"
    response = client.get("/stories/moover/")
    assert response.status_code == 404
    assert '<a href="/stories/mover/">' in response.content.decode()
    assert client.get("/stories/draft/").status_code == 404
    assert "http://testserver/stories/mover/" in client.get("/sitemap.xml").content.decode()


# --- on other pages -------------------------------------------------------------------------------


def test_a_framework_shows_who_uses_it_and_who_left_it(client, alpha, beta):
    for n in range(SHOWN_OF_FRAMEWORK + 1):
        story(alpha, slug=f"used-{n}", happened_on=f"20{10 + n}")
    story(alpha, slug="over", standing=Standing.HISTORICAL, happened_on="2026")
    story(beta, left=[alpha], slug="left", organisation="A leaver")
    story(beta, slug="other")
    story(alpha, status=Status.DRAFT, slug="draft")
    page = page_of(client, "/frameworks/alpha/")
    used = part_of(page, "Built with Alpha</h3>", "</div>")
    # What is still true comes first, and of that the newest; there is room for no more.
    shown = [f"/stories/used-{n}/" for n in range(SHOWN_OF_FRAMEWORK, 0, -1)]
    places = [used.index(path) for path in shown]
    assert places == sorted(places)
    for absent in ("used-0", "over", "left", "other", "draft"):
        assert f"/stories/{absent}/" not in used
    left = part_of(page, "Left Alpha for another</h3>", "</div>")
    assert '<a href="/stories/left/">A leaver: A model</a>' in left
    assert "Left Alpha for Beta" in left
    assert '<a href="/stories/?framework=alpha#ledger">All stories of Alpha</a>' in page
    assert "No story was found" in part_of(
        page_of(client, "/frameworks/beta/"), "Left Beta for another</h3>", "</div>"
    )
    FrameworkFactory(slug="gamma")
    assert 'id="stories"' not in page_of(client, "/frameworks/gamma/")


def test_a_comparison_shows_as_many_stories_of_each_side(client, alpha, beta):
    FeatureFactory()
    for n in range(4):
        story(alpha, slug=f"alpha-{n}", happened_on="2025")
    moved = story(beta, left=[alpha], slug="moved", standing=Standing.HISTORICAL)
    story(beta, slug="beta-1")
    last = story(beta, slug="beta-2", standing=Standing.SUPERSEDED)
    page = part_of(page_of(client, "/compare/alpha-vs-beta/"), '<h2 id="stories">')
    shown = [f'<a href="/stories/{slug}/">' for slug in ("alpha-0", "alpha-1", "moved", "beta-1")]
    places = [page.index(link) for link in shown]
    assert places == sorted(places)
    assert page.count("<li>") == SHOWN
    assert '<a href="/stories/?framework=beta#ledger">All stories of Beta</a>' in page
    assert "Left Alpha for Beta" in page

    def told(*compared):
        found = stories_beside(compared, list(Framework.objects.published()))
        return [item.story.slug for item in found]

    # The other side has fewer, and nothing is put in their place.
    moved.delete()
    gamma = FrameworkFactory(slug="gamma")
    story(beta, gamma, slug="both", happened_on="2026")
    assert told(alpha, gamma) == ["alpha-0", "alpha-1", "both"]
    # What tells of one of them alone comes before what tells of both, and each is shown once.
    assert told(beta, gamma) == ["beta-1", "beta-2", "both"]
    last.delete()
    assert told(beta, gamma) == ["beta-1", "both"]
    assert told(alpha, beta, gamma) == ["alpha-0", "beta-1", "both"]


def test_a_role_shows_its_stories(client, alpha):
    role = RoleFactory(slug="tester")
    role.stories.add(
        story(slug="over", standing=Standing.HISTORICAL, happened_on="2026"),
        story(alpha, slug="now", organisation="A maker"),
        story(slug="draft", status=Status.DRAFT),
    )
    story(alpha, slug="other")
    page = page_of(client, "/careers/roles/tester/")
    told = part_of(page, 'id="stories"')
    assert told.index("/stories/now/") < told.index("/stories/over/")
    assert '<symbol id="state-yes"' in page
    for absent in ("draft", "other"):
        assert f"/stories/{absent}/" not in told
