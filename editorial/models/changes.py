"""The record of what was changed, and what the content files last said."""

from collections.abc import Collection, Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from editorial.models.sources import Source


class Origin(models.TextChoices):
    EDITOR = "editor", "An editor"
    CONTENT = "content", "The content files"
    IMPORT = "import", "An imported file"
    REFRESH = "refresh", "A public interface"
    READER = "reader", "A reader's note"


class ChangeState(models.TextChoices):
    PROPOSED = "proposed", "Proposed"
    APPLIED = "applied", "Applied"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ChangeSet(models.Model):
    """Changes that came together and can be undone together: an imported file, a refresh."""

    origin = models.CharField(max_length=10, choices=Origin)
    title = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=timezone.now, db_index=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    undoes = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="undone_by"
    )

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(origin__in=Origin.values), name="changeset_origin_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ChangeQuerySet(models.QuerySet["Change"]):
    def of(self, kind: str, key: str) -> Self:
        """Keep what was changed about one record, newest first."""
        return self.applied().filter(kind=kind, key=key).order_by("-made_at", "-pk")

    def applied(self) -> Self:
        return self.filter(state=ChangeState.APPLIED)

    def proposed(self) -> Self:
        """Keep what waits for a decision, what waits longest first."""
        return self.filter(state=ChangeState.PROPOSED).order_by("proposed_at", "pk")

    def listed(self) -> Self:
        """Keep what the public list of changes shows, newest first."""
        return self.filter(is_listed=True).order_by("-made_at", "-pk")

    def concerning(self, kind: str, key: str) -> Self:
        """Keep the changes of one record that readers follow, and of what is about it."""
        return self.filter(subjects__kind=kind, subjects__key=key)


class Change(models.Model):
    """One change of one record: which fields, from what to what, by whom, when and why.

    It is proposed, and then applied, declined or withdrawn; who may publish does it in one step.
    Without a key it sums up the records of a kind that came together: "118 claims".
    """

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300)  # as it was then; the record may be gone
    state = models.CharField(max_length=10, choices=ChangeState, default=ChangeState.APPLIED)
    proposed_at = models.DateTimeField(default=timezone.now, db_index=True)
    made_at = models.DateTimeField(
        "decided at",
        default=timezone.now,
        db_index=True,
        help_text="When it took effect, or was declined; the moment of proposing until then.",
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="author",
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="reviewer",
        help_text="Empty: the author could publish, and did.",
    )
    decision = models.CharField("why it was declined", max_length=300, blank=True)
    origin = models.CharField(max_length=10, choices=Origin)
    reason = models.CharField(max_length=300, blank=True)
    opened = models.ManyToManyField(
        "editorial.Source",
        related_name="+",
        verbose_name="sources opened",
        help_text="What the author read for it.",
    )
    change_set = models.ForeignKey(
        ChangeSet, null=True, on_delete=models.PROTECT, related_name="changes"
    )
    undoes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    is_new = models.BooleanField(default=False, help_text="The record was added.")
    is_removal = models.BooleanField(default=False, help_text="The record was removed.")
    is_listed = models.BooleanField(
        default=False, help_text="Readers find it in the list of changes: they could see the page."
    )
    # Field -> [old, new], as `Kind.snapshot` gives them. A new record has old values of null, or
    # no fields at all if it was never proposed; one that was removed has new values of null.
    fields = models.JSONField(default=dict)
    # Which reference readers got another first place: [{"reader", "before", "after"}].
    flips = models.JSONField(default=list)
    flip_reason = models.CharField(
        max_length=300, blank=True, help_text="Why the first places changed, for readers."
    )
    # What it concerns, as (kind, key), until it is saved: then `subjects` are.
    concerns: Collection[tuple[str, str]] = ()
    # What becomes `opened` when it is saved.
    opens: "Iterable[Source]" = ()

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        permissions = [("publish_change", "Can publish change")]
        indexes = [
            models.Index(fields=["kind", "key", "-made_at"], name="change_of_record"),
            models.Index(fields=["is_listed", "-made_at", "-id"], name="change_in_order"),
            models.Index(
                fields=["proposed_at"],
                condition=Q(state=ChangeState.PROPOSED),
                name="change_waiting",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(origin__in=Origin.values), name="change_origin_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ChangeState.values), name="change_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=ChangeState.APPLIED) | Q(is_listed=False),
                name="change_listed_once_applied",
            ),
            models.CheckConstraint(
                condition=~Q(state=ChangeState.DECLINED) | ~Q(decision=""),
                name="change_declined_with_a_reason",
                violation_error_message="Say why it is declined.",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(made_by=None) | ~Q(decided_by=models.F("made_by")),
                name="change_decided_by_another",
                violation_error_message="Nobody decides what they proposed themselves.",
            ),
            models.CheckConstraint(
                condition=~Q(state=ChangeState.APPLIED) | Q(flips=[]) | ~Q(flip_reason=""),
                name="change_flip_has_a_reason",
                violation_error_message="Say why the first places change.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page on which it is decided, at the editors' desk."""
        return reverse("admin:editorial_change_change", args=[self.pk])


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


class ScheduledMoment(models.Model):
    """When a published record will appear or disappear, until that has been taken note of."""

    at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "at"], name="scheduledmoment_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class OpenRecord(models.Model):
    """Who has a record open at the editors' desk."""

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=200)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "user"], name="openrecord_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
