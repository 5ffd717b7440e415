"""Fresh figures from interfaces on this machine that answer as GitHub and Hacker News do."""

import datetime as dt
import io
import signal
import threading
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from careers.models import JobSeriesPoint
from careers.refreshing import hiring_threads
from careers.refreshing.hiring_threads import due_months, post
from comparisons.models import FactTopic, FrameworkFact, Observation
from comparisons.refreshing import github
from comparisons.refreshing.github import contributors
from comparisons.refreshing.versions import new_text
from editorial.applying import apply
from editorial.deciding import decline
from editorial.models import Change, ChangeSet, FetchedPage, Origin, Source
from tests.factories import (
    FrameworkFactFactory,
    FrameworkFactory,
    JobSeriesFactory,
    JobSeriesPointFactory,
    MetricFactory,
    ObservationFactory,
    SourceFactory,
)
from tests.public_interface import Clock, public_interface, reply

STARS, CONTRIBUTORS = "/repos/{}", "/repos/{}/contributors?per_page=1&anon=true"
LATEST = "/repos/{}/releases/latest"


@pytest.fixture
def server(monkeypatch, settings):
    settings.GITHUB_TOKEN = ""
    Clock(monkeypatch)
    with public_interface() as server:
        monkeypatch.setattr(github, "BASE", server.base)
        monkeypatch.setattr(hiring_threads, "BASE", server.base)
        yield server


@pytest.fixture
def pytorch(db):
    repository = "https://github.com/pytorch/pytorch"
    return FrameworkFactory(name="PyTorch", slug="pytorch", repository=repository)


@pytest.fixture
def reviewer(db):
    user = get_user_model().objects.create_user("rita", is_staff=True)
    user.groups.add(Group.objects.get(name="Reviewers"))
    return user


def run(**options):
    """Return what the command printed, and why it failed or where it was stopped."""
    out, err = io.StringIO(), io.StringIO()
    failed = None
    try:
        call_command("refreshmetrics", stdout=out, stderr=err, **options)
    except CommandError as error:
        failed = str(error)
    except SystemExit as error:
        failed = error.code
    return SimpleNamespace(out=out.getvalue(), err=err.getvalue(), failed=failed)


# --- GitHub ---------------------------------------------------------------------------------------


@pytest.fixture
def figures(pytorch, server, on_day):
    """Two metrics of stars and contributors, and a framework with a version."""
    jax = FrameworkFactory(name="JAX", slug="jax", repository="https://github.com/jax-ml/jax/")
    draft = FrameworkFactory(repository="https://github.com/x/draft", status="draft")
    elsewhere = FrameworkFactory(repository="https://example.org/git/y")
    of_jax = SourceFactory(slug="jax-readme", url="https://github.com/jax-ml/jax")
    stars = MetricFactory(slug="github-stars", name="GitHub stars", sources=[of_jax])
    heads = MetricFactory(slug="github-contributors", name="Contributors", unit="contributors")
    for metric, framework, series, on, value in (
        (stars, pytorch, "PyTorch", "2026-08-01", 100_000),
        (stars, pytorch, "PyTorch", "2026-08-22", 102_530),
        (stars, jax, "JAX", "2026-10-31", 35_000),
        (stars, None, "Transformers", "2026-11-01", 164_321),  # of this month already
        (stars, None, "Somebody", "2026-08-22", 9),
        (stars, draft, "Draft", "2026-08-22", 9),
        (stars, elsewhere, "Elsewhere", "2026-08-22", 9),
        (heads, pytorch, "PyTorch", "2025-06-26", 4_884),
        (heads, jax, "JAX", "2026-10-02", 700),  # of this quarter already
    ):
        ObservationFactory(metric=metric, framework=framework, series=series, on=on, value=value)
    release_page = SourceFactory(slug="pytorch-releases", url=f"{pytorch.repository}/releases")
    FrameworkFactFactory(
        framework=pytorch,
        topic=FactTopic.LATEST_VERSION,
        text="2.14.0, July 2026",
        note="Of the package.",
        as_of="2026-07",
        checked_on=dt.date(2026, 8, 1),
        sources=[release_page],
    )
    FrameworkFactFactory(framework=pytorch)
    server.says(
        STARS.format("pytorch/pytorch"),
        reply(200, {"stargazers_count": 103_123, "forks_count": 1}, ETag='"s"'),
    )
    server.says(STARS.format("jax-ml/jax"), reply(301, Location="/repositories/7"))
    server.says("/repositories/7", reply(200, {"stargazers_count": 35_000}))
    server.says(
        CONTRIBUTORS.format("pytorch/pytorch"),
        reply(
            200,
            [{"login": "one"}],
            Link=f'<{server.base}/x?per_page=1&anon=true&page=2>; rel="next", '
            f'<{server.base}/x?per_page=1&anon=true&page=5678>; rel="last"',
        ),
    )
    server.says(
        LATEST.format("pytorch/pytorch"),
        reply(200, {"tag_name": "v2.15.0", "published_at": "2026-10-14T17:00:00Z"}, ETag='"r"'),
    )
    return SimpleNamespace(stars=stars, heads=heads, pytorch=pytorch)


def proposed():
    return [(change.kind, change.key) for change in Change.objects.proposed()]


def latest_version():
    return FrameworkFact.objects.get(topic=FactTopic.LATEST_VERSION)


def test_what_is_new_at_github_is_proposed_once_and_nothing_applied(server, figures, reviewer):
    done = run()
    assert done.failed is None
    assert done.out == "Refresh of 22 November 2026: 7 changes proposed, none applied.\n"
    assert done.err == "GitHub: 4 of 5 answers\n"  # JAX has no release
    on = "2026-11-22"
    assert proposed() == [
        ("observation", f"github-stars//JAX/{on}"),
        ("source", "github-pytorch-pytorch"),
        ("observation", f"github-stars//PyTorch/{on}"),
        ("observation", f"github-contributors//PyTorch/{on}"),
        ("metric", "github-stars"),
        ("metric", "github-contributors"),
        ("framework", "pytorch"),
    ]
    changes = {(change.kind, change.key): change for change in Change.objects.all()}
    (change_set,) = ChangeSet.objects.all()
    assert {(one.change_set, one.origin, one.made_by) for one in changes.values()} == {
        (change_set, Origin.REFRESH, None)
    }
    of_jax = changes["observation", f"github-stars//JAX/{on}"]
    assert of_jax.title == f"GitHub stars: JAX: {on}"
    assert of_jax.reason == (
        "GitHub gave 35,000 stars of jax-ml/jax on 22 November 2026: "
        f"{server.base}/repos/jax-ml/jax"
    )
    assert [source.slug for source in of_jax.opened.all()] == ["jax-readme"]
    # Nothing is applied.
    assert not Observation.objects.filter(on=on).exists()
    assert not Source.objects.filter(slug="github-pytorch-pytorch").exists()
    assert latest_version().text == "2.14.0, July 2026"

    # A second run asks only for what may have changed, and says nothing twice.
    server.requests.clear()
    again = run()
    assert (again.out, again.failed) == ("There is nothing to propose.\n", None)
    assert server.paths == [LATEST.format("jax-ml/jax"), LATEST.format("pytorch/pytorch")]
    assert server.requests[1].headers["If-None-Match"] == '"r"'
    assert len(proposed()) == 7

    # They can be applied in the order in which they stand.
    for change in Change.objects.proposed():
        apply(change, reviewer)
    reading = Observation.objects.get(metric=figures.stars, series="PyTorch", on=on)
    assert (reading.value, reading.framework, reading.note) == (103_123, figures.pytorch, "")
    assert reading.source.url == "https://github.com/pytorch/pytorch"
    assert Observation.objects.get(metric=figures.heads, on=on).value == 5678
    figures.stars.refresh_from_db()
    assert figures.stars.how_counted == (
        "Read from a public table. Readings from 22 November 2026 on are GitHub’s own, from its "
        "public interface."
    )
    assert (figures.stars.as_of, f"{figures.stars.checked_on}") == (on, on)
    cited = [source.slug for source in figures.stars.sources.order_by("slug")]
    assert cited == ["github-pytorch-pytorch", "jax-readme"]
    fact = latest_version()
    assert (fact.text, fact.as_of, f"{fact.checked_on}") == ("2.15.0, October 2026", "2026-10", on)
    assert [source.slug for source in fact.sources.all()] == ["pytorch-releases"]
    assert changes["framework", "pytorch"].reason.endswith(
        "releases/latest (the note is about the version before it)"
    )
    assert figures.pytorch.facts.count() == 2
    assert run().out == "There is nothing to propose.\n"


def test_a_new_month_has_a_new_reading_and_what_was_declined_does_not_come_back(
    server, figures, reviewer, on_day
):
    run()
    for change in Change.objects.proposed():
        decline(change, reviewer, "Not now.")
    assert run().out == "There is nothing to propose.\n"
    on_day(dt.date(2026, 12, 1))
    server.says(STARS.format("huggingface/transformers"), reply(200, {"stargazers_count": 165_000}))
    assert run().failed is None
    assert [key for kind, key in proposed() if kind == "observation"] == [
        "github-stars//JAX/2026-12-01",
        "github-stars//PyTorch/2026-12-01",
        "github-stars//Transformers/2026-12-01",
    ]  # and contributors once in a quarter
    # What GitHub says has not changed: it was asked with what it had given before.
    of_pytorch = [one for one in server.requests if one.path == STARS.format("pytorch/pytorch")]
    assert of_pytorch[-1].headers["If-None-Match"] == '"s"'
    assert Change.objects.proposed().get(key__contains="/PyTorch/").fields["value"][1] == "103123"


def test_what_github_counts_wrong_is_left_out(server, figures):
    server.says(STARS.format("pytorch/pytorch"), reply(200, {"stargazers_count": 51_000}))
    server.says(STARS.format("jax-ml/jax"), reply(200, {"stargazers_count": "many"}))
    done = run()
    assert "GitHub: pytorch/pytorch: 51,000 stars after 102,530 on 2026-08-22" in done.err
    assert done.failed == (
        "Not all was answered.\n"
        "GitHub, /repos/jax-ml/jax: the answer is not what its documentation describes"
    )
    assert [key for kind, key in proposed() if kind == "observation"] == [
        "github-contributors//PyTorch/2026-11-22"
    ]


@pytest.mark.parametrize(
    ("tag", "here", "expected"),
    [
        ("v2.15.0", "2.14.1, July 2026", "2.15.0, October 2026"),
        ("jax-v0.12.1", "0.12.0.1, October 2026", "0.12.1, October 2026"),
        ("1.10.0", "1.9.1, September 2026", "1.10.0, October 2026"),
        ("v2.15", "2.15.0, October 2026", ""),
        ("jax-v0.12.0", "0.12.0.1, October 2026", ""),  # the package is newer
        ("v2.14.2", "2.15.0, October 2026", ""),
        ("v2.16.0-rc1", "2.15.0, October 2026", ""),
        ("nightly", "2.15.0, October 2026", ""),
        ("v2.15.0", "Unknown", "2.15.0, October 2026"),
    ],
)
def test_only_a_later_version_is_news(tag, here, expected):
    answer = {"tag": tag, "month": "2026-10"}
    framework = FrameworkFactory.build(name="It")
    assert new_text(framework, {"text": here}, answer, [].append) == expected


def test_contributors_are_counted_by_the_pages_of_one():
    def last(number):
        address = f"https://api.github.com/repositories/1/contributors?anon=true&page={number}"
        return f'<{address}&per_page=1>; rel="last", <{address}>; rel="first"'

    assert contributors([{}], {"link": last(4884)}) == 4884
    assert contributors([{}], {}) == 1
    assert contributors([], {}) == 0


# --- Hacker News ----------------------------------------------------------------------------------


@pytest.fixture
def threads(pytorch, server, on_day):
    """A series up to July, and threads of August to November."""
    series = JobSeriesFactory(slug="hacker-news-hiring", name="Hiring posts", as_of="2026-07")
    for framework in (pytorch, FrameworkFactory(slug="tensorflow", name="TensorFlow")):
        for period in ("2026-06", "2026-07"):
            JobSeriesPointFactory(series=series, framework=framework, period=period)
    hiring = {7: [701], 8: [801, 802, 803, 804, 805, 806, 807], 9: [901], 10: [1001], 11: [1101]}
    for month, posts in hiring.items():
        written = int(dt.datetime(2026, month, 1, 15, tzinfo=dt.UTC).timestamp())
        story = {"type": "story", "time": written, "by": "whoishiring"}
        title = "Ask HN: Who is hiring? (some month)"
        says(server, month * 10, story | {"title": title, "kids": posts})
        says(server, month * 10 + 1, story | {"title": "Ask HN: Who wants to be hired?"})
        says(server, month * 10 + 2, {"type": "comment", "time": written, "deleted": True})
    numbers = [month * 10 + place for month in hiring for place in range(3)]
    server.says("/v0/user/whoishiring.json", reply(200, {"submitted": numbers}))
    for number, data in (
        (801, {"text": "Senior <b>PyTorch</b><p>and TensorFlow"}),
        (802, {"text": "pytorch&#x2F;CUDA; we do PyTorch", "kids": [9]}),
        (803, {"text": "MyPyTorches"}),
        (804, {"text": "PyTorch", "deleted": True}),
        (805, {"text": "PyTorch", "dead": True}),
        (806, None),
        (807, {}),
        (901, {"text": "Cobol"}),
        (1001, {"text": "TensorFlow.js"}),
    ):
        says(server, number, data and {"type": "comment", "time": 1, **data})
    return series


def says(server, number, data):
    server.says(f"/v0/item/{number}.json", reply(200, data))


def test_months_that_are_over_are_counted_as_those_before(server, threads, reviewer):
    done = run(verbosity=2)
    assert done.failed is None
    assert proposed() == [
        ("source", "hn-who-is-hiring"),
        ("job-series", "hacker-news-hiring"),
    ]
    change = Change.objects.get(kind="job-series")
    assert change.reason == (
        "Counted in the same way as before, in the threads of August 2026, September 2026 and "
        f"October 2026, on 22 November 2026: items 80, 90 and 100 of {server.base}"
    )
    assert f"job-series “Hiring posts”: {change.reason}" in done.out
    assert "/v0/item/1101.json" not in server.paths  # November is not over
    assert "/v0/item/701.json" not in server.paths  # July is known

    # While that waits nothing is counted.
    server.requests.clear()
    again = run()
    assert again.out == "There is nothing to propose.\n"
    assert "Hacker News: a proposal for “Hiring posts” waits" in again.err
    assert not [path for path in server.paths if path.startswith("/v0/")]

    for waiting in Change.objects.proposed():
        apply(waiting, reviewer)
    points = JobSeriesPoint.objects.filter(period__gt="2026-07").order_by("period", "framework")
    assert [
        (point.period, point.framework.slug, point.count, point.base)
        for point in points.select_related("framework")
    ] == [
        ("2026-08", "pytorch", 2, 3),
        ("2026-08", "tensorflow", 1, 3),
        ("2026-09", "pytorch", 0, 1),
        ("2026-09", "tensorflow", 0, 1),
        ("2026-10", "pytorch", 0, 1),
        ("2026-10", "tensorflow", 1, 1),
    ]
    threads.refresh_from_db()
    assert (threads.as_of, f"{threads.checked_on}") == ("2026-10", "2026-11-22")
    assert threads.points.count() == 10
    assert run().out == "There is nothing to propose.\n"


def test_a_month_is_counted_whole_or_not_at_all(server, threads, figures):
    server.says("/v0/item/901.json", reply(500))
    done = run()
    assert done.failed == ("Not all was answered.\nHacker News: 500 Internal Server Error, 4 times")
    change = Change.objects.get(kind="job-series")
    assert {point["period"] for point in change.fields["points"][1]} == {
        *("2026-06", "2026-07", "2026-08"),
    }  # and not October, after which September would never be counted
    assert ("framework", "pytorch") in proposed()  # what GitHub said is not lost


def test_what_one_interface_says_is_proposed_though_the_other_fails(server, threads, figures):
    for path in (STARS, CONTRIBUTORS, LATEST):
        for repository in ("pytorch/pytorch", "jax-ml/jax"):
            server.says(path.format(repository), reply(403, {}, Retry_After=3600))
    done = run()
    assert done.failed == (
        "Not all was answered.\nGitHub: it wants no more requests until 01:00 on 23 November (UTC)"
    )
    assert len([path for path in server.paths if path.startswith("/repos")]) == 1
    assert proposed() == [("source", "hn-who-is-hiring"), ("job-series", "hacker-news-hiring")]


def test_a_run_that_is_stopped_proposes_nothing_and_keeps_what_it_fetched(server, threads, figures):
    def interrupt(handler):
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
        handler.server.stopping.wait(5)

    server.says("/v0/item/901.json", interrupt)
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        done = run()
    finally:
        signal.signal(signal.SIGINT, handler)
    assert (done.failed, done.out.partition(";")[0]) == (130, "Stopped")
    assert not Change.objects.exists()
    assert not ChangeSet.objects.exists()
    assert FetchedPage.objects.filter(etag='"s"', content=103_123).exists()


def test_a_token_is_sent_to_github_alone(server, threads, figures, settings):
    settings.GITHUB_TOKEN = "only-for-tests"
    run()
    sent = {(one.path[:4], one.headers.get("Authorization")) for one in server.requests}
    assert sent == {("/rep", "Bearer only-for-tests"), ("/v0/", None)}


def test_months_come_in_order_and_few_at_a_time():
    points = [{"period": "2026-10"}, {"period": "2026-11"}]
    day = dt.date(2027, 4, 30)
    assert due_months(points, [], day) == ["2026-12", "2027-01", "2027-02"]
    assert due_months(points, ["2027-01"], day) == ["2026-12", "2027-02", "2027-03"]
    assert due_months(points, [], dt.date(2026, 12, 31)) == []
    assert due_months(points, [], dt.date(2027, 1, 1)) == ["2026-12"]
    assert due_months([], [], day) == []


def test_a_post_is_its_words():
    text = "<p>R&amp;D in <i>Py</i>Torch</p>"
    assert post({"text": text}, {}) == "r&d in  py torch"
