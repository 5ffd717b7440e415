"""The page of a change: old and new side by side, what would follow, and the decision."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from editorial.applying import FlipsError, RefusedError, apply, apply_all
from editorial.content.kinds import registry
from editorial.content.writing import CannotWriteError
from editorial.deciding import (
    NotAllowedError,
    OutdatedError,
    decline,
    may_publish,
    withdraw,
)
from editorial.desk.addresses import record_path
from editorial.desk.comparing import compared
from editorial.desk.history import restored_view_of_removed
from editorial.desk.looking import page_with
from editorial.desk.records import ReadOnlyAdmin, number_of
from editorial.desk.saving import NotSavedError, rebase
from editorial.desk.telling import tell
from editorial.effects import Effect, effect_of
from editorial.models import Change, ChangeState

AT_ONCE = 100
NEEDS_DECISION = "Say why it is declined."


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    """What was changed or is to be, by whom and why. Here others' proposals are decided."""

    list_display = (
        *("title", "kind", "state", "origin"),
        *("made_by", "made_at", "decided_by", "reason"),
    )
    list_filter = ("state", "origin", "kind")
    list_select_related = ("made_by", "decided_by")
    search_fields = ("title", "key", "reason")
    date_hierarchy = "made_at"
    actions = ("apply_several", "decline_several")

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return may_publish(request.user)

    def get_urls(self) -> list[URLPattern]:
        look = self.admin_site.admin_view(self.look_view)
        own = path("<int:pk>/look/", look, name="editorial_change_look")
        return [own, *super().get_urls()]

    # --- one change -----------------------------------------------------------------------------

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        change = self._change(request, object_id)
        problems: dict[str, str] = {}
        if request.method == "POST":
            try:
                return self._decided(request, change)
            except NotSavedError as error:
                problems = error.problems
            except FlipsError as error:
                problems = {"flip_reason": str(error)}
            except (OutdatedError, CannotWriteError) as error:
                problems = {NON_FIELD_ERRORS: " ".join(error.lines)}
            except NotAllowedError as error:
                messages.error(request, str(error))
                return HttpResponseRedirect(request.path)
        return TemplateResponse(
            request, "admin/editorial/change.html", self._context(request, change, problems)
        )

    def _change(self, request: HttpRequest, object_id: Any) -> Change:
        if not self.has_view_permission(request):
            raise PermissionDenied
        number = number_of(str(object_id))
        every = Change.objects.select_related("made_by", "decided_by", "undoes", "change_set")
        return get_object_or_404(every.prefetch_related("opened"), pk=number)

    def _context(
        self, request: HttpRequest, change: Change, problems: dict[str, str]
    ) -> dict[str, Any]:
        kind = registry.get(change.kind)
        record = kind.find(change.key) if kind and change.key else None
        current = kind.snapshot(record) if kind and record else None
        waits = change.state == ChangeState.PROPOSED
        rows = compared(change, current if waits else None) if kind else []
        effect: Effect | None = None
        is_outdated = waits and not change.is_new and (current is None or any(r.now for r in rows))
        if waits and not is_outdated:
            try:
                effect = effect_of([change])
            except (OutdatedError, CannotWriteError) as error:
                problems = {**problems, NON_FIELD_ERRORS: str(error)}
        is_author = change.made_by_id is not None and change.made_by_id == request.user.pk
        publishes = may_publish(request.user)
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": change.title,
            "change": change,
            "record": record,
            "record_path": record_path(kind, record.pk) if kind and record else "",
            "public_path": kind.address(change.key) if kind and kind.address and record else "",
            "rows": rows,
            "waits": waits,
            "is_outdated": is_outdated,
            "is_gone": waits and not change.is_new and current is None,
            "effect": effect,
            "flips": str(FlipsError(effect.flips)) if effect and effect.flips else "",
            "is_author": is_author,
            "may_decide": waits and publishes and not is_author,
            "may_choose": is_outdated and current is not None and (is_author or publishes),
            "may_restore": bool(change.is_removal and change.state == ChangeState.APPLIED)
            and record is None
            and _may_change(request, change),
            "problems": problems,
            "said": request.POST,
        }

    def _decided(self, request: HttpRequest, change: Change) -> HttpResponse:
        """Do what the button says. Raises what `editorial.deciding` raises, or NotSavedError."""
        said = {
            name: request.POST.get(name, "").strip()[:300] for name in ("reason", "flip_reason")
        }
        user: Any = request.user
        if "_withdraw" in request.POST:
            withdraw(change, user)
        elif "_choose" in request.POST:
            if user.pk != change.made_by_id and not may_publish(user):
                raise PermissionDenied
            rebase(change, request.POST.getlist("keep"))
            messages.success(request, "The proposal now stands against what the record is.")
            return HttpResponseRedirect(request.path)
        elif "_restore" in request.POST:
            if not _may_change(request, change):
                raise PermissionDenied
            again = restored_view_of_removed(request, change, registry[change.kind])
            tell(request, [again])
            return HttpResponseRedirect(again.get_absolute_url())
        elif not may_publish(user):
            raise PermissionDenied
        elif "_decline" in request.POST:
            if not said["reason"]:
                raise NotSavedError({"reason": NEEDS_DECISION})
            decline(change, user, said["reason"])
        elif "_apply" in request.POST:
            apply(change, user, said["flip_reason"])
        else:
            raise NotSavedError({NON_FIELD_ERRORS: "Choose one of the buttons."})
        messages.success(request, f"{change.get_state_display()}: “{change.title}”.")
        return HttpResponseRedirect(request.path)

    def look_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the public page with a proposal in it."""
        change = self._change(request, pk)
        if change.state != ChangeState.PROPOSED:
            return HttpResponseRedirect(change.get_absolute_url())
        return page_with(request, [change], registry[change.kind])

    # --- several --------------------------------------------------------------------------------

    @admin.action(description="Apply …", permissions=["publish"])
    def apply_several(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return self._several(request, queryset, "apply_several")

    @admin.action(description="Decline …", permissions=["publish"])
    def decline_several(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return self._several(request, queryset, "decline_several")

    def _several(self, request: HttpRequest, queryset: Any, action: str) -> HttpResponse | None:
        chosen = list(queryset.proposed().exclude(made_by=request.user)[: AT_ONCE + 1])
        if not chosen or len(chosen) > AT_ONCE:
            messages.warning(
                request, f"Choose proposals of others that still wait, at most {AT_ONCE} at once."
            )
            return None
        problems: dict[str, str] = {}
        reason = request.POST.get("reason", "").strip()[:300]
        user: Any = request.user
        if "confirmed" in request.POST:
            try:
                if action == "apply_several":
                    apply_all(chosen, user, reason)
                else:
                    _decline_together(chosen, user, reason)
            except NotSavedError as error:
                problems = error.problems
            except FlipsError as error:
                problems = {"flip_reason": str(error)}
            except (RefusedError, NotAllowedError) as error:
                problems = {NON_FIELD_ERRORS: str(error)}
            else:
                word = chosen[0].get_state_display()
                messages.success(request, f"{word}: {len(chosen)} proposals.")
                return HttpResponseRedirect(reverse("admin:editorial_change_changelist"))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Apply" if action == "apply_several" else "Decline",
            "changes": [(change, compared(change)) for change in chosen],
            "action": action,
            "problems": problems,
            "said": request.POST,
        }
        return TemplateResponse(request, "admin/editorial/decide.html", context)


def _decline_together(changes: Sequence[Change], user: Any, reason: str) -> None:
    if not reason:
        raise NotSavedError({"reason": NEEDS_DECISION})
    with transaction.atomic():
        for change in changes:
            decline(change, user, reason)


def _may_change(request: HttpRequest, change: Change) -> bool:
    opts = registry[change.kind].model._meta
    user: Any = request.user
    return bool(user.has_perm(f"{opts.app_label}.change_{opts.model_name}"))
