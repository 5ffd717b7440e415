"""Filters of the pages on jobs and pay. They offer only what occurs."""

from collections.abc import Iterable, Sequence

from django import forms
from django.http import QueryDict

from careers.models import Currency, Grouping, JobTrend, Role, SalaryObservation
from comparisons.models import Framework
from editorial.filters import Choices, KnownChoicesField, SelectForm


def _public_role(found: JobTrend | SalaryObservation) -> Role | None:
    return found.role if found.role and found.role.is_public else None


def _roles(found: Iterable[JobTrend | SalaryObservation]) -> Choices:
    roles = {role for one in found if (role := _public_role(one))}
    return [(role.slug, role.name) for role in sorted(roles, key=lambda role: role.position)]


def _words(words: Iterable[str]) -> Choices:
    return [(word, word) for word in sorted({*words}, key=str.lower) if word]


class DemandFilter(SelectForm):
    framework = KnownChoicesField(widget=forms.Select, label="Framework")
    role = KnownChoicesField(widget=forms.Select, label="Role")
    region = KnownChoicesField(widget=forms.Select, label="Region")
    year = KnownChoicesField(widget=forms.Select, label="Year")
    grouping = KnownChoicesField(widget=forms.Select, label="Grouping")

    def __init__(
        self, data: QueryDict, trends: Sequence[JobTrend], frameworks: Iterable[Framework]
    ) -> None:
        super().__init__(data)
        named = {share.framework_id for trend in trends for share in trend.shares.all()}
        groupings = {trend.grouping for trend in trends}
        self.offer("framework", [(f.slug, f.name) for f in frameworks if f.pk in named])
        self.offer("role", _roles(trends))
        self.offer("region", _words(trend.region for trend in trends))
        self.offer("year", sorted(_words(trend.as_of[:4] for trend in trends), reverse=True))
        self.offer("grouping", [(g.value, g.label) for g in Grouping if g.value in groupings])
        self._frameworks = {framework.slug: framework.pk for framework in frameworks}

    def keep(self, trends: Iterable[JobTrend]) -> list[JobTrend]:
        """Return the observations that fit all filters."""
        frameworks = {self._frameworks[slug] for slug in self.chosen("framework")}
        roles, regions = self.chosen("role"), self.chosen("region")
        years, groupings = self.chosen("year"), self.chosen("grouping")
        return [
            trend
            for trend in trends
            if (not frameworks or any(s.framework_id in frameworks for s in trend.shares.all()))
            and (not roles or ((role := _public_role(trend)) and role.slug in roles))
            and (not regions or trend.region in regions)
            and (not years or trend.as_of[:4] in years)
            and (not groupings or trend.grouping in groupings)
        ]


class PayFilter(SelectForm):
    role = KnownChoicesField(widget=forms.Select, label="Role")
    region = KnownChoicesField(widget=forms.Select, label="Region")
    currency = KnownChoicesField(widget=forms.Select, label="Currency")
    framework = KnownChoicesField(widget=forms.Select, label="Group that names")

    def __init__(
        self,
        data: QueryDict,
        salaries: Sequence[SalaryObservation],
        frameworks: Iterable[Framework],
    ) -> None:
        super().__init__(data)
        currencies = {found.currency for found in salaries}
        self._names = {framework.slug: framework.name for framework in frameworks}
        self.offer("role", _roles(salaries))
        self.offer("region", _words(found.region for found in salaries))
        self.offer("currency", [(c.value, c.label) for c in Currency if c.value in currencies])
        self.offer(
            "framework",
            [
                (slug, name)
                for slug, name in self._names.items()
                if any(_names(found, name) for found in salaries)
            ],
        )

    def keep(self, salaries: Iterable[SalaryObservation]) -> list[SalaryObservation]:
        """Return the observations that fit all filters."""
        roles, regions = self.chosen("role"), self.chosen("region")
        currencies = self.chosen("currency")
        names = [self._names[slug] for slug in self.chosen("framework")]
        return [
            found
            for found in salaries
            if (not roles or ((role := _public_role(found)) and role.slug in roles))
            and (not regions or found.region in regions)
            and (not currencies or found.currency in currencies)
            and (not names or any(_names(found, name) for name in names))
        ]


def _names(found: SalaryObservation, framework: str) -> bool:
    """Whether the group of an observation is described with this name."""
    return framework.lower() in found.group.lower()
