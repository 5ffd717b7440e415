"""What every statement has: sources, dates, and a review state."""

from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import m2m_changed
from django.utils import timezone

from editorial.freshness import Freshness, GoodFor, freshness_on
from editorial.models.sourcing import SourcesDescriptor, follow_removal, look_at
from editorial.partial_dates import PartialDateField


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
            setattr(cls, name, SourcesDescriptor(self.remote_field, reverse=False))
            m2m_changed.connect(follow_removal, sender=through)


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
            models.CheckConstraint(
                condition=~Q(as_of=""),
                name="%(class)s_says_as_of_when",
                violation_error_message="Say which date it speaks of.",
            ),
        ]

    def save(self, **kwargs: Any) -> None:
        """Raises ValidationError if readers see it without a source: see `sources_follow`."""
        if not (self.is_shown and self.needs_source):
            super().save(**kwargs)
            return
        with transaction.atomic():
            super().save(**kwargs)
            look_at(type(self), [self.pk])

    @property
    def is_shown(self) -> bool:
        """Whether readers see it, now or at some time: a part is seen with what it belongs to."""
        return getattr(self, "status", Status.PUBLISHED) == Status.PUBLISHED

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


def public_q(prefix: str = "") -> Q:
    """Return the condition of what readers can see now.

    prefix: the lookup of the record in question, such as "framework__".
    """
    now = timezone.now()
    begun = Q(**{f"{prefix}publish_at": None}) | Q(**{f"{prefix}publish_at__lte": now})
    not_over = Q(**{f"{prefix}expire_at": None}) | Q(**{f"{prefix}expire_at__gt": now})
    return Q(**{f"{prefix}status": Status.PUBLISHED}) & begun & not_over


class PublishedQuerySet[M: models.Model](models.QuerySet[M]):
    def published(self) -> Self:
        """Keep what readers can see now."""
        return self.filter(public_q())

    def update(self, **kwargs: Any) -> int:
        """Raises ValidationError if something would be published without a source."""
        if kwargs.get("status") != Status.PUBLISHED or not issubclass(self.model, Sourced):
            return super().update(**kwargs)
        with transaction.atomic():
            keys = [*self.values_list("pk", flat=True)]
            count = super().update(**kwargs)
            look_at(self.model, keys)
        return count


class Published(models.Model):
    """Content with a review state. The public site sees only what is published."""

    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT, db_index=True)
    publish_at = models.DateTimeField(
        "appears",
        null=True,
        blank=True,
        help_text="Once it is published, readers see it from then on. Empty: at once.",
    )
    expire_at = models.DateTimeField(
        "disappears",
        null=True,
        blank=True,
        help_text="Readers no longer see it from then on. Empty: it stays.",
    )
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
            models.CheckConstraint(
                condition=Q(publish_at=None)
                | Q(expire_at=None)
                | Q(expire_at__gt=models.F("publish_at")),
                name="%(class)s_appears_before_it_disappears",
                violation_error_message="It must appear before it disappears.",
            ),
        ]

    @property
    def is_public(self) -> bool:
        """Whether readers can see it now."""
        now = timezone.now()
        begun = self.publish_at is None or self.publish_at <= now
        return (
            self.status == Status.PUBLISHED
            and begun
            and (self.expire_at is None or self.expire_at > now)
        )
