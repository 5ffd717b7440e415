"""The pages on adoption: what they cost, what they chart, what they say in words."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils.html import escape

from comparisons.content_kinds import MILESTONE
from comparisons.models import Lead, MetricTopic, MilestoneKind, Observation
from comparisons.models.metrics import UNIT_OF_GROUP
from comparisons.trends import charts
from comparisons.trends.adoption import trends_of
from comparisons.trends.leaders import agreement, measures
from editorial.models import Status
from editorial.paging import PAGE_SIZE
from tests.factories import (
    FrameworkFactory,
    MetricFactory,
    MilestoneFactory,
    ObservationFactory,
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


def read(metric, framework, values, **fields):
    """Store a reading for each date of values."""
    source = fields.pop("source", None) or SourceFactory()
    for on, value in values.items():
        ObservationFactory(
            metric=metric, framework=framework, on=on, value=value, source=source, **fields
        )


def page_of(client, path, status=200, **headers):
    response = client.get(path, headers=headers)
    assert response.status_code == status
    return response.content.decode()


def chart_of(client, metric, query=""):
    response = client.get(f"{metric.get_absolute_url()}{query}")
    assert response.status_code == 200
    return response.context["page"]


def table(page):
    """Return the table as text: a row for each date, "" where nothing was read."""
    return {row.label: [cell.text if cell else "" for cell in row.cells] for row in page.rows}


# --- what it costs --------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 6])
def test_the_number_of_queries_does_not_grow(client, size, torch, flow, django_assert_num_queries):
    for n in range(size):
        metric = MetricFactory(grouped_by="Group")
        for month in range(1, 3 + n):
            for framework in (torch, flow):
                for group in ("", "A"):
                    on = f"2026-{month:02}"
                    read(metric, framework, {on: 5}, group=group)
                    MilestoneFactory(on=on, is_major=True).frameworks.add(framework)
        read(metric, torch, {"2026-09": None}, text="about half")
    for name, queries in [
        ("trends", 5),  # frameworks; count, keys, metrics; ends of their series
        ("metric", 8),  # metric, groups, ends, dates, readings, sources, texts, milestones
        ("leaders", 4),  # metrics, frameworks, ends, readings
        ("milestones", 7),  # frameworks; count, keys, records; frameworks, tools, sources
    ]:
        with django_assert_num_queries(queries, info=name):
            args = [metric.slug] if name == "metric" else []
            client.get(reverse(f"comparisons:{name}", args=args))


def test_without_content_the_pages_say_so(client):
    assert "No trend has been published yet." in page_of(client, "/trends/")
    assert "No milestone has been published yet." in page_of(client, "/trends/milestones/")
    assert "No measure has two frameworks" in page_of(client, "/trends/who-leads/")
    page = page_of(client, MetricFactory().get_absolute_url())
    assert "No reading has been published yet." in page
    assert "chart.js" not in page


# --- the list -------------------------------------------------------------------------------------


def test_each_trend_is_summed_up_in_a_sentence_with_its_newest_reading(client, torch, flow):
    stars = MetricFactory(name="Stars", unit="stars")
    read(stars, flow, {"2018": 1000, "2022": 9000, "2024": 2500})
    read(stars, torch, {"2018": 500, "2024": 500.5})
    share = MetricFactory(name="Use", unit="% of answers", topic=MetricTopic.SURVEYS)
    read(share, torch, {"2020": 10, "2023": 8.5})
    read(share, flow, {"2021": 30, "2023": 30})
    year = MetricFactory(name="Commits", unit="commits")
    read(year, torch, {"2023": 10, "2024": 20})
    read(year, torch, {"2025-03": 2}, is_unfinished=True)
    once = MetricFactory(unit=UNIT_OF_GROUP, grouped_by="What")
    read(once, torch, {"2025": 12}, group="Repositories")
    read(MetricFactory(), torch, {"2025": None}, text="about half")
    read(MetricFactory(status=Status.DRAFT, name="Hidden"), torch, {"2025": 1})

    page = page_of(client, "/trends/")
    assert (
        "From 2018 to 2024, TensorFlow rose from 1,000 to 2,500 stars and PyTorch rose from 500 to "
        "500.5." in page
    )
    assert (
        "TensorFlow went from 30% (2021) back to 30% of answers (2023) and PyTorch fell from 10% "
        "(2020) to 8.5% (2023)." in page
    )
    assert "From 2023 to 2024, PyTorch rose from 10 to 20 commits." in page
    assert "Newest reading Mar 2025" in page
    assert "Repositories: in 2025, PyTorch stood at 12." in page
    assert "No number has been read" in page
    assert "Hidden" not in page


def test_trends_are_filtered_by_topic_and_framework(client, torch, flow):
    stars = MetricFactory(name="Stars", topic=MetricTopic.CODE)
    read(stars, flow, {"2024": 1})
    papers = MetricFactory(name="Papers", topic=MetricTopic.RESEARCH)
    read(papers, torch, {"2024": 1})
    page = page_of(client, "/trends/?topic=code&framework=odd", **HTMX)
    assert "Stars" in page
    assert "Papers" not in page
    assert "<title>Adoption trends | Learning Rate</title>" in page
    assert "1 trend<" in page
    assert "Framework “odd”" in page
    page = page_of(client, "/trends/?framework=pytorch")
    assert papers.get_absolute_url() in page
    assert stars.get_absolute_url() not in page
    assert "No trend fits both filters." in page_of(client, "/trends/?topic=code&framework=pytorch")


# --- one metric -----------------------------------------------------------------------------------


def test_a_chart_has_its_table_its_limits_its_sources_and_its_file(client, torch, flow):
    metric = MetricFactory(cannot_show="It does not tell who uses it.", how_counted="By hand.")
    first, second = SourceFactory(title="First list"), SourceFactory(title="Second list")
    read(metric, torch, {"2024-03-01": 10, "2025": 80}, source=first)
    read(metric, torch, {"2026": 60}, source=second, is_unfinished=True, note="To March")
    read(metric, flow, {"2025": 20}, source=first, series="TensorFlow or Keras")
    read(metric, None, {"2025": 5}, source=first, series="Others")
    read(metric, torch, {"2023": None}, source=second, text="about a tenth")
    hidden = FrameworkFactory(name="Hidden", slug="hidden", status=Status.DRAFT)
    read(metric, hidden, {"2025": 1}, source=first, series="Another")

    page = page_of(client, metric.get_absolute_url())
    for text in (
        'data-chart="',
        "js/chart.js",
        '<time datetime="2024-03-01">1 Mar 2024</time>',
        '<data value="80">80</data>',
        '<td data-part><data value="60">60</data> so far <span class="soft">(To March)</span></td>',
        'data-series="PyTorch"',
        'data-series="TensorFlow or Keras"',
        "A hollow point is of a period that was not over",
        "about a tenth",
        "By hand.",
        "It does not tell who uses it.",
        "First list",
        '<a href="#source-',
        f'href="{metric.get_absolute_url()}observations.csv"',
    ):
        assert text in page, text
    assert 'data-series="Another">Another</th>' in page

    response = client.get(reverse("comparisons:metric_csv", args=[metric.slug]))
    assert response.streaming
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert len(rows) == Observation.objects.count()
    newest = next(row for row in rows if row["on"] == "2026")
    assert (newest["series"], newest["framework"], newest["value"], newest["unfinished"]) == (
        *("PyTorch", "pytorch", "60", "1"),
    )
    assert (newest["source"], newest["source_address"]) == (second.slug, second.url)
    assert next(row for row in rows if row["series"] == "Another")["framework"] == ""


def test_a_metric_in_groups_shows_the_newest_and_says_what_it_does_not_know(client, torch, flow):
    metric = MetricFactory(grouped_by="Conference")
    read(metric, torch, {"2022": 1, "2023": 1, "2024": 1}, group="ACL")
    read(metric, torch, {"2025": 4}, group="ICLR")
    page = chart_of(client, metric)
    assert (page.group, page.groups) == ("ICLR", [("ACL", 3), ("ICLR", 1)])
    # A group that compares frameworks comes before one that does not.
    read(metric, flow, {"2024": 2}, group="ACL")
    assert chart_of(client, metric).group == "ACL"
    read(metric, flow, {"2025": 2}, group="ICLR")
    assert table(chart_of(client, metric, "?group=ACL"))["2024"] == ["2", "1"]
    odd = client.get(f"{metric.get_absolute_url()}?group=odd&view=odd")
    assert odd.context["page"].group == "ICLR"
    assert "Conference “odd”" in odd.content.decode()
    assert "View “odd”" in odd.content.decode()


def test_shares_are_of_dates_on_which_all_that_have_begun_and_not_ended_were_read(
    client, torch, flow
):
    metric = MetricFactory()
    read(metric, torch, {"2020": 10, "2021": 30, "2022": 40, "2023": 50})
    read(metric, flow, {"2020": 30, "2022": 40})
    page = chart_of(client, metric, "?view=relative")
    names = [one.name for one in page.series]
    assert names == ["PyTorch", "TensorFlow"]
    # In 2021 TensorFlow was not read; in 2023 its series had ended.
    assert table(page) == {
        "2020": ["25.0%", "75.0%"],
        "2022": ["50.0%", "50.0%"],
        "2023": ["100%", ""],
    }
    assert page.left_out == 1
    assert (page.rows[0].cells[0].value, page.rows[0].cells[0].base) == ("25.000", "10")
    assert page.unit == "%"
    assert page.shares.startswith(
        "Of the sum of all, PyTorch rose from 25.0% (2020) to 100% (2023)"
    )

    alone = MetricFactory(parts_of_whole=False)
    read(alone, torch, {"2020": 10})
    response = client.get(f"{alone.get_absolute_url()}?view=relative")
    assert not response.context["page"].is_relative
    assert "View “relative”" in response.content.decode()
    assert "Shares of the sum" not in response.content.decode()


@pytest.mark.parametrize(
    ("most", "every", "labels"),
    [
        (6, "date", ["5 Jan 2023", "9 Jan 2023", "Feb 2023", "10 May 2023", "2024"]),
        (4, "month", ["Jan 2023", "Feb 2023", "May 2023", "2024"]),
        (3, "quarter", ["Q1 2023", "Q2 2023", "2024"]),
        (2, "year", ["2023", "2024"]),
    ],
)
def test_too_many_dates_are_told_by_the_last_reading_of_each_period(
    client, monkeypatch, torch, flow, most, every, labels
):
    monkeypatch.setattr(charts, "MOST_DATES", most)
    metric = MetricFactory()
    dates = {"2023-01-05": 1, "2023-01-09": 2, "2023-02": 3, "2023-05-10": 4, "2024": 5}
    read(metric, torch, dates)
    read(metric, flow, {"2023-01-05": 0})
    page = chart_of(client, metric)
    assert page.every.value == every
    assert [row.label for row in page.rows] == labels
    assert [row.cells[0].text for row in page.rows][-2:] == ["4", "5"]
    assert page.rows[0].cells[1].text == "0"
    said = "There are too many dates" in page_of(client, metric.get_absolute_url())
    assert said == (every != "date")


def test_only_so_many_series_are_in_the_chart_and_in_the_table(client, monkeypatch, torch):
    monkeypatch.setattr(charts, "MOST_CHARTED", 2)
    monkeypatch.setattr(charts, "MOST_SERIES", 3)
    metric = MetricFactory()
    read(metric, torch, {"2023": 1, "2024": 1})
    for n in range(4):
        read(metric, None, {"2023": 10 - n, "2024": 10 - n}, series=f"Tool {n}")
    page = chart_of(client, metric)
    assert [column.series.name for column in page.columns] == ["PyTorch", "Tool 0", "Tool 1"]
    assert [column.is_charted for column in page.columns] == [True, True, False]
    text = page_of(client, metric.get_absolute_url())
    assert "1 more series is only in the table." in text
    assert "2 more series are only in the file." in text


def test_a_line_breaks_where_a_reading_is_missing_and_spans_what_others_were_read_on(
    client, torch, flow
):
    metric = MetricFactory()
    read(metric, torch, {f"202{n}": n for n in (0, 1, 3, 4, 5, 6, 7)})
    read(metric, flow, {f"202{n}": n for n in (0, 4, 7)})
    page = chart_of(client, metric)
    assert {column.series.name: column.spans_gaps for column in page.columns} == {
        "PyTorch": False,
        "TensorFlow": True,
    }
    text = page_of(client, metric.get_absolute_url())
    assert "A line is broken where a reading is missing; that of TensorFlow goes on" in text
    assert text.count("data-spans") == 1


def test_what_happened_meanwhile_is_numbered_and_leads_to_the_list(client, torch, flow):
    metric = MetricFactory()
    read(metric, torch, {"2020": 1, "2024-06": 2})
    shown = MilestoneFactory(on="2024-06-30", is_major=True, title="Renamed & moved")
    earlier = MilestoneFactory(on="2021-02", is_major=True)
    for milestone in (shown, earlier):
        milestone.frameworks.add(torch)
    for fields in (
        {"on": "2019-12-31", "is_major": True},
        {"on": "2024-07", "is_major": True},
        {"on": "2022", "is_major": False},
        {"on": "2022", "is_major": True, "status": Status.DRAFT},
    ):
        MilestoneFactory(**fields).frameworks.add(torch)
    MilestoneFactory(on="2022", is_major=True).frameworks.add(flow)
    assert chart_of(client, metric).marks == [earlier, shown]
    page = page_of(client, metric.get_absolute_url())
    assert page.count("<li data-mark>") == 2
    assert f'<a href="{shown.get_absolute_url()}">{escape(shown.title)}</a>' in page
    assert "/trends/milestones/?framework=pytorch" in page


def test_an_unknown_trend_gets_the_nearest_and_capitals_lead_to_the_page(client):
    MetricFactory(slug="github-stars", name="GitHub stars")
    MetricFactory(slug="secret", status=Status.DRAFT)
    page = page_of(client, "/trends/github-star/", status=404)
    assert "GitHub stars" in page
    assert client.get("/trends/GitHub-Stars/").url == "/trends/github-stars/"
    page_of(client, "/trends/secret/", status=404)
    assert client.get("/trends/secret/observations.csv").status_code == 404


# --- who leads ------------------------------------------------------------------------------------


def test_each_measure_says_who_is_ahead_at_its_newest_reading_and_since_when(
    client, on_day, torch, flow
):
    stars = MetricFactory(slug="stars", topic=MetricTopic.CODE)
    read(stars, flow, {"2020": 9, "2021": 9, "2023": 9, "2024": 9, "2026-10": 9})
    # TensorFlow was not read in 2022: nobody can say that it was not ahead.
    read(stars, torch, {"2020": 1, "2021": 2, "2022": 8, "2023": 3, "2024": 10, "2026-10": 12})
    read(stars, None, {"2026-10": 99}, series="Another library")
    rank = MetricFactory(slug="rank", topic=MetricTopic.PACKAGES, lead=Lead.LOWEST)
    read(rank, flow, {"2022": 900})
    read(rank, torch, {"2022": 300})
    level = MetricFactory(slug="level", topic=MetricTopic.RESEARCH)
    read(level, flow, {"2019": 5})
    read(level, torch, {"2019": 5})
    alone = MetricFactory(lead=Lead.HIGHEST)
    read(alone, flow, {"2024": 1})
    read(alone, torch, {"2025": 2})
    read(MetricFactory(lead=Lead.NONE), flow, {"2024": 1})

    by_slug = {one.metric.slug: one for one in measures()}
    assert list(by_slug) == ["level", "stars", "rank"]
    found = by_slug["stars"]
    assert (found.on, found.first.series, found.first.value) == ("2026-10", "PyTorch", "12")
    assert (found.second.framework, found.since, found.since_the_first) == (flow, "2024", False)
    assert by_slug["rank"].first.framework == torch
    assert by_slug["level"].is_level

    page = page_of(client, "/trends/who-leads/")
    assert "They do not agree: PyTorch is ahead in 2 of 3 measures and in 1 two are level." in page
    assert "2 of the newest readings are more than a year old" in page
    assert '<span class="few">3 years old</span>' in page
    assert "The lowest value is ahead." in page


def test_a_lead_ends_when_the_series_of_who_led_has_ended(torch, flow):
    keras = FrameworkFactory(name="Keras")
    metric = MetricFactory()
    read(metric, flow, {"2020": 9})
    read(metric, torch, {"2020": 1, "2021": 2})
    read(metric, keras, {"2020": 1, "2021": 1})
    (found,) = measures()
    assert (found.first.framework, found.since) == (torch, "2021")
    assert agreement([found]) == "PyTorch is ahead in 1 measure."


# --- milestones -----------------------------------------------------------------------------------


def test_the_address_of_a_milestone_leads_to_the_page_of_the_list_that_has_it(client):
    MilestoneFactory.create_batch(PAGE_SIZE, on="2024")
    last = MilestoneFactory(on="2020", slug="zzz")
    path = last.get_absolute_url()
    assert path == MILESTONE.address("zzz") == "/trends/milestones/?show=zzz#zzz"
    response = client.get(path)
    assert response.context["page"].number == 2
    assert '<li id="zzz">' in response.content.decode()
    # A page that is asked for by its number comes first.
    assert client.get("/trends/milestones/?show=zzz&page=1").context["page"].number == 1
    assert "no milestone “odd”" in page_of(client, "/trends/milestones/?show=odd")


def test_milestones_are_filtered_by_framework_and_kind(client, torch, flow):
    both = MilestoneFactory(title="Of both", kind=MilestoneKind.RELEASE)
    both.frameworks.add(torch, flow)
    MilestoneFactory(title="Of none", kind=MilestoneKind.END, other="Chainer")
    MilestoneFactory(title="Hidden", status=Status.DRAFT).frameworks.add(torch)
    page = page_of(client, "/trends/milestones/?framework=pytorch")
    assert "Of both" in page
    assert "1 milestone," in page
    assert "Of none" not in page
    page = page_of(client, "/trends/milestones/?kind=end&framework=odd", **HTMX)
    assert "Chainer" in page
    assert "Of both" not in page
    assert "Framework “odd”" in page


# --- on other pages -------------------------------------------------------------------------------


def test_pages_of_frameworks_name_the_newest_readings(
    client, torch, flow, django_assert_num_queries
):
    stars = MetricFactory(name="Stars", unit="stars")
    read(stars, torch, {"2024": 5, "2025": 6000})
    read(stars, torch, {"2026": 1}, is_unfinished=True)
    read(stars, flow, {"2025": 7})
    only = MetricFactory(name="Only one", unit="files")
    read(only, torch, {"2026": 3})
    read(MetricFactory(grouped_by="Group"), torch, {"2026": 3}, group="A")
    read(MetricFactory(status=Status.DRAFT), torch, {"2026": 3})
    with django_assert_num_queries(1):
        assert [trend.newest for trend in trends_of(torch)] == [
            "PyTorch 3 files (2026)",
            "PyTorch 6,000 stars (2025)",
        ]
    with django_assert_num_queries(1):
        assert [trend.newest for trend in trends_of(torch, flow)] == [
            "PyTorch 6,000 stars, TensorFlow 7 (2025)"
        ]
    assert "How adoption moved" in page_of(client, torch.get_absolute_url())
    page = page_of(client, "/compare/pytorch-vs-tensorflow/")
    assert "PyTorch 6,000 stars, TensorFlow 7 (2025)" in page
