"""The page on pay, and its file."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from careers.figures.evidence import addresses, findings_by_topic
from careers.figures.filters import PayFilter
from careers.figures.pay import PayRow, pay_groups
from careers.models import PAY_TOPICS, SalaryObservation
from careers.models.demand import SMALL_SAMPLE
from careers.models.pay import FEWEST_CASES
from comparisons.models import Framework
from config.downloads import csv_response
from config.htmx import HtmxHttpRequest, render_page


@require_safe
def salaries(request: HtmxHttpRequest) -> HttpResponse:
    found = _salaries()
    form = PayFilter(request.GET, found, Framework.objects.published())
    kept = form.keep(found)
    context = {
        "form": form,
        "groups": pay_groups(kept),
        "count": len(kept),
        "total": len(found),
        "findings": findings_by_topic(PAY_TOPICS),
        "fewest": FEWEST_CASES,
        "small": SMALL_SAMPLE,
    }
    return render_page(request, "careers/salaries.html", context, partial="update")


@require_safe
def observations_csv(request: HttpRequest) -> HttpResponse:
    """Every observation, with the filters of the page. What is held back is empty here too."""
    found = _salaries()
    form = PayFilter(request.GET, found, Framework.objects.published())
    header = (
        *("observation", "group", "role", "population", "region", "period", "statistic"),
        *("amount", "low", "high", "low_and_high_are", "interval_low", "interval_high"),
        *("currency", "per", "sample", "held_back", "note"),
        *("reliability", "as_of", "checked_on", "sources"),
    )
    rows: list[tuple[object, ...]] = []
    for record in form.keep(found):
        row = PayRow(record, None)
        role = record.role if record.role and record.role.is_public else None
        rows.append(
            (
                *(record.slug, record.group, role and role.name),
                *(record.population, record.region, record.period),
                *(record.get_statistic_display(), row.amount),
                *(row.range or (None, None)),
                record.get_range_kind_display(),
                *(row.interval or (None, None)),
                *(record.currency, record.get_per_display(), record.sample),
                f"fewer than {FEWEST_CASES} cases" if record.is_held_back else "",
                *(record.note, record.get_reliability_display()),
                *(record.as_of, record.checked_on, addresses(record.sources.all())),
            )
        )
    return csv_response("pay-observations.csv", header, rows)


def _salaries() -> list[SalaryObservation]:
    found = SalaryObservation.objects.published().select_related("role")
    return list(found.prefetch_related("sources"))
