"""What readers can set on the pages on learning: filters, and how fast they want to go."""

import datetime as dt
from collections.abc import Iterable

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict

from comparisons.models import Framework
from editorial.filters import FilterForm, KnownChoicesField

HOURS_A_WEEK = 6
FEWEST_HOURS, MOST_HOURS = 1, 40
EARLIEST, LATEST = dt.date(2020, 1, 1), dt.date(2099, 12, 31)


class ResourcesForm(FilterForm):
    framework = KnownChoicesField(widget=forms.Select, label="Framework")
    level = KnownChoicesField(widget=forms.Select, label="Level")

    def __init__(
        self, data: QueryDict, frameworks: Iterable[Framework], levels: Iterable[str]
    ) -> None:
        super().__init__(data)
        everything = ("", "All")
        self.fields["framework"].choices = [  # type: ignore[attr-defined]
            everything,
            *((framework.slug, framework.name) for framework in frameworks),
        ]
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            everything,
            *((level, level.capitalize()) for level in levels),
        ]


class PlanForm(forms.Form):
    """How many hours a week, from which day. What makes no sense is ignored, and said so."""

    hours = forms.IntegerField(
        label="Hours a week", required=False, min_value=FEWEST_HOURS, max_value=MOST_HOURS
    )
    start = forms.DateField(
        label="First day",
        required=False,
        input_formats=["%Y-%m-%d"],
        # A plan can run for years, and dates end with the year 9999.
        validators=[MinValueValidator(EARLIEST), MaxValueValidator(LATEST)],
    )

    def __init__(self, data: QueryDict, usual_start: dt.date) -> None:
        super().__init__(data)
        self.is_valid()
        self.hours_a_week: int = self.cleaned_data.get("hours") or HOURS_A_WEEK
        self.start_on: dt.date = self.cleaned_data.get("start") or usual_start

    @property
    def ignored(self) -> list[str]:
        """Return what the address says that can't be used, as a reader would name it."""
        return [f"{self.fields[name].label} “{self.data[name]}”" for name in self.errors]

    @property
    def query(self) -> str:
        """Return the query string of the plan that is shown."""
        return f"hours={self.hours_a_week}&start={self.start_on.isoformat()}"
