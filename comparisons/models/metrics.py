"""Adoption over time: what was counted, reading by reading, and what happened meanwhile."""

from collections.abc import Mapping
from typing import Any, Self

from django.db import models
from django.db.models import Count, Q
from django.db.models.expressions import RawSQL
from django.db.models.lookups import GreaterThan
from django.urls import reverse

from comparisons.models.frameworks import Framework
from comparisons.models.tools import Tool
from editorial.models import Published, PublishedQuerySet, Source, Sourced
from editorial.partial_dates import PartialDateField


class MetricTopic(models.TextChoices):
    RESEARCH = "research", "Research"
    MODELS = "models", "Published models"
    CODE = "code", "Public code"
    PACKAGES = "packages", "Packages"
    SURVEYS = "surveys", "Surveys"
    UPKEEP = "upkeep", "Upkeep"


class Lead(models.TextChoices):
    HIGHEST = "highest", "The highest value"
    LOWEST = "lowest", "The lowest value"
    NONE = "none", "Nobody: it does not compare frameworks"


# What stands for the unit where every group is counted in one of its own.
UNIT_OF_GROUP = "as the group says"


class MetricQuerySet(PublishedQuerySet["Metric"]):
    def with_main_group(self) -> Self:
        """Add the group that says most: "" if there are no groups, None without readings."""
        of_metric = Observation.objects.filter(metric=models.OuterRef("pk")).groups()
        return self.annotate(main_group=models.Subquery(of_metric.values("group")[:1]))


class Metric(Sourced, Published):
    """Something counted again and again, such as papers or stars, for several frameworks."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120, unique=True)
    topic = models.CharField(max_length=20, choices=MetricTopic, db_index=True)
    unit = models.CharField(max_length=60, help_text="What is counted: “files”, “% of answers”.")
    measures = models.CharField(max_length=300, help_text="What it measures, in a sentence.")
    how_counted = models.CharField(
        max_length=500, help_text="How it was counted, so that others can."
    )
    cannot_show = models.CharField(
        "what it cannot tell you", max_length=400, help_text="In full sentences, under the chart."
    )
    lead = models.CharField(
        "who leads", max_length=10, choices=Lead, help_text="Whom it shows to be ahead."
    )
    parts_of_whole = models.BooleanField(
        default=False,
        help_text="On if the values of one date can be added up, so that each has a share of them. "
        "Off for percentages and ranks.",
    )
    grouped_by = models.CharField(
        max_length=60,
        blank=True,
        help_text="What the groups of its observations are, such as “Conference”. Empty: none.",
    )

    objects = MetricQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        constraints = [
            *Sourced.Meta.constraints,
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=Q(topic__in=MetricTopic.values), name="metric_topic_is_known"
            ),
            models.CheckConstraint(condition=Q(lead__in=Lead.values), name="metric_lead_is_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("comparisons:metric", args=[self.slug])

    @property
    def is_percentage(self) -> bool:
        return self.unit.startswith("%")


# From series to series in the index of the unique constraint: it costs what there are series, and
# not what there are readings. Of each series the first and the last reading that is a number, and
# the last of a period that was over.
ENDS = """
    WITH RECURSIVE chosen (metric_id, name) AS (VALUES {chosen}),
    step (id) AS (
        SELECT (
            SELECT reading.id FROM comparisons_observation reading
            WHERE reading.metric_id = chosen.metric_id AND reading."group" = chosen.name
                AND reading.value IS NOT NULL
            ORDER BY reading.series, reading."on" LIMIT 1
        ) FROM chosen
        UNION ALL
        SELECT (
            SELECT reading.id FROM comparisons_observation reading
            WHERE reading.metric_id = here.metric_id AND reading."group" = here."group"
                AND reading.series > here.series AND reading.value IS NOT NULL
            ORDER BY reading.series, reading."on" LIMIT 1
        ) FROM step JOIN comparisons_observation here ON here.id = step.id
    )
    SELECT id FROM step WHERE id IS NOT NULL
    UNION
    SELECT (
        SELECT reading.id FROM comparisons_observation reading
        WHERE reading.metric_id = here.metric_id AND reading."group" = here."group"
            AND reading.series = here.series AND reading.value IS NOT NULL
        ORDER BY reading."on" DESC LIMIT 1
    ) FROM step JOIN comparisons_observation here ON here.id = step.id
    UNION
    SELECT (
        SELECT reading.id FROM comparisons_observation reading
        WHERE reading.metric_id = here.metric_id AND reading."group" = here."group"
            AND reading.series = here.series AND reading.value IS NOT NULL
            AND NOT reading.is_unfinished
        ORDER BY reading."on" DESC LIMIT 1
    ) FROM step JOIN comparisons_observation here ON here.id = step.id
"""


class ObservationQuerySet(models.QuerySet["Observation"]):
    def counted(self) -> Self:
        """Keep the readings that are a number."""
        return self.filter(value__isnull=False)

    def groups(self) -> "models.QuerySet[Observation, dict[str, Any]]":
        """Return each group with how many `readings` it has, the one that says most first.

        That is the one read last, among those that compare frameworks if there are any.
        """
        frameworks = Count("framework", distinct=True)
        counted = (
            self.order_by()
            .values("group")
            .annotate(
                readings=Count("pk"),
                newest=models.Max("on"),
                compares=models.Case(models.When(GreaterThan(frameworks, 1), then=1), default=0),
            )
        )
        return counted.order_by("-compares", "-newest", "-readings", "group")  # type: ignore[return-value]

    def ends(self, groups: Mapping[int, str]) -> Self:
        """Keep the first and the last reading of every series, and the last finished one.

        Only readings that are a number count.
        groups: the group to look at of each metric, by the metric's primary key.
        """
        if not groups:
            return self.none()
        pairs = ", ".join(["(%s, %s)"] * len(groups))
        params = [value for pair in groups.items() for value in pair]
        # The text is ours, and holds as many placeholders as there are pairs.
        return self.filter(pk__in=RawSQL(ENDS.format(chosen=pairs), params))  # noqa: S611


class Observation(models.Model):
    """One reading of a metric: of whom, on which date, how much, and where it stands."""

    # Neither key needs an index of its own: others begin with it.
    metric = models.ForeignKey(
        Metric, on_delete=models.CASCADE, related_name="observations", db_index=False
    )
    group = models.CharField(
        max_length=80, blank=True, help_text="If the metric has groups: which one."
    )
    series = models.CharField(
        max_length=80, help_text="Whom it counts, as charts and tables name it."
    )
    framework = models.ForeignKey(
        Framework,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="observations",
        help_text="If the series is of one of our frameworks.",
    )
    on = PartialDateField(help_text="The date of the reading: 2024, 2024-09 or 2024-09-04.")
    value = models.DecimalField(max_digits=16, decimal_places=3, null=True, blank=True)
    text = models.CharField(
        max_length=300, blank=True, help_text="A reading that is no number, such as “about half”."
    )
    is_unfinished = models.BooleanField(
        default=False, help_text="The period was not over when this was read."
    )
    note = models.CharField(max_length=200, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="observations")

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["metric", "group", "series", "on"]
        indexes = [
            models.Index(fields=["framework", "metric", "on"], name="observation_of_framework")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["metric", "group", "series", "on"],
                name="observation_one_for_each_date",
                violation_error_message="There is a reading of this for this date already.",
            ),
            models.CheckConstraint(
                condition=Q(value=None) & ~Q(text="") | Q(value__isnull=False, text=""),
                name="observation_value_or_text",
                violation_error_message="Give a number, or a text where there is no number.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series}, {self.on}"

    def get_absolute_url(self) -> str:
        """The metric must be loaded, or this costs a query."""
        return self.metric.get_absolute_url()


class MilestoneKind(models.TextChoices):
    RELEASE = "release", "Release"
    RENAME = "rename", "Renamed or moved"
    DEPRECATION = "deprecation", "Deprecated or dropped"
    END = "end", "Ended"
    ADOPTION = "adoption", "Adopted"
    GOVERNANCE = "governance", "Governance and licence"
    SECURITY = "security", "Security"
    PLAN = "plan", "Announced"


class MilestoneQuerySet(PublishedQuerySet["Milestone"]):
    def with_evidence(self) -> "MilestoneQuerySet":
        """Add the published frameworks and tools, and the sources, in three more queries."""
        frameworks = models.Prefetch("frameworks", Framework.objects.published())
        tools = models.Prefetch("tools", Tool.objects.published())
        return self.prefetch_related(frameworks).prefetch_related(tools, "sources")


def milestone_path(slug: str) -> str:
    """Return the address of a milestone in the list: `show` finds the page that it is on."""
    return f"{reverse('comparisons:milestones')}?show={slug}#{slug}"


class Milestone(Sourced, Published):
    """Something that happened to a framework or tool: a release, a new name, an end."""

    slug = models.SlugField(max_length=60, unique=True)
    on = PartialDateField(db_index=True, help_text="When: 2024, 2024-09 or 2024-09-04.")
    kind = models.CharField(max_length=20, choices=MilestoneKind, db_index=True)
    title = models.CharField(max_length=120)
    meaning = models.CharField(
        max_length=300, help_text="What it means for someone who learns or uses it."
    )
    note = models.CharField(max_length=200, blank=True, help_text="What is uncertain about it.")
    is_major = models.BooleanField(
        default=False, help_text="On for what charts mark on the line; off for what is only listed."
    )
    frameworks = models.ManyToManyField(Framework, related_name="milestones", blank=True)
    tools = models.ManyToManyField(Tool, related_name="milestones", blank=True)
    other = models.CharField(
        max_length=120, blank=True, help_text="What it is about and has no page here."
    )

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "slug"]
        indexes = [models.Index(fields=["status", "-on", "slug"], name="milestone_in_order")]
        constraints = [
            *Sourced.Meta.constraints,
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=MilestoneKind.values), name="milestone_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return milestone_path(self.slug)

    @property
    def year(self) -> str:
        return str(self.on)[:4]
