"""Readers follow a learning path: tick off steps, plan by week, take it with them."""

import re

import pytest
from playwright.sync_api import expect

PATH = "/careers/paths/pytorch/"
FIRST, SECOND = "Understand training", "Write the training loop"


def tick_of(page, goal):
    return page.get_by_role("checkbox", name=goal)


def test_ticks_survive_a_reload_and_nothing_is_sent(open_page):
    page = open_page(PATH)
    page.wait_for_load_state("networkidle")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    expect(page.locator("#done")).to_have_text("0 of 7 done")
    tick_of(page, FIRST).check()
    tick_of(page, SECOND).check()
    expect(page.locator("#done")).to_have_text("2 of 7 done")
    assert not asked
    assert not page.context.cookies()

    page.reload()
    expect(page.locator("#done")).to_have_text("2 of 7 done")
    expect(tick_of(page, FIRST)).to_be_checked()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)


def test_the_number_of_ticks_is_announced(open_page):
    page = open_page(PATH)
    expect(page.get_by_role("status").filter(has_text="of 7 done")).to_have_count(1)


def test_steps_are_ticked_by_keyboard(open_page):
    page = open_page(PATH)
    page.get_by_role("button", name="Untick all").focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[type=checkbox]')"):
            break
    expect(tick_of(page, FIRST)).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator("#done")).to_have_text("1 of 7 done")
    page.keyboard.press("Space")
    expect(page.locator("#done")).to_have_text("0 of 7 done")


def test_a_step_of_two_paths_is_ticked_in_both_and_unticked_with_the_others(open_page):
    page = open_page(PATH)
    tick_of(page, FIRST).check()
    tick_of(page, "Take a model out").check()
    page.goto("/careers/paths/sklearn/")
    expect(page.locator("#done")).to_have_text("1 of 5 done")
    page.get_by_role("button", name="Untick all").click()
    expect(page.locator("#done")).to_have_text("0 of 5 done")
    # What is no part of this path keeps its tick.
    page.goto(PATH)
    expect(page.locator("#done")).to_have_text("1 of 7 done")
    expect(tick_of(page, "Take a model out")).to_be_checked()


def test_another_tab_sees_the_tick(open_page):
    page = open_page(PATH)
    other = page.context.new_page()
    other.goto(PATH)
    tick_of(page, FIRST).check()
    expect(tick_of(other, FIRST)).to_be_checked()
    tick_of(other, SECOND).check()
    expect(page.locator("#done")).to_have_text("2 of 7 done")


def test_a_browser_that_keeps_nothing_is_told_so(open_page):
    page = open_page("/", fresh=True)
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }"
    )
    page.goto(PATH)
    expect(page.get_by_text("This browser keeps nothing")).to_be_hidden()
    tick_of(page, FIRST).check()
    expect(page.get_by_text("This browser keeps nothing")).to_be_visible()
    expect(page.locator("#done")).to_have_text("1 of 7 done")


def test_what_was_kept_by_something_else_does_no_harm(open_page):
    page = open_page(PATH)
    for odd in ("5", "{", "null", '"text"'):
        page.evaluate("odd => localStorage.setItem('steps-done', odd)", odd)
        page.reload()
        expect(page.locator("#done")).to_have_text("0 of 7 done")
        tick_of(page, FIRST).check()
        expect(page.locator("#done")).to_have_text("1 of 7 done")


def test_without_javascript_there_is_nothing_dead(open_page):
    page = open_page(PATH, script=False)
    expect(page.get_by_role("heading", level=3)).to_have_count(7)
    expect(page.locator("input[type=checkbox]:visible")).to_have_count(0)
    expect(page.get_by_role("button", name="Untick all")).to_be_hidden()
    expect(page.get_by_text("Ticks are remembered")).to_be_hidden()


def test_on_paper_each_step_has_an_empty_box(open_page):
    page = open_page(PATH)
    expect(page.locator(".box").first).to_be_hidden()
    tick_of(page, FIRST).check()
    page.emulate_media(media="print")
    expect(page.locator(".box:visible")).to_have_count(7)
    expect(page.locator("input[type=checkbox]:visible")).to_have_count(0)
    expect(page.get_by_text("1 of 7 done")).to_be_hidden()


@pytest.mark.parametrize("script", [True, False])
def test_more_hours_a_week_make_fewer_weeks(open_page, script):
    page = open_page(PATH, script=script)
    said = page.get_by_text(re.compile(r"weeks at 6 hours a week")).first
    expect(said).to_be_visible()
    page.get_by_label("First day").fill("2026-12-07")
    page.get_by_label("Hours a week").fill("20")
    page.get_by_label("Hours a week").press("Enter")
    expect(page).to_have_url(re.compile(r"\?hours=20&start=2026-12-07"))
    expect(page.locator("#plan")).to_contain_text("10 to 14 weeks at 20 hours a week")
    expect(page.locator("#plan")).to_contain_text("7 Dec 2026 to 13 Dec 2026")
    with page.expect_download() as download:
        page.get_by_role("link", name="calendar (.ics)").click()
    assert download.value.suggested_filename == "learning-path-pytorch.ics"
    assert "hours=20&start=2026-12-07" in download.value.url


def test_ticks_stay_when_the_plan_changes(open_page):
    page = open_page(PATH)
    tick_of(page, FIRST).check()
    page.get_by_label("Hours a week").fill("3")
    page.get_by_label("Hours a week").press("Enter")
    expect(page.locator("#plan")).to_contain_text("at 3 hours a week")
    expect(tick_of(page, FIRST)).to_be_checked()
    expect(page.locator("#done")).to_have_text("1 of 7 done")


def test_a_step_leads_to_its_resource(open_page):
    page = open_page(PATH)
    page.get_by_role("link", name="Level, length and sources of Practical Deep Learning").click()
    expect(page.locator("tr:target")).to_contain_text("Practical Deep Learning for Coders")
    expect(page.locator("tr:target")).to_be_in_viewport()


@pytest.mark.parametrize("script", [True, False])
def test_resources_are_filtered(open_page, script):
    page = open_page("/careers/paths/", script=script)
    rows = page.locator(".resources tbody tr")
    every = rows.count()
    page.get_by_label("Framework", exact=True).select_option("jax")
    if not script:
        page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"framework=jax"))
    expect(rows).not_to_have_count(every)
    page.go_back()
    expect(rows).to_have_count(every)
