"""What was predicted in public, and how it came out."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.urls import reverse

from comparisons.models.claims import Claim
from comparisons.models.frameworks import Framework
from comparisons.models.tools import Tool
from editorial.models import Published, PublishedQuerySet, Source, Sourced
from editorial.partial_dates import PartialDateField, last_day


class Outcome(models.TextChoices):
    """How a prediction came out, in the order of the page."""

    OPEN = "open", "Open"
    CAME_TRUE = "came-true", "Came true"
    PARTLY = "partly", "Partly came true"
    DID_NOT = "did-not", "Did not come true"
    UNDECIDABLE = "undecidable", "Cannot be decided"


DECIDED = [Outcome.CAME_TRUE, Outcome.PARTLY, Outcome.DID_NOT]


class PredictionTopic(models.TextChoices):
    FRAMEWORKS = "frameworks", "Frameworks"
    TOOLING = "tooling", "Tools and deployment"
    CAREERS = "careers", "Jobs, pay and skills"


class Confidence(models.TextChoices):
    HIGH = "high", "High"
    MEDIUM = "medium", "Medium"
    LOW = "low", "Low"


def overdue_q(today: dt.date) -> Q:
    """Return the condition for what is still open although its day has passed."""
    # Dates are ISO texts, and a year or a month sorts before the days in it: "2026" is over only
    # once 2027 has begun.
    iso = today.isoformat()
    return Q(outcome=Outcome.OPEN, due__lt=iso) & ~Q(due__in=["", iso[:4], iso[:7]])


class PredictionQuerySet(PublishedQuerySet["Prediction"]):
    def overdue(self, today: dt.date) -> "PredictionQuerySet":
        return self.filter(overdue_q(today))

    def with_evidence(self) -> "PredictionQuerySet":
        """Add where each was made, the published frameworks and the sources.

        In the same query and two more.
        """
        frameworks = models.Prefetch("frameworks", Framework.objects.published())
        return self.select_related("made_in").prefetch_related(frameworks, "sources")


class Prediction(Sourced, Published):
    """Who said what would happen by when, how that is decided, and how it came out.

    Its sources are the evidence of the outcome, and `as_of` is the day that the outcome speaks of.
    """

    slug = models.SlugField(max_length=60, unique=True)
    statement = models.CharField(max_length=300, help_text="What will happen, in our words.")
    topic = models.CharField(max_length=20, choices=PredictionTopic, db_index=True)
    who = models.CharField(max_length=160, help_text="Who said it.")
    who_is = models.CharField(
        max_length=160, blank=True, help_text="What they do, and what they may gain from it."
    )
    made_on = PartialDateField(help_text="When it was said.")
    made_on_note = models.CharField(max_length=160, blank=True)
    made_in = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        related_name="predictions_made_in",
        help_text="Where it was said.",
    )
    due = PartialDateField(blank=True, help_text="By when. Empty: the author gave no date.")
    due_note = models.CharField(max_length=200, blank=True)
    how_decided = models.CharField(
        max_length=300, help_text="Our test of it, fixed before the outcome is looked up."
    )
    outcome = models.CharField(max_length=20, choices=Outcome, db_index=True)
    explanation = models.CharField(max_length=400, help_text="Why this outcome.")
    confidence = models.CharField(
        max_length=10, choices=Confidence, help_text="How sure we are of the outcome."
    )
    frameworks = models.ManyToManyField(Framework, related_name="predictions", blank=True)
    tools = models.ManyToManyField(Tool, related_name="predictions", blank=True)
    claims = models.ManyToManyField(
        Claim, related_name="predictions", blank=True, help_text="The claims that it is one of."
    )

    objects = PredictionQuerySet.as_manager()

    class Meta:
        ordering = ["-made_on", "slug"]
        indexes = [models.Index(fields=["status", "-made_on", "slug"], name="prediction_in_order")]
        constraints = [
            *Sourced.Meta.constraints,
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=Q(topic__in=PredictionTopic.values), name="prediction_topic_is_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="prediction_outcome_is_known"
            ),
            models.CheckConstraint(
                condition=Q(confidence__in=Confidence.values), name="prediction_confidence_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.statement

    def get_absolute_url(self) -> str:
        return reverse("comparisons:prediction", args=[self.slug])

    @property
    def overdue_on(self) -> dt.date | None:
        """The first day on which it is overdue; None if it is decided, or has no date."""
        if self.outcome != Outcome.OPEN or not self.due:
            return None
        return last_day(self.due) + dt.timedelta(days=1)

    def is_overdue(self, today: dt.date) -> bool:
        return self.overdue_on is not None and self.overdue_on <= today
