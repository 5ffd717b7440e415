"""How fields are shown and lists filtered, on all pages of content."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from editorial.freshness import Freshness, freshness_q
from editorial.models import Change, Source
from editorial.partial_dates import PartialDateField

MOMENT = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
WIDGETS: Any = {
    PartialDateField: {"widget": forms.TextInput(attrs={"size": 12})},
    models.DateTimeField: {"form_class": forms.DateTimeField, "widget": MOMENT},
}


def reason(label: str, **more: Any) -> forms.CharField:
    """Return the field for why something is changed, in a sentence or two."""
    widget = forms.TextInput(attrs={"class": "vTextField"})
    return forms.CharField(label=label, max_length=300, widget=widget, **more)


def flip_reason() -> forms.CharField:
    help_text = "Readers find it in the list of changes."
    return reason("Why the first places change", required=False, help_text=help_text)


def sources_opened() -> "forms.ModelMultipleChoiceField[Source]":
    field: Any = Change._meta.get_field("opened")
    return forms.ModelMultipleChoiceField(
        Source.objects.all(),
        required=False,
        label="Sources opened",
        help_text="What you read for it, if it is among the sources.",
        widget=AutocompleteSelectMultiple(field, admin.site),
    )


class TextareasMixin:
    """Shows the columns that hold sentences as small text areas."""

    sentences: tuple[str, ...] = ()
    columns = 80

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.sentences:
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3, "cols": self.columns})
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]


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


def plain(widget: Any) -> Any:
    """Return the widget itself, without the links that the admin puts around it."""
    return getattr(widget, "widget", widget)
