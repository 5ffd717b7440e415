"""The public list of changes, its feeds, and our own figures."""

import datetime as dt
import xml.etree.ElementTree as ET

import pytest
from django.utils import timezone

from comparisons.models import State
from editorial.changes import change_of, record, record_load
from editorial.content.kinds import registry
from editorial.models import Change, Origin, Status
from editorial.templatetags.figures import percent_of
from tests.factories import (
    CorrectionFactory,
    FeatureValueFactory,
    FrameworkFactFactory,
    FrameworkFactory,
    PredictionFactory,
    ToolFactory,
)

pytestmark = pytest.mark.django_db

ATOM = {"atom": "http://www.w3.org/2005/Atom"}
NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def changed(tool, *, old=None, made_at=NOON, origin=Origin.EDITOR, **about):
    kind = registry["tool"]
    new = kind.snapshot(tool)
    before = None if old is None else {**new, **old}
    return change_of(
        kind, tool.slug, tool.name, before, new, made_at=made_at, origin=origin, **about
    )


@pytest.fixture
def alpha():
    return FrameworkFactory(name="Alpha", slug="alpha")


def test_a_change_says_what_when_and_why_on_its_page_and_in_the_feed(client, alpha):
    tool = ToolFactory(name="Server", slug="server", owner="Ann")
    tool.frameworks.add(alpha)
    record([changed(tool, old={"owner": "Bob"}, reason="Ann took it over.")])
    page = client.get("/changes/").content.decode()
    assert "22 November 2026" in page
    assert '<a href="/tools/#server">Server</a>' in page
    assert "Ann took it over." in page
    assert "<del>Bob</del> → <ins>Ann</ins>" in page
    for address in ("/changes/feed/", "/changes/feed/alpha/"):
        response = client.get(address)
        assert response["Content-Type"].startswith("application/atom+xml")
        (entry,) = ET.fromstring(response.content).findall("atom:entry", ATOM)  # noqa: S314
        assert entry.findtext("atom:title", namespaces=ATOM) == "Server: changed"
        assert "Ann took it over." in entry.findtext("atom:summary", namespaces=ATOM)
        assert entry.find("atom:link", ATOM).get("href").endswith("/tools/#server")
        assert entry.findtext("atom:updated", namespaces=ATOM).startswith("2026-11-22T12:00")


def test_a_feed_of_a_framework_holds_what_concerns_it(client, alpha):
    beta = FrameworkFactory(name="Beta", slug="beta")
    tools = [ToolFactory(name=name, slug=name.lower()) for name in ("Old", "Both", "Other")]
    tools[1].frameworks.set([alpha, beta])
    tools[2].frameworks.set([beta])
    # What it no longer concerns was about it too.
    left = changed(tools[0], old={"frameworks": ["alpha"]})
    record([left, *(changed(tool, old={"owner": "Bob"}) for tool in tools[1:])])
    page = client.get("/changes/?framework=alpha").content.decode()
    assert "2 changes that concern Alpha" in page
    assert ">Old</a>" in page
    assert ">Both</a>" in page
    assert ">Other</a>" not in page
    assert client.get("/changes/feed/nothing/").status_code == 404
    assert "“nothing”" in client.get("/changes/?framework=nothing").content.decode()


def test_what_readers_could_not_see_is_not_listed(client):
    draft = ToolFactory(status=Status.DRAFT, slug="draft")
    record([changed(draft, old={"owner": "Bob"})])
    gone = ToolFactory(status=Status.ARCHIVED, slug="gone")
    record([changed(gone, old={"status": "published"}, reason="It has ended.")])
    page = client.get("/changes/").content.decode()
    assert "1 change" in page
    assert "It has ended." in page


def test_what_comes_in_one_load_is_one_line_for_each_kind(client, alpha):
    tools = [ToolFactory(slug=f"tool-of-load-{n}") for n in range(3)]
    tools[0].frameworks.add(alpha)
    load = {"origin": Origin.CONTENT, "reason": "Newly researched."}
    news = [changed(tool, **load) for tool in tools[:2]]
    record_load([*news, changed(tools[2], old={"owner": "Bob"}, **load)])
    page = client.get("/changes/").content.decode()
    assert "2 changes" in page
    assert '<a href="/tools/">2 tools</a>' in page
    assert client.get("/changes/feed/").content.decode().count("<entry>") == 2
    assert "Newly researched." in page
    assert "tool-of-load-2" in page
    assert "tool-of-load-1" not in page
    # The history of each still says when it came.
    assert Change.objects.of("tool", "tool-of-load-1").get().is_new
    assert "2 tools" in client.get("/changes/?framework=alpha").content.decode()


def test_changes_of_one_record_on_one_day_stand_together(client):
    tool = ToolFactory(name="Server")
    earlier = NOON - dt.timedelta(days=1)
    for reason, made_at in [("First", earlier), ("Second", NOON), ("Third", NOON)]:
        record([changed(tool, old={"owner": "Bob"}, reason=reason, made_at=made_at)])
    page = client.get("/changes/").content.decode()
    assert page.count(">Server</a>") == 2
    order = [page.index(text) for text in ("Third", "Second", "21 November 2026", "First")]
    assert order == sorted(order)


@pytest.mark.parametrize("count", [1, 90])
def test_pages_cost_the_same_with_many_changes(client, alpha, count, django_assert_num_queries):
    tool = ToolFactory()
    tool.frameworks.add(alpha)
    record([changed(tool, old={"owner": "Bob"}) for _ in range(count)])
    CorrectionFactory.create_batch(min(count, 3))
    with django_assert_num_queries(5):  # what is due, frameworks, count, keys, changes
        client.get("/changes/?framework=alpha")
    with django_assert_num_queries(3):  # what is due, framework, changes
        client.get("/changes/feed/alpha/")
    with django_assert_num_queries(2):  # figures, corrections
        client.get("/about/quality/")


def test_our_own_figures_are_counted(client, on_day):
    today = dt.date(2026, 11, 22)
    on_day(today)
    FeatureValueFactory(checked_on=today)
    FeatureValueFactory(checked_on=today - dt.timedelta(days=200))
    nothing = {"low": None, "rating": None, "high": None, "reason": ""}
    FeatureValueFactory(checked_on=today, state=State.UNKNOWN, sources=[], **nothing)
    FeatureValueFactory(status=Status.DRAFT)
    FrameworkFactFactory(checked_on=today)
    PredictionFactory(outcome="open", due="2026-11-21", checked_on=today)
    PredictionFactory(outcome="open", due="2026", checked_on=today)
    page = client.get("/about/quality/").content.decode()
    words = " ".join(page.split())
    assert "6 statements are published. 5 of them (83%) have a source." in words
    assert "5 (83%) were checked in the last six months. 1 (17%) is past its review date." in words
    assert '1 unknown <span class="soft">(33%)</span>' in words
    assert '1 overdue <span class="soft">(50%)</span>' in words


def test_mistakes_are_open_until_they_are_mended(client):
    assert "We know of no mistake" in client.get("/about/quality/").content.decode()
    CorrectionFactory(what="The share in London", slug="london")
    CorrectionFactory(what="A date", mended_on=timezone.localdate(), remedy="Corrected.")
    CorrectionFactory(what="A secret", status=Status.DRAFT)
    page = client.get("/about/quality/").content.decode()
    assert page.index('id="london"') < page.index("Mistakes made and mended") < page.index("A date")
    assert "have not mended yet: 1." in page
    assert "Corrected." in page
    assert "A secret" not in page


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (0, 7, "0%"),
        (1, 300, "under 1%"),
        (1, 3, "33%"),
        (299, 300, "over 99%"),
        (7, 7, "100%"),
        (0, 0, "0%"),
    ],
)
def test_a_share_is_never_rounded_to_none_or_all(part, whole, text):
    assert percent_of(part, whole) == text
