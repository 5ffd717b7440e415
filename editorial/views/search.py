"""The search over everything published."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from config.htmx import HtmxHttpRequest, render_page
from editorial.schedule import catch_up
from editorial.search.page import SearchPage


@require_safe
def search(request: HtmxHttpRequest) -> HttpResponse:
    catch_up()
    context = {"search": SearchPage(request.GET)}
    return render_page(request, "editorial/search.html", context, partial="update")
