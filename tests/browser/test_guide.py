"""Reference readers fill in the form, check the answer, change it, share it and start to learn."""

import re

from playwright.sync_api import expect

FORM = "/careers/recommend/"


def tick(page, *names):
    for name in names:
        page.get_by_label(name, exact=True).check()


def sort(page, **boxes):
    for criterion, box in boxes.items():
        page.locator(f'[name="priority-{criterion}"][value="{box}"]').check()


def next_question(page, text):
    page.get_by_role("button", name="Next question").click()
    expect(page.get_by_role("heading", name=text)).to_be_visible()


def verdict(page):
    return page.locator("#answer .verdict")


def apply_first_change_share_and_start(page, first):
    """Apply the first suggested change, open the shared address elsewhere, and open the path."""
    shared = page.get_by_label("This answer's address").input_value()
    answer = verdict(page).inner_text()
    change = page.locator("#changes ~ ul > li").first
    winner = re.search(r"(?:puts|leaves only) (\S+?)\.?(?: ahead|$| It)", change.inner_text())[1]
    assert winner != first
    change.get_by_role("link", name="Try it").click()
    expect(page.locator("#ranked ~ * tbody tr").first).to_contain_text(winner)

    elsewhere = page.context.new_page()
    elsewhere.goto(shared)
    expect(verdict(elsewhere)).to_have_text(answer)
    expect(elsewhere.get_by_text("This link is from")).to_have_count(0)
    plan = elsewhere.locator("section", has=elsewhere.locator("#plan"))
    plan.get_by_role("link", name=first, exact=True).first.click()
    expect(elsewhere).to_have_url(re.compile("/careers/paths/"))
    expect(elsewhere.get_by_role("heading", level=1)).to_contain_text(first)


def test_a_doctoral_student_answers_one_question_at_a_time(open_page):
    page = open_page(FORM, width=360)
    tick(page, "NLP engineer", "ML researcher")
    expect(verdict(page)).to_contain_text("PyTorch")  # after the first question
    next_question(page, "What will you work on most?")
    tick(page, "Generative AI and language models")
    next_question(page, "Where must your models run?")
    page.get_by_role("link", name="Skip, not sure").click()
    expect(page.get_by_role("heading", name="What can you do already?")).to_be_visible()
    tick(page, "Have trained models before")
    next_question(page, "Which programming languages do you know?")
    tick(page, "Python")
    next_question(page, "What matters most to you?")
    sort(page, field="most", models="most", ease="nice")
    next_question(page, "How much time do you have?")
    page.get_by_label("Hours a week for learning").select_option("10")
    page.get_by_role("button", name="See the answer").click()
    expect(verdict(page)).to_have_text("Learn PyTorch.")
    expect(page.get_by_text("Skipped; counts for nothing").first).to_be_visible()
    expect(page.locator("form.goal")).to_have_count(0)
    apply_first_change_share_and_start(page, "PyTorch")


def test_a_java_developer_answers_on_one_page_without_javascript(open_page):
    page = open_page(f"{FORM}?ask=all", script=False)
    tick(page, "Enterprise AI developer", "On servers", "Java, Kotlin or Scala")
    tick(page, "Programming, but new to machine learning")
    sort(page, production="most", stability="most", jobs="matters", languages="matters")
    sort(page, runs="matters", ease="nice", models="nice", scale="not")
    page.get_by_role("button", name="See the answer").click()
    expect(page).to_have_url(re.compile(r"\?role=enterprise-ai-developer&.*data=.*&method=1$"))
    expect(verdict(page)).not_to_contain_text("TensorFlow")
    expect(page.locator("#misfits ~ ul")).to_contain_text("TensorFlow")
    apply_first_change_share_and_start(page, "PyTorch")


def test_a_data_analyst_sees_the_answer_follow_the_form(open_page):
    page = open_page(f"{FORM}?ask=all")
    tick(page, "Data scientist")
    expect(page.locator("#so-far")).to_contain_text("PyTorch")
    tick(page, "Tables, forecasts and other classical problems")
    tick(page, "Programming, but new to machine learning", "Python")
    sort(page, ease="most", field="most", scale="not")
    expect(page.locator("#so-far")).to_contain_text("scikit-learn")
    expect(verdict(page)).to_contain_text("scikit-learn")
    expect(page.get_by_role("status")).to_contain_text("scikit-learn")
    # The address follows too: a reload shows the same form and the same answer.
    expect(page).to_have_url(re.compile(r"priority-scale=not.*ask=all"))
    page.reload()
    expect(page.get_by_label("Data scientist", exact=True)).to_be_checked()
    expect(verdict(page)).to_contain_text("scikit-learn")
    page.get_by_role("link", name="The whole answer").click()
    expect(page.locator("#verdict")).to_be_in_viewport()
    apply_first_change_share_and_start(page, "scikit-learn")


def test_the_form_is_filled_in_by_keyboard(open_page):
    page = open_page(FORM)
    page.get_by_label("ML researcher", exact=True).focus()
    page.keyboard.press("Space")
    expect(verdict(page)).to_be_visible()
    expect(page.get_by_label("ML researcher", exact=True)).to_be_focused()
    page.get_by_role("button", name="See the answer").focus()
    page.keyboard.press("Enter")
    expect(page.locator("form.goal")).to_have_count(0)
    expect(verdict(page)).to_be_visible()


def test_the_answer_prints_without_what_only_a_screen_needs(open_page):
    page = open_page(f"{FORM}?role=nlp-engineer&experience=beginner")
    page.emulate_media(media="print")
    expect(verdict(page)).to_be_visible()
    expect(page.locator(".dots")).to_be_visible()
    expect(page.get_by_role("link", name="Start again")).to_be_hidden()
    expect(page.get_by_text("Printed from")).to_be_visible()
