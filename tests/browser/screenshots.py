"""Takes the pictures of docs/editing.md from a running site, in a real Chromium.

python -m tests.browser.screenshots FOLDER
"""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import expect, sync_playwright

from tests.browser.preparing import FLAGS, prepare, serving, sign_in

SIZE = {"width": 1100, "height": 760}
VALUES = "/admin/comparisons/featurevalue/"


class Photographer:
    """Does a little of an editor's work, and takes pictures on the way."""

    def __init__(self, chromium, site, address, folder):
        self._chromium = chromium
        self._site = site
        self._address = address
        self._folder = folder

    def window_of(self, name):
        context = self._chromium.new_context(base_url=self._address, viewport=SIZE)
        sign_in(context, self._site, name, self._address)
        page = context.new_page()
        page.goto("/admin/")
        # The pictures are of the page, not of the list of everything beside it.
        page.evaluate("localStorage.setItem('django.admin.navSidebarIsOpen', 'false')")
        return page

    def take(self, page, name, top=None):
        """top: what stands at the upper edge of the picture, if not the page itself."""
        page.wait_for_load_state("networkidle")
        if top is not None:
            top.evaluate("element => element.scrollIntoView({block: 'start'})")
        page.screenshot(path=self._folder / f"desk-{name}.png")

    def work(self):
        bea, carl, rosa = (self.window_of(name) for name in ("bea", "carl", "rosa"))
        self._propose(bea, "keras+browser", "Keras: In the browser", "note", "Needs a second look")
        proposal = self._propose(
            *(carl, "pytorch+browser", "PyTorch: In the browser", "reason"),
            "Exported models run well, training does not.",
        )
        rosa.goto(proposal)
        self.take(rosa, "proposal")
        self._age(rosa)
        rosa.goto("/admin/")
        self.take(rosa, "queue")
        self._collide(rosa, carl)
        self._confirm(rosa)
        rosa.goto("/admin/comparisons/tool/?q=torchserve")
        rosa.locator("#result_list tbody th a").first.click()
        expect(rosa.get_by_role("link", name="Archive …")).to_be_visible()
        rosa.get_by_role("link", name="Archive …").click()
        expect(rosa.get_by_role("heading", name="Archive")).to_be_visible()
        self.take(rosa, "removal")
        rosa.goto("/admin/reports/coverage/")
        self.take(rosa, "report")
        self._import(rosa)

    def _open(self, page, words, title):
        page.goto(f"{VALUES}?q={words}")
        page.get_by_role("link", name=title).click()
        expect(page.get_by_label("Reason for the change")).to_be_visible()

    def _save(self, page, reason):
        page.get_by_label("Reason for the change").fill(reason)
        page.get_by_role("button", name="Save", exact=True).first.click()

    def _propose(self, page, words, title, field, text):
        self._open(page, words, title)
        page.locator(f"#id_{field}").fill(text)
        self._save(page, "Read again with the newest documentation")
        expect(page.get_by_text("A reviewer decides")).to_be_visible()
        return page.url

    def _age(self, page):
        """Make three statements old enough to turn up in the queue."""
        for words, title, day in (
            ("keras+android", "Keras: Android and iOS", "2026-01-10"),
            ("jax+android", "JAX: Android and iOS", "2026-03-02"),
            ("keras+debugging", "Keras: Debugging", "2026-06-20"),
        ):
            self._open(page, words, title)
            page.locator("#id_checked_on").fill(day)
            self._save(page, "For the pictures of the guide")
            expect(page.locator(".messagelist")).to_contain_text("was changed successfully")

    def _collide(self, rosa, carl):
        title = "JAX: In the browser"
        for page in (carl, rosa):
            self._open(page, "jax+browser", title)
        rosa.get_by_label("Statement").fill("JAX itself has no runtime for browsers.")
        self.take(rosa, "record", rosa.locator(".submit-row.looking"))
        self._save(rosa, "Shorter, and the same")
        expect(rosa.locator(".messagelist")).to_contain_text("was changed successfully")
        carl.get_by_label("Statement").fill("There is no runtime of JAX for browsers.")
        self._save(carl, "Plainer words")
        both = carl.get_by_role("table", name="Fields that you and somebody else have changed")
        expect(both).to_be_visible()
        self.take(carl, "collision", carl.locator(".errornote"))
        self._open(rosa, "jax+browser", title)
        rosa.get_by_role("link", name="History").click()
        rosa.get_by_role("button", name="Compare").click()
        expect(rosa.get_by_role("table", name="The two versions")).to_be_visible()
        self.take(rosa, "history")

    def _confirm(self, page):
        page.goto(f"{VALUES}?framework__id__exact=1")
        for box in page.locator("#result_list tbody input[type=checkbox]").all()[:10]:
            box.check()
        page.locator("select[name=action]").select_option("checked_still_true")
        page.get_by_role("button", name="Run").click()
        expect(page.get_by_role("heading", name="Checked, still true")).to_be_visible()
        self.take(page, "checked")

    def _import(self, page):
        with TemporaryDirectory() as folder:
            file = Path(folder, "tools.csv")
            page.goto("/admin/editorial/changeset/import/tool/")
            with page.expect_download() as download:
                page.get_by_role("link", name="as CSV").click()
            download.value.save_as(file)
            lines = file.read_text().splitlines()
            for number in (2, 4):
                lines[number] = lines[number].replace(" and ", " as well as ", 1)
            lines[6] = lines[6].replace("published", "publisht")
            file.write_text("\n".join(lines))
            page.get_by_label("file").set_input_files(file)
            page.get_by_role("button", name="See what it would change").click()
            expect(page.get_by_text("rejected", exact=False).first).to_be_visible()
            self.take(page, "import")


def main(folder):
    with TemporaryDirectory() as scratch, sync_playwright() as playwright:
        site = Path(scratch, "site")
        prepare(site)
        chromium = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=FLAGS)
        with serving(site) as address:
            Photographer(chromium, site, address, folder).work()
        chromium.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
