"""What holds on every page: it is accessible, small, still, and valid."""

import os
import shutil
import subprocess
import urllib.error
import urllib.request
from itertools import pairwise
from pathlib import Path

import pytest

from tests.browser.conftest import PAGES
from tests.browser.looking import fits_the_window, nothing_is_wrong, violations

KILOBYTE = 1000

# The largest tables and lists, and the answer.
HEAVIEST = [
    "/tools/",
    "/compare/pytorch-vs-tensorflow/",
    "/careers/jobs/",
    "/trends/github-stars/",
    "/careers/recommend/?role=nlp-engineer&experience=beginner",
]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_small_still_in_order_and_accessible(open_page, quiet, site, path):
    """One first visit shows all of it; loading each page four times took minutes."""
    page = open_page(None, width=360)
    first_visit_asks_for_little(page, site + path)
    nothing_moved(page)
    nothing_is_wrong(page)
    page.set_viewport_size({"width": 320, "height": 900})
    fits_the_window(page, 320)
    has_its_outline(page)


@pytest.mark.parametrize("path", HEAVIEST)
def test_the_heaviest_pages_are_small_and_still_on_a_desk_too(open_page, site, path):
    page = open_page(None)
    first_visit_asks_for_little(page, site + path)
    nothing_moved(page)


def first_visit_asks_for_little(page, address):
    """At most 60 KB for HTML, CSS and JavaScript, 90 with a chart, and at most 8 requests."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    # As if nothing had been seen before: the window was used for other pages.
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    kinds, sizes = {}, {}

    def received(event):
        # Chromium draws the icons of its own controls from data: addresses, which ask nobody.
        if not event["response"]["url"].startswith("data:"):
            kinds[event["requestId"]] = event["type"]

    session.on("Network.responseReceived", received)
    session.on(
        "Network.loadingFinished",
        lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]}),
    )
    page.goto(address)
    page.wait_for_load_state("networkidle")
    counted = [
        sizes[key] for key, kind in kinds.items() if kind in ("Document", "Stylesheet", "Script")
    ]
    assert len(counted) >= 3
    budget = 90 if page.locator("[data-chart]").count() else 60
    assert sum(counted) <= budget * KILOBYTE
    assert len(kinds) <= 8
    session.detach()


def nothing_moved(page):
    shift = page.evaluate(
        """() => new Promise(resolve => {
            let sum = 0;
            new PerformanceObserver(list => {
                for (const entry of list.getEntries()) sum += entry.value;
            }).observe({type: "layout-shift", buffered: true});
            setTimeout(() => resolve(sum), 200);
        })"""
    )
    assert shift < 0.001


def has_its_outline(page):
    """Headings and landmarks say what the page is made of, to those who do not see it."""
    levels = page.eval_on_selector_all(
        "h1, h2, h3, h4", "headings => headings.map(heading => Number(heading.tagName[1]))"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    for role in ("banner", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_an_open_cell_and_open_sources(open_page, theme):
    page = open_page("/compare/pytorch-vs-tensorflow/?category=deployment", theme=theme)
    page.locator("#open-pytorch-mobile").click()
    page.locator("tr.opened").wait_for()
    for details in page.locator("details").all():
        details.evaluate("element => element.open = true")
    assert not violations(page)


def test_axe_finds_nothing_with_forced_colours(open_page):
    page = open_page("/compare/pytorch-vs-tensorflow/?category=deployment", forced_colors="active")
    assert not violations(page)


def fetched(address):
    try:
        with urllib.request.urlopen(address, timeout=30) as response:  # noqa: S310  # our own
            return response.read()
    except urllib.error.HTTPError as error:
        return error.read()


def test_html_is_valid(site, tmp_path):
    """Checked by the Nu Html Checker; htmx's own attributes are not HTML's."""
    checker = os.environ.get("HTML_CHECKER")
    if not checker or not shutil.which("java"):
        pytest.skip("needs Java and the Nu Html Checker, which script/test installs with npm")
    for number, path in enumerate(PAGES):
        (tmp_path / f"{number}.html").write_bytes(fetched(site + path))
    result = subprocess.run(
        [
            # It ends before what Java would make faster is used.
            *("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss2m", "-jar", checker),
            *("--errors-only", "--filterpattern", ".*“hx-.*"),
            *map(str, sorted(Path(tmp_path).glob("*.html"))),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert result.stderr == ""
    assert result.returncode == 0
