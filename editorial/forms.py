"""Filters of the pages on sources."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from editorial.filters import FilterForm, KnownChoicesField
from editorial.models import SourceKind


class SourcesForm(FilterForm):
    kind = KnownChoicesField(
        widget=forms.Select, label="Kind", choices=[("", "All"), *SourceKind.choices]
    )
    publisher = KnownChoicesField(widget=forms.Select, label="Publisher")

    def __init__(self, data: QueryDict, publishers: Iterable[str]) -> None:
        super().__init__(data)
        choices = [("", "All"), *((name, name) for name in publishers)]
        self.fields["publisher"].choices = choices  # type: ignore[attr-defined]
