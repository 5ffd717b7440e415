"""Charts: drawn from their tables, read by mouse and keyboard, and not needed for the figures."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

JOBS = "/careers/jobs/"
# With few observations under it, the page loads faster; the chart is the same.
FEW_JOBS = f"{JOBS}?role=ai-consultant"
CHART = "#hacker-news-hiring"
KILOBYTE = 1000
# How many dots of the canvas have about this colour, of 0 to 255 each.
DOTS = """([red, green, blue]) => {
    const canvas = document.querySelector("figure.chart canvas");
    const copy = canvas.cloneNode();
    const context = copy.getContext("2d", { willReadFrequently: true });
    context.drawImage(canvas, 0, 0);
    const { data } = context.getImageData(0, 0, copy.width, copy.height);
    let dots = 0;
    for (let i = 0; i < data.length; i += 4)
        if (data[i + 3] > 200 && Math.abs(data[i] - red) < 12 && Math.abs(data[i + 1] - green) < 12
            && Math.abs(data[i + 2] - blue) < 12) dots += 1;
    return dots;
}"""
# A line has far more dots; where two others mix at an edge there may be a few.
DRAWN, NOT_DRAWN = 100, 20
# --hue of PyTorch (vermilion) and TensorFlow (blue) in static/css/site.css
LIGHT = {"PyTorch": (0xE1, 0x23, 0x0B), "TensorFlow": (0x12, 0x66, 0xF4)}
DARK = {"PyTorch": (0xE1, 0x65, 0x21), "TensorFlow": (0x7D, 0xA6, 0xEB)}


@pytest.fixture
def open_chart(open_page):
    """Return a function that opens the page on jobs and waits for its chart."""

    def open_it(**options):
        page = open_page(FEW_JOBS, **options)
        page.locator(CHART).scroll_into_view_if_needed()
        expect(page.locator(f"{CHART} canvas")).to_be_visible()
        return page

    return open_it


@pytest.mark.parametrize(
    ("width", "theme", "colours"), [(360, "dark", DARK), (1280, "light", LIGHT)]
)
def test_every_series_is_drawn_in_its_colour_without_a_complaint(open_chart, theme, colours, width):
    page = open_chart(theme=theme, width=width)
    for name, colour in colours.items():
        assert page.evaluate(DOTS, colour) > DRAWN, name
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_colours_follow_the_theme_while_the_page_is_open(open_chart):
    page = open_chart()
    assert page.evaluate(DOTS, DARK["TensorFlow"]) < NOT_DRAWN
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(100)
    assert page.evaluate(DOTS, DARK["TensorFlow"]) > DRAWN
    assert page.evaluate(DOTS, LIGHT["TensorFlow"]) < NOT_DRAWN


def test_with_forced_colours_the_lines_have_the_colour_of_text(open_chart):
    page = open_chart(forced_colors="active")
    ink = page.locator(".plot").evaluate(
        "e => getComputedStyle(e).color.match(/\\d+/g).map(Number)"
    )
    assert page.evaluate(DOTS, ink[:3]) > DRAWN
    assert page.evaluate(DOTS, LIGHT["PyTorch"]) < NOT_DRAWN


def test_values_are_read_by_keyboard_and_are_those_of_the_table(open_chart):
    page = open_chart()
    plot = page.locator(f"{CHART} .plot")
    reading = page.locator(f"{CHART} [data-reading]")
    rows = page.locator(f"{CHART} tbody tr").all()

    def said(row):
        time, *cells = (
            " ".join(cell.split()) for cell in row.locator("th, td").all_text_contents()
        )
        return f"{time}: PyTorch {cells[0]}, TensorFlow {cells[1]}."

    plot.focus()
    expect(plot).to_be_focused()
    expect(reading).to_have_attribute("role", "status")
    hint = reading.inner_text()
    assert "arrow keys" in hint
    for key, row in (
        ("ArrowRight", 0),
        ("ArrowRight", 1),
        ("ArrowLeft", 0),
        ("ArrowLeft", 0),
        ("End", -1),
        ("ArrowRight", -1),
        ("ArrowLeft", -2),
        ("Home", 0),
    ):
        page.keyboard.press(key)
        expect(reading).to_have_text(said(rows[row]))
    page.keyboard.press("Escape")
    expect(reading).to_have_text(hint)
    # The chart keeps nobody: Tab goes on, to the table.
    page.keyboard.press("Tab")
    expect(page.locator(f"{CHART} summary").first).to_be_focused()


def test_values_show_where_the_mouse_points(open_chart):
    page = open_chart()
    box = page.locator(f"{CHART} .u-over").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(f"{CHART} [data-reading]")).to_contain_text("2021: PyTorch 0.88%")
    page.mouse.move(0, 0)
    expect(page.locator(f"{CHART} [data-reading]")).to_contain_text("Point at the chart")


def test_a_chart_follows_the_width_of_the_page_and_moves_nothing(open_chart):
    page = open_chart()
    height = page.locator(f"{CHART} .plot").bounding_box()["height"]
    page.set_viewport_size({"width": 400, "height": 900})
    canvas = page.locator(f"{CHART} canvas")
    expect(canvas).to_have_js_property("clientWidth", 368)
    assert page.locator(f"{CHART} .plot").bounding_box()["height"] < height
    assert page.evaluate("document.documentElement.scrollWidth") == 400


def test_drawing_and_reading_move_nothing(open_page):
    page = open_page(FEW_JOBS, width=360)
    page.evaluate(
        """() => {
            window.shift = 0;
            new PerformanceObserver(list => {
                for (const entry of list.getEntries()) window.shift += entry.value;
            }).observe({type: "layout-shift", buffered: true});
        }"""
    )
    page.locator(CHART).scroll_into_view_if_needed()
    expect(page.locator(f"{CHART} canvas")).to_be_visible()
    page.locator(f"{CHART} .plot").focus()
    page.keyboard.press("End")
    page.wait_for_timeout(200)
    assert page.evaluate("window.shift") < 0.001


def test_without_javascript_the_table_is_open_and_nothing_is_empty(open_page):
    page = open_page(FEW_JOBS, script=False)
    figure = page.locator(CHART)
    expect(figure.locator("table")).to_be_visible()
    expect(figure.locator(".plot")).to_be_hidden()
    expect(figure.get_by_text("Hollow points")).to_be_hidden()
    expect(figure.locator("tbody tr").last).to_contain_text("January to July")
    expect(figure).to_contain_text("What it cannot tell:")


def test_when_the_library_cannot_be_fetched_the_page_says_where_the_figures_are(open_page, windows):
    page = open_page("about:blank", fresh=True)
    page.route("**/uPlot*", lambda route: route.abort())
    page.goto(FEW_JOBS)
    page.locator(CHART).scroll_into_view_if_needed()
    expect(page.locator(f"{CHART} .plot")).to_contain_text("The table has the same figures.")
    page.wait_for_timeout(200)
    assert [text for text in windows.complaints if "ERR_FAILED" not in text] == []
    windows.complaints.clear()


def test_print_has_the_table_in_place_of_the_chart(open_chart):
    page = open_chart()
    page.emulate_media(media="print")
    expect(page.locator(f"{CHART} .plot")).to_be_hidden()
    expect(page.locator(f"{CHART} table")).to_be_visible()


def test_a_page_with_a_chart_weighs_little_and_the_library_waits(open_page, site):
    """At most 8 requests at first; at most 90 KB for HTML, CSS and JavaScript with the chart."""
    page = open_page("about:blank", fresh=True)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    kinds, addresses, sizes = {}, [], {}
    session.on("Network.responseReceived", lambda e: kinds.update({e["requestId"]: e["type"]}))
    session.on("Network.requestWillBeSent", lambda e: addresses.append(e["request"]["url"]))
    session.on(
        "Network.loadingFinished",
        lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]}),
    )
    page.goto(site + JOBS)
    page.wait_for_load_state("networkidle")
    assert not any("uPlot" in address for address in addresses)
    assert len(kinds) <= 8
    page.locator(CHART).scroll_into_view_if_needed()
    expect(page.locator(f"{CHART} canvas")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert any("uPlot" in address for address in addresses)
    counted = [
        sizes[key] for key, kind in kinds.items() if kind in ("Document", "Stylesheet", "Script")
    ]
    assert len(counted) >= 5
    assert sum(counted) <= 90 * KILOBYTE


@pytest.mark.parametrize("script", [True, False])
def test_observations_are_filtered_by_one_address_with_and_without_javascript(open_page, script):
    page = open_page(JOBS, script=script)
    rows = page.locator(".observations > li")
    every = rows.count()
    page.get_by_label("Framework", exact=True).select_option("JAX")
    if not script:
        page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("framework=jax"))
    expect(rows).not_to_have_count(every)
    expect(page.locator("#li24-jax")).to_be_visible()
    expect(page.locator("#li24-pytorch")).to_have_count(0)


def test_an_address_opens_what_it_points_to(open_page):
    page = open_page(JOBS)
    folded = page.locator("details.data-set:not([open]) li[id]").first
    expect(folded).to_be_hidden()
    slug = folded.get_attribute("id")
    page.goto(f"{JOBS}#{slug}")
    expect(page.locator(f"[id='{slug}']")).to_be_visible()
    expect(page.locator(f"[id='{slug}']")).to_be_in_viewport()


# --- trends ---------------------------------------------------------------------------------------

TREND = "/trends/github-contributors/"
# Notes every text that is drawn as small as the numbers of marks are, and where.
NOTE_TEXTS = """
    if (!window.drawn) {
        window.drawn = [];
        const draw = CanvasRenderingContext2D.prototype.fillText;
        CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
            if (this.font.startsWith("600 12px")) window.drawn.push([String(text), x, y]);
            draw.call(this, text, x, y);
        };
    }
"""


def test_a_trend_is_read_by_keyboard_in_numbers_and_in_shares(open_page):
    page = open_page(TREND)
    plot, reading = page.locator("#chart .plot"), page.locator("#chart [data-reading]")
    last = page.locator("#chart tbody tr").last

    def newest():
        """Go to the last point; return its date and the first value in the table."""
        expect(page.locator("#chart canvas")).to_be_visible()
        plot.focus()
        page.keyboard.press("End")
        return last.locator("time").text_content(), last.locator("data").first.text_content()

    date, number = newest()
    expect(reading).to_contain_text(f"{date}: PyTorch {number}, ")
    # What was not read at a date is not read out: Flax came later.
    expect(reading).to_contain_text("Flax")
    page.keyboard.press("Home")
    expect(reading).to_contain_text("PyTorch")
    expect(reading).not_to_contain_text("Flax")

    page.get_by_role("link", name="Shares of the sum").click()
    expect(page).to_have_url(re.compile("view=relative"))
    date, share = newest()
    assert share.endswith("%")
    expect(reading).to_contain_text(f"{date}: PyTorch {share} ({number}), ")


@pytest.mark.parametrize("width", [360, 1280])
def test_milestones_are_marked_with_the_numbers_of_the_list_below(open_page, site, width):
    page = open_page("about:blank", width=width)
    page.add_init_script(NOTE_TEXTS)
    page.goto(site + TREND)
    page.locator("#chart canvas").scroll_into_view_if_needed()
    count = page.locator("#chart li[data-mark]").count()
    assert count > 1
    marks = page.evaluate("window.drawn")[-count:]
    assert [text for text, _, _ in marks] == [str(n) for n in range(1, count + 1)]
    assert [x for _, x, _ in marks] == sorted(x for _, x, _ in marks)
    # Numbers that would touch stand below one another.
    for (_, x, y), (_, next_x, next_y) in pairwise(marks):
        assert next_x - x >= 16 or next_y != y
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_without_javascript_a_trend_has_its_table_and_its_milestones(open_page):
    page = open_page(TREND, script=False)
    expect(page.locator("#chart table")).to_be_visible()
    expect(page.locator("#chart .plot")).to_be_hidden()
    expect(page.locator("#chart .marks li").first).to_be_visible()
    page.get_by_role("link", name="Shares of the sum").click()
    expect(page.locator("#chart tbody data").first).to_contain_text("%")
    mark = page.locator("#chart .marks a").first
    title = mark.inner_text()
    mark.click()
    expect(page.locator("li:target h3")).to_have_text(title)
