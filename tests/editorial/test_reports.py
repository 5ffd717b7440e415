"""Reports for editors: the figures, as a page and as a file, and who may see them."""

import csv
import datetime as dt
import io

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from comparisons.models import ClaimTopic, State, Verdict
from editorial import upkeep
from editorial.models import Change, ChangeState, Origin
from editorial.reports import REPORTS
from tests.factories import (
    TODAY,
    ClaimFactory,
    FeatureValueFactory,
    FrameworkFactFactory,
    FrameworkFactory,
)

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _now(on_day, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def rows(desk, name):
    """Return the rows of the file, the head among them."""
    response = desk.get(reverse("admin:report_csv", args=[name]))
    assert "public" not in response["Cache-Control"]
    return list(csv.reader(io.StringIO(response.content.decode())))


def test_ageing_is_counted_by_kind_and_topic(desk):
    for days in (0, 150, 170, 400):
        checked = {"checked_on": TODAY - dt.timedelta(days=days)}
        ClaimFactory(topic=ClaimTopic.DEPLOYMENT, **checked)
    ClaimFactory(topic=ClaimTopic.JOBS)
    FrameworkFactFactory()
    upkeep.rebuild()
    assert rows(desk, "ageing") == [
        ["Kind", "Topic", "Fresh", "Ageing", "Stale", "Oldest check"],
        ["Claims", "Deployment and production", "1", "2", "1", "2025-10-18"],
        ["Claims", "Job trends", "1", "0", "0", "2026-11-22"],
        ["Frameworks", "What it is", "1", "0", "0", "2026-11-22"],
    ]
    page = desk.get(reverse("admin:report", args=["ageing"])).content.decode()
    assert "Of 6 published statements, 3 are fresh" in page
    assert 'aria-label="1 fresh, 2 ageing, 1 stale"' in page
    assert '<rect class="tone-soon" x="25.00" width="50.00"' in page
    assert "18 Oct 2025" in page


def test_coverage_names_what_has_no_source_and_what_is_unknown(desk):
    value = {"low": None, "rating": None, "high": None, "reason": "", "sources": []}
    FeatureValueFactory()
    FeatureValueFactory(state=State.UNKNOWN, **value)
    ClaimFactory(verdict=Verdict.UNSUPPORTED)
    assert rows(desk, "coverage")[1:] == [
        ["Claims", "1", "1", "0", "1", "unsupported"],
        ["Feature values", "2", "1", "1", "1", "unknown"],
    ]
    page = desk.get(reverse("admin:report", args=["coverage"])).content.decode()
    assert "1 of 3 published statements have no source" in page


def test_who_did_what_counts_by_month_person_origin_and_decision(desk, editor, reviewer):
    def made(month, **values):
        at = dt.datetime(2026, month, 3, tzinfo=dt.UTC)
        values = {"kind": "claim", "key": "one", "title": "One", "origin": Origin.EDITOR} | values
        Change.objects.create(made_at=at, proposed_at=at, **values)

    made(10, made_by=editor, decided_by=reviewer)
    made(10, made_by=editor, decided_by=reviewer, state=ChangeState.DECLINED, decision="No.")
    made(10, made_by=editor, origin=Origin.IMPORT)
    made(11, made_by=editor, state=ChangeState.PROPOSED)
    made(11, origin=Origin.CONTENT)
    made(11, origin=Origin.CONTENT, key="")  # "1 claim": the sum of a load
    made(11, made_by=reviewer)
    Change.objects.create(
        kind="claim", key="one", title="One", origin=Origin.EDITOR, made_at="2025-11-30T00:00Z"
    )
    assert rows(desk, "people")[1:] == [
        ["2026-11", "No person", "0", "1", "0", "0", "0", "0", "0", "0"],
        ["2026-11", "anna", "0", "0", "0", "0", "0", "1", "0", "0"],
        ["2026-11", "rosa", "1", "0", "0", "0", "0", "0", "0", "0"],
        ["2026-10", "anna", "1", "0", "1", "0", "0", "0", "1", "0"],
        ["2026-10", "rosa", "0", "0", "0", "0", "0", "0", "0", "2"],
    ]
    page = desk.get(reverse("admin:report", args=["people"])).content.decode()
    assert "Since December 2025, 4 changes have been applied, and 2 people have taken part." in page


@pytest.mark.parametrize("count", [1, 6])
def test_a_report_costs_the_same_however_much_there_is(
    desk, editor, count, django_assert_num_queries
):
    for _ in range(count):
        FeatureValueFactory(framework=FrameworkFactory())
        Change.objects.create(kind="claim", key="one", origin=Origin.EDITOR, made_by=editor)
    upkeep.rebuild()
    # Session, user, two of rights; what is due by the clock; the report.
    for name, queries in {"ageing": 6, "coverage": 6, "people": 7}.items():
        with django_assert_num_queries(queries):
            desk.get(reverse("admin:report", args=[name]))


@pytest.mark.parametrize("name", REPORTS)
def test_reports_are_for_those_who_may_see_changes(client, drafting, name):
    paths = [reverse(page, args=[name]) for page in ("admin:report", "admin:report_csv")]
    for path in paths:
        assert client.get(path).status_code == 302
        assert drafting.get(path).status_code == 200
    client.force_login(get_user_model().objects.create_user("guest", is_staff=True))
    for path in paths:
        assert client.get(path).status_code == 403
    assert drafting.get(reverse("admin:report", args=["no-such"])).status_code == 404
    assert f'href="{paths[0]}"' in drafting.get("/admin/").content.decode()
