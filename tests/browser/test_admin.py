"""An editor changes a value in the admin, and readers see it with its reason."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.preparing import EDITOR


@pytest.fixture
def desk(people):
    return people(EDITOR)


def test_an_editor_signs_in_and_corrects_a_value_and_readers_see_what_and_why(open_page):
    page = open_page("/admin/")
    # They may write at once. Filled in before it has it, the field would be given the focus twice.
    expect(page.get_by_label("Username")).to_be_focused()
    page.get_by_label("Username").fill(EDITOR)
    page.get_by_label("Password").fill(EDITOR)
    page.get_by_role("button", name="Log in").click()

    page.get_by_role("link", name="Feature values").first.click()
    page.get_by_role("textbox").first.wait_for()
    page.goto("/admin/comparisons/featurevalue/?q=jax+profiles")
    page.get_by_role("link", name="JAX: Watching training").click()
    page.get_by_label("Statement").fill("Profiling is documented, for browsers to test.")
    page.get_by_label("Reason for the change").fill("A browser test read the manual")
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()

    page.get_by_role("link", name="View on site").click()
    expect(page).to_have_url(re.compile("/frameworks/jax/tracking/$"))
    expect(page.get_by_text("Profiling is documented, for browsers to test.").first).to_be_visible()
    expect(page.get_by_text("A browser test read the manual")).to_be_visible()


def test_sources_are_searched_not_scrolled(desk):
    page = desk
    page.goto("/admin/comparisons/featurevalue/?q=jax")
    page.locator("#result_list tbody th a").first.click()
    expect(page).to_have_url(re.compile("/change/"))
    # The widget takes the place of a plain select, which is a combobox too until then.
    page.wait_for_load_state()
    page.locator("#FeatureValue_sources-group span[role=combobox]").last.click()
    page.keyboard.type("stanford")
    page.get_by_role("option", name="Stanford CS224N").wait_for()


def test_a_whole_framework_opens_for_editing(desk):
    page = desk
    page.goto("/admin/comparisons/framework/")
    page.get_by_role("link", name="scikit-learn", exact=True).click()
    expect(page).to_have_url(re.compile("/change/"))
    page.locator("#values-group").get_by_text("Feature values", exact=True).click()
    expect(page.locator("#values-group").get_by_label("Statement")).to_have_count(44)
