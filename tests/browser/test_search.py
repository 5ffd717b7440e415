"""Readers search the shipped content."""

import re

import pytest
from playwright.sync_api import expect

FIRST = {
    "TensorFlow Lite": ["TensorFlow Lite", "LiteRT"],
    "TFLite": ["TensorFlow Lite", "LiteRT"],
    "LiteRT": ["LiteRT", "TensorFlow Lite"],
    "torchserve": ["TorchServe"],
    "tf serving": ["TensorFlow Serving"],
    "sklearn": ["scikit-learn"],
    "ORT": ["ONNX Runtime"],
    "pytroch": ["PyTorch"],
    "pytorch vs tensorflow": ["PyTorch and TensorFlow"],
}


def test_readers_search_while_they_type(open_page):
    page = open_page("/search/")
    examples = page.locator("main .chip")
    expect(examples).to_have_count(6)
    box = page.get_by_label("Everything published on this site")
    box.press_sequentially("tensorflow lite", delay=20)
    first = page.locator(".results h2").first
    expect(first).to_have_text("TensorFlow Lite")
    expect(page).to_have_url(re.compile(r"/search/\?q=tensorflow%20lite$"))
    expect(page).to_have_title("“tensorflow lite”: search | Learning Rate")
    expect(page.locator("#announcement")).to_have_text(re.compile("results$"))
    expect(box).to_be_focused()

    for typed, names in FIRST.items():
        box.fill(typed)
        expect(page).to_have_title(f"“{typed}”: search | Learning Rate")
        expect(page.locator(".results h2").first).to_have_text(names[0])
        shown = page.locator(".results h2").all_inner_texts()
        assert {*names} <= {*shown[:10]}, typed
    # All examples find something.
    page.goto("/search/")
    for text in examples.all_inner_texts():
        page.goto(f"/search/?q={text.replace('+', '%2B')}")
        assert page.locator(".results h2").count(), text


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_leads_to_the_search_without_script(open_page, width):
    page = open_page("/tools/", width=width, script=False)
    header = page.get_by_role("banner")
    if width == 360:
        header.get_by_role("link", name="Search").click()
        box = page.get_by_label("Everything published on this site")
    else:
        box = header.get_by_label("Search the site")
    box.fill("litert")
    box.press("Enter")
    expect(page.get_by_role("heading", name="Search", level=1)).to_be_visible()
    page.locator(".kinds").get_by_role("link", name="Tools").click()
    result = page.locator(".results h2", has_text="TensorFlow Lite").first
    result.get_by_role("link").click()
    expect(page.locator("#tensorflow-lite")).to_be_in_viewport()
