"""What the observations together say, in a sentence or two: the text of the pages on work."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from editorial.models import Published, PublishedQuerySet, Sourced


class FindingTopic(models.TextChoices):
    """The part of a page that a finding stands in."""

    JOBS = "jobs", "What adverts ask for"
    HYBRID = "hybrid", "Roles that ask for both"
    JOBS_LIMITS = "jobs-limits", "What these numbers cannot tell"
    HIRING = "hiring", "What people who hire say"
    PAY = "pay", "What is known of pay"
    BOTH = "both", "Does knowing both pay?"
    PAY_LIMITS = "pay-limits", "What figures of pay cannot tell"


PAY_TOPICS = (FindingTopic.PAY, FindingTopic.BOTH, FindingTopic.PAY_LIMITS)
JOB_TOPICS = tuple(topic for topic in FindingTopic if topic not in PAY_TOPICS)


class FindingQuerySet(PublishedQuerySet["Finding"]):
    def with_sources(self) -> "FindingQuerySet":
        """Add the sources, in one more query."""
        return self.prefetch_related("sources")


class Finding(Sourced, Published):
    slug = models.SlugField(max_length=60, unique=True)
    topic = models.CharField(max_length=20, choices=FindingTopic)
    heading = models.CharField(max_length=100)
    text = models.CharField(max_length=500)
    position = models.PositiveSmallIntegerField(help_text="Its place in its part of the page.")

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["position", "slug"]
        constraints = [
            *Sourced.Meta.constraints,
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=Q(topic__in=FindingTopic.values), name="finding_topic_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.heading

    def get_absolute_url(self) -> str:
        page = "careers:salaries" if self.topic in PAY_TOPICS else "careers:jobs"
        return f"{reverse(page)}#{self.slug}"
