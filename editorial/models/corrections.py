"""The mistakes of our own that we know of."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from editorial.models.statements import Published, PublishedQuerySet


class CorrectionQuerySet(PublishedQuerySet["Correction"]):
    def open(self) -> Self:
        return self.filter(mended_on=None)

    def mended(self) -> Self:
        return self.filter(mended_on__isnull=False)


class FoundBy(models.TextChoices):
    EDITOR = "editor", "An editor"
    READER = "reader", "A reader"


class Correction(Published):
    """A mistake of ours: what was wrong, since when it is known, and how it was mended."""

    slug = models.SlugField(max_length=60, unique=True)
    what = models.CharField("where", max_length=120, help_text="The page or figure, in words.")
    path = models.CharField(
        "address", max_length=200, help_text="Of the page on this site, beginning with “/”."
    )
    mistake = models.CharField(max_length=300, help_text="What it says or said, and what is so.")
    found_on = models.DateField(help_text="The day on which it was noticed.")
    found_by = models.CharField(max_length=10, choices=FoundBy)
    mended_on = models.DateField(null=True, blank=True, help_text="Empty: it is still open.")
    remedy = models.CharField(max_length=300, blank=True, help_text="What was done about it.")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-found_on", "slug"]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=Q(found_by__in=FoundBy.values), name="correction_found_by_is_known"
            ),
            models.CheckConstraint(
                condition=Q(path__startswith="/"),
                name="correction_is_on_this_site",
                violation_error_message="The address begins with “/”.",
            ),
            models.CheckConstraint(
                condition=Q(mended_on=None, remedy="")
                | Q(mended_on__isnull=False, mended_on__gte=models.F("found_on")) & ~Q(remedy=""),
                name="correction_mended_with_a_remedy",
                violation_error_message="Once it is mended, say when (not before it was found) "
                "and how; until then leave both empty.",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return f"{reverse('editorial:quality')}#{self.slug}"
