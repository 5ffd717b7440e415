"""The page on demand, and its files."""

from decimal import Decimal

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from careers.figures.demand import (
    by_group,
    by_population,
    by_year,
    observations,
    pair_tables,
    side_by_side,
)
from careers.figures.evidence import addresses, findings_by_topic
from careers.figures.filters import DemandFilter
from careers.figures.shares import pairs_of, shares_of
from careers.models import JOB_TOPICS, JobSeries, JobSeriesPoint, JobTrend
from careers.models.demand import SMALL_SAMPLE
from comparisons.models import Framework
from config.downloads import csv_response
from config.htmx import HtmxHttpRequest, render_page
from editorial.models import public_q


@require_safe
def jobs(request: HtmxHttpRequest) -> HttpResponse:
    frameworks = _frameworks()
    trends = _trends()
    form = DemandFilter(request.GET, trends, frameworks.values())
    kept = form.keep(trends)
    found = observations(kept, frameworks)
    context = {
        "form": form,
        "found": found,
        "populations": by_population(found),
        "count": len(kept),
        "total": len(trends),
        "findings": findings_by_topic(JOB_TOPICS),
        "series": [by_year(series, series.points.all()) for series in _series()],
        "grouped": by_group(trends, frameworks),
        "sources": side_by_side(trends, frameworks),
        "pairs": pair_tables(trends, frameworks),
        "small": SMALL_SAMPLE,
    }
    return render_page(request, "careers/jobs.html", context, partial="update")


@require_safe
def monthly_csv(request: HttpRequest) -> HttpResponse:
    header = (
        *("series", "month", "framework", "count", "base", "percent", "unit"),
        *("population", "region", "sources"),
    )
    rows = (
        (
            *(series.slug, point.period, point.framework.name, point.count, point.base),
            round(100 * point.count / point.base, 2),
            *(series.unit, series.population, series.region, addresses(series.sources.all())),
        )
        for series in _series()
        for point in series.points.all()
    )
    return csv_response("hiring-posts-by-month.csv", header, rows)


@require_safe
def observations_csv(request: HttpRequest) -> HttpResponse:
    """Every share, pair and value in a row of its own, with the filters of the page."""
    frameworks = _frameworks()
    trends = _trends()
    form = DemandFilter(request.GET, trends, frameworks.values())
    header = (
        *("observation", "measure", "what", "subject", "grouping", "role"),
        *("population", "region", "period", "sample"),
        *("named", "count", "percent", "value", "unit", "text", "note"),
        *("reliability", "as_of", "checked_on", "sources"),
    )
    rows: list[tuple[object, ...]] = []
    for trend in form.keep(trends):
        role = trend.role if trend.role and trend.role.is_public else None
        before = (
            *(trend.slug, trend.get_measure_display(), trend.what, trend.subject),
            *(trend.get_grouping_display(), role and role.name),
            *(trend.population, trend.region, trend.period, trend.sample),
        )
        after = (
            *(
                number(trend.value),
                trend.unit,
                trend.text,
                trend.note,
                trend.get_reliability_display(),
            ),
            *(trend.as_of, trend.checked_on, addresses(trend.sources.all())),
        )
        named = [
            *((share.name, share) for share in shares_of(trend, frameworks)),
            *(
                (f"{pair.first} and {pair.second}: {share.name}", share)
                for pair in pairs_of(trend, frameworks)
                for share in pair.parts
            ),
        ]
        rows += [
            (*before, name, share.count, round(share.percent, 2), *after) for name, share in named
        ] or [(*before, None, None, None, *after)]
    return csv_response("job-observations.csv", header, rows)


def _frameworks() -> dict[int, Framework]:
    return {framework.pk: framework for framework in Framework.objects.published()}


def _trends() -> list[JobTrend]:
    found = JobTrend.objects.published().with_shares().select_related("role")
    return list(found.prefetch_related("sources"))


def _series() -> list[JobSeries]:
    points = JobSeriesPoint.objects.filter(public_q("framework__"))
    return list(
        JobSeries.objects.published().prefetch_related(
            "sources", Prefetch("points", points.select_related("framework"))
        )
    )


def number(value: Decimal | None) -> int | Decimal | None:
    """Return the value without the zeros that a database adds behind the point."""
    if value is None or value % 1:
        return value and value.normalize()
    return int(value)
