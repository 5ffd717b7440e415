"""Filters of the pages on sources and changes, and of the search."""

from collections.abc import Iterable, Mapping

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst

from editorial.content.kinds import Kind
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


class ChangesForm(FilterForm):
    def __init__(self, data: QueryDict, kind: Kind, followed: Mapping[str, str]) -> None:
        """followed: key -> name of the records that readers can follow."""
        super().__init__(data)
        self.fields[kind.name] = KnownChoicesField(
            widget=forms.Select,
            label=kind.name.capitalize(),
            choices=[("", "All"), *followed.items()],
        )


class SearchForm(FilterForm):
    kind = KnownChoicesField(label="Kind")

    def __init__(self, data: QueryDict, kinds: Iterable[Kind]) -> None:
        super().__init__(data)
        choices = [(kind.name, capfirst(kind.plural)) for kind in kinds]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
