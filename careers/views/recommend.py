"""The career-goal form with its answer, and the reference readers."""

from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from careers.guide.page import GoalPage
from careers.guide.readers import readers_today
from config.htmx import HtmxHttpRequest, render_page


@require_safe
def recommend(request: HtmxHttpRequest) -> HttpResponseBase:
    page = GoalPage(request.GET)
    # A plain form sends empty fields too. What people share names the answers, and no more.
    if not request.htmx and not page.form.ignored and request.get_full_path() != page.address:
        return redirect(page.address)
    response = render_page(request, "careers/recommend.html", {"page": page}, partial="update")
    if page.is_answered:
        response["X-Robots-Tag"] = "noindex"
    if request.htmx:
        response["HX-Push-Url"] = page.address
    return response


@require_safe
def readers(request: HtmxHttpRequest) -> HttpResponseBase:
    context = {"readers": readers_today()}
    return render_page(request, "careers/readers.html", context)
