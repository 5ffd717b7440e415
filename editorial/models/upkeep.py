"""What needs looking after: made from the content, so that the desk can list it by weight."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone


class UpkeepQuerySet(models.QuerySet["Upkeep"]):
    def statements(self) -> Self:
        return self.filter(stale_on__isnull=False)

    def stale(self, today: dt.date) -> Self:
        # What is stale was ageing before: both are asked for, so that one index serves both lists.
        return self.filter(ageing_on__lte=today, stale_on__lte=today)

    def ageing(self, today: dt.date) -> Self:
        return self.filter(ageing_on__lte=today, stale_on__gt=today)

    def due(self, today: dt.date) -> Self:
        """Keep what waits to be closed, what has waited longest first."""
        return self.filter(due_on__lte=today).order_by("due_on", "pk")

    def by_weight(self) -> Self:
        """Sort what most rests on first; of equals, what was due first."""
        return self.order_by("-weight", "stale_on", "pk")


class Upkeep(models.Model):
    """A public record, or a statement that is part of one: what rests on it, and when it is due.

    `editorial.upkeep` makes it from the content and keeps it in step.
    """

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=200)
    record = models.PositiveBigIntegerField(help_text="The primary key of the record.")
    part = models.CharField(max_length=30, blank=True)  # the kind of part; "": the record itself
    part_record = models.PositiveBigIntegerField(default=0)
    title = models.CharField(max_length=300)
    topic = models.CharField(max_length=120, blank=True)
    pages = models.PositiveIntegerField(
        help_text="How many public pages show it. Only counted for statements and sources."
    )
    readers = models.PositiveIntegerField(
        default=0, help_text="How many reference readers' answers rest on it."
    )
    weight = models.PositiveIntegerField()
    # Empty for what is no statement.
    checked_on = models.DateField(null=True)
    ageing_on = models.DateField(null=True)
    stale_on = models.DateField(null=True)
    due_on = models.DateField(null=True, help_text="From then on it waits to be closed.")

    objects = UpkeepQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "record", "part", "part_record"]
        verbose_name_plural = "upkeep"
        indexes = [
            # The lists of the desk, in their order: what is not yet due is passed over in the
            # index, and no row of it is read. Where little is due, PostgreSQL takes the next one.
            models.Index(
                fields=["-weight", "stale_on", "id", "ageing_on"],
                condition=Q(stale_on__isnull=False),
                name="upkeep_by_weight",
            ),
            models.Index(
                fields=["ageing_on", "stale_on"],
                condition=Q(stale_on__isnull=False),
                name="upkeep_by_day",
            ),
            models.Index(
                fields=["due_on", "id"], condition=Q(due_on__isnull=False), name="upkeep_due"
            ),
            models.Index(fields=["readers", "kind", "key"], name="upkeep_of_readers"),
            models.Index(fields=["kind", "key"], name="upkeep_of_record"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record", "part", "part_record"], name="upkeep_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class KeptRecord(models.Model):
    """What the last load left alone because an editor has changed it, and what the files say."""

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    # The names of the fields that differed; none: an editor has deleted the record.
    fields = models.JSONField(default=list)
    snapshot = models.JSONField(help_text="The record as the content files have it.")
    loaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["kind", "key"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="keptrecord_unique"),
        ]

    def __str__(self) -> str:
        return self.title
