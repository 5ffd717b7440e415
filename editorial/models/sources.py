"""The pages, documents and data sets that statements rest on."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

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


DEAD = (LinkState.BROKEN, LinkState.MOVED)
LINK_NOTES: dict[str, str] = {
    LinkState.MOVED: "The page has moved.",
    LinkState.BROKEN: "The link is broken.",
}


class SourceQuerySet(models.QuerySet["Source"]):
    def publishers(self) -> models.QuerySet["Source", str]:
        """Return the names of all publishers, in alphabetical order."""
        return self.order_by("publisher").values_list("publisher", flat=True).distinct()

    def with_dead_links(self) -> Self:
        """Keep those whose link leads elsewhere by now: the broken ones first."""
        return self.filter(link_state__in=DEAD).order_by("link_state", "slug")

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
        indexes = [models.Index(fields=["link_state", "slug"], name="source_by_link")]
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
