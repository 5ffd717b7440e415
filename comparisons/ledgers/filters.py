"""Filters of the ledgers and of the tools. All of them can be asked for a framework."""

from collections.abc import Iterable

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict

from comparisons.models import (
    ClaimKind,
    ClaimTopic,
    Domain,
    Framework,
    Industry,
    Outcome,
    PredictionTopic,
    Standing,
    ToolState,
    Verdict,
)
from editorial.filters import EVERYTHING, Choices, KnownChoicesField, SelectForm


def select(label: str, choices: Choices = ()) -> KnownChoicesField:
    return KnownChoicesField(widget=forms.Select, label=label, choices=[EVERYTHING, *choices])


class LedgerFilter(SelectForm):
    """A filter by framework; each other field is named after the column that it filters."""

    framework = select("Framework")

    def __init__(self, data: QueryDict, frameworks: Iterable[Framework]) -> None:
        super().__init__(data)
        self.offer("framework", [(f.slug, f.name) for f in frameworks])

    def keep[R: QuerySet](self, records: R, *, whatever: str = "") -> R:  # type: ignore[type-arg]
        """Return the records that fit all filters.

        whatever: the filter to leave out, such as the one whose values are counted.
        """
        for name in self.fields:
            if name == whatever or not (chosen := self.chosen(name)):
                continue
            if name == "framework":
                # In a query of its own: a record that concerns two of them is found once.
                about = records.model._default_manager.filter(self._concerns(chosen))
                records = records.filter(pk__in=about)
            else:
                records = records.filter(**{f"{name}__in": chosen})
        return records

    def _concerns(self, slugs: list[str]) -> Q:
        return Q(frameworks__slug__in=slugs)

    def labels(self, whatever: str = "") -> list[str]:
        """Return the names of what is chosen."""
        return [
            label
            for name, field in self.fields.items()
            if name != whatever
            for value, label in field.choices  # type: ignore[attr-defined]
            if value and value in self.chosen(name)
        ]


class ClaimFilter(LedgerFilter):
    verdict = select("Verdict", Verdict.choices)
    topic = select("Topic", ClaimTopic.choices)
    kind = select("Kind", ClaimKind.choices)

    field_order = ("verdict", "framework", "topic", "kind")


class PredictionFilter(LedgerFilter):
    outcome = select("Outcome", Outcome.choices)
    topic = select("Topic", PredictionTopic.choices)

    field_order = ("outcome", "framework", "topic")


class StoryFilter(LedgerFilter):
    framework = select("Framework, used or left")
    industry = select("Industry", Industry.choices)
    domain = select("Kind of work", Domain.choices)
    standing = select("Still true?", Standing.choices)

    field_order = ("framework", "industry", "domain", "standing")

    def _concerns(self, slugs: list[str]) -> Q:
        return super()._concerns(slugs) | Q(moved_from__slug__in=slugs)


class ToolFilter(LedgerFilter):
    framework = select("Works with")
    state = select("Status", ToolState.choices)

    field_order = ("state", "framework")
