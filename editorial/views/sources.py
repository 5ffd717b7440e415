"""The pages on sources."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from config.htmx import HtmxHttpRequest, render_page
from editorial.citations import citations
from editorial.forms import SourcesForm
from editorial.models import Source
from editorial.paging import page_of


@require_safe
def sources(request: HtmxHttpRequest) -> HttpResponse:
    form = SourcesForm(request.GET, Source.objects.publishers())
    found = Source.objects.all()
    if kinds := form.chosen("kind"):
        found = found.filter(kind__in=kinds)
    if publishers := form.chosen("publisher"):
        found = found.filter(publisher__in=publishers)
    page = page_of(found, request.GET.get("page"))
    supports = citations(list(page))
    listed = [(source, supports.get(source.pk, [])) for source in page]
    context = {"form": form, "page": page, "listed": listed}
    return render_page(request, "editorial/sources.html", context, partial="update")


@require_safe
def source(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    found = Source.objects.filter(slug=slug).first()
    if found is None:
        instead = ("All sources", reverse("editorial:sources"))
        what = f"There is no source “{slug}” here."
        return render(request, "404.html", {"what": what, "instead": instead}, status=404)
    supports = citations([found]).get(found.pk, [])
    return render_page(request, "editorial/source.html", {"source": found, "supports": supports})
