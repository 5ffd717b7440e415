"""The pages on adoption over time."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from comparisons.missing import missing
from comparisons.models import Framework, Metric, Milestone
from comparisons.trends.charts import MetricPage
from comparisons.trends.filters import MilestoneFilter, TrendsFilter, page_of_milestone
from comparisons.trends.leaders import agreement, measures
from comparisons.trends.readings import readings_to_download, summaries
from config.downloads import csv_stream
from config.htmx import HtmxHttpRequest, render_page
from editorial.paging import PAGE_SIZE, ListPaginator, page_of

# Each metric brings its sentence, and the readings that it follows from.
METRICS_ON_A_PAGE = 20


@require_safe
def trends(request: HtmxHttpRequest) -> HttpResponse:
    form = TrendsFilter(request.GET, Framework.objects.published())
    found = form.keep(Metric.objects.published().with_main_group()).order_by("topic", "slug")
    page = page_of(found, request.GET.get("page"), METRICS_ON_A_PAGE)
    context = {"form": form, "page": page, "listed": summaries(list(page))}
    return render_page(request, "comparisons/trends.html", context, partial="update")


@require_safe
def metric(request: HtmxHttpRequest, slug: str) -> HttpResponseBase:
    found = Metric.objects.published().filter(slug=slug.lower()).first()
    if found is None:
        return _unknown_metric(request, slug)
    if slug != found.slug:
        return redirect(found, permanent=True)
    context = {"metric": found, "page": MetricPage(found, request.GET)}
    return render_page(request, "comparisons/metric.html", context)


@require_safe
def metric_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    found = Metric.objects.published().filter(slug=slug).first()
    if found is None:
        return _unknown_metric(request, slug)
    return csv_stream(f"{slug}.csv", *readings_to_download(found))


@require_safe
def leaders(request: HtmxHttpRequest) -> HttpResponse:
    found = measures()
    page = ListPaginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "agreement": agreement(found),
        "old": sum(1 for measure in found if measure.years_old),
    }
    return render_page(request, "comparisons/leaders.html", context)


@require_safe
def milestones(request: HtmxHttpRequest) -> HttpResponse:
    """The list of milestones. `show` names one, and leads to the page of the list that it is on."""
    form = MilestoneFilter(request.GET, Framework.objects.published())
    found = form.keep(Milestone.objects.published())
    number, show = request.GET.get("page"), request.GET.get("show")
    unknown = ""
    if show and not number:
        number = page_of_milestone(show, found)
        unknown = "" if number else show
    page = page_of(found.with_evidence(), number)
    context = {"form": form, "page": page, "unknown": unknown, "labels": form.labels()}
    return render_page(request, "comparisons/milestones.html", context, partial="update")


def _unknown_metric(request: HttpRequest, slug: str) -> HttpResponse:
    known = Metric.objects.published().only("slug", "name")
    instead = ("All trends", reverse("comparisons:trends"))
    return missing(request, "trend", slug, known, instead)
