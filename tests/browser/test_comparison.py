"""Readers compare: with and without JavaScript, by mouse and by keyboard, forth and back."""

import re

import pytest
from playwright.sync_api import expect

PAIR = "/compare/pytorch-vs-tensorflow/"
CELL = "#open-pytorch-courses"


@pytest.mark.parametrize("script", [True, False])
def test_choosing_frameworks_leads_to_their_comparison(open_page, script):
    page = open_page("/", script=script)
    page.get_by_role("link", name="Pick frameworks").click()
    page.get_by_role("checkbox", name="TensorFlow").check()
    page.get_by_role("checkbox", name="JAX").check()
    page.get_by_role("button", name="Compare").click()
    expect(page).to_have_url(re.compile(r"/compare/jax-vs-tensorflow/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("JAX and TensorFlow, side by side")


def test_only_the_differences_at_once_and_back(open_page):
    page = open_page(PAIR)
    rows = page.locator("tbody th[scope=row]")
    every = rows.count()
    page.get_by_role("checkbox", name="Only the differences").check()
    expect(page).to_have_url(re.compile(r"\?differences=1$"))
    expect(rows).not_to_have_count(every)
    # The number in words is the number of rows.
    said = page.locator("#announcement").inner_text()
    assert said == f"{rows.count()} of {every} rows differ"
    expect(page.locator("#differences-only")).to_be_focused()

    page.go_back()
    expect(page).to_have_url(re.compile(f"{PAIR}$"))
    expect(rows).to_have_count(every)
    expect(page.get_by_role("checkbox", name="Only the differences")).not_to_be_checked()
    page.go_forward()
    expect(page.get_by_role("checkbox", name="Only the differences")).to_be_checked()


def test_only_the_differences_without_javascript(open_page):
    page = open_page(PAIR, script=False)
    every = page.locator("tbody th[scope=row]").count()
    page.get_by_role("checkbox", name="Only the differences").check()
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"\?differences=1$"))
    assert 0 < page.locator("tbody th[scope=row]").count() < every
    page.go_back()
    assert page.locator("tbody th[scope=row]").count() == every


@pytest.mark.parametrize("script", [True, False])
def test_categories_are_chosen_and_kept_in_a_clean_address(open_page, script):
    page = open_page(PAIR, script=script)
    groups = page.locator("tbody th[scope=rowgroup]")
    first = page.get_by_role("checkbox", name="Learning and daily use")
    first.uncheck()
    if not script:
        page.get_by_role("button", name="Show").click()
    expect(groups).to_have_count(8)
    assert page.url.count("category=") == 8
    first.check()
    if not script:
        page.get_by_role("button", name="Show").click()
    expect(groups).to_have_count(9)
    expect(page).to_have_url(re.compile(f"{PAIR}$"))


@pytest.mark.parametrize("script", [True, False])
def test_a_framework_is_added_and_removed_with_address_and_title(open_page, script):
    page = open_page(f"{PAIR}?differences=1", script=script)
    page.get_by_role("link", name="Add Keras").click()
    expect(page).to_have_url(
        re.compile(r"/compare/keras-vs-pytorch-vs-tensorflow/\?differences=1$")
    )
    expect(page).to_have_title("Keras vs PyTorch vs TensorFlow | Learning Rate")
    expect(page.get_by_role("columnheader")).to_have_count(4)
    page.get_by_role("link", name="Remove PyTorch").click()
    expect(page).to_have_title("Keras vs TensorFlow | Learning Rate")
    page.go_back()
    expect(page).to_have_title("Keras vs PyTorch vs TensorFlow | Learning Rate")
    expect(page.get_by_role("columnheader")).to_have_count(4)


def test_a_cell_opens_and_closes_by_keyboard(open_page):
    page = open_page(PAIR)
    opener = page.locator(CELL)
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.focus()
    page.keyboard.press("Enter")
    opened = page.locator("tr.opened")
    expect(opened).to_contain_text("Our judgement")
    expect(opened).to_contain_text("Stanford")
    expect(opener).to_have_attribute("aria-expanded", "true")
    expect(opened.get_by_role("heading", level=3)).to_be_focused()
    # The address stays: what is open is no page.
    expect(page).to_have_url(re.compile(f"{PAIR}$"))
    page.keyboard.press("Escape")
    expect(opened).to_have_count(0)
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Space")
    expect(opened).to_have_count(1)


def test_one_cell_of_a_row_is_open_at_a_time(open_page):
    page = open_page(PAIR)
    opened = page.locator("tr.opened")
    page.locator(CELL).click()
    expect(opened).to_contain_text("PyTorch: Courses")
    page.locator("#open-tensorflow-courses").click()
    expect(opened).to_contain_text("TensorFlow: Courses")
    expect(opened).to_have_count(1)
    page.locator("#open-tensorflow-courses").click()
    expect(opened).to_have_count(0)
    page.locator(CELL).click()
    page.get_by_role("button", name="Close").click()
    expect(opened).to_have_count(0)
    expect(page.locator(CELL)).to_be_focused()


def test_a_cell_leads_to_its_own_page_without_javascript(open_page):
    page = open_page(PAIR, script=False)
    page.locator(CELL).click()
    expect(page).to_have_url(re.compile(r"/frameworks/pytorch/courses/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("PyTorch: Courses and teaching")


def test_header_row_and_first_column_stay_in_view(open_page):
    page = open_page("/compare/jax-vs-keras-vs-pytorch-vs-tensorflow/", width=768)
    region = page.get_by_role("region", name="JAX, Keras, PyTorch and TensorFlow: ")
    region.scroll_into_view_if_needed()
    region.evaluate("element => element.scrollTo(200, 1500)")
    page.wait_for_timeout(200)
    box = region.bounding_box()
    head = page.get_by_role("columnheader", name="TensorFlow").bounding_box()
    corner = page.get_by_role("columnheader", name="Feature").bounding_box()
    assert abs(head["y"] - box["y"]) < 3
    assert abs(corner["x"] - box["x"]) < 3


def test_on_a_phone_a_row_is_a_card_with_every_framework_in_it(open_page):
    page = open_page(PAIR, width=360)
    row = page.locator("tr#mobile")
    names = row.locator(".of")
    expect(names).to_have_text(["Pt PyTorch", "TF TensorFlow"])
    expect(names.nth(1)).to_be_visible()
    cells = row.get_by_role("cell")
    first, second = cells.nth(0).bounding_box(), cells.nth(1).bounding_box()
    assert second["y"] >= first["y"] + first["height"] - 1


def test_tools_and_sources_are_filtered_at_once(open_page):
    page = open_page("/tools/")
    page.get_by_label("Status").select_option("deprecated")
    expect(page).to_have_url(re.compile(r"state=deprecated"))
    expect(page.get_by_role("heading", level=3)).to_have_count(1)
    page.go_back()
    expect(page.get_by_role("heading", level=3)).to_have_count(28)

    page = open_page("/sources/")
    page.get_by_label("Kind").select_option("paper")
    expect(page).to_have_url(re.compile(r"kind=paper"))
    expect(page.locator("#sources .list")).to_contain_text("tree-based models")


def test_printing_leaves_out_what_is_not_paper(open_page):
    page = open_page(PAIR)
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(page.get_by_text("Printed from")).to_be_visible()
    expect(page.get_by_role("table")).to_be_visible()
