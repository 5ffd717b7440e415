"""The reports of the editors' desk, as a page and as a file."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from config.downloads import csv_response
from editorial.reports import REPORTS, Reporting
from editorial.schedule import catch_up
from editorial.views.queue import may_see


@require_safe
def report(request: HttpRequest, name: str) -> HttpResponse:
    asked = _asked(request, name)
    context = {
        **admin.site.each_context(request),
        "title": asked.title,
        "asked": asked,
        "report": asked.make(timezone.localdate()),
        "reports": REPORTS.values(),
    }
    return TemplateResponse(request, "admin/editorial/report.html", context)


@require_safe
def report_csv(request: HttpRequest, name: str) -> HttpResponse:
    found = _asked(request, name).make(timezone.localdate())
    return csv_response(f"{name}.csv", found.columns, (line.cells for line in found.lines))


def _asked(request: HttpRequest, name: str) -> Reporting:
    """Raises PermissionDenied or Http404."""
    if not may_see(request.user):
        raise PermissionDenied
    if name not in REPORTS:
        raise Http404
    catch_up()
    return REPORTS[name]
