"""The history of a record at the desk: compare any two versions, restore any."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from editorial.content.kinds import Kind, Snapshot
from editorial.deciding import proposal
from editorial.desk.comparing import side_by_side
from editorial.desk.saving import NotSavedError, save
from editorial.desk.telling import tell
from editorial.history import Version, versions
from editorial.models import Change, Origin


def history_view(page: Any, request: HttpRequest, record: Any) -> HttpResponse:
    """Show what became of a record; with `from` and `to`, two versions of it side by side."""
    kind: Kind = page.kind
    key = kind.key_of(record)
    found = versions(kind, key)
    may_restore = page.has_change_permission(request, record)
    problems: dict[str, str] = {}
    if request.method == "POST":
        if not may_restore:
            raise PermissionDenied
        try:
            return _restored(request, kind, key, found)
        except NotSavedError as error:
            problems = error.problems
    numbered = [*enumerate(found)]
    chosen = [_chosen(request, name, len(found)) for name in ("from", "to")]
    pair = [found[n] for n in chosen if n is not None]
    context = {
        **page.admin_site.each_context(request),
        "opts": page.opts,
        "original": record,
        "title": f"History: {kind.title_of(record)}",
        "versions": numbered,
        "older": chosen[0],
        "newer": chosen[1],
        "rows": side_by_side(kind, *(v.snapshot for v in pair)) if len(pair) == 2 else None,
        "may_restore": may_restore,
        "problems": problems,
        "said": request.POST,
    }
    return TemplateResponse(request, "admin/editorial/history.html", context)


def _chosen(request: HttpRequest, name: str, count: int) -> int | None:
    text = request.GET.get(name, "")
    number = int(text) if text.isdecimal() and len(text) < 9 else count
    return number if number < count else None


def _restored(request: HttpRequest, kind: Kind, key: str, found: list[Version]) -> HttpResponse:
    """Make the change that brings a version back, and save it as any other."""
    text = request.POST.get("version", "")
    number = int(text) if text.isdecimal() and len(text) < 9 else len(found)
    if number >= len(found) or found[number].snapshot is None:
        raise NotSavedError({"version": "There is no such version."})
    version = found[number]
    change = restoring(kind, key, found[0].snapshot, version, request)
    if not change.fields:
        raise NotSavedError({"version": "The record is that version already."})
    with transaction.atomic():
        save([change], request.user, flip_reason=request.POST.get("flip_reason", "").strip())
    tell(request, [change])
    return HttpResponseRedirect(request.path)


def restoring(
    kind: Kind, key: str, now: Snapshot | None, version: Version, request: HttpRequest
) -> Change:
    """Return the proposal that makes a record what it was; now: None if it is gone."""
    change = proposal(
        kind,
        key,
        version.change.title if version.change else key,
        now,
        version.snapshot,
        made_by=request.user,
        origin=Origin.EDITOR,
        reason=request.POST.get("reason", "").strip()[:300],
    )
    change.undoes = version.change
    return change


def restored_view_of_removed(request: HttpRequest, change: Change, kind: Kind) -> Change:
    """Bring back what a change removed: the change that does it, saved. Raises NotSavedError."""
    if kind.find(change.key) is not None:
        messages.info(request, "It is there already.")
        raise NotSavedError({"__all__": "It is there already."})
    version = Version(change, {name: old for name, (old, _) in change.fields.items()})
    again = restoring(kind, change.key, None, version, request)
    with transaction.atomic():
        save([again], request.user, flip_reason=request.POST.get("flip_reason", "").strip())
    return again
