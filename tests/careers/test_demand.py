"""The page on jobs: what it costs, what it groups, what it marks, and its files."""

import csv
import io
from decimal import Decimal

import pytest
from django.urls import reverse

from careers.figures.demand import (
    by_group,
    by_year,
    observations,
    pair_tables,
    side_by_side,
)
from careers.figures.shares import Share, percent_text
from careers.models import FindingTopic, Grouping, JobTrend, Measure, Reliability
from comparisons.models import Framework
from editorial.models import Status
from tests.factories import (
    FindingFactory,
    FrameworkFactory,
    JobPairFactory,
    JobSeriesFactory,
    JobSeriesPointFactory,
    JobShareFactory,
    JobTrendFactory,
    RoleFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def torch():
    return FrameworkFactory(name="PyTorch", slug="pytorch")


@pytest.fixture
def flow():
    return FrameworkFactory(name="TensorFlow", slug="tensorflow")


def observed(*, shares=(), pairs=(), **fields):
    """Return an observation with counts by framework, and pairs of frameworks."""
    trend = JobTrendFactory(**fields)
    for framework, count in shares:
        JobShareFactory(trend=trend, framework=framework, count=count)
    for first, second in pairs:
        JobPairFactory(trend=trend, first=first, second=second)
    return trend


def published():
    return list(JobTrend.objects.published().with_shares())


def known():
    return {framework.pk: framework for framework in Framework.objects.published()}


def page_of(client, query="", **headers):
    response = client.get(f"{reverse('careers:jobs')}{query}", headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def file_of(client, name, query=""):
    response = client.get(reverse(f"careers:{name}") + query)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode())))


# --- what it costs --------------------------------------------------------------------------------


def fill(size, torch, flow):
    for n in range(size):
        observed(
            shares=[(torch, 90), (flow, 60)],
            pairs=[(torch, flow)],
            grouping=Grouping.TITLE,
            subject=f"Group {n}",
            role=RoleFactory(),
        )
        observed(shares=[(torch, 90)], population=f"Population {n}")
        series = JobSeriesFactory()
        for month in ("2025-01", "2025-02"):
            JobSeriesPointFactory(series=series, framework=torch, period=month)
        FindingFactory()


@pytest.mark.parametrize("size", [1, 6])
def test_the_number_of_queries_does_not_grow_with_the_content(
    client, size, torch, flow, django_assert_num_queries
):
    fill(size, torch, flow)
    for name, queries in [
        ("jobs", 10),  # like its two files together, and findings with their sources
        ("jobs_csv", 5),  # frameworks; observations, shares, pairs, sources
        ("monthly_csv", 3),  # series, sources, points
    ]:
        with django_assert_num_queries(queries, info=name):
            client.get(reverse(f"careers:{name}"))


def test_without_content_the_page_says_so(client):
    page = page_of(client)
    assert "No observation has been published yet." in page
    assert '<form method="get"' not in page
    assert "data-chart" not in page
    assert "chart.js" not in page


def test_only_what_is_published_shows(client, torch):
    draft = FrameworkFactory(name="Draftwork", status=Status.DRAFT)
    observed(shares=[(torch, 50), (draft, 40)], pairs=[(torch, draft)], role=RoleFactory())
    observed(shares=[(torch, 50)], what="Unfinished", status=Status.DRAFT)
    observed(
        shares=[(torch, 50)], role=RoleFactory(name="Secret role", status=Status.DRAFT), period="1"
    )
    JobSeriesPointFactory(framework=draft)
    FindingFactory(heading="Not yet", status=Status.IN_REVIEW)
    pages = [page_of(client), *(str(file_of(client, name)) for name in ("jobs_csv", "monthly_csv"))]
    for page in pages:
        for word in ("Draftwork", "Unfinished", "Secret role", "Not yet"):
            assert word not in page
    assert "PyTorch" in pages[0]


# --- findings, shares and samples -----------------------------------------------------------------


def test_findings_stand_under_the_heading_of_their_topic(client):
    for topic in (FindingTopic.JOBS, FindingTopic.HYBRID, FindingTopic.HIRING):
        FindingFactory(topic=topic, heading=f"About {topic}", slug=f"on-{topic}")
    FindingFactory(topic=FindingTopic.PAY, heading="About pay")
    page = page_of(client)
    places = [page.index(f'id="{topic}"') for topic in ("jobs", "hybrid", "hiring")]
    findings = [page.index(f'id="on-{topic}"') for topic in ("jobs", "hybrid", "hiring")]
    assert sorted([*places, *findings]) == [
        place for both in zip(places, findings, strict=True) for place in both
    ]
    assert "About pay" not in page


@pytest.mark.parametrize(
    ("percent", "text"),
    [(0, "0%"), (0.4197, "0.42%"), (1, "1.0%"), (45.584, "45.6%"), (13, "13.0%"), (100, "100%")],
)
def test_percentages_have_as_many_digits_as_they_need(percent, text):
    assert percent_text(percent) == text


def test_a_counted_share_says_of_how_many_and_how_sure_it_is():
    share = Share("PyTorch", 702, 320)
    assert share.text == "45.6% (320 of 702)"
    low, high = share.interval
    assert (round(low, 1), round(high, 1)) == (41.9, 49.3)
    assert share.whisker == "M42 1v6m0-3H49m0-3v6"


def test_a_share_known_in_percent_only_is_printed_as_published_and_has_no_interval():
    share = Share("PyTorch", 1000, published=Decimal("39.80"))
    assert share.text == "39.8%"
    assert share.interval is None
    assert share.whisker == ""


@pytest.mark.parametrize(("sample", "marks"), [(59, True), (60, False), (None, False)])
def test_small_samples_are_marked_in_words(client, torch, sample, marks):
    trend = JobTrendFactory(sample=sample, grouping=Grouping.TITLE, subject="Titles")
    if sample:
        JobShareFactory(trend=trend, framework=torch, count=20)
    assert ("small sample</span>" in page_of(client)) is marks


# --- data sets are never mixed --------------------------------------------------------------------


def test_groups_of_two_data_sets_stand_in_two_tables(torch):
    for period in ("2024", "2026"):
        for grouping in (Grouping.TITLE, Grouping.LEVEL):
            observed(shares=[(torch, 50)], grouping=grouping, period=period, subject=period)
    sets = by_group(published(), known())
    assert [grouped.data_set.period for grouped in sets] == ["2024", "2026"]
    for grouped in sets:
        assert [table.grouping for table in grouped.tables] == [Grouping.TITLE, Grouping.LEVEL]
        for table in grouped.tables:
            assert {row.trend.period for row in table.rows} == {grouped.data_set.period}


def test_what_is_no_group_of_adverts_is_not_in_the_tables_by_role(torch):
    observed(shares=[(torch, 50)])
    observed(shares=[(torch, 50)], grouping=Grouping.EMPLOYER)
    observed(shares=[(torch, 50)], grouping=Grouping.TITLE, measure=Measure.USES_FRAMEWORK)
    assert by_group(published(), known()) == []


def test_a_framework_that_was_not_counted_in_a_group_leaves_its_cell_empty(torch, flow):
    observed(shares=[(torch, 50), (flow, 40)], grouping=Grouping.TITLE, sample=200)
    observed(shares=[(torch, 30)], grouping=Grouping.TITLE, sample=100)
    (grouped,) = by_group(published(), known())
    large, small = grouped.tables[0].rows
    assert [share and share.percent for share in large.shares] == [25, 20]
    assert [share and share.percent for share in small.shares] == [30, None]


def test_sources_stand_side_by_side_and_are_not_averaged(client, torch, flow):
    observed(shares=[(torch, 20)], population="Forum", slug="forum-torch")
    observed(shares=[(flow, 10)], population="Forum", slug="forum-flow")
    observed(shares=[(torch, 100)], population="Job board", note="Found by another word.")
    observed(shares=[(torch, 1)], population="Forum", period="2020", as_of="2020")
    table = side_by_side(published(), known())
    assert [(row.data_set.population, row.data_set.period) for row in table.newest] == [
        ("Forum", "2026"),
        ("Job board", "2026"),
    ]
    assert [row.data_set.period for row in table.earlier] == ["2020"]
    assert [share and share.percent for share in table.newest[0].shares] == [10, 5]
    assert [share and share.percent for share in table.newest[1].shares] == [50, None]
    page = page_of(client)
    assert "Found by another word." in page
    assert "not counted" in page


def test_samples_of_different_size_are_not_merged_into_one_row(torch, flow):
    observed(shares=[(torch, 20)], sample=200, slug="a")
    observed(shares=[(flow, 20)], sample=100, slug="b")
    assert [row.sample for row in side_by_side(published(), known()).newest] == [200, 100]


def test_the_same_figure_twice_in_a_data_set_keeps_both(torch):
    observed(shares=[(torch, 20)], slug="a")
    observed(shares=[(torch, 30)], slug="b")
    rows = side_by_side(published(), known()).newest
    assert [row.shares[0].percent for row in rows] == [10, 15]


def test_pairs_say_both_only_one_and_neither(torch, flow):
    observed(shares=[(torch, 50)], pairs=[(torch, flow)], sample=200, subject="Titles")
    (table,) = pair_tables(published(), known())
    ((grouping, (pair,)),) = table.parts
    assert grouping == Grouping.ALL
    assert [share.text for share in pair.parts] == [
        "15.0% (30 of 200)",
        "10.0% (20 of 200)",
        "5.0% (10 of 200)",
        "70.0% (140 of 200)",
    ]
    assert pair.starts == ("15.0", "25.0")


def test_observations_of_one_source_say_it_once_and_weak_data_sets_come_last(torch):
    source = SourceFactory()
    for slug in ("a", "b"):
        observed(shares=[(torch, 20)], slug=slug, sources=[source])
    observed(population="Blog", reliability=Reliability.WEAK, as_of="2026-11")
    for slug in ("c", "d"):
        observed(population="Statistics", slug=slug, as_of="2025")
    groups = observations(published(), known())
    assert [group.data_set.population for group in groups] == [
        "Adverts for AI engineers",
        "Statistics",
        "Blog",
    ]
    assert [group.common is not None for group in groups] == [True, False, True]


# --- the series -----------------------------------------------------------------------------------


def year_of(series, framework, year, counts, base=100, months=None):
    for month, count in zip(months or range(1, 13), counts, strict=False):
        JobSeriesPointFactory(
            series=series,
            framework=framework,
            period=f"{year}-{month:02}",
            count=count,
            base=base,
        )


@pytest.fixture
def series(torch, flow):
    made = JobSeriesFactory(slug="posts", name="Posts by month")
    for framework, each_month in ((torch, (0, 0, 3, 5)), (flow, (0, 2, 2, 1))):
        for year, count in zip(range(2022, 2026), each_month, strict=True):
            year_of(made, framework, year, [count] * 12)
        year_of(made, framework, 2026, [each_month[-1]] * 7)
    return made


def yearly(series):
    return by_year(series, series.points.select_related("framework"))


def test_months_add_up_to_years_from_the_first_that_names_a_framework(series):
    found = yearly(series)
    assert [year.year for year in found.years] == ["2023", "2024", "2025", "2026"]
    assert found.years_before == ("2022",)
    assert [share.text for share in found.years[1].shares] == [
        "3.0% (36 of 1,200)",
        "2.0% (24 of 1,200)",
    ]


def test_the_sentence_speaks_of_the_last_whole_year_and_of_who_leads_since_when(series):
    assert yearly(series).sentence == (
        "Of 1,200 hiring posts in 2025, 5.0% name PyTorch and 1.0% name TensorFlow."
        " PyTorch has been named most often in every year since 2024."
    )


def test_a_tie_leads_nowhere(torch, flow):
    made = JobSeriesFactory()
    for framework in (torch, flow):
        year_of(made, framework, 2025, [1] * 12)
    assert "most often" not in yearly(made).sentence


@pytest.mark.parametrize(
    ("months", "text"),
    [
        (range(1, 13), ""),
        (range(1, 8), "January to July"),
        ([6], "June"),
        ([1, 2, 3, 6, 7, 8, 9, 10, 11, 12], "10 of 12 months"),
    ],
)
def test_a_year_that_is_not_whole_says_which_months_it_has(torch, months, text):
    made = JobSeriesFactory()
    year_of(made, torch, 2026, [1] * 12, months=months)
    (year,) = yearly(made).years
    assert (year.months_text, year.is_whole) == (text, text == "")


def test_the_chart_and_its_table_are_one(client, series):
    page = page_of(client)
    assert '<figure class="chart" id="posts" data-chart="Posts by month" data-unit="%">' in page
    assert '<th scope="col" data-series="PyTorch">' in page
    assert '<data value="5.000">5.0%</data> <span class="soft">(60 of 1,200)</span>' in page
    # The unfinished year is marked for the chart and in words.
    row = page.split("<tr data-part>")[1].split("</tr>")[0]
    assert '<time datetime="2026">2026</time> <span class="soft">(January to July)</span>' in row
    assert "What it cannot tell:" in page
    assert reverse("careers:monthly_csv") in page


def test_a_series_in_which_nothing_is_named_says_so(client, torch):
    year_of(JobSeriesFactory(), torch, 2025, [0] * 12)
    page = page_of(client)
    assert "No framework has been named in it yet." in page
    assert "data-plot" not in page


# --- filters --------------------------------------------------------------------------------------


@pytest.fixture
def three(torch, flow):
    """Three observations that differ in all that can be filtered."""
    role = RoleFactory(slug="ml-engineer", name="ML engineer")
    observed(slug="first", shares=[(torch, 50)], region="US", role=role, grouping=Grouping.TITLE)
    observed(slug="second", shares=[(flow, 50)], region="UK", as_of="2024-05", period="2024")
    observed(slug="third", measure=Measure.GROWTH, region="India", population="Jobs", value=-3.5,
             unit="percent in a year", sample=None)  # fmt: skip


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", {"first", "second", "third"}),
        ("?framework=pytorch", {"first"}),
        ("?role=ml-engineer", {"first"}),
        ("?region=India", {"third"}),
        ("?year=2024", {"second"}),
        ("?grouping=title", {"first"}),
        ("?grouping=all&year=2026", {"third"}),
        ("?framework=pytorch&region=UK", set()),
    ],
)
def test_filters_narrow_the_list_and_its_file(client, three, query, kept):
    page = page_of(client, query)
    shown = {slug for slug in ("first", "second", "third") if f'<li id="{slug}">' in page}
    assert shown == kept
    assert {row["observation"] for row in file_of(client, "jobs_csv", query)} == kept
    if not kept:
        assert "No observation fits all filters." in page


def test_filters_that_the_page_does_not_know_are_ignored_and_named(client, three):
    page = page_of(client, "?framework=caffe&year=1850&region=UK")
    assert "Framework “caffe”, Year “1850”" in page
    assert '<li id="second">' in page
    assert '<li id="first">' not in page


def test_htmx_gets_the_list_and_the_count_in_words(client, three):
    page = page_of(client, "?year=2026", **HTMX)
    assert "<html" not in page
    assert "<h1>" not in page
    assert "2 observations in 2 data sets" in page
    assert '<li id="first">' in page
    assert "?year=2026" in page.split(reverse("careers:jobs_csv"))[1][:20]


def test_an_observation_is_where_its_address_leads(client, three):
    page = page_of(client)
    for trend in published():
        path, anchor = trend.get_absolute_url().split("#")
        assert path == reverse("careers:jobs")
        assert f'id="{anchor}"' in page
    assert "-3.5 percent in a year" in page


# --- files ----------------------------------------------------------------------------------------


def test_the_file_has_a_row_for_each_share_and_part_of_a_pair(client, torch, flow):
    source = SourceFactory(url="https://example.org/adverts")
    observed(
        slug="one",
        shares=[(torch, 50)],
        pairs=[(torch, flow)],
        sources=[source],
        subject="=SUM(A1)",
        note="Mind this.",
    )
    rows = file_of(client, "jobs_csv")
    assert [(row["named"], row["count"], row["percent"]) for row in rows] == [
        ("PyTorch", "50", "25.0"),
        ("PyTorch and TensorFlow: both", "30", "15.0"),
        ("PyTorch and TensorFlow: only PyTorch", "20", "10.0"),
        ("PyTorch and TensorFlow: only TensorFlow", "10", "5.0"),
        ("PyTorch and TensorFlow: neither", "140", "70.0"),
    ]
    for row in rows:
        assert row["subject"] == "'=SUM(A1)"
        assert (row["sample"], row["period"], row["region"]) == ("200", "2026", "US")
        assert (row["sources"], row["note"]) == ("https://example.org/adverts", "Mind this.")
        assert (row["reliability"], row["as_of"]) == ("Counted by us from the source", "2026-08")


def test_a_negative_value_stays_a_number_in_the_file(client):
    observed(value=Decimal("-34.00"), unit="percent", measure=Measure.OTHER)
    (row,) = file_of(client, "jobs_csv")
    assert (row["value"], row["unit"], row["named"]) == ("-34", "percent", "")


def test_the_monthly_file_has_every_month(client, series):
    rows = file_of(client, "monthly_csv")
    assert len(rows) == 2 * (4 * 12 + 7)
    last = rows[-1]
    assert (last["month"], last["count"], last["base"], last["percent"]) == (
        "2026-07",
        "1",
        "100",
        "1.0",
    )
    assert last["sources"].startswith("https://example.org/")
