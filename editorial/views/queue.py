"""The first page of the editors' desk, and the whole of each of its lists."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from editorial.content.kinds import registry
from editorial.desk.addresses import record_path
from editorial.desk.comparing import side_by_side
from editorial.desk.queue import sections_for
from editorial.models import KeptRecord
from editorial.paging import PAGE_SIZE
from editorial.reports import REPORTS
from editorial.schedule import catch_up

ON_FIRST_PAGE = 10


def may_see(user: Any) -> bool:
    return bool(user.has_perm("editorial.view_change"))


def first_page(request: HttpRequest) -> dict[str, Any]:
    """Return what the first page shows besides Django's list of content."""
    if not may_see(request.user):
        return {}
    catch_up()
    today = timezone.localdate()
    found = [kind(request.user, today, None, ON_FIRST_PAGE) for kind in sections_for(request.user)]
    return {"title": "My queue", "sections": found, "reports": REPORTS.values()}


@require_safe
def section(request: HttpRequest, name: str) -> HttpResponse:
    if not may_see(request.user):
        raise PermissionDenied
    kinds = {kind.name: kind for kind in sections_for(request.user)}
    if name not in kinds:
        raise Http404
    catch_up()
    found = kinds[name](request.user, timezone.localdate(), request.GET.get("page"), PAGE_SIZE)
    context = {
        **admin.site.each_context(request),
        "title": found.heading,
        "section": found,
        "page": found.page,
    }
    return TemplateResponse(request, "admin/editorial/queue.html", context)


@require_safe
def kept(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a record that the last load kept beside what the content files say."""
    if not may_see(request.user):
        raise PermissionDenied
    found = get_object_or_404(KeptRecord, pk=pk)
    kind = registry[found.kind]
    record = kind.find(found.key)
    path = ""
    if record is not None:
        path = record_path(kind, record.pk)
    context = {
        **admin.site.each_context(request),
        "title": found.title,
        "kept": found,
        "record_path": path,
        "rows": side_by_side(kind, kind.snapshot(record) if record else None, found.snapshot),
    }
    return TemplateResponse(request, "admin/editorial/kept.html", context)
