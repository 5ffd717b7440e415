"""Two editors and a reviewer do a week's work at the desk."""

import re

from playwright.sync_api import expect

from tests.browser.looking import nothing_is_wrong

VALUES = "/admin/comparisons/featurevalue/"


def open_value(page, words, title):
    page.goto(f"{VALUES}?q={words}")
    page.get_by_role("link", name=title).click()
    expect(page).to_have_url(re.compile("/change/"))


def save(page, reason):
    page.get_by_label("Reason for the change").fill(reason)
    page.get_by_role("button", name="Save", exact=True).first.click()


def decide(page, address, button):
    page.goto(address)
    page.get_by_role("button", name=button, exact=True).click()


def test_a_value_is_corrected_collides_and_comes_back(people):
    bea, carl, rosa = people("bea"), people("carl"), people("rosa")
    title = "Keras: In the browser"
    for page in (bea, carl):
        open_value(page, "keras+browser", title)
    record = bea.url
    first = bea.get_by_label("Statement").input_value()
    assert "bea" in carl.locator("#others").inner_text()

    # Bea corrects it: a proposal, which readers don't see.
    bea.get_by_label("Statement").fill("Bea has read the manual again.")
    save(bea, "The manual says so")
    expect(bea.get_by_text("A reviewer decides")).to_be_visible()
    proposal = bea.url
    # Carl does so too, in other words, and before it is decided.
    carl.get_by_label("Statement").fill("Carl has read it as well.")
    save(carl, "I read it too")
    expect(carl.get_by_text("A reviewer decides")).to_be_visible()
    second = carl.url

    # Rosa sees the page as it would be, and applies the first.
    rosa.goto(proposal)
    with rosa.context.expect_page() as opened:
        rosa.get_by_role("link", name="Preview the page").click()
    expect(opened.value.get_by_text("Bea has read the manual again.").first).to_be_visible()
    expect(opened.value.get_by_text("Preview: this is the page")).to_be_visible()
    decide(rosa, proposal, "Apply")
    expect(rosa.locator(".messagelist")).to_contain_text("Applied")
    # The second is out of date by now: its author sees both, and takes back the words of his own.
    rosa.goto(second)
    expect(rosa.get_by_text("does not apply as it stands")).to_be_visible()
    expect(rosa.get_by_role("button", name="Apply", exact=True)).to_have_count(0)
    carl.goto(second)
    expect(carl.get_by_role("cell", name="Bea has read the manual again.")).to_be_visible()
    carl.get_by_role("checkbox", name="the proposed one").check()
    carl.get_by_role("button", name="Choose these").click()
    expect(carl.locator(".messagelist")).to_contain_text("now stands against")
    decide(rosa, second, "Apply")
    expect(rosa.locator(".messagelist")).to_contain_text("Applied")

    # Rosa looks at what it was at first, and restores it.
    rosa.goto(record.partition("?")[0].replace("/change/", "/history/"))
    rosa.get_by_role("radio", name="Older: version 2").check()
    rosa.get_by_role("button", name="Compare").click()
    expect(rosa.get_by_role("table", name="The two versions")).to_contain_text("Carl has read it")
    rosa.get_by_label("Version", exact=True).select_option("2")
    rosa.get_by_label("Why it comes back").fill("The first wording was the clearest")
    rosa.get_by_role("button", name="Restore").click()
    expect(rosa.locator(".messagelist")).to_contain_text("Saved")
    rosa.goto(record)
    expect(rosa.get_by_label("Statement")).to_have_value(first)
    rosa.goto("/frameworks/keras/browser/")
    expect(rosa.get_by_text("The first wording was the clearest")).to_be_visible()


def test_two_who_save_at_once_are_shown_both(people):
    rosa, root = people("rosa"), people("anna")
    for page in (rosa, root):
        open_value(page, "jax+browser", "JAX: In the browser")
    rosa.get_by_label("Statement").fill("What Rosa wrote.")
    save(rosa, "Rosa's reason")
    expect(rosa.locator(".messagelist")).to_contain_text("was changed successfully")
    root.get_by_label("Statement").fill("What Anna wrote.")
    save(root, "Anna's reason")
    both = root.get_by_role("table", name="Fields that you and somebody else have changed")
    expect(both).to_contain_text("What Rosa wrote.")
    expect(both).to_contain_text("What Anna wrote.")
    both.get_by_role("checkbox").check()
    root.get_by_role("button", name="Save", exact=True).first.click()
    expect(root.get_by_text("Nothing was changed.")).to_be_visible()
    root.goto("/frameworks/jax/browser/")
    expect(root.get_by_text("What Rosa wrote.").first).to_be_visible()


def test_a_file_a_flip_ten_confirmations_and_an_archive(people, tmp_path):
    bea, rosa = people("bea"), people("rosa")

    # A file with a mistake in line 7: the rest of it is proposed as one set, and applied.
    rows = [
        f"walrus-{n},Walrus page {n},A zoo,https://example.org/{n},news,2026-11-22"
        for n in range(8)
    ]
    rows[5] = rows[5].replace("news", "gossip")
    file = tmp_path / "sources.csv"
    file.write_text("\n".join(["slug,title,publisher,url,kind,accessed_on", *rows]))
    rosa.goto("/admin/editorial/changeset/import/source/")
    rosa.get_by_label("File").set_input_files(file)
    rosa.get_by_role("button", name="See what it would change").click()
    rejected = rosa.get_by_role("table", name=re.compile("Rejected"))
    expect(rejected.get_by_role("row", name=re.compile("^7 "))).to_contain_text("gossip")
    rosa.get_by_label("Reason").fill("The zoo has put its pages on line")
    rosa.get_by_role("button", name=re.compile("Apply 7 changes, leave out 1")).click()
    expect(rosa.locator(".messagelist")).to_contain_text("7")
    rosa.goto("/sources/walrus-3/")
    expect(rosa.get_by_role("heading", name="Walrus page 3")).to_be_visible()

    # A rating that changes what a reader is told first: the form says so, and asks why.
    open_value(rosa, "pytorch+browser", "PyTorch: In the browser")
    for field in ("Low:", "Rating:", "High:"):
        rosa.get_by_label(field, exact=True).fill("1")
    save(rosa, "The export has been given up")
    flip = rosa.get_by_label("Why the first places change")
    expect(rosa.get_by_text("Browser developer: TensorFlow instead of PyTorch")).to_be_visible()
    flip.fill("PyTorch no longer leads to browsers")
    rosa.get_by_role("button", name="Save", exact=True).first.click()
    expect(rosa.locator(".messagelist")).to_contain_text("was changed successfully")
    rosa.goto("/changes/")
    expect(rosa.get_by_text("Browser developer: TensorFlow instead of PyTorch")).to_be_visible()
    expect(rosa.get_by_text("PyTorch no longer leads to browsers")).to_be_visible()

    # Ten statements are still true: Bea read a source of each, and Rosa applies all at once.
    bea.goto(f"{VALUES}?framework__id__exact=1")
    for box in bea.locator("#result_list tbody input[type=checkbox]").all()[:10]:
        box.check()
    bea.locator("select[name=action]").select_option("checked_still_true")
    bea.get_by_role("button", name="Run").click()
    for group in bea.get_by_role("group").all():
        group.get_by_role("checkbox").first.check()
    bea.get_by_role("button", name="Checked, still true").click()
    expect(bea.locator(".messagelist")).to_contain_text("and 7 more")
    rosa.goto("/admin/editorial/change/?state__exact=proposed&q=checked")
    rosa.locator("#action-toggle").check()
    rosa.locator("select[name=action]").select_option("apply_several")
    rosa.get_by_role("button", name="Run").click()
    rosa.get_by_role("button", name="Apply 10 proposals").click()
    expect(rosa.locator(".messagelist")).to_contain_text("Applied: 10 proposals.")

    # One is archived, and readers no longer find it.
    rosa.goto("/admin/comparisons/milestone/?q=theano")
    rosa.locator("#result_list tbody th a").first.click()
    expect(rosa).to_have_url(re.compile("/change/"))
    rosa.get_by_role("link", name="Archive …").click()
    rosa.get_by_label("Why: readers see this").fill("It was in the list twice")
    rosa.get_by_role("button", name="Archive").click()
    expect(rosa.locator(".messagelist")).to_contain_text("Saved")


def test_the_desk_is_accessible_on_a_tablet_and_in_the_dark(people):
    rosa = people("rosa")
    open_value(rosa, "pytorch+mobile", "PyTorch: Android and iOS")
    record = rosa.url.partition("?")[0]
    rosa.get_by_label("Note").fill("A note for a reviewer")
    rosa.get_by_label("Reason for the change").fill("To be looked at")
    rosa.get_by_role("button", name="Propose to a reviewer").click()
    expect(rosa.get_by_text("A reviewer decides")).to_be_visible()
    others = ["history", "checked", "delete"]
    for address in (
        rosa.url,
        record,
        *(record.replace("/change/", f"/{page}/") for page in others),
        *("/admin/", "/admin/queue/stale/", "/admin/reports/ageing/", f"{VALUES}?q=browser"),
        *("/admin/editorial/change/?q=browser", "/admin/editorial/changeset/"),
        "/admin/editorial/changeset/import/tool/",
    ):
        rosa.goto(address)
        nothing_is_wrong(rosa, widths=(768, 1280))
