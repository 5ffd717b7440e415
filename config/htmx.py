"""One address, two bodies: the page, and for htmx the part of it that changed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django_htmx.middleware import HtmxDetails


class HtmxHttpRequest(HttpRequest):
    htmx: HtmxDetails


def render_page(
    request: HtmxHttpRequest, template: str, context: dict[str, Any], partial: str = ""
) -> HttpResponse:
    """Render a page for readers, or only its partial if htmx asks for that."""
    htmx = request.htmx
    if partial and htmx and not htmx.boosted and not htmx.history_restore_request:
        template = f"{template}#{partial}"
    response = render(request, template, context)
    # Anyone may keep a copy, and asks whether it still holds; the answer is mostly 304.
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    if partial:
        # Without Vary a cache would serve the fragment as the page.
        patch_vary_headers(response, ["HX-Request", "HX-Boosted", "HX-History-Restore-Request"])
    return response
