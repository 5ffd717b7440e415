"""What readers can choose on the pages on trends."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict

from comparisons.ledgers.filters import LedgerFilter, select
from comparisons.models import Metric, MetricTopic, MilestoneKind, Observation
from comparisons.models.metrics import MilestoneQuerySet
from editorial.filters import FilterForm, KnownChoicesField
from editorial.paging import PAGE_SIZE


class TrendsFilter(LedgerFilter):
    topic = select("Topic", MetricTopic.choices)

    field_order = ("topic", "framework")

    def _concerns(self, slugs: list[str]) -> Q:
        counted = Observation.objects.filter(framework__slug__in=slugs, metric=OuterRef("pk"))
        return Q(Exists(counted))


class MetricFilter(FilterForm):
    """Which group of a metric to show, and whether as shares of the whole."""

    group = KnownChoicesField()
    view = KnownChoicesField(label="View")

    def __init__(self, data: QueryDict, metric: Metric, groups: Iterable[str]) -> None:
        super().__init__(data)
        self.fields["group"].label = metric.grouped_by or "Group"
        self.fields["group"].choices = [(group, group) for group in groups]  # type: ignore[attr-defined]
        views = [("relative", "Shares")] if metric.parts_of_whole else []
        self.fields["view"].choices = views  # type: ignore[attr-defined]


class MilestoneFilter(LedgerFilter):
    kind = select("Kind", MilestoneKind.choices)


def page_of_milestone(slug: str, listed: MilestoneQuerySet) -> str | None:
    """Return the number of the page that a milestone is on; None if it is not in the list."""
    found = listed.filter(slug=slug).first()
    if found is None:
        return None
    before = listed.filter(Q(on__gt=found.on) | Q(on=found.on, slug__lt=found.slug))
    return str(before.count() // PAGE_SIZE + 1)
