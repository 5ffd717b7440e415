"""What keeps content true: sources, dates, review state, and the record of changes."""

import datetime as dt
from collections.abc import Collection
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from editorial.freshness import Freshness, GoodFor, freshness_on
from editorial.partial_dates import PartialDateField

URL_LENGTH = 500
# What the answer of a link begins with, if the last visit showed nothing about it.
COULD_NOT_BE_CHECKED = "could not be checked"


class SourceKind(models.TextChoices):
    DOCUMENTATION = "documentation", "Official documentation"
    RELEASE_NOTES = "release-notes", "Release notes"
    REPOSITORY = "repository", "Source repository"
    ISSUE = "issue", "Issue or pull request"
    ANNOUNCEMENT = "announcement", "Announcement"
    PAPER = "paper", "Paper"
    SURVEY = "survey", "Survey"
    STATISTICS = "statistics", "Official statistics"
    DATA = "data", "Data set"
    REPORT = "report", "Report"
    NEWS = "news", "News"
    BLOG = "blog", "Blog or essay"
    TALK = "talk", "Talk"
    FORUM = "forum", "Forum"
    COURSE = "course", "Course material"
    REFERENCE = "reference", "Encyclopaedia"


class LinkState(models.TextChoices):
    UNCHECKED = "unchecked", "Not checked yet"
    WORKS = "works", "Works"
    MOVED = "moved", "Moved"
    BROKEN = "broken", "Broken"


LINK_NOTES: dict[str, str] = {
    LinkState.MOVED: "The page has moved.",
    LinkState.BROKEN: "The link is broken.",
}


class SourceQuerySet(models.QuerySet["Source"]):
    def publishers(self) -> models.QuerySet["Source", str]:
        """Return the names of all publishers, in alphabetical order."""
        return self.order_by("publisher").values_list("publisher", flat=True).distinct()

    def not_visited_since(self, moment: dt.datetime) -> Self:
        """Keep those whose link should be checked, what waits longest first."""
        return (
            self.exclude(url="")
            .filter(Q(link_checked_at=None) | Q(link_checked_at__lt=moment))
            .order_by(F("link_checked_at").asc(nulls_first=True), "slug")
        )


class Source(models.Model):
    """A page, document or data set that supports a statement. There is one for each address."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, db_index=True)
    url = models.URLField(
        "address",
        max_length=URL_LENGTH,
        blank=True,
        help_text="Leave empty only for a document that has no address.",
    )
    kind = models.CharField(max_length=20, choices=SourceKind, db_index=True)
    published = PartialDateField(
        blank=True, help_text="As the source gives it: 2024, 2024-09 or 2024-09-04. Empty: undated."
    )
    accessed_on = models.DateField("read on", help_text="The day on which a person last read it.")
    # What `manage.py checksources` found, for the address as it is now.
    link_state = models.CharField(
        "link", max_length=10, choices=LinkState, default=LinkState.UNCHECKED
    )
    link_checked_at = models.DateTimeField("last visited", null=True, blank=True)
    link_status = models.CharField("answer", max_length=200, blank=True)
    link_moved_to = models.URLField("moved to", max_length=URL_LENGTH, blank=True)
    quote = models.CharField(
        max_length=300, blank=True, help_text="Its own words that matter most, at most twenty."
    )
    caveat = models.CharField(
        max_length=400, blank=True, help_text="What a reader should know before trusting it."
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["publisher", "title", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["url"],
                condition=~Q(url=""),
                name="source_unique_address",
                violation_error_message="There is a source with this address already.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SourceKind.values), name="source_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(link_state__in=LinkState.values), name="source_link_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(link_moved_to="") | Q(link_state=LinkState.MOVED),
                name="source_new_address_only_if_moved",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.publisher})"

    def save(self, **kwargs: Any) -> None:
        if self.pk and Source.objects.filter(pk=self.pk).exclude(url=self.url).exists():
            # What was found at the former address says nothing about this one.
            self.link_state = LinkState.UNCHECKED
            self.link_checked_at = None
            self.link_status = self.link_moved_to = ""
        super().save(**kwargs)

    def get_absolute_url(self) -> str:
        return reverse("editorial:source", args=[self.slug])

    @property
    def link_note(self) -> str:
        """What readers should know before they follow the link; "" if nothing."""
        return LINK_NOTES.get(self.link_state, "")


class SourcesField(models.ManyToManyField):  # type: ignore[type-arg]
    """The sources of a statement. A source that a statement rests on can't be deleted."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["to"] = "editorial.Source"
        kwargs["blank"] = True
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["to"], kwargs["blank"]
        return name, path, args, kwargs

    def contribute_to_class(
        self, cls: type[models.Model], name: str, private_only: bool = False, **kwargs: Any
    ) -> None:
        super().contribute_to_class(cls, name, private_only=private_only, **kwargs)
        if not cls._meta.abstract:
            # Django makes the table between the two and lets it cascade: the statement would stay
            # on the site and nobody could check it any more.
            through: Any = self.remote_field.through
            through._meta.get_field("source").remote_field.on_delete = models.PROTECT


class Sourced(models.Model):
    """A statement with its sources and its dates."""

    as_of = PartialDateField(
        "as of", help_text="The date that the statement speaks of: 2024, 2024-09 or 2024-09-04."
    )
    checked_on = models.DateField(
        "checked on", help_text="The day on which a person last read the sources and agreed."
    )
    good_for = models.PositiveSmallIntegerField(
        "good for",
        choices=GoodFor,
        default=GoodFor.HALF_YEAR,
        help_text="How long after the check readers may rely on it.",
    )
    sources = SourcesField(related_name="%(class)ss")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(good_for__in=GoodFor.values), name="%(class)s_good_for_is_known"
            ),
        ]

    @property
    def freshness(self) -> Freshness:
        return freshness_on(timezone.localdate(), self.checked_on, self.good_for)

    @property
    def needs_source(self) -> bool:
        """Whether it can't be published without a source."""
        return True


class Status(models.TextChoices):
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in-review", "In review"
    PUBLISHED = "published", "Published"
    ARCHIVED = "archived", "Archived"


class PublishedQuerySet[M: models.Model](models.QuerySet[M]):
    def published(self) -> Self:
        return self.filter(status=Status.PUBLISHED)


class Published(models.Model):
    """Content with a review state. The public site sees only what is published."""

    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT, db_index=True)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="%(class)s_status_is_known"
            ),
        ]


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


class SearchEntry(models.Model):
    """What readers find a published record by, made from it by `editorial.search`.

    The databases index the columns of words by themselves, each in its own way: migration 0004.
    """

    # The place of the kind and the key of the record, so that neither has to be looked up, and what
    # matters more comes first: see `editorial.search.entries`.
    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=30)
    path = models.CharField(max_length=300)
    title = models.TextField()
    also = models.TextField(blank=True)  # other names
    text = models.TextField(blank=True)
    # The same as stems, with spaces between them; names are one word each.
    name_words = models.TextField(blank=True)
    title_words = models.TextField(blank=True)
    also_words = models.TextField(blank=True)
    text_words = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "search entries"

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A word that some entries have, to complete and correct what readers type."""

    text = models.CharField(max_length=40, unique=True)
    backwards = models.CharField(max_length=40, db_index=True)
    stem = models.CharField(max_length=40, db_index=True)
    entries = models.PositiveIntegerField(help_text="How many entries have it.")

    class Meta:
        ordering = ["-entries", "text"]

    def __str__(self) -> str:
        return self.text
