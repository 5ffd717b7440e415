"""What readers can choose: frameworks to compare, and what of the comparison to show."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from comparisons.models import FeatureCategory, Framework
from editorial.filters import FilterForm, KnownChoicesField


class PickerForm(FilterForm):
    framework = KnownChoicesField(widget=forms.CheckboxSelectMultiple, label="Framework")

    def __init__(self, data: QueryDict, frameworks: Iterable[Framework]) -> None:
        super().__init__(data)
        self.fields["framework"].choices = [(f.slug, f.name) for f in frameworks]  # type: ignore[attr-defined]


class ComparisonForm(FilterForm):
    differences = KnownChoicesField(
        choices=[("1", "Only the differences")], label="Only the differences"
    )
    category = KnownChoicesField(widget=forms.CheckboxSelectMultiple, label="Category")

    def __init__(self, data: QueryDict, categories: Iterable[FeatureCategory]) -> None:
        super().__init__(data)
        self.fields["category"].choices = [(c.slug, c.name) for c in categories]  # type: ignore[attr-defined]
