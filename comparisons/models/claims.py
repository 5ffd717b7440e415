"""Statements that are going round, and what the sources say of them."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from comparisons.models.frameworks import Framework
from comparisons.models.tools import Tool
from editorial.models import Published, PublishedQuerySet, Source, Sourced


class ClaimKind(models.TextChoices):
    FACT = "fact", "Fact"
    STATISTIC = "statistic", "Figure"
    FORECAST = "forecast", "Forecast"
    OPINION = "opinion", "Opinion"
    OMISSION = "omission", "Left out"


class Verdict(models.TextChoices):
    """What became of a claim when it was checked, in the order of the page."""

    HOLDS = "holds", "Holds"
    PARTLY = "partly", "Partly holds"
    OUTDATED = "outdated", "Outdated"
    WRONG = "wrong", "Wrong"
    UNSUPPORTED = "unsupported", "Unsupported"
    OPINION = "opinion", "Opinion"


class ClaimTopic(models.TextChoices):
    """What a claim is about: the sections that comparisons of frameworks tend to have."""

    OVERVIEW = "overview", "The frameworks themselves"
    LEARNING = "learning", "Ease of learning"
    ADOPTION = "adoption", "Industry adoption"
    COMMUNITY = "community", "Popularity and community"
    DEPLOYMENT = "deployment", "Deployment and production"
    RESEARCH = "research", "Research and innovation"
    PAY = "pay", "Pay and career"
    JOBS = "jobs", "Job trends"
    STORIES = "stories", "Success stories"
    OUTLOOK = "outlook", "Outlook"


# Nothing can be cited for an opinion, or for the absence of a source.
WITHOUT_SOURCE = [Verdict.OPINION, Verdict.UNSUPPORTED]


class ClaimQuerySet(PublishedQuerySet["Claim"]):
    def about(self, *frameworks: Framework) -> Self:
        """Keep the claims that concern any of these frameworks."""
        return self.filter(frameworks__in=frameworks).distinct()

    def with_evidence(self) -> "ClaimQuerySet":
        """Add where each was made, the published frameworks and tools, and the sources.

        In the same query and three more.
        """
        frameworks = models.Prefetch("frameworks", Framework.objects.published())
        tools = models.Prefetch("tools", Tool.objects.published())
        found = self.select_related("made_in").prefetch_related(frameworks)
        return found.prefetch_related(tools, "sources")


class Claim(Sourced, Published):
    """A statement that somebody made in public, our verdict on it, and what is true now."""

    slug = models.SlugField(max_length=60, unique=True)
    statement = models.CharField(
        max_length=300, help_text="What was claimed, in our words, as its author would accept it."
    )
    kind = models.CharField(max_length=20, choices=ClaimKind, db_index=True)
    topic = models.CharField(max_length=20, choices=ClaimTopic, db_index=True)
    verdict = models.CharField(
        max_length=20,
        choices=Verdict,
        blank=True,
        db_index=True,
        help_text="Empty only for what was left out.",
    )
    made_in = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        related_name="claims_made_in",
        help_text="Where it was made.",
    )
    place = models.CharField(
        max_length=80, blank=True, help_text="Where in there, such as “Section 4”."
    )
    explanation = models.CharField("why", max_length=400, help_text="Why this verdict.")
    true_now = models.CharField(
        "what is true now",
        max_length=300,
        blank=True,
        help_text="In its place, as of the date below. Empty: nobody knows.",
    )
    frameworks = models.ManyToManyField(Framework, related_name="claims", blank=True)
    tools = models.ManyToManyField(Tool, related_name="claims", blank=True)
    repeats = models.ManyToManyField(
        "self",
        symmetrical=False,
        related_name="repeated_by",
        blank=True,
        help_text="Claims that say the same in another place.",
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        indexes = [models.Index(fields=["status", "slug"], name="claim_in_order")]
        constraints = [
            *Sourced.Meta.constraints,
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=ClaimKind.values), name="claim_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(topic__in=ClaimTopic.values), name="claim_topic_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=ClaimKind.OMISSION, verdict="")
                | ~Q(kind=ClaimKind.OMISSION) & Q(verdict__in=Verdict.values),
                name="claim_verdict_where_something_was_claimed",
                violation_error_message="A claim has a verdict; what was left out has none.",
            ),
        ]

    def __str__(self) -> str:
        return self.statement

    def get_absolute_url(self) -> str:
        return reverse("comparisons:claim", args=[self.slug])

    @property
    def needs_source(self) -> bool:
        return self.verdict not in WITHOUT_SOURCE
