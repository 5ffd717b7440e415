"""The ledger of predictions, and its track record."""

import datetime as dt

import pytest

from comparisons.ledgers.predictions import track_record
from comparisons.models import Confidence, Outcome, Prediction
from editorial.models import Change, Origin, Status
from tests.factories import (
    TODAY,
    ClaimFactory,
    FrameworkFactory,
    PredictionFactory,
    SourceFactory,
    ToolFactory,
)

pytestmark = pytest.mark.django_db


def page_of(client, path, **headers):
    response = client.get(path, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("size", [1, 6])
def test_the_number_of_queries_does_not_grow_with_the_content(
    client, size, django_assert_num_queries
):
    one = PredictionFactory(slug="one", sources=SourceFactory.create_batch(size))
    for n in range(size):
        PredictionFactory(who=f"Person {n}").frameworks.add(FrameworkFactory())
        one.claims.add(ClaimFactory())
        one.tools.add(ToolFactory())
    for path, queries in [
        # frameworks, outcomes, dates, authors, predictions: count, keys, rows, frameworks, sources
        ("/predictions/", 9),
        # the prediction, its frameworks, sources, tools, claims, history
        ("/predictions/one/", 6),
        ("/predictions/ome/", 2),  # the prediction, all slugs and names
    ]:
        with django_assert_num_queries(queries, info=path):
            client.get(path)


# --- the track record -----------------------------------------------------------------------------


def fill_ledger():
    """Ten predictions by three authors, of whom one never gave a date."""
    for outcome, count in ((Outcome.CAME_TRUE, 2), (Outcome.PARTLY, 1), (Outcome.DID_NOT, 3)):
        PredictionFactory.create_batch(count, outcome=outcome, who="The first")
    PredictionFactory(outcome=Outcome.UNDECIDABLE, who="The second", due="")
    PredictionFactory(
        outcome=Outcome.DID_NOT, who="The second", due="2020", confidence=Confidence.LOW
    )
    PredictionFactory(outcome=Outcome.OPEN, who="The third", due="")
    PredictionFactory(outcome=Outcome.CAME_TRUE, who="The third", due="")


def test_the_track_record_counts_outcomes_dates_and_authors():
    fill_ledger()
    record = track_record(Prediction.objects.published(), TODAY)
    assert [part.count for part in record.parts] == [1, 3, 1, 4, 1]
    assert (record.total, record.decided, record.came_true) == (10, 8, 3)
    assert record.percent_true == 38
    assert (record.undated, record.open_undated, record.undecidable) == (3, 1, 1)
    assert (record.authors, record.undated_authors) == (3, 1)
    assert (record.unsure, record.overdue) == (1, 0)
    # What the year 2026 is to bring is overdue once it is over.
    PredictionFactory(outcome=Outcome.OPEN, due="2026")
    for day, overdue in ((dt.date(2026, 12, 31), 0), (dt.date(2027, 1, 1), 1)):
        assert track_record(Prediction.objects.published(), day).overdue == overdue


def test_the_page_says_the_record_and_how_hard_it_is_in_words(client, on_day):
    fill_ledger()
    PredictionFactory(outcome=Outcome.OPEN, due="2025-12-31", who="The first")
    PredictionFactory(outcome=Outcome.DID_NOT, status=Status.DRAFT)
    page = page_of(client, "/predictions/?topic=careers")
    for expected in (
        "Of 11 predictions, 2 are open, 3 came true, 1 came true in part, "
        "4 did not come true and 1 cannot be decided.",
        "8 have been decided. Of these, 3 came true: 38%.",
        "3 of 11 came without a date by which they can fail. 1 of 3 authors gave no date at all.",
        "1 of those without a date is open",
        "1 cannot be decided",
        "1 is overdue",
        "we are not highly sure of 1",
        "no random sample",
        # The record is of all of them, whatever is chosen below.
        'href="/predictions/?outcome=did-not#ledger"',
    ):
        assert expected in page


def test_without_any_decided_prediction_there_is_no_rate(client):
    assert "No prediction has been published yet." in page_of(client, "/predictions/")
    PredictionFactory(outcome=Outcome.OPEN)
    page = page_of(client, "/predictions/")
    assert "Of 1 prediction, 1 is open." in page
    assert "%" not in page[page.index("<main") :]


# --- the list -------------------------------------------------------------------------------------


def test_what_is_overdue_comes_first_and_says_so(client, on_day):
    PredictionFactory(slug="newest", made_on="2026-10")
    PredictionFactory(slug="late", made_on="2019", outcome=Outcome.OPEN, due="2025-12-31")
    PredictionFactory(slug="in-time", made_on="2026", outcome=Outcome.OPEN, due="2026")
    page = page_of(client, "/predictions/")
    places = [page.index(f'<li id="{slug}">') for slug in ("late", "newest", "in-time")]
    assert places == sorted(places)
    assert page.count("Overdue since") == 1
    assert "Overdue since 31 Dec 2025" in page
    assert "<strong>Overdue.</strong> It was due 31 Dec 2025" in page_of(
        client, "/predictions/late/"
    )
    assert "Overdue" not in page_of(client, "/predictions/in-time/")


def test_filters_narrow_the_list(client):
    alpha = FrameworkFactory(slug="alpha", name="Alpha")
    PredictionFactory(slug="one", outcome=Outcome.OPEN, topic="careers").frameworks.add(alpha)
    PredictionFactory(slug="other", due="", who="Somebody").frameworks.add(alpha)
    PredictionFactory(slug="third", outcome=Outcome.OPEN)

    def shown(query):
        page = page_of(client, f"/predictions/?{query}")
        return [slug for slug in ("one", "other", "third") if f'<li id="{slug}"' in page]

    assert shown("framework=alpha") == ["one", "other"]
    assert shown("outcome=open") == ["one", "third"]
    assert shown("outcome=open&topic=careers&framework=alpha") == ["one"]
    assert shown("outcome=did-not") == []
    page = page_of(client, "/predictions/?outcome=perhaps&framework=alpha")
    assert "Outcome “perhaps”" in page
    assert 'Somebody, May 2024. <span class="soft">By when:</span> No date was given.' in page
    part = page_of(client, "/predictions/?framework=alpha", **{"HX-Request": "true"})
    assert "<title>Predictions and how they came out: Alpha | Learning Rate</title>" in part
    assert 'hx-swap-oob="innerHTML:#announcement">2 predictions</p>' in part
    assert "<header" not in part


# --- a prediction ---------------------------------------------------------------------------------


def test_a_prediction_has_its_page_with_all_that_is_known(client, on_day):
    found = PredictionFactory(
        slug="alpha-wins",
        statement="Alpha wins.",
        who="Anna",
        who_is="Sells Alpha",
        made_on="2019-09-17",
        made_on_note="From the file’s history.",
        made_in=SourceFactory(title="A talk"),
        due="2025",
        due_note="“In six years.”",
        how_decided="By counting.",
        outcome=Outcome.DID_NOT,
        explanation="Beta won.",
        confidence=Confidence.MEDIUM,
        sources=[SourceFactory(title="The count", quote="Beta: 9")],
    )
    found.frameworks.add(FrameworkFactory(name="Alpha"))
    found.frameworks.add(FrameworkFactory(name="Hidden", status=Status.DRAFT))
    found.tools.add(ToolFactory(name="A server"))
    found.claims.add(ClaimFactory(slug="alpha-is-best", statement="Alpha is best."))
    found.claims.add(ClaimFactory(statement="A draft.", status=Status.DRAFT))
    Change.objects.create(
        kind="prediction",
        key="alpha-wins",
        title="Alpha wins.",
        origin=Origin.EDITOR,
        fields={"outcome": ["open", "did-not"]},
    )
    page = page_of(client, "/predictions/alpha-wins/")
    for expected in (
        "<title>Prediction: Alpha wins. | Learning Rate</title>",
        '<use href="#state-no"/></svg>Did not come true',
        "Anna",
        "Sells Alpha",
        "17 Sep 2019",
        "From the file’s history.",
        "A talk",
        "2025",
        "“In six years.”",
        "By counting.",
        "Beta won.",
        "How sure we are of this: medium.",
        "The count",
        "Beta: 9",
        "A server",
        '<a href="/claims/alpha-is-best/">Alpha is best.</a>',
        "<del>Open</del> → <ins>Did not come true</ins>",
        "Speaks of Aug 2026.",
    ):
        assert expected in page
    assert "A draft." not in page
    assert "Hidden" not in page


def test_a_mistyped_prediction_suggests_the_nearest_and_drafts_are_not_found(client):
    PredictionFactory(slug="alpha-wins", statement="Alpha wins.")
    PredictionFactory(slug="secret-plan", status=Status.DRAFT)
    response = client.get("/predictions/alpha-wns/")
    assert response.status_code == 404
    assert '<a href="/predictions/alpha-wins/">Alpha wins</a>' in response.content.decode()
    assert client.get("/predictions/secret-plan/").status_code == 404
    response = client.get("/predictions/ALPHA-wins/")
    assert (response.status_code, response["Location"]) == (301, "/predictions/alpha-wins/")
    sitemap = page_of(client, "/sitemap.xml")
    assert "/predictions/alpha-wins/</loc>" in sitemap
    assert "secret-plan" not in sitemap
