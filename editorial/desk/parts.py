"""The parts of a record inside its page: nobody's work on them is undone."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.text import get_text_list

from editorial.content.kinds import POSITION
from editorial.desk.fields import WIDGETS, LoadedMixin, LoadedSelect, LoadedSelectMultiple, plain
from editorial.desk.forms import LAST_POSITION, PartForm
from editorial.models import Sourced, Status
from editorial.models.sourcing import NEEDS_SOURCE


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
        return [name for name, field in fields if isinstance(plain(field.widget), LoadedMixin)]

    @cached_property
    def _choices(self) -> dict[str, list[Any]]:
        return {}

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        if form.instance.pk:
            for name in self._named_from_what_is_loaded:
                linked = getattr(form.instance, name)
                records = linked.all() if hasattr(linked, "all") else [linked]
                plain(form.fields[name].widget).loaded = records
        elif self.is_bound and i < self.initial_form_count():
            form.was_removed = True
            form.empty_permitted = True  # what nobody touched just stays away
        return form

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if goes := form.fields.get(DELETION_FIELD_NAME):
            # In a table its label is the head of the column.
            model: Any = self.model
            goes.widget.attrs["aria-label"] = f"Delete this {model._meta.verbose_name}"
        for name, field in form.fields.items():
            if type(plain(field.widget)) is forms.Select and hasattr(field, "queryset"):
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
    formfield_overrides = WIDGETS

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
