"""The page on pay: what it costs, what it compares, what it holds back, and its file."""

import csv
import io
from decimal import Decimal

import pytest
from django.urls import reverse

from careers.figures.pay import money, pay_groups, round_step, scale_of
from careers.models import (
    Currency,
    FindingTopic,
    Per,
    RangeKind,
    Reliability,
    SalaryObservation,
    Statistic,
)
from editorial.models import Status
from tests.factories import (
    FindingFactory,
    FrameworkFactory,
    RoleFactory,
    SalaryObservationFactory,
    SourceFactory,
)

HTMX = {"HX-Request": "true"}


def page_of(client, query="", **headers):
    response = client.get(f"{reverse('careers:salaries')}{query}", headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def file_of(client, query=""):
    response = client.get(reverse("careers:salaries_csv") + query)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def groups():
    return pay_groups(SalaryObservation.objects.published())


def whole(**fields):
    """Return an observation with a range and an interval."""
    fields = {
        "amount": 150_000,
        "low": 120_000,
        "high": 190_000,
        "range_kind": RangeKind.QUARTILES,
        "interval_low": 140_000,
        "interval_high": 165_000,
        "sample": 80,
        **fields,
    }
    return SalaryObservationFactory(**fields)


# --- what it costs --------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 6])
def test_the_number_of_queries_does_not_grow_with_the_content(
    client, size, django_assert_num_queries
):
    for n in range(size):
        FrameworkFactory()
        whole(role=RoleFactory())
        whole(population=f"Population {n}")
        FindingFactory(topic=FindingTopic.PAY)
    for name, queries in [
        ("salaries", 5),  # observations, sources; frameworks; findings, sources
        ("salaries_csv", 3),  # observations, sources; frameworks
    ]:
        with django_assert_num_queries(queries, info=name):
            client.get(reverse(f"careers:{name}"))


@pytest.mark.django_db
def test_without_content_the_page_says_so(client):
    page = page_of(client)
    assert "No observation has been published yet." in page
    assert '<form method="get"' not in page


@pytest.mark.django_db
def test_only_what_is_published_shows(client):
    whole(group="Engineers", role=RoleFactory(name="Secret role", status=Status.DRAFT))
    whole(group="Unfinished", status=Status.DRAFT)
    FindingFactory(topic=FindingTopic.PAY, heading="Not yet", status=Status.IN_REVIEW)
    for page in (page_of(client), str(file_of(client))):
        assert "Engineers" in page
        for word in ("Secret role", "Unfinished", "Not yet"):
            assert word not in page


@pytest.mark.django_db
def test_findings_on_pay_stand_under_the_heading_of_their_topic(client):
    for topic in (FindingTopic.PAY, FindingTopic.BOTH, FindingTopic.PAY_LIMITS):
        FindingFactory(topic=topic, slug=f"on-{topic}")
    FindingFactory(heading="About adverts")
    page = page_of(client)
    marks = ["pay", "on-pay", "both", "on-both", "pay-limits", "on-pay-limits"]
    places = [page.index(f' id="{mark}"') for mark in marks]
    assert places == sorted(places)
    assert "About adverts" not in page


# --- what is held back, what is marked ------------------------------------------------------------


@pytest.mark.django_db
def test_figures_from_fewer_than_ten_cases_are_held_back_on_the_page_and_in_the_file(client):
    whole(
        sample=9,
        amount=123_451,
        low=123_452,
        high=123_455,
        interval_low=123_453,
        interval_high=123_454,
        role=RoleFactory(),
    )
    whole(amount=150_001)
    page = page_of(client)
    assert "held back: 9 cases" in page
    assert "150,001" in page
    assert "123,45" not in page
    held, shown = file_of(client)
    assert "12345" not in str(held)
    assert (held["held_back"], held["sample"]) == ("fewer than 10 cases", "9")
    assert (held["amount"], held["low"], held["high"]) == ("", "", "")
    assert (held["interval_low"], held["interval_high"]) == ("", "")
    assert (shown["held_back"], shown["amount"]) == ("", "150001.00")


@pytest.mark.django_db
def test_what_is_held_back_does_not_stretch_the_scale(client):
    whole(sample=9, high=900_000)
    whole(group="One")
    whole(group="Two", amount=160_000)
    (table,) = groups()[0].tables
    assert table.scale.end < 300_000


@pytest.mark.django_db
@pytest.mark.parametrize(("sample", "shown"), [(10, True), (59, True), (60, False), (None, False)])
def test_ten_cases_are_shown_and_fewer_than_sixty_marked_in_words(client, sample, shown):
    whole(sample=sample)
    page = page_of(client)
    assert "150,000" in page
    assert ("small sample</span>" in page) is shown


# --- what is compared -----------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "other", "data_sets"),
    [
        ("statistic", Statistic.MEAN, 1),
        ("currency", Currency.GBP, 1),
        ("per", Per.HOUR, 1),
        ("population", "Adverts", 2),
        ("region", "UK", 2),
        ("period", "May 2024", 2),
    ],
)
def test_figures_that_differ_in_kind_or_data_set_never_share_a_table(field, other, data_sets):
    whole()
    whole(**{field: other})
    found = groups()
    assert len(found) == data_sets
    tables = [table for group in found for table in group.tables]
    assert [len(table.rows) for table in tables] == [1, 1]
    # Nothing stands beside them, so there is no bar that could be compared.
    assert [table.scale for table in tables] == [None, None]


@pytest.mark.django_db
def test_rows_of_one_table_share_one_scale(client):
    whole(group="One", interval_low=None, interval_high=None, low=100_000, high=200_000)
    whole(group="Two", interval_low=None, interval_high=None, low=140_000, high=160_000)
    (table,) = groups()[0].tables
    assert (table.scale.start, table.scale.end) == (100_000, 200_000)
    assert [row.range_bar for row in table.rows] == [("0.0", "100.0"), ("40.0", "20.0")]
    assert [row.amount_path for row in table.rows] == ["M50.0 0v10", "M50.0 0v10"]
    assert "Bars from 100,000 to 200,000." in page_of(client)


@pytest.mark.django_db
def test_large_data_sets_come_first_and_weak_ones_last():
    for _ in range(3):
        whole(population="Blog", reliability=Reliability.WEAK)
    whole(population="Survey")
    for _ in range(2):
        whole(population="Statistics")
    assert [group.data_set.population for group in groups()] == ["Statistics", "Survey", "Blog"]


@pytest.mark.django_db
def test_sources_are_said_once_where_they_are_the_same(client):
    source = SourceFactory()
    for _ in range(2):
        whole(population="Survey", sources=[source])
        whole(population="Statistics")
    common = {group.data_set.population: group.tables[0].common is not None for group in groups()}
    assert common == {"Survey": True, "Statistics": False}
    assert page_of(client).count('class="evidence-of"') == 3


@pytest.mark.django_db
def test_a_range_alone_and_an_amount_alone_say_what_is_not_given(client):
    whole(
        group="Range",
        statistic=Statistic.RANGE,
        amount=None,
        range_kind=RangeKind.ENDS,
        sample=None,
    )
    SalaryObservationFactory(group="Amount", statistic=Statistic.RANGE)
    page = page_of(client)
    assert "120,000 to 190,000" in page
    assert page.count("not given") == 3  # an amount; a range and an interval


@pytest.mark.parametrize(
    ("amount", "text"),
    [("185000.00", "185,000"), ("46.15", "46.15"), ("46.10", "46.10"), ("570", "570")],
)
def test_amounts_show_hundredths_only_where_there_are_some(amount, text):
    assert money(Decimal(amount)) == text


@pytest.mark.parametrize(
    ("amounts", "ends"),
    [
        ([120_000, 262_000], (100_000, 300_000)),
        ([46.15, 30, 69.74], (30, 70)),
        ([15_714, 13_706], (13_500, 16_000)),
        ([5, 5], None),
        ([], None),
    ],
)
def test_a_scale_has_round_ends_around_all_amounts(amounts, ends):
    scale = scale_of(Decimal(str(amount)) for amount in amounts)
    assert (scale and (scale.start, scale.end)) == ends


@pytest.mark.parametrize(
    ("size", "step"), [(1, 1), (1.2, 2), (23_700, 50_000), (0.3, 0.5), (90, 100)]
)
def test_steps_are_round(size, step):
    assert round_step(size) == pytest.approx(step)


# --- filters and the file -------------------------------------------------------------------------


@pytest.fixture
def three(db):
    FrameworkFactory(name="PyTorch", slug="pytorch")
    FrameworkFactory(name="Paddle", slug="paddle")
    role = RoleFactory(slug="data-scientist")
    whole(slug="first", group="Adverts that name PyTorch", region="US")
    whole(slug="second", region="UK", currency=Currency.GBP)
    whole(slug="third", region="UK", role=role)


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", {"first", "second", "third"}),
        ("?framework=pytorch", {"first"}),
        ("?region=UK", {"second", "third"}),
        ("?region=UK&currency=GBP", {"second"}),
        ("?role=data-scientist", {"third"}),
        ("?role=data-scientist&region=US", set()),
    ],
)
def test_filters_narrow_the_tables_and_their_file(client, three, query, kept):
    page = page_of(client, query)
    assert {slug for slug in ("first", "second", "third") if f'<tr id="{slug}">' in page} == kept
    assert {row["observation"] for row in file_of(client, query)} == kept
    if not kept:
        assert "No observation fits all filters." in page


def test_filters_that_the_page_does_not_know_are_ignored_and_named(client, three):
    # No group names this framework, so it is not offered.
    page = page_of(client, "?framework=paddle&currency=USD")
    assert "Group that names “paddle”" in page
    assert '<tr id="first">' in page
    assert '<tr id="second">' not in page


def test_htmx_gets_the_tables_and_the_count_in_words(client, three):
    page = page_of(client, "?region=UK", **HTMX)
    assert "<h1>" not in page
    assert "2 observations in 1 data set" in page


def test_an_observation_is_where_its_address_leads(client, three):
    page = page_of(client)
    for observation in SalaryObservation.objects.all():
        path, anchor = observation.get_absolute_url().split("#")
        assert path == reverse("careers:salaries")
        assert f'id="{anchor}"' in page


@pytest.mark.django_db
def test_the_file_has_all_that_is_needed_to_read_a_figure(client):
    source = SourceFactory(url="https://example.org/pay")
    whole(
        slug="one",
        group="+ engineers",
        role=RoleFactory(name="ML engineer"),
        note="Before tax.",
        sources=[source],
    )
    (row,) = file_of(client)
    assert row == {
        "observation": "one",
        "group": "'+ engineers",
        "role": "ML engineer",
        "population": "Employees",
        "region": "US",
        "period": "May 2025",
        "statistic": "Median",
        "amount": "150000.00",
        "low": "120000.00",
        "high": "190000.00",
        "low_and_high_are": "25th and 75th percentile",
        "interval_low": "140000.00",
        "interval_high": "165000.00",
        "currency": "USD",
        "per": "a year",
        "sample": "80",
        "held_back": "",
        "note": "Before tax.",
        "reliability": "Printed in the source",
        "as_of": "2026-08",
        "checked_on": "2026-11-22",
        "sources": "https://example.org/pay",
    }
