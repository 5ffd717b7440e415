"""My queue: what is on it, in which order, what it costs, and that it keeps in step."""

import datetime as dt
import re

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from comparisons.models import Framework, Outcome, Part, Prediction
from editorial import upkeep
from editorial.applying import apply
from editorial.content.kinds import kind_of, registry
from editorial.content.loading import load
from editorial.content.reading import Reader
from editorial.deciding import decline, proposal, propose
from editorial.models import (
    Change,
    KeptRecord,
    LinkState,
    Origin,
    ScheduledMoment,
    Source,
    Status,
    Upkeep,
)
from editorial.reach import pages_of, paths_of
from editorial.upkeep import READER
from tests.careers.small_guide import Guide
from tests.factories import (
    TODAY,
    ClaimFactory,
    ComparisonFactory,
    ComparisonSectionFactory,
    FeatureFactory,
    FeatureValueFactory,
    FrameworkFactFactory,
    FrameworkFactory,
    ObservationFactory,
    PredictionFactory,
    ReaderFactory,
    RoleFactory,
    RoleStatementFactory,
    SourceFactory,
    SuccessStoryFactory,
    ToolFactory,
)

pytestmark = pytest.mark.django_db

LONG_AGO = TODAY - dt.timedelta(days=400)
POSTGRES = connection.vendor == "postgresql"
ROWS = 100_000
COPIES = """
    INSERT INTO editorial_upkeep ({columns})
    WITH RECURSIVE copy (number) AS (
        SELECT 1 UNION ALL SELECT number + 1 FROM copy WHERE number < %s
    )
    SELECT {values} FROM editorial_upkeep, copy
"""


@pytest.fixture
def content():
    """Records of many kinds that name one another."""
    source = SourceFactory()
    alpha, beta = (FrameworkFactory(name=name, slug=name.lower()) for name in ("Alpha", "Beta"))
    FrameworkFactory(name="Gamma", slug="gamma", status=Status.DRAFT)
    FrameworkFactFactory(framework=alpha, sources=[source])
    feature = FeatureFactory(name="Speed", slug="speed")
    FeatureValueFactory(framework=alpha, feature=feature, sources=[source])
    pair = ComparisonFactory(first=alpha, second=beta)
    ComparisonSectionFactory(comparison=pair, part=Part.OVERVIEW, framework=alpha, sources=[source])
    tool = ToolFactory(name="Server", slug="server", sources=[source])
    tool.successors.add(ToolFactory(name="Newer", slug="newer", sources=[source]))
    claim = ClaimFactory(slug="fast", sources=[source])
    claim.tools.add(tool)
    claim.frameworks.add(alpha)
    # Nobody sees this one, so it is no page that shows what it names.
    ClaimFactory(slug="draft", status=Status.DRAFT).repeats.add(claim)
    PredictionFactory(slug="soon", made_in=source).claims.add(claim)
    SuccessStoryFactory(slug="moved").claims.add(claim)
    ObservationFactory(framework=beta, source=source)
    role = RoleFactory(slug="engineer")
    role.claims.add(claim)
    RoleStatementFactory(role=role, sources=[source])
    upkeep.rebuild()
    return {"claim": claim, "tool": tool, "alpha": alpha, "feature": feature, "source": source}


def table():
    """Return the rows without their keys."""
    return [
        {name: value for name, value in row.items() if name != "id"}
        for row in Upkeep.objects.order_by("kind", "record", "part", "part_record").values()
    ]


# --- where things show ----------------------------------------------------------------------------


def test_many_records_at_once_show_where_each_of_them_shows(content, django_assert_max_num_queries):
    seen = set()
    for kind in registry.values():
        records = list(kind.records())
        with django_assert_max_num_queries(22):
            found = paths_of(kind, records)
        for record in records:
            assert {page.path for page in pages_of(kind, record)} == found[record.pk]
            seen |= found[record.pk]
    assert {"/frameworks/alpha/speed/", "/compare/alpha-vs-beta/", "/claims/fast/"} <= seen
    claim = registry["claim"].find("fast")
    assert "/claims/draft/" not in paths_of(registry["claim"], [claim])[claim.pk]


def test_a_value_shows_on_the_comparisons_with_every_other_published_framework(content):
    value = registry["value"].find("alpha/speed")
    paths = paths_of(registry["value"], [value])[value.pk]
    assert {path for path in paths if path.startswith("/compare/")} == {
        "/compare/",
        "/compare/alpha-vs-beta/",
    }


# --- the table ------------------------------------------------------------------------------------


def test_only_public_statements_have_dates_and_parts_are_statements_too(content):
    row = Upkeep.objects.get(kind="framework", part="fact")
    assert row.title == "Alpha: What it is"
    assert (row.key, row.topic) == ("alpha", "What it is")
    assert (row.checked_on, row.pages) == (TODAY, 2)  # the framework, and its source
    assert not Upkeep.objects.filter(key="draft").exists()
    assert not Upkeep.objects.filter(kind="source", stale_on__isnull=False).exists()
    statements = Upkeep.objects.statements().values_list("kind", "part")
    assert ("comparison", "section") in statements
    assert ("role", "statement") in statements


def test_answers_of_reference_readers_weigh_more_than_pages():
    guide = Guide()
    # Says nothing to rank by, so no answer rests on anything.
    ReaderFactory(answers="")
    upkeep.rebuild()
    row = Upkeep.objects.get(kind="job-trend", key=guide.trend.slug)
    assert row.readers == 1
    assert row.weight == row.pages + READER
    claim = ClaimFactory()
    upkeep.update({"claim": [claim.pk]})
    assert Upkeep.objects.get(kind="claim").readers == 0
    # A change of the reader alone moves what rests on it.
    guide.reader.status = Status.ARCHIVED
    guide.reader.save()
    upkeep.update({"reader": [guide.reader.pk]})
    row.refresh_from_db()
    assert (row.readers, row.weight) == (0, row.pages)


def changed(record, **values):
    """Change a record as somebody who may publish does."""
    kind = kind_of(type(record))
    old = kind.snapshot(kind.find(kind.key_of(record)))
    change = proposal(kind, kind.key_of(record), "", old, old | values, origin=Origin.EDITOR)
    apply(change)


def test_what_is_in_step_equals_what_is_made_anew(content, django_capture_on_commit_callbacks):
    steps = [
        lambda: changed(content["claim"], checked_on="2026-01-01", tools=["newer"]),
        lambda: changed(content["claim"], frameworks=[]),
        lambda: changed(Prediction.objects.get(), status=Status.DRAFT),
        lambda: changed(Prediction.objects.get(), status=Status.PUBLISHED),
        lambda: changed(content["tool"], name="Old server"),
        lambda: changed(content["feature"], name="Swiftness"),
        lambda: changed(content["alpha"], facts=[]),
        lambda: Prediction.objects.get().delete(),
    ]
    for number, step in enumerate(steps):
        before = table()
        with django_capture_on_commit_callbacks(execute=True):
            step()
        assert table() != before, number
    followed = table()
    upkeep.rebuild()
    assert table() == followed

    # A framework that appears is compared with every other one.
    gamma = Framework.objects.get(slug="gamma")
    value = Upkeep.objects.filter(kind="value")
    pages = value.get().pages
    with django_capture_on_commit_callbacks(execute=True):
        changed(gamma, status=Status.PUBLISHED)
    assert value.get().pages == pages + 1
    with django_capture_on_commit_callbacks(execute=True):
        gamma.delete()
    assert table() == followed


def grow(rows):
    """Copy the one row there is in the database itself: a tenth is stale, three tenths ageing."""
    days = {
        "ageing_on": ("2025-12-01", "2026-11-01", "2027-01-01"),
        "stale_on": ("2026-01-01", "2026-12-01", "2027-02-01"),
        "due_on": ("2026-01-01", "2027-01-01", "2028-01-01"),
    }
    others = {"record": "number", "weight": "number % 90"}
    for name, (first, second, third) in days.items():
        day = f"CASE WHEN number % 10 < 1 THEN '{first}' WHEN number % 10 < 4 THEN '{second}'"
        others[name] = f"CAST({day} ELSE '{third}' END AS {'date' if POSTGRES else 'text'})"
    columns = [f.column for f in Upkeep._meta.concrete_fields if f.column != "id"]
    values = [others.get(column, column) for column in columns]
    with connection.cursor() as cursor:
        sql = COPIES.format(columns=", ".join(columns), values=", ".join(values))
        # The one "%" that is a parameter, and those that are not.
        cursor.execute(sql.replace(" % ", " %% "), [rows])
        cursor.execute("ANALYZE editorial_upkeep")


def test_the_lists_of_a_hundred_thousand_statements_read_an_index():
    # Of another record than its copies, and never due.
    Upkeep.objects.create(
        kind="copy",
        key="copy",
        record=0,
        title="A statement",
        pages=1,
        weight=1,
        checked_on=TODAY,
        ageing_on="2028-01-01",
        stale_on="2028-01-01",
    )
    grow(ROWS)
    for found, index, count in (
        (Upkeep.objects.stale(TODAY).by_weight(), "upkeep_by_weight", ROWS / 10),
        (Upkeep.objects.ageing(TODAY).by_weight(), "upkeep_by_weight", 3 * ROWS / 10),
        (Upkeep.objects.due(TODAY), "upkeep_due", ROWS / 10),
    ):
        assert found.count() == count
        plan = found.values_list("pk", flat=True)[:10].explain()
        assert index in plan
        # No row is sorted: the index has them in order.
        assert "Sort" not in plan
        assert "TEMP B-TREE" not in plan


# --- the page -------------------------------------------------------------------------------------


def rows_of(page, name):
    """Return the titles and the paths of the actions of a section."""
    part = page.split(f'id="queue-{name}"')[1].split('<div class="queue">')[0]
    titles = re.findall(r'<th scope="row">(.*?)</th>', part)
    return list(zip(titles, re.findall(r'class="to-do"><a href="(.*?)"', part), strict=True))


@pytest.fixture
def waiting(on_day, editor, reviewer):
    """Return a function that makes something for every section, as often as one likes."""

    def make(times=1):
        for number in range(times):
            ClaimFactory(checked_on=LONG_AGO)
            ToolFactory(checked_on=TODAY - dt.timedelta(days=150))
            PredictionFactory(outcome=Outcome.OPEN, due="2026-10")
            SourceFactory(link_state=LinkState.BROKEN, link_status="404")
            for made_by in (editor, None):
                kind, tool = registry["tool"], ToolFactory()
                old = kind.snapshot(kind.find(tool.slug))
                new = old | {"advice": f"Other advice {number}."}
                about = {"origin": Origin.EDITOR, "reason": "Read anew.", "made_by": made_by}
                propose(proposal(kind, tool.slug, tool.name, old, new, **about))
            KeptRecord.objects.create(
                kind="tool", key=f"kept-{number}", title="Kept", snapshot={}, fields=["checked_on"]
            )
            claim = ClaimFactory(expire_at=timezone.now() + dt.timedelta(days=1))
            ScheduledMoment.objects.create(at=claim.expire_at, kind="claim", key=claim.slug)
        upkeep.rebuild()

    return make


@pytest.mark.parametrize("times", [1, 12])
def test_the_first_page_costs_the_same_however_much_waits(
    desk, waiting, times, django_assert_num_queries
):
    waiting(times)
    desk.get("/admin/")  # what the process keeps of content types
    # Session, user and two of rights; what is due by the clock; for each of seven sections the
    # count, the keys and the records; the pages of sources, and what is scheduled.
    with django_assert_num_queries(28):
        page = desk.get("/admin/").content.decode()
    for name in ("decide", "stale", "ageing", "due", "links", "kept", "scheduled"):
        assert len(rows_of(page, name)) == min(10, times * (2 if name == "decide" else 1))


def test_each_row_leads_to_the_one_thing_to_do(desk, waiting, reviewer):
    waiting()
    page = desk.get("/admin/").content.decode()
    change = Change.objects.proposed().first()
    assert rows_of(page, "decide")[0] == (change.title, change.get_absolute_url())
    for name, kind, place in (
        ("stale", "claim", "checked"),
        ("ageing", "tool", "checked"),
        ("due", "prediction", "change"),
        ("links", "source", "change"),
        ("scheduled", "claim", "change"),
    ):
        [(title, path)] = rows_of(page, name)
        assert re.fullmatch(rf"/admin/\w+/{kind}/\d+/{place}/", path)
        assert desk.get(path).status_code == 200
        assert title
    assert "1 statement is past its review date." in page
    assert "Checked on</td>" in page
    assert "Claims" in page  # Django's own list of content comes below


def test_what_most_rests_on_comes_first_and_the_rest_on_pages_of_its_own(desk, on_day):
    claims = [ClaimFactory(checked_on=LONG_AGO) for _ in range(11)]
    claims[7].frameworks.add(FrameworkFactory(), FrameworkFactory())
    upkeep.rebuild()
    page = desk.get("/admin/").content.decode()
    assert rows_of(page, "stale")[0][0] == claims[7].statement
    assert "See all 11" in page
    whole = desk.get(reverse("admin:queue", args=["stale"])).content.decode()
    assert len(rows_of(whole, "stale")) == 11
    assert desk.get(reverse("admin:queue", args=["no-such"])).status_code == 404


def test_who_publishes_decides_and_who_does_not_sees_what_became_of_theirs(
    drafting, waiting, editor, reviewer
):
    waiting()
    own = Change.objects.get(made_by=editor)
    assert drafting.get(reverse("admin:queue", args=["decide"])).status_code == 404
    page = drafting.get("/admin/").content.decode()
    assert rows_of(page, "own") == [(own.title, own.get_absolute_url())]
    decline(own, reviewer, "The source says otherwise.")
    page = drafting.get("/admin/").content.decode()
    assert "The source says otherwise." in page
    Change.objects.update(made_at=timezone.now() - dt.timedelta(days=31))
    assert rows_of(drafting.get("/admin/").content.decode(), "own") == []


def test_nobody_is_asked_to_decide_their_own(desk, waiting, editor, reviewer):
    waiting()
    Change.objects.filter(made_by=editor).update(made_by=reviewer)
    [(title, _)] = rows_of(desk.get("/admin/").content.decode(), "decide")
    assert title == Change.objects.get(made_by=None).title


def test_what_is_empty_says_so_in_a_line(desk):
    page = desk.get("/admin/").content.decode()
    assert "No statement is past its review date." in page
    assert "Nothing will appear or disappear by itself." in page
    assert "queue-rows" not in page


def test_whoever_may_see_nothing_is_shown_nothing(client, waiting):
    waiting()
    kept = reverse("admin:kept", args=[KeptRecord.objects.get().pk])
    client.force_login(get_user_model().objects.create_user("guest", is_staff=True))
    assert "queue-" not in client.get("/admin/").content.decode()
    for path in (reverse("admin:queue", args=["stale"]), kept):
        assert client.get(path).status_code == 403
    client.logout()
    assert client.get(kept).status_code == 302


# --- what the last load kept ----------------------------------------------------------------------


def test_what_a_load_kept_can_be_compared_until_both_agree(
    desk, tmp_path, django_capture_on_commit_callbacks
):
    wanted = {"source", "framework", "tool"}
    entries = [entry for entry in small_content(tmp_path) if entry.kind.name in wanted]
    load(entries)
    source = Source.objects.get()
    before = source.caveat
    Source.objects.update(caveat="Ours.")
    assert set(load(entries).kept) == {"source:manual"}
    [(title, path)] = rows_of(desk.get("/admin/").content.decode(), "kept")
    assert title == "The manual"
    page = desk.get(path).content.decode()
    assert "Ours." in page
    with django_capture_on_commit_callbacks(execute=True):
        source.refresh_from_db()
        changed(source, caveat=before)
    assert not KeptRecord.objects.exists()
    # The next load begins anew.
    Source.objects.all().delete()
    load(entries)
    [kept] = KeptRecord.objects.all()
    page = desk.get(reverse("admin:kept", args=[kept.pk])).content.decode()
    assert "an editor had deleted it" in page
    assert "--overwrite source:manual" in page


def small_content(folder):
    (folder / "sources.yaml").write_text(
        "- slug: manual\n  title: The manual\n  publisher: The project\n"
        "  url: https://example.org/\n  kind: documentation\n  accessed_on: 2026-11-01\n"
        "  caveat: It is old.\n"
    )
    reader = Reader(folder)
    return reader.entries
