"""Edited comparisons of two frameworks. Pairs that nobody has edited have a page all the same."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.urls import reverse

from comparisons.models.frameworks import Framework
from editorial.models import Published, PublishedQuerySet, Sourced


class ComparisonQuerySet(PublishedQuerySet["Comparison"]):
    def with_frameworks(self) -> "ComparisonQuerySet":
        """Add both frameworks, in the same query."""
        return self.select_related("first", "second")

    def of(self, *frameworks: Framework) -> "ComparisonQuerySet":
        """Keep the comparisons in which all these frameworks take part."""
        comparisons = self
        for framework in frameworks:
            comparisons = comparisons.filter(Q(first=framework) | Q(second=framework))
        return comparisons


class Comparison(Published):
    """An edited comparison of two frameworks: a short answer, and sections with their sources."""

    first = models.ForeignKey(
        Framework,
        on_delete=models.PROTECT,
        related_name="comparisons_as_first",
        help_text="The one whose slug comes first in the alphabet.",
    )
    second = models.ForeignKey(
        Framework, on_delete=models.PROTECT, related_name="comparisons_as_second"
    )
    featured = models.BooleanField(default=False, help_text="Shown on the first page. Only one is.")

    objects = ComparisonQuerySet.as_manager()

    class Meta:
        ordering = ["first", "second"]
        constraints = [
            *Published.Meta.constraints,
            models.UniqueConstraint(
                Least("first", "second"),
                Greatest("first", "second"),
                name="comparison_one_for_each_pair",
                violation_error_message="These two have a comparison already.",
            ),
            models.UniqueConstraint(
                fields=["featured"],
                condition=Q(featured=True),
                name="comparison_only_one_featured",
                violation_error_message="Another comparison is on the first page.",
            ),
            models.CheckConstraint(
                condition=~Q(first=F("second")),
                name="comparison_of_two_frameworks",
                violation_error_message="A comparison needs two different frameworks.",
            ),
        ]

    def __str__(self) -> str:
        return f"Comparison {self.pk}"

    def get_absolute_url(self) -> str:
        """Both frameworks must be loaded, or this costs a query for each."""
        return reverse("comparisons:comparison", args=[f"{self.first.slug}-vs-{self.second.slug}"])


class Part(models.TextChoices):
    """The parts of an edited comparison, in the order of the page."""

    ANSWER = "answer", "Short answer"
    OVERVIEW = "overview", "Overview of a framework"
    CHART = "chart", "Row of the short chart"
    CHOOSE = "choose", "Choose this one if"
    TAKEAWAY = "takeaway", "Takeaway"
    BOTTOM_LINE = "bottom_line", "Bottom line for a goal"


# Parts that speak of one framework, and parts that need a heading; a row of the chart has both.
OF_ONE_FRAMEWORK = [Part.OVERVIEW, Part.CHART, Part.CHOOSE]
WITH_HEADING = [Part.CHART, Part.TAKEAWAY, Part.BOTTOM_LINE]


class ComparisonSection(Sourced):
    """One sourced piece of an edited comparison, published with it."""

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=20, choices=Part)
    heading = models.CharField(
        max_length=80, blank=True, help_text="For takeaways, rows of the chart and bottom lines."
    )
    framework = models.ForeignKey(
        Framework,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="For an overview, a row of the chart and “choose this one if”.",
    )
    text = models.TextField(
        help_text="Plain text. Under “choose this one if”, each line is one reason."
    )

    class Meta:
        ordering = ["comparison", "position"]
        constraints = [
            *Sourced.Meta.constraints,
            models.UniqueConstraint(
                fields=["comparison", "position"], name="comparisonsection_one_at_each_position"
            ),
            models.CheckConstraint(
                condition=Q(part__in=Part.values), name="comparisonsection_part_is_known"
            ),
            models.CheckConstraint(
                condition=Q(part__in=[part.value for part in OF_ONE_FRAMEWORK])
                & Q(framework__isnull=False)
                | ~Q(part__in=[part.value for part in OF_ONE_FRAMEWORK])
                & Q(framework__isnull=True),
                name="comparisonsection_framework_where_needed",
                violation_error_message="An overview, a row of the chart and “choose this one if” "
                "name one framework; other parts name none.",
            ),
            models.CheckConstraint(
                condition=Q(part__in=[part.value for part in WITH_HEADING]) & ~Q(heading="")
                | ~Q(part__in=[part.value for part in WITH_HEADING]) & Q(heading=""),
                name="comparisonsection_heading_where_needed",
                violation_error_message="A takeaway, a row of the chart and a bottom line have a "
                "heading; other parts have none.",
            ),
        ]

    def __str__(self) -> str:
        return self.heading or self.get_part_display()
