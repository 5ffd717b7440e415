"""The admin pages of sets of changes: what came together, decided or undone whole."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse

from editorial.applying import FlipsError, RefusedError, apply_all
from editorial.content.kinds import registry
from editorial.deciding import NotAllowedError, decline, may_publish, withdraw
from editorial.desk.comparing import compared
from editorial.desk.records import ReadOnlyAdmin
from editorial.effects import FirstPlace
from editorial.importing.applying import try_out, undo, why_not_undone
from editorial.models import Change, ChangeSet, ChangeState
from editorial.paging import page_of
from editorial.views import importing

PAGE_SIZE = 100
# More refusals are counted.
SHOWN = 50
# What more proposals would do is found out when they are applied.
TRIED_AT_ONCE = 100


@admin.register(ChangeSet)
class ChangeSetAdmin(ReadOnlyAdmin):
    """Changes that came together: an imported file, a load, a refresh."""

    list_display = ("title", "origin", "made_at", "made_by", "change_count", "waiting", "undone")
    list_filter = ("origin",)
    list_select_related = ("made_by", "undone_by")
    search_fields = ("title",)
    date_hierarchy = "made_at"
    change_list_template = "admin/editorial/change_sets.html"

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # Who may see the changes may see which came together.
        return bool(request.user.has_perm("editorial.view_change"))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_queryset(self, request: HttpRequest) -> Any:
        # Subqueries: only the sets on the page are counted.
        every = Change.objects.filter(change_set=OuterRef("pk")).order_by().values("change_set")
        counts = every.annotate(count=Count("pk")).values("count")
        waiting = counts.filter(state=ChangeState.PROPOSED)
        sets = super().get_queryset(request)
        return sets.annotate(change_count=Subquery(counts), waiting_count=Subquery(waiting))

    @admin.display(description="changes")
    def change_count(self, change_set: Any) -> int:
        return change_set.change_count or 0

    @admin.display(description="waiting")
    def waiting(self, change_set: Any) -> str:
        return str(change_set.waiting_count or "")

    @admin.display(description="undone")
    def undone(self, change_set: ChangeSet) -> str:
        return "yes" if hasattr(change_set, "undone_by") else ""

    def get_urls(self) -> list[URLPattern]:
        return [*importing.urls(), *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        sets = ChangeSet.objects.select_related("made_by", "undoes", "undone_by")
        number = int(object_id) if object_id.isdecimal() and len(object_id) < 19 else None
        change_set = get_object_or_404(sets, pk=number)
        problems: list[str] = []
        flips: list[FirstPlace] = []
        if request.method == "POST":
            try:
                return self._done(request, change_set)
            except RefusedError as error:
                problems = _in_words(error)
            except FlipsError as error:
                flips = [*error.flips]
                problems = [str(error)]
            except (NotAllowedError, _MissingError) as error:
                problems = [str(error)]
        context = self._context(request, change_set) | {"problems": problems, "said": request.POST}
        context["flips"] = flips or (context["effect"].flips if context["effect"] else [])
        return TemplateResponse(request, "admin/editorial/change_set.html", context)

    def _context(self, request: HttpRequest, change_set: ChangeSet) -> dict[str, Any]:
        user: Any = request.user
        changes = change_set.changes.select_related("decided_by").order_by("pk")
        page = page_of(changes, request.GET.get("page"), PAGE_SIZE)
        waiting = change_set.changes.proposed()
        waits = waiting.count()
        is_author = change_set.made_by_id is not None and change_set.made_by_id == user.pk
        may_decide = bool(waits) and may_publish(user) and not is_author
        trial = None
        if may_decide and waits <= TRIED_AT_ONCE:
            trial = try_out(list(waiting.order_by("pk")))
        why_not = why_not_undone(change_set)
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": change_set.title,
            "change_set": change_set,
            "undone_by": getattr(change_set, "undone_by", None),
            "reasons": _reasons(change_set),
            "page": page,
            "changes": [(change, _rows(change), _values(change)) for change in page.object_list],
            "waits": waits,
            "may_decide": may_decide,
            "may_withdraw": bool(waits) and is_author,
            "effect": trial.effect if trial else None,
            "refused": trial.refused[:SHOWN] if trial else [],
            "may_undo": may_publish(user) and not why_not,
            "why_not": why_not,
        }

    def _done(self, request: HttpRequest, change_set: ChangeSet) -> HttpResponse:
        """Do what the button says, with all of the set."""
        user: Any = request.user
        reason = request.POST.get("reason", "").strip()[:300]
        flip_reason = request.POST.get("flip_reason", "").strip()[:300]
        waiting = list(change_set.changes.proposed().order_by("pk"))
        count = len(waiting)
        if "_undo" in request.POST:
            _check_publishes(user, change_set)
            if not reason:
                raise _MissingError("Say why it is undone.")
            change_set = undo(change_set, user, reason, flip_reason)
            count, done = change_set.changes.count(), "Undone"
        elif "_withdraw" in request.POST:
            with transaction.atomic():
                for change in waiting:
                    withdraw(change, user)
            done = "Withdrawn"
        elif "_decline" in request.POST:
            _check_publishes(user, change_set)
            if not reason:
                raise _MissingError("Say why they are declined.")
            with transaction.atomic():
                for change in waiting:
                    decline(change, user, reason)
            done = "Declined"
        elif "_apply" in request.POST:
            _check_publishes(user, change_set)
            apply_all(waiting, user, flip_reason)
            done = "Applied"
        else:
            raise _MissingError("Choose one of the buttons.")
        plural = "" if count == 1 else "s"
        messages.success(request, f"{done}: {count:,} change{plural}.")
        path = reverse("admin:editorial_changeset_change", args=[change_set.pk])
        return HttpResponseRedirect(path)


class _MissingError(Exception):
    """Something that the page asks for was not said."""


def _check_publishes(user: Any, change_set: ChangeSet) -> None:
    """Raise PermissionDenied unless they may publish, and change all kinds that are in the set."""
    names = change_set.changes.order_by().values_list("kind", flat=True).distinct()
    known = [registry[name] for name in names if name in registry]
    if not may_publish(user) or not all(importing.may_import(user, kind) for kind in known):
        raise PermissionDenied


def _reasons(change_set: ChangeSet) -> list[str]:
    reasons = change_set.changes.order_by().exclude(reason="").values_list("reason", flat=True)
    return list(reasons.distinct()[:5])


def _rows(change: Change) -> Any:
    return [] if change.is_new or change.kind not in registry else compared(change)


def _values(change: Change) -> list[tuple[str, str]]:
    known = change.is_new and change.key and change.kind in registry
    return importing.values_of(registry[change.kind], change.fields) if known else []


def _in_words(error: RefusedError) -> list[str]:
    texts = [f"“{change.title}”: {reason}" for change, reason in error.refused[:SHOWN]]
    more = len(error.refused) - SHOWN
    return [
        "Nothing was done, because of what has become of some of the records since:",
        *texts,
        *([f"… and {more} more"] if more > 0 else []),
    ]
