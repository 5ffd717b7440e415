"""Features, and how each framework fares on each of them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import Truncator

from comparisons.models.frameworks import Framework
from editorial.models import Published, PublishedQuerySet, Sourced, public_q


class FeatureCategory(models.Model):
    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=40, unique=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "slug"]
        verbose_name_plural = "feature categories"

    def __str__(self) -> str:
        return self.name


class FeatureQuerySet(models.QuerySet["Feature"]):
    def in_order(self) -> "FeatureQuerySet":
        """Sort as pages show them, each with its category, in the same query."""
        return self.select_related("category").order_by(
            "category__position", "category__slug", "position", "slug"
        )

    def with_values_of(self, *frameworks: Framework) -> "FeatureQuerySet":
        """Add each published value of these frameworks as `value`, and its `source_count`.

        In the same query: a feature comes once for each of its values, and once if it has none.
        """
        published = Q(values__framework__in=frameworks) & public_q("values__")
        joined = self.annotate(value=models.FilteredRelation("values", condition=published))
        counted = joined.annotate(source_count=models.Count("value__sources"))
        return counted.select_related("category", "value")  # type: ignore[misc]  # joined above


class Feature(models.Model):
    """A question that can be asked of every framework and answered with yes or no, or in part."""

    category = models.ForeignKey(FeatureCategory, on_delete=models.PROTECT, related_name="features")
    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=40, unique=True)
    question = models.CharField(max_length=160, help_text="To be answered with yes, partial or no.")
    position = models.PositiveSmallIntegerField(help_text="Its place in the category.")

    objects = FeatureQuerySet.as_manager()

    class Meta:
        ordering = ["category", "position", "slug"]

    def __str__(self) -> str:
        return self.name


class State(models.TextChoices):
    YES = "yes", "Yes"
    PARTIAL = "partial", "Partial"
    NO = "no", "No"
    PLANNED = "planned", "Planned"
    REMOVED = "removed", "Removed"
    NOT_APPLICABLE = "not_applicable", "Not applicable"
    UNKNOWN = "unknown", "Unknown"


class FeatureValueQuerySet(PublishedQuerySet["FeatureValue"]):
    def with_source_count(self) -> "FeatureValueQuerySet":
        """Add `source_count`, the number of sources, in the same query."""
        return self.annotate(source_count=models.Count("sources"))


class FeatureValue(Sourced, Published):
    """How one framework fares on one feature: a statement, and our rating from 1 to 5."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="values")
    feature = models.ForeignKey(Feature, on_delete=models.CASCADE, related_name="values")
    state = models.CharField(
        max_length=20, choices=State, db_index=True, help_text="The answer to the question."
    )
    statement = models.CharField(
        max_length=400, help_text="The facts that the sources support, in one or two sentences."
    )
    note = models.CharField(
        max_length=300,
        blank=True,
        help_text="What is missing or on what it depends. “Partial” must have one.",
    )
    low = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The lowest rating that the evidence allows."
    )
    rating = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Our rating: 5 among the strongest, 1 not offered."
    )
    high = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The highest rating that the evidence allows."
    )
    reason = models.CharField(
        max_length=300, blank=True, help_text="Why this rating. Shown as our judgement."
    )

    objects = FeatureValueQuerySet.as_manager()

    class Meta:
        ordering = ["framework", "feature"]
        constraints = [
            *Sourced.Meta.constraints,
            *Published.Meta.constraints,
            models.UniqueConstraint(
                fields=["framework", "feature"], name="featurevalue_one_for_each_cell"
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="featurevalue_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PARTIAL) | ~Q(note=""),
                name="featurevalue_partial_has_a_note",
                violation_error_message="“Partial” needs a note: what is missing?",
            ),
            models.CheckConstraint(
                # A comparison with NULL is not false, so what must be there is said.
                condition=Q(low=None, rating=None, high=None)
                | Q(low__isnull=False, rating__isnull=False, high__isnull=False)
                & Q(low__gte=1, rating__gte=F("low"), high__gte=F("rating"), high__lte=5),
                name="featurevalue_rating_within_bounds",
                violation_error_message="Ratings go from 1 to 5, with low ≤ rating ≤ high; "
                "give all three or none.",
            ),
            models.CheckConstraint(
                condition=Q(rating=None, reason="") | (Q(rating__isnull=False) & ~Q(reason="")),
                name="featurevalue_rating_has_a_reason",
                violation_error_message="A rating needs its reason, and a reason needs a rating.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.UNKNOWN, State.NOT_APPLICABLE]) | Q(rating=None),
                name="featurevalue_nothing_to_rate",
                violation_error_message="What is unknown or not applicable has no rating.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {Truncator(self.statement).words(8)}"

    def get_absolute_url(self) -> str:
        """Framework and feature must be loaded, or this costs a query for each."""
        return reverse("comparisons:value", args=[self.framework.slug, self.feature.slug])

    @property
    def needs_source(self) -> bool:
        return self.state != State.UNKNOWN

    def clean(self) -> None:
        """Say at the field what the constraints say of the whole."""
        if self.state == State.PARTIAL and not self.note:
            raise ValidationError({"note": "“Partial” needs a note: what is missing?"})
