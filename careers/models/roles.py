"""The work: roles, the skills that they take, and what is known of each role."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from comparisons.models import Claim, Framework, SuccessStory
from editorial.models import Published, PublishedQuerySet, Sourced, public_q

# A judgement of how well a framework fits a role goes from 0 to this.
BEST_FIT = 3


class Skill(models.Model):
    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=40, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OccupationFit(models.TextChoices):
    CLOSE = "close", "Close"
    PARTIAL = "partial", "Partial"
    WEAK = "weak", "Weak"


class RoleQuerySet(PublishedQuerySet["Role"]):
    def with_fits(self) -> "RoleQuerySet":
        """Add our judgements of the published frameworks, in one more query."""
        return self.prefetch_related(fits_of_published())


def fits_of_published() -> "models.Prefetch[str, models.QuerySet[RoleFit], str]":
    """Return what to prefetch for our judgements of the published frameworks: one query."""
    fits = RoleFit.objects.filter(public_q("framework__")).select_related("framework")
    return models.Prefetch("fits", fits)


class Role(Published):
    """A kind of work that people have as a career goal."""

    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(
        max_length=60, unique=True, help_text="Its name in addresses. Changing it breaks links."
    )
    also_called = models.CharField(
        max_length=160, blank=True, help_text="Other titles, with commas between them."
    )
    summary = models.CharField(max_length=300, help_text="What such a person does.")
    skills = models.ManyToManyField(Skill, related_name="roles", blank=True)
    occupation_code = models.CharField(
        max_length=12, blank=True, help_text="Its nearest code in O*NET, such as 15-2051.00."
    )
    occupation_title = models.CharField(max_length=120, blank=True)
    occupation_fit = models.CharField(max_length=10, choices=OccupationFit, blank=True)
    occupation_note = models.CharField(max_length=200, blank=True)
    claims = models.ManyToManyField(
        Claim, related_name="roles", blank=True, help_text="Claims that concern such work."
    )
    stories = models.ManyToManyField(
        SuccessStory,
        related_name="roles",
        blank=True,
        help_text="Where such people built something.",
    )
    position = models.PositiveSmallIntegerField(help_text="Its place in lists of roles.")

    objects = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["position", "slug"]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=Q(occupation_code="", occupation_title="", occupation_fit="")
                | (~Q(occupation_code="") & ~Q(occupation_title="") & ~Q(occupation_fit="")),
                name="role_occupation_is_whole",
                violation_error_message="An occupation has a code, a title and how well it fits.",
            ),
            models.CheckConstraint(
                condition=Q(occupation_fit="") | Q(occupation_fit__in=OccupationFit.values),
                name="role_occupation_fit_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("careers:role", args=[self.slug])


class RoleFit(models.Model):
    """Our judgement of how well a framework fits a role, from its evidence."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="fits")
    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="role_fits")
    fit = models.PositiveSmallIntegerField(
        help_text="3: the usual choice; 2: often asked for; 1: sometimes; 0: hardly ever."
    )

    class Meta:
        ordering = ["role", "-fit", "framework"]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "framework"], name="rolefit_one_for_each_framework"
            ),
            models.CheckConstraint(
                condition=Q(fit__lte=BEST_FIT),
                name="rolefit_within_scale",
                violation_error_message="A fit goes from 0 to 3.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.fit)


class RoleTopic(models.TextChoices):
    """What a statement about a role is about, in the order of the page."""

    FRAMEWORKS = "frameworks", "Which frameworks it asks for"
    ENTRY = "entry", "How people get in"
    OUTLOOK = "outlook", "Outlook"
    FOUNDING = "founding", "What the founding article says of it"


class RoleStatement(Sourced):
    """One sourced statement about a role, published with it."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="statements")
    position = models.PositiveSmallIntegerField()
    topic = models.CharField(max_length=20, choices=RoleTopic)
    text = models.CharField(max_length=400)

    class Meta:
        ordering = ["role", "position"]
        constraints = [
            *Sourced.Meta.constraints,
            models.UniqueConstraint(
                fields=["role", "position"], name="rolestatement_one_at_each_position"
            ),
            models.CheckConstraint(
                condition=Q(topic__in=RoleTopic.values), name="rolestatement_topic_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.get_topic_display()
