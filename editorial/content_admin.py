"""What every admin page of content shares: who changed what and why, and two editors at once."""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from editorial.content.kinds import Kind, Snapshot, differences, kind_of
from editorial.freshness import Freshness, freshness_q
from editorial.models import Change, Origin, Published, Source, Sourced, Status
from editorial.partial_dates import PartialDateField

NEEDS_SOURCE = "What is published needs at least one source."
WIDGETS = {PartialDateField: {"widget": forms.TextInput(attrs={"size": 12})}}


class ContentForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form that never overwrites unseen what somebody else has saved since it was opened.

    The page carries a digest of the values that it was opened with. What comes back unchanged is
    left alone, whatever the record is by now; what comes back changed is saved only if the record
    is still what the editor saw.
    """

    change_reason = forms.CharField(
        label="Reason for the change",
        required=False,
        max_length=300,
        help_text="Shown to readers in the history: what did you learn, and where?",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    opened_with = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["opened_with"] = self._digest_of_record()

    def has_changed(self) -> bool:
        return self._touched if self._has_digest else super().has_changed()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self._has_digest and self._touched:
            self._check_nobody_else_saved()
        return cleaned

    @property
    def _has_digest(self) -> bool:
        return bool(self.is_bound and self.instance.pk)

    @property
    def _touched(self) -> bool:
        return self._digest_of_post() != self._opened_with

    @property
    def _opened_with(self) -> str:
        return str(self.data.get(self.add_prefix("opened_with"), ""))

    def _check_nobody_else_saved(self) -> None:
        current: str = self.initial["opened_with"]
        if self._opened_with == current:
            return
        # From here on they have been told: saving again is their decision.
        data = cast(QueryDict, self.data).copy()
        data[self.add_prefix("opened_with")] = current
        self.data = data
        raise ValidationError(
            "Somebody else has saved “%(what)s” since you opened it. Nothing is lost: your version "
            "is still in this form, theirs is what the site holds now. Compare the two in another "
            "tab, take over what you need, and save again to put yours in its place.",
            code="saved_by_another",
            params={"what": self.instance},
        )

    def _digest_of_record(self) -> str:
        values = {}
        for name in self._compared:
            field = self.fields[name]
            value = field.prepare_value(self.get_initial_for_field(field, name))
            boolean = isinstance(field, forms.BooleanField)
            values[name] = bool(value) if boolean else _plain(field.widget).format_value(value)
        return _digest(values)

    def _digest_of_post(self) -> str:
        return _digest({name: self[name].data for name in self._compared})

    @property
    def _compared(self) -> list[str]:
        model_fields = {field.name for field in self.instance._meta.get_fields()}
        return [
            name
            for name, field in self.fields.items()
            if name in model_fields and not field.widget.is_hidden and not field.disabled
        ]


def _plain(widget: Any) -> Any:
    """Return the widget itself, without the links that the admin puts around it."""
    return getattr(widget, "widget", widget)


def _digest(values: dict[str, Any]) -> str:
    """Return the same digest for the same values, as widgets show them or as browsers send them."""
    plain = {}
    for name, value in values.items():
        items = value if isinstance(value, list | tuple) else [value]
        texts = ["" if item is None else str(item).replace("\r\n", "\n").strip() for item in items]
        plain[name] = sorted(text for text in texts if text)
    return sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


class FreshnessFilter(admin.SimpleListFilter):
    title = "freshness"
    parameter_name = "freshness"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(value), str(label)) for value, label in Freshness.choices]

    def queryset(
        self, request: HttpRequest, queryset: "models.QuerySet[Any]"
    ) -> "models.QuerySet[Any]":
        value = self.value()
        if value in Freshness.values:
            return queryset.filter(freshness_q(timezone.localdate(), Freshness(value)))
        return queryset


class SourcesFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """The sources of a record: at least one, if the record is published and needs it."""

    def clean(self) -> None:
        super().clean()
        kept = [
            form
            for form in self.forms
            if form.cleaned_data.get("source") and not form.cleaned_data.get("DELETE")
        ]
        record = self.instance
        if not kept and record.needs_source and record.status == Status.PUBLISHED:
            raise ValidationError(NEEDS_SOURCE, code="no_source")


class SourcesInline(admin.TabularInline):  # type: ignore[type-arg]
    formset = SourcesFormSet
    autocomplete_fields = ("source",)
    extra = 1
    verbose_name = "source"
    verbose_name_plural = "sources"


def sources_inline(statement: type[Sourced]) -> type[SourcesInline]:
    """Return the inline that shows and changes the sources of such statements."""
    field: Any = statement._meta.get_field("sources")
    through = field.remote_field.through
    return type(f"{statement.__name__}SourcesInline", (SourcesInline,), {"model": through})


class LoadedSourcesWidget(AutocompleteSelectMultiple):
    """Names the chosen sources from what is loaded already, not with a query for each form."""

    loaded: Iterable[Source] = ()

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        names = {str(source.pk): str(source) for source in self.loaded}
        chosen = [str(item) for item in value if item]
        if not {*chosen} <= names.keys():
            return super().optgroups(name, value, attr)
        options = [
            self.create_option(name, key, names[key], True, index)
            for index, key in enumerate(chosen)
        ]
        return [(None, options, 0)]


class StatementForm(ContentForm):
    """A statement inside the form of something else, with its sources in a field of its own."""

    change_reason = None  # type: ignore[assignment]  # Django's way to leave a field out

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        statement: Any = self.instance
        published = cleaned.get("status", Status.PUBLISHED) == Status.PUBLISHED
        # The state of a value decides whether it needs a source, and it is not on the record yet.
        statement.state = cleaned.get("state")
        if published and statement.needs_source and not cleaned.get("sources"):
            self.add_error("sources", ValidationError(NEEDS_SOURCE, code="no_source"))
        return cleaned


class StatementFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """Statements with their sources: one query for the sources of all of them."""

    def get_queryset(self) -> "models.QuerySet[Any]":
        if not hasattr(self, "_with_sources"):
            self._with_sources = super().get_queryset().prefetch_related("sources")
        return self._with_sources

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        if form.instance.pk:
            _plain(form.fields["sources"].widget).loaded = form.instance.sources.all()
        return form


class StatementInline(admin.StackedInline):  # type: ignore[type-arg]
    """Statements inside the page of what they are about."""

    form = StatementForm
    formset = StatementFormSet
    extra = 0
    formfield_overrides = WIDGETS  # type: ignore[assignment]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_fieldsets(request, obj), (None, {"fields": ["opened_with"]})]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "sources":
            kwargs["widget"] = LoadedSourcesWidget(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class ContentAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A page for one kind of content: it records every change, and links to the public page."""

    form = ContentForm
    formfield_overrides = WIDGETS  # type: ignore[assignment]
    save_on_top = True
    list_per_page = 50
    # Inlines of these models hold content records of their own, not parts of this one.
    holds: tuple[type[models.Model], ...] = ()

    view_on_site = staticmethod(lambda record: record.get_absolute_url())

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        why = (None, {"fields": ["change_reason", "opened_with"]})
        return [*super().get_fieldsets(request, obj), why]

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        if obj:
            context["subtitle"] = kind_of(self.model).title_of(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description="freshness", ordering="checked_on")
    def freshness(self, statement: Sourced) -> str:
        return str(statement.freshness.label)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        kind = kind_of(self.model)
        form.before = _snapshot(kind, obj.pk) if change else None
        if change and not form.has_changed():
            # What came back as it was opened must not undo what somebody else saved meanwhile.
            return
        if isinstance(obj, Published):
            obj.updated_by = request.user  # type: ignore[assignment]
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        if not change or form.has_changed():
            form.save_m2m()
        for formset in formsets:
            self.save_formset(request, form, formset, change)
        reason = form.cleaned_data.get("change_reason", "")
        _record(kind_of(self.model), form.instance.pk, form.before, request, reason)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        if formset.model not in self.holds:
            super().save_formset(request, form, formset, change)
            return
        kind = kind_of(formset.model)
        touched = [inline for inline in formset.forms if inline.has_changed()]
        before = {
            inline.instance.pk: _snapshot(kind, inline.instance.pk)
            for inline in touched
            if inline.instance.pk
        }
        for inline in touched:
            inline.instance.updated_by = request.user
        super().save_formset(request, form, formset, change)
        reason = form.cleaned_data.get("change_reason", "")
        for inline in touched:
            if inline.instance.pk:
                _record(kind, inline.instance.pk, before.get(inline.instance.pk), request, reason)


def _snapshot(kind: Kind, pk: Any) -> Snapshot:
    return kind.snapshot(kind.records().get(pk=pk))


def _record(
    kind: Kind, pk: Any, before: Snapshot | None, request: HttpRequest, reason: str
) -> None:
    """Write down what changed, if anything did."""
    record = kind.records().get(pk=pk)
    fields = differences(before, kind.snapshot(record)) if before is not None else {}
    if before is None or fields:
        Change.objects.create(
            kind=kind.name,
            key=kind.key_of(record),
            title=kind.title_of(record),
            made_by=request.user,  # type: ignore[misc]
            origin=Origin.EDITOR,
            reason=reason,
            fields=fields,
        )
