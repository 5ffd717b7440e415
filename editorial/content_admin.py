"""What every admin page of content shares: who changed what and why, and two editors at once."""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import get_text_list

from editorial.changes import change_of
from editorial.changes import record as record_changes
from editorial.content.kinds import POSITION, Kind, Snapshot, kind_of
from editorial.freshness import Freshness, freshness_q
from editorial.models import Origin, Published, Sourced, Status
from editorial.partial_dates import PartialDateField
from editorial.signals import content_changed

NEEDS_SOURCE = "What is published needs at least one source."
WIDGETS = {PartialDateField: {"widget": forms.TextInput(attrs={"size": 12})}}
# Parts that change places are moved out of each other's way first, by more than this.
LAST_POSITION = 9999


class TextareasMixin:
    """Shows the columns that hold sentences as small text areas."""

    sentences: tuple[str, ...] = ()
    columns = 80

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.sentences:
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3, "cols": self.columns})
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]


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
            self.initial["opened_with"] = _digest(self._values_of_record())
        self.is_outdated = self._has_digest and self._opened_with != self.initial["opened_with"]
        if self.is_outdated and not self._touched:
            self._follow_the_record()

    def has_changed(self) -> bool:
        return self._touched if self._has_digest else super().has_changed()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.is_outdated and self.has_changed():
            self.mark_as_told()
            raise ValidationError(
                "Somebody else has saved “%(what)s” since you opened it. Nothing is lost: your "
                "version is still in this form, theirs is what the site holds now. Compare the two "
                "in another tab, take over what you need, and save again to put yours in its "
                "place.",
                code="saved_by_another",
                params={"what": self.instance},
            )
        return cleaned

    def mark_as_told(self) -> None:
        """From here on the editor knows: to save once more is their decision."""
        self._send({"opened_with": self.initial["opened_with"]})

    @property
    def _has_digest(self) -> bool:
        return bool(self.is_bound and self.instance.pk)

    @property
    def _touched(self) -> bool:
        return _digest({name: self[name].data for name in self._compared}) != self._opened_with

    @property
    def _opened_with(self) -> str:
        return str(self.data.get(self.add_prefix("opened_with"), ""))

    def _follow_the_record(self) -> None:
        """Take what the record is now, as if the page had been opened with that."""
        self._send(self._values_of_record() | {"opened_with": self.initial["opened_with"]})

    def _send(self, values: dict[str, Any]) -> None:
        """Put values into the form as if the browser had sent them."""
        data = cast(QueryDict, self.data).copy()
        for name, value in values.items():
            data.setlist(self.add_prefix(name), _texts(value))
        self.data = data

    def _values_of_record(self) -> dict[str, Any]:
        values = {}
        for name in self._compared:
            field = self.fields[name]
            value = field.prepare_value(self.get_initial_for_field(field, name))
            boolean = isinstance(field, forms.BooleanField)
            values[name] = bool(value) if boolean else _plain(field.widget).format_value(value)
        return values

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


def _texts(value: Any) -> list[str]:
    """Return a value as browsers send it: no text for what is empty or not ticked."""
    items = value if isinstance(value, list | tuple) else [value]
    texts = ["" if item in (None, False) else str(item) for item in items]
    return [text for text in texts if text]


def _digest(values: dict[str, Any]) -> str:
    """Return the same digest for the same values, as widgets show them or as browsers send them."""
    plain = {
        name: sorted(text.replace("\r\n", "\n").strip() for text in _texts(value))
        for name, value in values.items()
    }
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


class LoadedMixin:
    """Names what is chosen from what is loaded already, not with a query for each form."""

    loaded: Iterable[models.Model] = ()

    def optgroups(self: Any, name: str, value: Any, attr: Any = None) -> Any:
        names = {str(record.pk): str(record) for record in self.loaded}
        chosen = [str(item) for item in value if item]
        if not {*chosen} <= names.keys():
            return super().optgroups(name, value, attr)  # type: ignore[misc]
        options = [
            self.create_option(name, key, names[key], True, index)
            for index, key in enumerate(chosen)
        ]
        return [(None, options, 0)]


class LoadedSelect(LoadedMixin, AutocompleteSelect):
    pass


class LoadedSelectMultiple(LoadedMixin, AutocompleteSelectMultiple):
    pass


class PartForm(ContentForm):
    """A part inside the form of what it belongs to."""

    change_reason = None  # type: ignore[assignment]  # Django's way to leave a field out
    # Set by the formset, if the part is gone since the page was opened.
    was_removed = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if position := self.fields.get(POSITION):
            position.validators.append(MaxValueValidator(LAST_POSITION))
            position.required = False
            position.help_text = position.help_text or "Its place in the order. Empty: the last."

    def has_changed(self) -> bool:
        return self._touched if self.was_removed else super().has_changed()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.was_removed:
            # What Django says of it speaks of a hidden field.
            self.errors.pop(self.instance._meta.pk.name, None)
            raise ValidationError(
                "Somebody else has removed this since you opened it. Your version is still in this "
                "form. To bring it back, add it anew; then tick “Delete” here and save.",
                code="removed_by_another",
            )
        return cleaned

    def validate_constraints(self) -> None:
        # Parts may change places with one another: the formset compares their positions.
        exclude = {*self._get_validation_exclusions(), POSITION}  # type: ignore[attr-defined]
        try:
            self.instance.validate_constraints(exclude=exclude)
        except ValidationError as error:
            self._update_errors(error)  # type: ignore[attr-defined]


def _goes(form: Any) -> bool:
    return bool(form.cleaned_data.get(DELETION_FIELD_NAME))


class PartFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """The parts of a record. Nobody's work on them is undone, and they can be put in order."""

    def get_queryset(self) -> Any:
        if self.is_bound and "forms" in self.__dict__:
            # The admin pairs these with the forms, which may be more or fewer than the rows by now.
            return [form.instance for form in self.initial_forms]
        return self._rows

    @cached_property
    def _rows(self) -> Any:
        return super().get_queryset().prefetch_related(*self._named_from_what_is_loaded)

    @property
    def _named_from_what_is_loaded(self) -> list[str]:
        fields = self.form.base_fields.items()
        return [name for name, field in fields if isinstance(_plain(field.widget), LoadedMixin)]

    @cached_property
    def _choices(self) -> dict[str, list[Any]]:
        return {}

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        if form.instance.pk:
            for name in self._named_from_what_is_loaded:
                linked = getattr(form.instance, name)
                records = linked.all() if hasattr(linked, "all") else [linked]
                _plain(form.fields[name].widget).loaded = records
        elif self.is_bound and i < self.initial_form_count():
            form.was_removed = True
            form.empty_permitted = True  # what nobody touched just stays away
        return form

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for name, field in form.fields.items():
            if type(_plain(field.widget)) is forms.Select and hasattr(field, "queryset"):
                # Asked for once and not by every form.
                if name not in self._choices:
                    self._choices[name] = list(field.choices)
                field.choices = self._choices[name]

    @property
    def kept_forms(self) -> list[Any]:
        """The forms of the parts that will be there when this is saved."""
        return [form for form in self.forms if form.cleaned_data and not _goes(form)]

    @property
    def added_by_others(self) -> list[Any]:
        """The parts that somebody has added since the page was opened."""
        known = {form.instance.pk for form in self.initial_forms}
        return [row for row in self._rows if row.pk not in known]

    def clean(self) -> None:
        self._check_nobody_changed_what_goes()
        super().clean()
        if POSITION in self.form.base_fields:
            self._put_in_order()

    def _check_nobody_changed_what_goes(self) -> None:
        forms: list[Any] = self.initial_forms
        for form in forms:
            if form.is_outdated and _goes(form):
                form.mark_as_told()
                raise ValidationError(
                    "Somebody else has saved “%(what)s” since you opened it. Look at their version "
                    "in another tab, and save again to delete it all the same.",
                    code="saved_by_another",
                    params={"what": form.instance},
                )

    def _put_in_order(self) -> None:
        taken = {part.position for part in self.added_by_others}
        last = max([*taken, *(form.cleaned_data.get(POSITION) or 0 for form in self.kept_forms), 0])
        for form in self.kept_forms:
            if form.cleaned_data.get(POSITION) in taken:
                form.add_error(POSITION, "Somebody else has put another one here. Choose a place.")
            elif POSITION in form.cleaned_data and form.cleaned_data[POSITION] is None:
                last += 1
                form.cleaned_data[POSITION] = form.instance.position = last

    def get_unique_error_message(self, unique_check: Any) -> str:
        names = [name for name in unique_check if name != self.fk.name]
        return f"Two of these have the same {get_text_list(names, 'and')}."

    def save_existing_objects(self, commit: bool = True) -> Any:
        if POSITION in self.form.base_fields:
            moving = [
                form.instance.pk
                for form in self.initial_forms
                if form in self.deleted_forms
                or (form.has_changed() and POSITION in form.changed_data)
            ]
            # Out of the way first: two parts can't stand at one place, not even for a moment.
            parts: Any = self.model
            parts.objects.filter(pk__in=moving).update(
                **{POSITION: models.F(POSITION) + LAST_POSITION + 1}
            )
        return super().save_existing_objects(commit)


class PartInline(InlineModelAdmin):  # type: ignore[type-arg]
    """Parts inside the page of what they belong to."""

    form = PartForm
    formset = PartFormSet
    extra = 0
    formfield_overrides = WIDGETS  # type: ignore[assignment]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_fieldsets(request, obj), (None, {"fields": ["opened_with"]})]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = LoadedSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = LoadedSelectMultiple(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class RowInline(PartInline, admin.TabularInline):  # type: ignore[type-arg]
    """Parts that are a row of a table each."""


class SourcesFormSet(PartFormSet):
    """The sources of a record: at least one, if the record is published and needs it."""

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.kept_forms if form.cleaned_data.get("source")]
        record = self.instance
        if not kept and record.needs_source and record.status == Status.PUBLISHED:
            raise ValidationError(NEEDS_SOURCE, code="no_source")


class SourcesInline(RowInline):
    formset = SourcesFormSet
    fields = ("source",)
    autocomplete_fields = ("source",)
    extra = 1
    verbose_name = "source"
    verbose_name_plural = "sources"


def sources_inline(statement: type[Sourced]) -> type[SourcesInline]:
    """Return the inline that shows and changes the sources of such statements."""
    field: Any = statement._meta.get_field("sources")
    through = field.remote_field.through
    return type(f"{statement.__name__}SourcesInline", (SourcesInline,), {"model": through})


class StatementForm(PartForm):
    """A statement, with its sources in a field of its own."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        statement: Any = self.instance
        published = cleaned.get("status", Status.PUBLISHED) == Status.PUBLISHED
        # The state of a value decides whether it needs a source, and it is not on the record yet.
        statement.state = cleaned.get("state")
        if published and statement.needs_source and not cleaned.get("sources"):
            self.add_error("sources", ValidationError(NEEDS_SOURCE, code="no_source"))
        return cleaned


class StatementInline(PartInline, admin.StackedInline):  # type: ignore[type-arg]
    """Statements, each with its sources."""

    form = StatementForm
    autocomplete_fields = ("sources",)


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A page for what the site itself writes down: it can be read, not written."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ContentAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A page for one kind of content: it records every change, and links to the public page."""

    form = ContentForm
    formfield_overrides = WIDGETS  # type: ignore[assignment]
    save_on_top = True
    list_per_page = 50
    # Inlines of these models hold content records of their own, not parts of this one.
    holds: tuple[type[models.Model], ...] = ()

    view_on_site = staticmethod(lambda record: record.get_absolute_url())

    class Media:
        css = {"all": ["css/admin.css"]}

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

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        if kind_of(self.model).ordered:
            last = self.model._default_manager.aggregate(last=models.Max(POSITION))["last"]
            initial.setdefault(POSITION, (last or 0) + 1)
        return initial

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

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        kind = kind_of(self.model)
        record = kind.records().get(pk=obj.pk)
        before, key, title = kind.snapshot(record), kind.key_of(record), kind.title_of(record)
        super().delete_model(request, obj)
        about = {"made_by": request.user, "origin": Origin.EDITOR, "reason": "Removed."}
        record_changes([change_of(kind, key, title, before, None, **about)])

    def delete_queryset(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> None:
        for record in queryset:
            self.delete_model(request, record)

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
    about = {"made_by": request.user, "origin": Origin.EDITOR, "reason": reason}
    snapshot = kind.snapshot(record)
    change = change_of(kind, kind.key_of(record), kind.title_of(record), before, snapshot, **about)
    if change.is_new or change.fields:
        record_changes([change])
        changed = {kind.name: [pk]}
        transaction.on_commit(lambda: content_changed.send(sender=kind.model, records=changed))
