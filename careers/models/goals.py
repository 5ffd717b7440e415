"""Career goals that the founding article named, and reference readers with their results."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from comparisons.models import Framework
from editorial.models import Published, PublishedQuerySet, Sourced


class Support(models.TextChoices):
    """Whether the evidence bears out what the founding article advises."""

    SUPPORTED = "supported", "The evidence supports it"
    PARTLY = "partly", "The evidence supports it in part"
    NOT_SUPPORTED = "not-supported", "The evidence does not support it"
    SILENT = "silent", "The founding article says nothing of it"


class Goal(Sourced, Published):
    """A career goal to start from: filled-in answers, and what is known of the usual advice."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80, unique=True)
    summary = models.CharField(max_length=200, help_text="Whose goal it is, in a few words.")
    answers = models.CharField(
        max_length=500, help_text="What follows the “?” in the address of the answered form."
    )
    reason = models.CharField(max_length=300, help_text="Why we assume these answers.")
    advice = models.CharField(max_length=200, help_text="What the founding article advises.")
    support = models.CharField(
        max_length=20, choices=Support, help_text="Whether the evidence bears that advice out."
    )
    finding = models.CharField(max_length=400, help_text="What the evidence says of that advice.")
    position = models.PositiveSmallIntegerField(help_text="Its place among the goals.")

    objects = PublishedQuerySet["Goal"].as_manager()

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = "career goal"
        constraints = [
            *Sourced.Meta.constraints,
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=Q(support__in=Support.values), name="goal_support_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('careers:home')}#{self.slug}"


class Reader(Published):
    """A fictional reader: an example for visitors, a test, and an alarm for editors."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=60, unique=True)
    situation = models.CharField(
        max_length=300, help_text="Who they are, what they do and what they want."
    )
    answers = models.CharField(
        max_length=500, help_text="What follows the “?” in the address of the answered form."
    )
    expected = models.ManyToManyField(
        Framework,
        related_name="+",
        help_text="Which frameworks may come first. Another one is a result to look into.",
    )
    advice = models.CharField(
        max_length=200, blank=True, help_text="What the founding article would tell them."
    )
    support = models.CharField(
        max_length=20, choices=Support, help_text="Whether the evidence bears that advice out."
    )
    why = models.CharField(max_length=400, help_text="Why the answer is, or is not, that advice.")
    position = models.PositiveSmallIntegerField(help_text="Their place among the readers.")

    objects = PublishedQuerySet["Reader"].as_manager()

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = "reference reader"
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=Q(support__in=Support.values), name="reader_support_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('careers:readers')}#{self.slug}"


class Release(models.Model):
    """All that the recommendation rested on at one time, so that old answers can be explained."""

    name = models.CharField(max_length=20, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    digest = models.CharField(max_length=64)
    data = models.JSONField()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "data release"

    def __str__(self) -> str:
        return self.name


class ReaderResult(models.Model):
    """What a reference reader was told from a data release."""

    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="results")
    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="results")
    engine = models.CharField(max_length=10)
    answers = models.CharField(max_length=500, help_text="What the reader answered then.")
    verdict = models.CharField(max_length=20)
    pick = models.CharField(max_length=60, blank=True)
    first = models.CharField(
        max_length=20, blank=True, help_text="In how many of 100 readings the pick came first."
    )
    headline = models.CharField(max_length=200)

    class Meta:
        ordering = ["reader", "-pk"]
        verbose_name = "result of a reference reader"
        verbose_name_plural = "results of reference readers"
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "release", "engine"], name="readerresult_one_for_each_release"
            ),
        ]

    def __str__(self) -> str:
        return self.headline
