"""Who built what with which framework, and whether it is still so."""

from typing import Self

from django.db import models
from django.db.models import Case, OuterRef, Q, StringAgg, Subquery, Value, When
from django.urls import reverse

from comparisons.models.claims import Claim
from comparisons.models.frameworks import Framework
from comparisons.models.tools import Tool
from editorial.models import Published, PublishedQuerySet, Sourced
from editorial.partial_dates import PartialDateField


class Industry(models.TextChoices):
    AI_LAB = "ai-lab", "AI laboratories and tools"
    INTERNET = "internet", "Internet and social media"
    MEDIA = "media", "Media and games"
    RETAIL = "retail", "Retail, travel and consumer goods"
    FINANCE = "finance", "Finance and insurance"
    HEALTH = "health", "Health and pharmacy"
    SCIENCE = "science", "Science"
    MOBILITY = "mobility", "Vehicles, transport and space"
    HARDWARE = "hardware", "Robots and devices"
    PUBLIC = "public", "Public good and agriculture"


class Domain(models.TextChoices):
    LANGUAGE = "language", "Language"
    VISION = "vision", "Images and video"
    SPEECH = "speech", "Speech and sound"
    RECOMMENDATION = "recommendation", "Recommendation and ranking"
    TABULAR = "tabular", "Tables: risk, price, fraud"
    SCIENCE = "science", "Simulation and science"
    ROBOTICS = "robotics", "Robots and driving"
    PLATFORM = "platform", "Platforms for many uses"


class Standing(models.TextChoices):
    CURRENT = "current", "Still true"
    HISTORICAL = "historical", "Historical"
    SUPERSEDED = "superseded", "Superseded"


class SuccessStoryQuerySet(PublishedQuerySet["SuccessStory"]):
    def built_with(self, *frameworks: Framework) -> Self:
        """Keep the stories in which any of these was used, each once."""
        used = SuccessStory.frameworks.through.objects.filter(framework__in=frameworks)
        return self.filter(pk__in=used.values("successstory"))

    def leaving(self, *frameworks: Framework) -> Self:
        """Keep the stories in which any of these was left, each once."""
        left = SuccessStory.moved_from.through.objects.filter(framework__in=frameworks)
        return self.filter(pk__in=left.values("successstory"))

    def telling_first(self) -> Self:
        """Sort by whether it is still so, and then by when it happened, newest first."""
        ranks = [When(standing=value, then=rank) for rank, value in enumerate(Standing.values)]
        return self.order_by(Case(*ranks), "-happened_on", "slug")

    def with_framework_slugs(self) -> Self:
        """Add the slugs of the frameworks used and left, with commas, in the same query.

        For pages that have loaded the frameworks already.
        """
        return self.annotate(
            used_slugs=_slugs(SuccessStory.frameworks.through),
            left_slugs=_slugs(SuccessStory.moved_from.through),
        )

    def with_evidence(self) -> "SuccessStoryQuerySet":
        """Add the published frameworks and tools, those left, and the sources: four queries."""
        frameworks = Framework.objects.published()
        used = models.Prefetch("frameworks", frameworks)
        left = models.Prefetch("moved_from", frameworks)
        tools = models.Prefetch("tools", Tool.objects.published())
        return self.prefetch_related(used, left).prefetch_related(tools, "sources")


def _slugs(through: type[models.Model]) -> Subquery:
    linked = through._default_manager.filter(successstory=OuterRef("pk")).values("successstory")
    return Subquery(linked.values(slugs=StringAgg("framework__slug", Value(","))))


class SuccessStory(Sourced, Published):
    """An organisation, what it built with which framework, and what became of it."""

    slug = models.SlugField(max_length=60, unique=True)
    organisation = models.CharField(max_length=80, db_index=True)
    industry = models.CharField(max_length=20, choices=Industry, db_index=True)
    domain = models.CharField(max_length=20, choices=Domain, db_index=True)
    built = models.CharField("what was built", max_length=200)
    outcome = models.CharField(max_length=300, help_text="What came of it, measured if it was.")
    figures = models.CharField(
        max_length=400, blank=True, help_text="The figures that the sources give."
    )
    happened_on = PartialDateField(
        "when", blank=True, help_text="Of the event or the publication. Empty: undated."
    )
    frameworks = models.ManyToManyField(
        Framework, related_name="stories", blank=True, verbose_name="built with"
    )
    tools = models.ManyToManyField(Tool, related_name="stories", blank=True)
    other = models.CharField(
        max_length=120, blank=True, help_text="What it was built with and has no page here."
    )
    moved_from = models.ManyToManyField(
        Framework,
        related_name="stories_of_leaving",
        blank=True,
        help_text="What the organisation left for this.",
    )
    standing = models.CharField("still so?", max_length=20, choices=Standing, db_index=True)
    standing_reason = models.CharField(
        "why", max_length=300, help_text="What shows that it is still so, or what came after it."
    )
    note = models.CharField(max_length=300, blank=True)
    claims = models.ManyToManyField(
        Claim,
        related_name="stories",
        blank=True,
        help_text="Claims about this, such as those of the founding article.",
    )

    objects = SuccessStoryQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "slug"]
        indexes = [
            models.Index(fields=["status", "organisation", "slug"], name="successstory_in_order")
        ]
        verbose_name_plural = "success stories"
        constraints = [
            *Sourced.Meta.constraints,
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=Q(industry__in=Industry.values), name="successstory_industry_is_known"
            ),
            models.CheckConstraint(
                condition=Q(domain__in=Domain.values), name="successstory_domain_is_known"
            ),
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values), name="successstory_standing_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.built}"

    def get_absolute_url(self) -> str:
        return reverse("comparisons:story", args=[self.slug])
