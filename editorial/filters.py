"""Filters in the address of a page. What they do not know is ignored, and the page says so."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.http import QueryDict

EVERYTHING = ("", "All")

type Choices = Iterable[tuple[str, str]]


class KnownChoicesField(forms.MultipleChoiceField):
    """Any number of choices. Values that are no choice are dropped instead of refused."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> list[str]:
        return super().to_python([value] if isinstance(value, str) and value else value or [])

    def validate(self, value: list[str]) -> None:
        """Accept everything here: clean() drops what is unknown."""

    def clean(self, value: Any) -> list[str]:
        """Return the values that are choices, each once."""
        return [item for item in dict.fromkeys(super().clean(value)) if self.valid_value(item)]


class FilterForm(forms.Form):
    """Filters of a list. It is always valid."""

    def chosen(self, name: str) -> list[str]:
        self.is_valid()
        chosen: list[str] = self.cleaned_data[name]
        return chosen

    @property
    def ignored(self) -> list[str]:
        """Return the values in the address that no filter knows, as a reader would name them."""
        data = cast(QueryDict, self.data)
        return [
            f"{field.label or name} “{value}”"
            for name, field in self.fields.items()
            for value in data.getlist(self.add_prefix(name))
            if value and value not in self.chosen(name)
        ]


class SelectForm(FilterForm):
    """Filters of a list, each a select in which nothing need be chosen."""

    def offer(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = [EVERYTHING, *choices]  # type: ignore[attr-defined]

    @property
    def is_active(self) -> bool:
        return any(self.chosen(name) for name in self.fields)
