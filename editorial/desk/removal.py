"""Removing on purpose: what readers may have read is archived, and anything can come back."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from editorial.content.kinds import Kind, registry
from editorial.deciding import proposal
from editorial.desk.addresses import list_path, record_path
from editorial.desk.saving import NotSavedError, save
from editorial.desk.telling import tell
from editorial.models import Change, Origin, Published, Status
from editorial.references import Reference, references_to


def removal_view(page: Any, request: HttpRequest, record: Any) -> HttpResponse:
    return _view(page, request, [record], "")


def archive_several(page: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
    records = list(page.kind.records().filter(pk__in=queryset.values("pk")))
    return _view(page, request, records, "archive")


def _view(page: Any, request: HttpRequest, records: list[Any], action: str) -> HttpResponse:
    kind: Kind = page.kind
    problems: dict[str, str] = {}
    referring = [(kind.title_of(record), _referring(kind, record)) for record in records]
    if request.method == "POST" and "confirmed" in request.POST:
        try:
            with transaction.atomic():
                changes = [removing(kind, record, request) for record in records]
                made = [change for change in changes if change.fields]
                save(made, request.user, flip_reason=request.POST.get("flip_reason", "").strip())
        except NotSavedError as error:
            problems = error.problems
        else:
            tell(request, made)
            return HttpResponseRedirect(list_path(kind))
    archives = issubclass(kind.model, Published)
    context = {
        **page.admin_site.each_context(request),
        "opts": page.opts,
        "original": records[0] if len(records) == 1 and not action else None,
        "title": "Archive" if archives else "Remove",
        "archives": archives,
        "referring": referring,
        "is_held": any(references for _, references in referring),
        "records": records,
        "action": action,
        "problems": problems,
        "said": request.POST,
    }
    return TemplateResponse(request, "admin/editorial/removal.html", context)


def _referring(kind: Kind, record: Any) -> list[tuple[Reference, str]]:
    """Return what refers to a record, each with the path of its page at the desk."""
    return [
        (found, record_path(registry[found.kind], found.pk))
        for found in references_to(kind, record)
    ]


def removing(kind: Kind, record: Any, request: HttpRequest) -> Change:
    """Return the proposal that archives a record, or removes what can't be archived."""
    old = kind.snapshot(record)
    new = {**old, "status": str(Status.ARCHIVED)} if issubclass(kind.model, Published) else None
    return proposal(
        kind,
        kind.key_of(record),
        kind.title_of(record),
        old,
        new,
        made_by=request.user,
        origin=Origin.EDITOR,
        reason=request.POST.get("reason", "").strip()[:300],
    )
