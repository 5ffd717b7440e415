"""The ledger of claims, and the claims on the pages that they concern."""

import pytest

from comparisons.ledgers.claims import SHOWN, claims_about
from comparisons.models import ClaimKind, Verdict
from editorial.models import Change, Origin, Status
from tests.factories import (
    ClaimFactory,
    FeatureFactory,
    FrameworkFactory,
    PredictionFactory,
    RoleFactory,
    SourceFactory,
    SuccessStoryFactory,
    ToolFactory,
)

pytestmark = pytest.mark.django_db


def claim(*frameworks, **fields):
    found = ClaimFactory(**fields)
    found.frameworks.set(frameworks)
    return found


def left_out(**fields):
    return ClaimFactory(kind=ClaimKind.OMISSION, verdict="", **fields)


def page_of(client, path, **headers):
    response = client.get(path, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


# --- what it costs --------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 6])
def test_the_number_of_queries_does_not_grow_with_the_content(
    client, size, django_assert_num_queries
):
    one = claim(slug="one")
    for _ in range(size):
        found = claim(FrameworkFactory(), sources=SourceFactory.create_batch(size))
        found.tools.add(ToolFactory())
        one.frameworks.set(found.frameworks.all())
        one.repeats.add(found)
        PredictionFactory().claims.add(one)
        SuccessStoryFactory().claims.add(one)
        left_out()
    for path, queries in [
        # frameworks, verdicts, claims: count, keys, rows, frameworks, tools, sources; left out
        ("/claims/", 9),
        # the claim, its frameworks, tools, sources; the same elsewhere, predictions, stories,
        # history
        ("/claims/one/", 8),
        ("/claims/ome/", 2),  # the claim, all slugs and names
    ]:
        with django_assert_num_queries(queries, info=path):
            client.get(path)


# --- the list -------------------------------------------------------------------------------------


def test_claims_are_counted_in_words_and_each_verdict_leads_to_its_claims(client):
    for verdict, count in ((Verdict.HOLDS, 1), (Verdict.PARTLY, 2), (Verdict.WRONG, 1)):
        for _ in range(count):
            claim(verdict=verdict)
    left_out(statement="JAX is missing.", explanation="It is the third.")
    page = page_of(client, "/claims/?topic=deployment")
    assert "Of 4 claims checked, 1 holds, 2 hold in part and 1 is wrong." in page
    assert 'href="/claims/?topic=deployment&amp;verdict=partly"' in page
    assert '<rect width="50.0" height="8"/>' in page
    # What there is none of leads nowhere.
    assert "verdict=outdated" not in page
    # What was left out is listed apart, and is no claim.
    assert "4 claims" in page
    section = page[page.index('<h2 id="left-out"') :]
    assert "JAX is missing." in section
    assert "It is the third." in section
    assert "JAX is missing." not in page[: page.index('<h2 id="left-out"')]


def test_a_claim_in_the_list_says_what_where_and_what_is_so(client):
    found = claim(
        FrameworkFactory(name="Alpha", slug="alpha"),
        slug="alpha-is-first",
        statement="Alpha is first.",
        verdict=Verdict.OUTDATED,
        made_in=SourceFactory(title="An article", slug="an-article"),
        place="Section 9",
        true_now="Beta is first.",
    )
    found.tools.add(ToolFactory(name="Server", slug="server"))
    page = page_of(client, "/claims/")
    for expected in (
        '<a href="/claims/alpha-is-first/">Alpha is first.</a>',
        '<use href="#state-outdated"/></svg>Outdated',
        '<a href="/sources/an-article/">An article</a>, Section 9',
        "Beta is first.",
        '<a href="/frameworks/alpha/">Alpha</a>, <a href="/tools/#server">Server</a>',
        "1 source, checked 22 Nov 2026,",
    ):
        assert expected in page


def test_filters_narrow_the_list_and_the_counts(client):
    alpha, beta = FrameworkFactory(slug="alpha", name="Alpha"), FrameworkFactory(slug="beta")
    claim(alpha, beta, statement="About both.", verdict=Verdict.WRONG, topic="pay")
    claim(alpha, statement="About one.", kind=ClaimKind.STATISTIC)
    claim(beta, statement="About the other.")
    left_out(statement="Missing.")

    def shown(query):
        page = page_of(client, f"/claims/?{query}")
        every = ("About both.", "About one.", "About the other.", "Missing.")
        return [statement for statement in every if f">{statement}</a>" in page]

    assert shown("framework=alpha") == ["About both.", "About one."]
    assert shown("verdict=wrong") == ["About both."]
    assert shown("topic=pay&framework=beta") == ["About both."]
    assert shown("kind=statistic") == ["About one."]
    assert shown("kind=omission") == ["Missing."]
    assert shown("kind=omission&verdict=wrong") == []
    # The counts say how all verdicts are spread among what fits the other filters.
    page = page_of(client, "/claims/?framework=alpha&verdict=wrong")
    assert "Of 2 claims checked, 1 holds in part and 1 is wrong." in page
    assert "The verdicts: Alpha</h2>" in page
    assert '<p class="meta">1 claim, ' in page


def test_unknown_filters_are_ignored_and_said_so_and_unpublished_frameworks_are_unknown(client):
    hidden = FrameworkFactory(slug="hidden", status=Status.DRAFT)
    claim(hidden, statement="Shown all the same.")
    page = page_of(client, "/claims/?verdict=sure&framework=hidden")
    assert "Verdict “sure”, Framework “hidden”" in page
    assert "Shown all the same." in page
    assert hidden.name not in page


def test_htmx_gets_the_list_with_its_title_and_count(client):
    claim(verdict=Verdict.WRONG)
    part = page_of(client, "/claims/?verdict=wrong", **{"HX-Request": "true"})
    assert "<title>Claims, checked: Wrong | Learning Rate</title>" in part
    assert 'hx-swap-oob="innerHTML:#announcement">1 claim</p>' in part
    assert "<header" not in part


def test_a_long_list_has_pages_and_what_was_left_out_is_on_the_first(client):
    for _ in range(41):
        claim()
    left_out(statement="Missing.")
    first = page_of(client, "/claims/?kind=odd&verdict=partly")
    assert 'href="?kind=odd&amp;verdict=partly&amp;page=2"' in first
    assert "Missing." not in first  # it has no verdict
    assert "Missing." in page_of(client, "/claims/")
    second = page_of(client, "/claims/?page=2")
    assert second.count("<h3>") == 1
    assert "Missing." not in second


def test_an_empty_ledger_says_so(client):
    assert "No claim has been published yet." in page_of(client, "/claims/")
    claim()
    assert "No claim fits all filters." in page_of(client, "/claims/?verdict=holds")


# --- a claim --------------------------------------------------------------------------------------


def test_a_claim_has_its_page_with_all_that_is_known(client, on_day):
    found = claim(
        FrameworkFactory(name="Alpha"),
        slug="alpha-is-first",
        statement="Alpha is first.",
        verdict=Verdict.WRONG,
        made_in=SourceFactory(title="An article", url="https://example.org/article"),
        explanation="It never was.",
        sources=[SourceFactory(title="A count", quote="Beta leads.", caveat="Of one year.")],
    )
    found.repeats.add(claim(slug="chart", statement="Alpha leads the chart."))
    claim(slug="late", statement="Alpha is still first.").repeats.add(found)
    PredictionFactory(statement="Alpha stays first.", slug="stays").claims.add(found)
    SuccessStoryFactory(organisation="Somebody", built="A model", slug="some").claims.add(found)
    Change.objects.create(
        kind="claim",
        key="alpha-is-first",
        title="Alpha is first.",
        origin=Origin.EDITOR,
        reason="A newer count",
        fields={"verdict": ["partly", "wrong"]},
    )
    page = page_of(client, "/claims/alpha-is-first/")
    for expected in (
        "<title>Claim: Alpha is first. | Learning Rate</title>",
        '<use href="#state-no"/></svg>Wrong',
        "It never was.",
        "What is so now.",
        'href="https://example.org/article"',
        "An article</a>, Section 4",
        "Speaks of Aug 2026. Checked on 22 Nov 2026; such a check is good for six months.",
        "A count",
        "Beta leads.",
        "Of one year.",
        '<a href="/claims/chart/">Alpha leads the chart.</a>',
        '<a href="/claims/late/">Alpha is still first.</a>',
        '<a href="/predictions/stays/">Alpha stays first.</a>',
        '<a href="/stories/some/">Somebody: A model</a>',
        "A newer count",
        "<del>Partly holds</del> → <ins>Wrong</ins>",
    ):
        assert expected in page


def test_what_was_left_out_has_a_page_without_a_verdict(client):
    left_out(slug="jax-missing")
    page = page_of(client, "/claims/jax-missing/")
    assert "Left out" in page
    assert "Where it was left out" in page
    assert "verdict" not in page


def test_opinions_and_what_nobody_supports_say_why_they_have_no_source(client):
    claim(slug="taste", verdict=Verdict.OPINION, sources=[], true_now="")
    claim(slug="rumour", verdict=Verdict.UNSUPPORTED, sources=[])
    page = page_of(client, "/claims/taste/")
    assert "no source can settle it" in page
    assert "Not known." in page
    assert "No source found yet." in page_of(client, "/claims/rumour/")


def test_a_mistyped_claim_suggests_the_nearest_and_capitals_redirect(client):
    claim(slug="alpha-is-first", statement="Alpha is first.")
    response = client.get("/claims/alpha-is-fisrt/")
    assert response.status_code == 404
    meant = 'Did you mean <a href="/claims/alpha-is-first/">Alpha is first</a>?'
    assert meant in response.content.decode()
    response = client.get("/claims/Alpha-is-First/")
    assert (response.status_code, response["Location"]) == (301, "/claims/alpha-is-first/")


def test_a_mistyped_claim_is_found_among_more_than_are_compared(client, monkeypatch):
    """Those that share most words with it are compared, wherever they stand in the list."""
    monkeypatch.setattr("comparisons.missing.MOST_COMPARED", 2)
    for number in range(4):
        claim(slug=f"a-framework-runs-{number}", statement=f"It is {number}.")
        claim(slug=f"z-framework-runs-{number}", statement=f"It will be {number}.")
    claim(slug="keras-runs-on-a-phone", statement="Keras runs on a phone.")
    for slug in ("kears-runs-on-a-phone", "keras-runs-on-fone", "keras-rusn-no-a-phone"):
        page = client.get(f"/claims/{slug}/").content.decode()
        assert 'Did you mean <a href="/claims/keras-runs-on-a-phone/">' in page


# --- on the pages that they concern ---------------------------------------------------------------


def test_what_is_wrong_comes_first_and_then_what_is_about_both():
    alpha, beta, other = FrameworkFactory.create_batch(3)
    claim(alpha, slug="holds", verdict=Verdict.HOLDS)
    claim(alpha, beta, slug="partly-both", verdict=Verdict.PARTLY)
    claim(beta, slug="outdated", verdict=Verdict.OUTDATED)
    claim(alpha, slug="wrong-b", verdict=Verdict.WRONG)
    claim(alpha, slug="wrong-a", verdict=Verdict.WRONG)
    claim(alpha, beta, other, slug="wrong-both", verdict=Verdict.WRONG)
    claim(alpha, slug="opinion", verdict=Verdict.OPINION)
    claim(other, slug="other", verdict=Verdict.WRONG)
    claim(alpha, slug="draft", verdict=Verdict.WRONG, status=Status.DRAFT)
    left_out(slug="missing").frameworks.add(alpha)
    slugs = [found.slug for found in claims_about(alpha, beta)]
    assert slugs == ["wrong-both", "wrong-a", "wrong-b", "outdated", "partly-both", "holds"]
    assert len(slugs) == SHOWN


def test_claims_are_on_the_pages_that_they_concern_and_drafts_on_none(client):
    alpha, beta = FrameworkFactory(slug="alpha"), FrameworkFactory(slug="beta")
    FrameworkFactory(slug="gamma")
    FeatureFactory()
    tool, role = ToolFactory(), RoleFactory(slug="tester")
    shown = claim(alpha, slug="shown", statement="Alpha is first.", true_now="It is second.")
    hidden = claim(alpha, statement="A draft.", status=Status.DRAFT)
    for found in (shown, hidden):
        tool.claims.add(found)
        role.claims.add(found)
    link = '<a href="/claims/shown/">Alpha is first.</a>'
    for path in (
        "/compare/alpha-vs-beta/",
        "/compare/alpha-vs-beta-vs-gamma/",
        "/frameworks/alpha/",
        "/tools/",
        "/careers/roles/tester/",
        "/claims/",
    ):
        page = page_of(client, path)
        assert link in page
        assert "A draft." not in page
        if path != "/tools/":
            assert "It is second." in page
    for path in ("/compare/beta-vs-gamma/", "/frameworks/beta/"):
        assert "Claims about" not in page_of(client, path)
    page = page_of(client, "/compare/alpha-vs-beta/")
    for framework in (alpha, beta):
        assert f'href="/claims/?framework={framework.slug}">All claims about' in page
    assert client.get(hidden.get_absolute_url()).status_code == 404
    sitemap = page_of(client, "/sitemap.xml")
    assert "/claims/shown/</loc>" in sitemap
    assert hidden.slug not in sitemap
