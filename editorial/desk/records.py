"""The page of a record: who changes it proposes or publishes, and says why."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse

from editorial.content.kinds import POSITION, SCHEDULE, Kind, kind_of
from editorial.deciding import may_publish
from editorial.desk import checked, history, looking, presence, removal
from editorial.desk.fields import WIDGETS
from editorial.desk.forms import ContentForm, FieldConflict
from editorial.desk.saving import NotSavedError, Trial, save
from editorial.desk.telling import tell
from editorial.models import Change, ChangeState, Origin, Published, Sourced
from editorial.models.sourcing import sources_follow

# Buttons of the page, besides Django's own.
PROPOSE, LOOK, EFFECT = "_propose", "_look", "_effect"


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A page for what the site itself writes down: it can be read, not written."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class _ShownInsteadError(Exception):
    """The page asked to see what would be; all of it is undone. response: what to show."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response
        super().__init__()


class ContentAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A page for one kind of content. Whatever is saved becomes a change, applied or proposed."""

    form = ContentForm
    formfield_overrides = WIDGETS
    save_on_top = True
    list_per_page = 50
    change_form_template = "admin/editorial/record_form.html"
    actions = ("checked_still_true", "archive")
    # Inlines of these models hold content records of their own, not parts of this one.
    holds: tuple[type[models.Model], ...] = ()

    view_on_site = staticmethod(lambda record: record.get_absolute_url())

    class Media:
        js = ["js/desk.js", "js/labels.js"]

    @property
    def kind(self) -> Kind:
        return kind_of(self.model)

    # --- what is shown --------------------------------------------------------------------------

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = [*super().get_fieldsets(request, obj)]
        if issubclass(self.model, Published):
            when = {"fields": [SCHEDULE], "description": "By itself, in Universal Time."}
            fieldsets.append(("When readers see it", when))
        why = ["change_reason", "sources_opened", "opened_with"]
        if "flip_reason" in getattr(request, "found_wrong", ()) or request.POST.get("flip_reason"):
            why.insert(1, "flip_reason")
        return [*fieldsets, ("Why", {"fields": why})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = super().get_readonly_fields(request, obj)
        if obj and self.kind.address and _is_public(obj):
            # Links of readers, and what others cite, lead to it by these.
            return (*fixed, *(name for name in self.kind.key if name not in fixed))
        return fixed

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = self.get_readonly_fields(request, obj)
        fields = super().get_prepopulated_fields(request, obj)
        return {name: of for name, of in fields.items() if name not in fixed}

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.found_wrong = getattr(request, "found_wrong", {})
        return form

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        if request.method == "POST":
            # Another's save waits for this one, and then finds what it has become.
            self.model._default_manager.select_for_update().filter(pk=number_of(object_id)).first()
        return super().get_object(request, object_id, from_field)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        context["show_delete"] = False  # there is another word for it, in a button of our own
        context["archives"] = issubclass(self.model, Published)
        context["publishes"] = may_publish(request.user)
        context["can_be_looked_at"] = self.kind.address is not None
        context["conflicts"] = _conflicts(context)
        if obj:
            key = self.kind.key_of_pk(obj.pk)
            context["subtitle"] = self.kind.title_of(obj)
            context["others"] = presence.others_at(self.kind, key, request.user)
            waiting = Change.objects.proposed().filter(kind=self.kind.name, key=key)
            context["waiting"] = waiting.select_related("made_by")
            context["can_be_checked"] = checked.can_be_checked(self.kind)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        if self.kind.ordered:
            last = self.model._default_manager.aggregate(last=models.Max(POSITION))["last"]
            initial.setdefault(POSITION, (last or 0) + 1)
        return initial

    @admin.display(description="freshness", ordering="checked_on")
    def freshness(self, statement: Sourced) -> str:
        return str(statement.freshness.label)

    # --- saving ---------------------------------------------------------------------------------

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        try:
            with sources_follow():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except _ShownInsteadError as shown:
            return shown.response
        except NotSavedError as error:
            # Nothing was saved. The same page once more, with what is wrong at its field.
            request.found_wrong = error.problems  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        form.trial = Trial()
        if change:
            form.trial.will_change(self.kind, obj.pk)
            if not form.has_changed():
                # What came back as it was opened must not undo what others saved meanwhile.
                return
        super().save_model(request, obj, form, change)
        form.trial.was_added(obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        if not change or form.has_changed():
            form.save_m2m()
        for formset in formsets:
            self.save_formset(request, form, formset, change)
        changes = form.trial.end(
            made_by=request.user,
            origin=Origin.EDITOR,
            reason=form.cleaned_data.get("change_reason", ""),
        )
        if LOOK in request.POST or EFFECT in request.POST:
            show = looking.page_with if LOOK in request.POST else looking.effect_page
            raise _ShownInsteadError(show(request, changes, self.kind))
        for one in changes:
            one.opens = form.cleaned_data.get("sources_opened") or ()
        request.saved = save(  # type: ignore[attr-defined]
            changes,
            request.user,
            flip_reason=form.cleaned_data.get("flip_reason", ""),
            only_propose=PROPOSE in request.POST,
        )

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        if formset.model in self.holds:
            for inline in formset.forms:
                if inline.has_changed() and inline.instance.pk:
                    form.trial.will_change(kind_of(formset.model), inline.instance.pk)
        super().save_formset(request, form, formset, change)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """What was done is in the record of changes, with its reason."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """What was done is in the record of changes, with its reason."""

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> Any:
        [change] = request.saved  # type: ignore[attr-defined]
        if change.state == ChangeState.PROPOSED:
            tell(request, [change])
            return HttpResponseRedirect(change.get_absolute_url())
        # What the form had made was undone; this is what the change has made.
        return super().response_add(request, self.kind.find(change.key), post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> Any:
        saved = request.saved  # type: ignore[attr-defined]
        waiting = [change for change in saved if change.state == ChangeState.PROPOSED]
        if waiting:
            tell(request, saved)
            one = waiting[0].get_absolute_url()
            every = reverse("admin:editorial_change_changelist", query={"state__exact": "proposed"})
            return HttpResponseRedirect(one if len(waiting) == 1 else every)
        presence.leave(self.kind, self.kind.key_of(obj), request.user)
        if not saved:
            messages.info(request, "Nothing was changed.")
            return HttpResponseRedirect(request.get_full_path())
        return super().response_change(request, obj)

    # --- removing -------------------------------------------------------------------------------

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Removing is a change like others: it is proposed or applied, and can be undone."""
        return self.has_change_permission(request, obj)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        record = self._record(request, object_id)
        return removal.removal_view(self, request, record)

    def get_actions(
        self, request: HttpRequest, action_location: ActionLocation = ActionLocation.CHANGE_LIST
    ) -> Any:
        actions = super().get_actions(request, action_location)
        actions.pop("delete_selected", None)
        if not checked.can_be_checked(self.kind):
            actions.pop("checked_still_true", None)
        return actions

    @admin.action(description="Checked, still true …", permissions=["change"])
    def checked_still_true(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return checked.several_view(self, request, queryset)

    @admin.action(description="Archive or remove …", permissions=["change"])
    def archive(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return removal.archive_several(self, request, queryset)

    # --- further pages --------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        label = f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path(
                "<path:object_id>/checked/",
                self.admin_site.admin_view(self.checked_view),
                name=f"{label}_checked",
            ),
            path(
                "<path:object_id>/open/",
                self.admin_site.admin_view(self.presence_view),
                name=f"{label}_open",
            ),
        ]
        return [*own, *super().get_urls()]

    def checked_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        record = self._record(request, object_id)
        return checked.checked_view(self, request, record)

    def presence_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        record = self._record(request, object_id)
        return presence.presence_view(self, request, record)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        record = self.kind.records().filter(pk=number_of(object_id)).first()
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined, no-any-return]
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        return history.history_view(self, request, record)

    def _record(self, request: HttpRequest, object_id: str) -> Any:
        """Return a record that the user may change. Raises PermissionDenied or Http404."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        return get_object_or_404(self.kind.records(), pk=number_of(object_id))


def number_of(object_id: str) -> int | None:
    """Return the primary key in an address; None if there can be none of it."""
    text = unquote(object_id)
    return int(text) if text.isdecimal() and len(text) < 19 else None


def _is_public(record: Any) -> bool:
    return not isinstance(record, Published) or record.is_public


def _conflicts(context: dict[str, Any]) -> list[FieldConflict]:
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += inline.formset.forms
    return [conflict for form in forms for conflict in form.conflicts]
