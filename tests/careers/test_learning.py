"""The pages on learning, and a path as a calendar and as Markdown."""

import datetime as dt
import re

import pytest
from icalendar import Calendar

from careers.learning.hours import UNSTATED_HOURS
from careers.models import LearningPath
from editorial.models import Status
from tests.factories import (
    FrameworkFactory,
    LearningPathFactory,
    LearningStepFactory,
    PathEntryFactory,
    ResourceFactory,
    RoleFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
PATH = "/careers/paths/to-alpha/"


def path_of(*steps, **fields):
    """Make the path "to-alpha" of these steps, which may be how many."""
    path = LearningPathFactory(**{"slug": "to-alpha", "title": "Alpha"} | fields)
    for step in steps:
        PathEntryFactory(path=path, step=step)
    return path


def step(*resources, **fields):
    made = LearningStepFactory(**fields)
    made.resources.set(resources)
    return made


def text_of(response):
    """Return what a reader sees of a page, with single spaces."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("size", [1, 6])
def test_the_number_of_queries_does_not_grow_with_the_content(
    client, size, django_assert_num_queries
):
    frameworks = FrameworkFactory.create_batch(size)
    resources = ResourceFactory.create_batch(size)
    for resource in resources:
        resource.frameworks.set(frameworks)
    path_of(*(step(*resources) for _ in range(size)), framework=frameworks[0])
    for _ in range(size):
        LearningPathFactory(framework=None, role=RoleFactory())
    for path, queries in [
        # frameworks and levels to choose from, resources, their frameworks, their sources, paths
        ("/careers/paths/", 6),
        (PATH, 3),  # path, steps, their resources
        (f"{PATH}calendar.ics", 3),
        (f"{PATH}steps.md", 3),
    ]:
        with django_assert_num_queries(queries, info=path):
            response = client.get(path)
        assert response.status_code == 200


# --- all paths and resources ----------------------------------------------------------------------


def test_paths_and_resources_are_listed(client):
    alpha = FrameworkFactory(name="Alpha", slug="alpha")
    path_of(step(), step(), framework=alpha, why="Many ask for Alpha.")
    LearningPathFactory(slug="to-tester", title="Tester", framework=None, role=RoleFactory())
    resource = ResourceFactory(
        slug="a-course",
        title="A course on Alpha",
        provider="A university",
        url="https://example.org/alpha",
        length="Ten weeks",
        covers="All of Alpha",
        note="The videos are old.",
        sources=[SourceFactory(title="The syllabus")],
    )
    resource.frameworks.add(alpha)
    ResourceFactory(hours=12)
    ResourceFactory()
    response = client.get("/careers/paths/")
    page = response.content.decode()
    for expected in (
        f'href="{PATH}"',
        "Many ask for Alpha.",
        "2 steps.",
        'href="/careers/paths/to-tester/"',
        '<tr id="a-course"',
        'href="https://example.org/alpha" rel="external"',
        "Ten weeks",
        "All of Alpha",
        "The videos are old.",
        "The syllabus",
    ):
        assert expected in page
    assert "12 hours, as stated" in text_of(response)
    assert page.count("Length not stated") == 1
    assert "3 resources" in page


def test_resources_are_filtered_by_framework_and_level(client):
    alpha = FrameworkFactory(slug="alpha")
    for title, level, frameworks in (
        ("Right", "beginner", [alpha]),
        ("Too hard", "advanced", [alpha]),
        ("Of another", "beginner", [FrameworkFactory()]),
        ("Of none", "beginner", []),
    ):
        ResourceFactory(title=title, level=level).frameworks.set(frameworks)
    page = client.get("/careers/paths/?framework=alpha&level=beginner").content.decode()
    assert "1 resource," in page
    assert "Right" in page
    for title in ("Too hard", "Of another", "Of none"):
        assert title not in page


def test_unknown_filter_values_are_ignored_and_said_so(client):
    ResourceFactory(title="A course")
    page = client.get("/careers/paths/?level=wizard&framework=nothing").content.decode()
    assert "Level “wizard”" in page
    assert "Framework “nothing”" in page
    assert "A course" in page


def test_filters_that_leave_nothing_say_so(client):
    ResourceFactory(level="beginner")
    FrameworkFactory(slug="alpha")
    page = client.get("/careers/paths/?framework=alpha").content.decode()
    assert "No resource fits both filters" in page


def test_htmx_gets_the_resources_that_changed(client):
    whole, part = client.get("/careers/paths/"), client.get("/careers/paths/", headers=HTMX)
    assert "<header" in whole.content.decode()
    assert "<header" not in part.content.decode()
    assert "HX-Request" in part["Vary"]
    assert part["Vary"] == whole["Vary"]


# --- one path -------------------------------------------------------------------------------------


def test_a_path_shows_its_steps_in_order_with_all_that_they_take(client):
    course = ResourceFactory(title="A course", url="https://example.org/a", slug="a-course")
    role = RoleFactory(slug="tester", name="Tester")
    path_of(
        step(course, goal="Begin", project="Build it.", acceptance="It runs.", hardware="One GPU"),
        step(goal="Go on", hours_low=2, hours_high=4, hours_note="Without the videos."),
        framework=None,
        role=role,
        prerequisites="Basic Python",
        why="It is asked for.",
    )
    response = client.get(PATH)
    page, text = response.content.decode(), text_of(response)
    assert page.index("Begin") < page.index("Go on")
    for expected in (
        'href="https://example.org/a" rel="external"',
        'href="/careers/paths/#a-course"',
        'href="/careers/roles/tester/"',
        'href="/careers/recommend/?role=tester"',
        "It is asked for.",
        "Before you start: Basic Python.",
        "Build it.",
        "It runs.",
        "One GPU",
    ):
        assert expected in page
    assert "2 to 4, as stated. Without the videos." in text
    assert "No source says how long." in text
    assert "No free resource was found." in text


def test_the_place_to_stop_stands_after_its_step(client):
    steps = [step(goal=goal) for goal in ("Begin", "Go on", "Finish")]
    path_of(*steps, stop="Enough for a job.", stop_after=steps[1])
    page = client.get(PATH).content.decode()
    (stop,) = (found.start() for found in re.finditer("Enough for a job.", page))
    assert page.index("Go on") < stop < page.index("Finish")


def test_a_place_to_stop_without_a_step_stands_at_the_end(client):
    path_of(step(goal="Begin"), step(goal="Finish"), stop="That is all.")
    page = client.get(PATH).content.decode()
    assert page.index("Finish") < page.index("That is all.") < page.index("By week")


def test_the_allowance_is_called_ours(client):
    path_of(step(hours_low=15, hours_high=15), step())
    text = text_of(client.get(PATH))
    low, high = UNSTATED_HOURS
    assert "Sources state the length of 1 of the 2 steps: 15 hours." in text
    assert f"For the other 1 we allow {low} to {high} hours. The allowance is ours" in text
    assert f"for {15 + low} to {15 + high} hours in all" in text
    assert "15 hours, as stated" in text
    assert f"{low} to {high} hours, our allowance" in text


def test_without_unstated_hours_there_is_no_allowance(client):
    path_of(step(hours_low=15, hours_high=15))
    assert "allowance" not in text_of(client.get(PATH))


@pytest.mark.usefixtures("on_day")
def test_a_plan_starts_next_monday_at_six_hours_a_week_unless_told_otherwise(client):
    path_of(step(hours_low=10, hours_high=14))
    page = client.get(PATH).content.decode()
    assert "at 6 hours a week" in page
    assert "2 to 3 weeks" in page
    assert "23 Nov 2026 to 6 Dec 2026" in page  # the day is Sunday, 22 November
    page = client.get(f"{PATH}?hours=12&start=2026-12-07").content.decode()
    assert "1 to 2 weeks at 12 hours a week" in page
    assert "7 Dec 2026 to 13 Dec 2026" in page
    assert 'value="12"' in page
    assert 'value="2026-12-07"' in page
    assert "calendar.ics?hours=12&amp;start=2026-12-07" in page


@pytest.mark.usefixtures("on_day")
@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("hours=0", "Hours a week “0”"),
        ("hours=41", "Hours a week “41”"),
        ("hours=-3", "Hours a week “-3”"),
        ("hours=2.5", "Hours a week “2.5”"),
        ("hours=many", "Hours a week “many”"),
        ("hours=9" + "9" * 5000, "Hours a week “99"),
        ("start=2026-02-30", "First day “2026-02-30”"),
        ("start=7/12/2026", "First day “7/12/2026”"),
        ("start=9999-12-31", "First day “9999-12-31”"),
        ("start=1999-01-01", "First day “1999-01-01”"),
        ("hours=<b>&start=soon", "Hours a week “&lt;b&gt;”, First day “soon”"),
    ],
)
def test_what_makes_no_plan_is_ignored_and_said_so(client, query, named):
    path_of(step())
    response = client.get(f"{PATH}?{query}")
    page = response.content.decode()
    assert response.status_code == 200
    assert f"Ignored: {named}" in page
    assert "at 6 hours a week" in page
    assert "Week by week from 23 November 2026" in page
    assert client.get(f"{PATH}calendar.ics?{query}").status_code == 200


def test_what_is_left_empty_is_not_called_a_mistake(client):
    path_of(step())
    assert "Ignored" not in client.get(f"{PATH}?hours=&start=").content.decode()


def test_htmx_gets_the_plan_and_no_steps(client):
    path_of(step(goal="Begin", project="Build it."))
    part = client.get(f"{PATH}?hours=3", headers=HTMX).content.decode()
    assert "<header" not in part
    assert "Build it." not in part
    assert "at 3 hours a week" in part


def test_ticks_can_do_nothing_before_the_script_has_run(client):
    path_of(step(slug="begin"), step())
    page = client.get(PATH).content.decode()
    boxes = re.findall(r"<input type=\"checkbox\"[^>]*>", page)
    assert len(boxes) == 2
    assert all(" disabled" in box and " name=" not in box for box in boxes)
    assert page.count('class="check with-script no-print"') == 2
    assert "nothing is sent" in page


def test_a_path_without_steps_has_a_page_all_the_same(client):
    path_of()
    assert client.get(PATH).status_code == 200
    assert client.get(f"{PATH}calendar.ics").status_code == 200


# --- the calendar ---------------------------------------------------------------------------------


def calendar(client, query="hours=6&start=2026-12-07"):
    return client.get(f"{PATH}calendar.ics?{query}")


def test_the_calendar_has_an_event_for_each_step(client):
    course = ResourceFactory(title="A course", url="https://example.org/a")
    path_of(
        step(course, slug="begin", goal="Begin", hours_low=15, hours_high=15, project="Build it."),
        step(slug="finish", goal="Finish", hours_low=3, hours_high=3, acceptance="It runs."),
    )
    response = calendar(client)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="learning-path-to-alpha.ics"'
    first, second = Calendar.from_ical(response.content).walk("VEVENT")
    assert first["SUMMARY"] == "Alpha, step 1: Begin"
    assert (first.start, first.end) == (dt.date(2026, 12, 7), dt.date(2026, 12, 28))
    assert (second.start, second.end) == (dt.date(2026, 12, 21), dt.date(2026, 12, 28))
    assert first["DTSTART"].params["VALUE"] == "DATE"
    assert first["UID"] == "to-alpha.begin@testserver"
    assert first["URL"] == f"http://testserver{PATH}#begin"
    for expected in ("A course, https://example.org/a", "15 hours, as stated.", "Build it."):
        assert expected in first["DESCRIPTION"]
    assert "Done when: It runs." in second["DESCRIPTION"]


def test_the_calendar_is_well_formed(client):
    """RFC 5545: lines end with CRLF and have at most 75 octets; text is escaped."""
    awkward = "Commas, semicolons; back\\slashes\nand “ünïcödé” " * 5
    path_of(step(goal="One, two; three", project=awkward[:300]), title="Alpha, beta; gamma")
    content = calendar(client).content
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line for line in lines)
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode()  # no character is cut in two
    unfolded = content.replace(b"\r\n ", b"").decode()
    assert r"SUMMARY:Alpha\, beta\; gamma\, step 1: One\, two\; three" in unfolded
    assert r"X-WR-CALNAME:Learning path: Alpha\, beta\; gamma" in unfolded
    assert r"Project: Commas\, semicolons\; back\\slashes\nand “ünïcödé”" in unfolded


def test_the_same_plan_is_the_same_file(client):
    path_of(step(), step())
    LearningPath.objects.update(updated_at=dt.datetime(2026, 11, 20, 8, 30, tzinfo=dt.UTC))
    first, again = calendar(client), calendar(client)
    assert first.content == again.content
    assert b"DTSTAMP:20261120T083000Z" in first.content
    assert first["ETag"] == again["ETag"]
    assert "public" in first["Cache-Control"]
    moved = calendar(client, "hours=6&start=2027-01-04")
    uids = [
        {event["UID"] for event in Calendar.from_ical(response.content).walk("VEVENT")}
        for response in (first, moved)
    ]
    assert uids[0] == uids[1]
    assert len(uids[0]) == 2


@pytest.mark.usefixtures("on_day")
def test_a_calendar_without_a_start_begins_next_monday(client):
    path_of(step())
    (event,) = Calendar.from_ical(calendar(client, "").content).walk("VEVENT")
    assert event.start == dt.date(2026, 11, 23)


# --- Markdown -------------------------------------------------------------------------------------


def test_markdown_has_a_box_for_each_step(client):
    course = ResourceFactory(
        title="A [new] course", url="https://example.org/a", provider="A university"
    )
    first = step(
        course,
        goal="Begin with *care*",
        hours_low=2,
        hours_high=4,
        hours_note="The pathway.",
        project="Use tf_data <now>.",
        acceptance="It runs.",
        hardware="One GPU",
    )
    path_of(first, step(goal="Finish"), stop="Enough for now.", stop_after=first)
    response = client.get(f"{PATH}steps.md")
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="learning-path-to-alpha.md"'
    text = response.content.decode()
    assert text.startswith("# Learning path: Alpha\n")
    assert f"From <http://testserver{PATH}>" in text
    expected = [
        r"- [ ] **1. Begin with \*care\***",
        r"  - Learn: [A \[new\] course](<https://example.org/a>), A university",
        "  - Hours: 2 to 4 hours, as stated. The pathway.",
        r"  - Project: Use tf\_data \<now\>.",
        "  - Done when: It runs.",
        "  - Special hardware: One GPU",
        "",
        "**A good place to stop.** Enough for now.",
        "",
        "- [ ] **2. Finish**",
        "  - Hours: no source says how long.",
    ]
    assert "\n".join(expected) in text
    assert text.count("A good place to stop") == 1


def test_markdown_has_the_place_to_stop_at_the_end_if_no_step_is_named(client):
    path_of(step(), stop="That is all.")
    assert client.get(f"{PATH}steps.md").content.endswith(
        b"\n\n**A good place to stop.** That is all.\n"
    )


# --- addresses ------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", ["", "calendar.ics", "steps.md"])
def test_an_unknown_path_suggests_the_nearest(client, file):
    LearningPathFactory(slug="to-alpha")
    response = client.get(f"/careers/paths/to-alhpa/{file}")
    assert response.status_code == 404
    assert f'<a href="{PATH}">' in response.content.decode()
    assert 'href="/careers/paths/"' in response.content.decode()


def test_capitals_redirect_for_good(client):
    path_of()
    response = client.get("/careers/paths/To-Alpha/")
    assert (response.status_code, response["Location"]) == (301, PATH)


def test_drafts_are_nowhere_to_be_seen(client):
    role = RoleFactory(slug="hidden", name="Hidden role", status=Status.DRAFT)
    hidden = ResourceFactory(title="A draft", status=Status.DRAFT)
    course = ResourceFactory(title="A course")
    course.frameworks.add(FrameworkFactory(name="Hidden framework", status=Status.DRAFT))
    path_of(step(hidden, course), framework=None, role=role)
    LearningPathFactory(slug="draft", title="A draft", status=Status.IN_REVIEW)
    for file in ("", "calendar.ics", "steps.md"):
        assert client.get(f"/careers/paths/draft/{file}").status_code == 404
    for path in (PATH, f"{PATH}calendar.ics", f"{PATH}steps.md", "/careers/paths/"):
        page = client.get(path).content.decode()
        assert "A course" in page
        for text in ("A draft", "Hidden role", "Hidden framework", "/careers/roles/hidden/"):
            assert text not in page


def test_a_path_to_a_framework_that_is_not_published_does_not_lead_there(client):
    path_of(framework=FrameworkFactory(slug="hidden", status=Status.DRAFT))
    assert "/frameworks/hidden/" not in client.get(PATH).content.decode()
