"""Readers filter the ledgers: at once, by keyboard, forth and back."""

import re

from playwright.sync_api import expect


def test_claims_are_filtered_at_once_with_address_title_and_the_way_back(open_page):
    page = open_page("/claims/")
    claims = page.locator("#claims .list > li")
    expect(claims).to_have_count(40)
    page.get_by_label("Verdict", exact=True).select_option("wrong")
    expect(page).to_have_url(re.compile(r"/claims/\?verdict=wrong"))
    expect(page).to_have_title("Claims, checked: Wrong | Learning Rate")
    expect(claims).not_to_have_count(40)
    # The number in words is the number of claims, and each has its verdict.
    wrong = claims.count()
    assert page.locator("#announcement").inner_text() == f"{wrong} claims"
    expect(claims.locator(".state")).to_have_text(["Wrong"] * wrong)

    page.go_back()
    expect(page).to_have_url(re.compile(r"/claims/$"))
    expect(page).to_have_title("Claims, checked | Learning Rate")
    expect(claims).to_have_count(40)
    expect(page.get_by_label("Verdict", exact=True)).to_have_value("")
    page.go_forward()
    expect(claims).to_have_count(wrong)
    expect(page.get_by_label("Verdict", exact=True)).to_have_value("wrong")


def test_the_chart_leads_to_its_claims_and_a_claim_to_its_sources_by_keyboard(open_page):
    page = open_page("/claims/?framework=tensorflow")
    bar = page.locator(".tally").get_by_role("link", name="Wrong")
    count = int(
        page.locator(".tally li")
        .filter(has=page.get_by_role("link", name="Wrong"))
        .locator(".number")
        .inner_text()
    )
    page.get_by_label("Kind").focus()
    for _ in range(4):  # the verdicts before it: holds, partly holds, outdated
        page.keyboard.press("Tab")
    expect(bar).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?framework=tensorflow&verdict=wrong$"))
    claims = page.locator("#claims .list > li")
    expect(claims).to_have_count(count)
    page.get_by_label("Framework").focus()
    page.keyboard.press("Home")
    expect(page).to_have_url(re.compile(r"\?verdict=wrong"))
    expect(claims).not_to_have_count(count)
    expect(page.get_by_label("Framework")).to_be_focused()

    claims.first.get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/claims/[a-z0-9-]+/$"))
    expect(page.get_by_role("heading", name="Sources of the verdict")).to_be_visible()
