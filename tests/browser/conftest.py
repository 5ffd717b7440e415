"""The site as production runs it, with the shipped content, in a real Chromium."""

import fcntl
import os
import shutil
from collections import defaultdict
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.preparing import FLAGS, prepare, serving, sign_in

# A page of every kind, for what must hold on all of them.
PAGES = [
    "/",
    "/frameworks/",
    "/frameworks/pytorch/",
    "/frameworks/tensorflow/browser/",
    "/tools/?framework=tensorflow",
    "/compare/",
    "/compare/pytorch-vs-tensorflow/?category=deployment",
    "/compare/jax-vs-keras-vs-pytorch-vs-tensorflow/?differences=1&category=learning&category=odd",
    "/claims/?framework=jax&kind=odd",
    "/claims/torchserve-serves-pytorch-models/",
    "/predictions/?outcome=open",
    "/predictions/keras-last-multibackend-2019/",
    "/stories/?framework=tensorflow&industry=odd",
    "/stories/hf-transformers/",
    "/trends/?topic=research",
    "/trends/github-contributors/?view=relative",
    "/trends/who-leads/",
    "/trends/milestones/?kind=deprecation",
    "/sources/?kind=talk",
    "/sources/ts-readme/",
    "/changes/?framework=jax",
    "/about/quality/",
    "/search/",
    "/search/?q=tensroflow+lite&kind=odd",
    "/careers/",
    "/careers/roles/robotics-engineer/",
    "/careers/jobs/?role=robotics-engineer",
    "/careers/salaries/?role=robotics-engineer&currency=odd",
    "/careers/recommend/?ask=all",
    "/careers/recommend/?role=nlp-engineer&role=odd&experience=beginner&must=mobile&ask=field",
    "/careers/readers/",
    "/method/",
    "/careers/paths/?level=beginner",
    "/careers/paths/pytorch/?hours=50",
    "/compare/pytroch-vs-jax/",
]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory, worker_id):
    """A folder with all that a site needs, made before or by the first worker that asks for it."""
    if folder := os.environ.get("PREPARED_SITE"):
        return Path(folder)
    base = tmp_path_factory.getbasetemp()
    # What the workers of one run share lies one folder above those of each.
    shared = base if worker_id == "master" else base.parent
    with (shared / "preparing.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "prepared").exists():
            prepare(shared / "preparing")
            (shared / "preparing").rename(shared / "prepared")
    return shared / "prepared"


@pytest.fixture(scope="session")
def site(tmp_path_factory, prepared):
    """The address of a running site: the production server on a database of its own."""
    folder = tmp_path_factory.mktemp("site") / "of-its-own"
    shutil.copytree(prepared, folder)
    with serving(folder) as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS
        )
        yield browser
        browser.close()


class Windows:
    """Windows of the browser, used again: a new one costs Chromium a quarter of a second."""

    def __init__(self, chromium, site):
        self.complaints = []  # what the pages of one test wrote to the console, or asked of others
        self._chromium = chromium
        self._site = site
        self._free = defaultdict(list)
        self._taken = []

    def take(self, *, script, fresh, width, theme, forced_colors=None):
        """Return a page. fresh: one that nothing was loaded in, and that is thrown away."""
        window = self._free[script].pop() if self._free[script] and not fresh else self._new(script)
        page, _ = window
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(
            media="null",
            color_scheme=theme,
            forced_colors=forced_colors or "none",
            reduced_motion="null",
        )
        self._taken.append((script, fresh, window))
        return page

    def give_back(self):
        for script, fresh, (page, storage) in self._taken:
            if fresh:
                page.context.close()
                continue
            for other in page.context.pages:
                if other != page:
                    other.close()
            page.unroute_all()
            page.context.clear_cookies()
            storage.send(
                "Storage.clearDataForOrigin", {"origin": self._site, "storageTypes": "all"}
            )
            self._free[script].append((page, storage))
        self._taken.clear()

    def _new(self, script):
        context = self._chromium.new_context(base_url=self._site, java_script_enabled=script)
        context.on("console", lambda message: self.complaints.append(f"console: {message.text}"))
        context.on("weberror", lambda error: self.complaints.append(f"error: {error.error}"))
        context.on("request", self._look_at)
        page = context.new_page()
        return page, context.new_cdp_session(page)

    def _look_at(self, request):
        if not request.url.startswith((self._site, "data:", "about:")):
            self.complaints.append(f"asked {request.url}")


@pytest.fixture(scope="session")
def windows(chromium, site):
    return Windows(chromium, site)


@pytest.fixture
def quiet(windows):
    """For tests that open pages with an error status, of which Chromium itself writes a line."""
    yield
    windows.complaints[:] = [text for text in windows.complaints if "status of 404" not in text]


@pytest.fixture
def open_page(windows):
    """Return a function that opens a path of the site, or None, in a window.

    What the pages write to the console, and what they ask of other hosts, fails the test.
    """
    windows.complaints.clear()

    def open_path(path, *, width=1280, theme="light", script=True, fresh=False, **options):
        page = windows.take(script=script, fresh=fresh, width=width, theme=theme, **options)
        if path:
            page.goto(path)
        return page

    yield open_path
    windows.give_back()
    assert not windows.complaints


@pytest.fixture
def people(open_page, prepared, site):
    """Return a function that gives a window of their own, signed in, to somebody."""

    def window_of(name):
        page = open_page(None)
        sign_in(page.context, prepared, name, site)
        return page

    return window_of
