"""What the form asks, and what the answers stand for in the recommendation."""

from django.db import models
from django.urls import reverse

from comparisons.models import Feature


class Criterion(models.Model):
    """A priority that people can sort, and the question about its variants, if it has any."""

    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=20, unique=True)
    worst = models.CharField(max_length=100, help_text="The low end of its range, in words.")
    best = models.CharField(max_length=100, help_text="The high end of its range, in words.")
    question = models.CharField(
        max_length=120, blank=True, help_text="Empty if there are no options to choose from."
    )
    help = models.CharField(max_length=240, blank=True, help_text="Shown under the question.")
    coverage = models.BooleanField(
        "better of two",
        default=False,
        help_text="On if someone who knows two frameworks has the better of both, as with jobs.",
    )
    exclusive = models.BooleanField(
        default=False, help_text="On if exactly one option can be chosen."
    )
    position = models.PositiveSmallIntegerField(help_text="Its place in the form.")

    class Meta:
        ordering = ["position", "slug"]
        verbose_name_plural = "criteria"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('careers:method')}#{self.slug}"


class Option(models.Model):
    """A variant of a criterion that people can choose. The mean of its features' ratings counts.

    The options of the criterion “jobs” are the roles.
    """

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=30)
    name = models.CharField(max_length=80)
    features = models.ManyToManyField(
        Feature, related_name="options", help_text="The mean of their ratings counts."
    )

    class Meta:
        ordering = ["criterion", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["criterion", "position"], name="option_one_at_each_position"
            ),
            models.UniqueConstraint(fields=["criterion", "slug"], name="option_one_of_each_slug"),
        ]

    def __str__(self) -> str:
        return self.name


class MustHave(models.Model):
    """A feature that people can insist on. Who lacks it is left out of the answer."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=20, unique=True)
    feature = models.OneToOneField(
        Feature,
        on_delete=models.PROTECT,
        related_name="must_have",
        help_text="The row of the comparison that says who has it.",
    )
    partial_counts = models.BooleanField(
        "“partial” is enough",
        default=False,
        help_text="On if “partial” means a route by way of export; the note of the value names it.",
    )
    position = models.PositiveSmallIntegerField(help_text="Its place in the form.")

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = "must-have"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('careers:method')}#must-haves"
