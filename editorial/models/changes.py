"""The record of what was changed, and what the content files last said."""

from collections.abc import Collection
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Origin(models.TextChoices):
    EDITOR = "editor", "An editor"
    CONTENT = "content", "The content files"
    IMPORT = "import", "An imported file"


class ChangeQuerySet(models.QuerySet["Change"]):
    def of(self, kind: str, key: str) -> Self:
        """Keep the changes of one record, newest first."""
        return self.filter(kind=kind, key=key).order_by("-made_at", "-pk")

    def listed(self) -> Self:
        """Keep what the public list of changes shows, newest first."""
        return self.filter(is_listed=True).order_by("-made_at", "-pk")

    def concerning(self, kind: str, key: str) -> Self:
        """Keep the changes of one record that readers follow, and of what is about it."""
        return self.filter(subjects__kind=kind, subjects__key=key)


class Change(models.Model):
    """One change of one record: which fields, from what to what, by whom, when and why.

    Without a key it sums up the records of a kind that came together: "118 claims".
    """

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300)  # as it was then; the record may be gone
    made_at = models.DateTimeField(default=timezone.now, db_index=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    origin = models.CharField(max_length=10, choices=Origin)
    reason = models.CharField(max_length=300, blank=True)
    is_new = models.BooleanField(default=False, help_text="The record was added.")
    is_listed = models.BooleanField(
        default=False, help_text="Readers find it in the list of changes: they could see the page."
    )
    # Field -> [old, new], as `Kind.snapshot` gives them. Empty for a new record.
    fields = models.JSONField(default=dict)
    # What it concerns, as (kind, key), until it is saved: then `subjects` are.
    concerns: Collection[tuple[str, str]] = ()

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["kind", "key", "-made_at"], name="change_of_record"),
            models.Index(fields=["is_listed", "-made_at", "-id"], name="change_in_order"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(origin__in=Origin.values), name="change_origin_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ChangeSubject(models.Model):
    """A record that readers follow, and that a change concerns: itself, or through a reference."""

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="subjects")
    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "change"], name="changesubject_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class LoadedRecord(models.Model):
    """What a record was when the content files were last loaded into it.

    A record that is no longer what was loaded was changed by an editor, and is left alone.
    """

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="loadedrecord_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
