"""How to learn: free resources, steps with a project each, and the paths that they make."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from careers.models.roles import Role
from comparisons.models import Framework
from editorial.models import Published, PublishedQuerySet, Sourced


class Resource(Sourced, Published):
    """A course, book or guide that costs nothing."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=160)
    provider = models.CharField(max_length=120)
    url = models.URLField("address", max_length=300)
    kind = models.CharField(max_length=30, help_text="In a word, such as “course” or “book”.")
    level = models.CharField(max_length=40, help_text="Such as “beginner” or “intermediate”.")
    frameworks = models.ManyToManyField(Framework, related_name="resources", blank=True)
    hours = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="As it states. Empty: it doesn't say."
    )
    length = models.CharField(max_length=120, blank=True, help_text="As it states, in words.")
    covers = models.CharField(max_length=200, help_text="What one learns from it.")
    note = models.CharField(max_length=200, blank=True)

    objects = PublishedQuerySet["Resource"].as_manager()

    class Meta:
        ordering = ["title", "slug"]
        constraints = [*Sourced.Meta.constraints, *Published.Meta.constraints]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.url


class LearningStep(models.Model):
    """One thing to learn: what with, what to build, and when it is done."""

    slug = models.SlugField(max_length=60, unique=True)
    goal = models.CharField(max_length=100, help_text="What one can do afterwards.")
    resources = models.ManyToManyField(Resource, related_name="steps", blank=True)
    hours_low = models.PositiveSmallIntegerField(
        "hours from",
        null=True,
        blank=True,
        help_text="As a source states. Empty: no source says how long.",
    )
    hours_high = models.PositiveSmallIntegerField("to", null=True, blank=True)
    hours_note = models.CharField(
        "note on the hours", max_length=160, blank=True, help_text="What the hours are of."
    )
    project = models.CharField(max_length=300, help_text="What to build.")
    acceptance = models.CharField(
        "done when", max_length=400, help_text="How one knows that it is done."
    )
    hardware = models.CharField(
        max_length=120, blank=True, help_text="What it takes beyond an ordinary computer."
    )

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hours_low=None, hours_high=None)
                | Q(
                    hours_low__isnull=False,
                    hours_high__isnull=False,
                    hours_high__gte=F("hours_low"),
                ),
                name="learningstep_hours_are_whole",
                violation_error_message="Hours have a low and a high that is no less, or neither.",
            ),
        ]

    def __str__(self) -> str:
        return self.goal


class PathQuerySet(PublishedQuerySet["LearningPath"]):
    def with_steps(self) -> "PathQuerySet":
        """Add the steps in order, with their published resources, in two more queries."""
        resources = models.Prefetch("step__resources", Resource.objects.published())
        entries = PathEntry.objects.select_related("step").prefetch_related(resources)
        return self.prefetch_related(models.Prefetch("entries", entries))


class LearningPath(Published):
    """Steps in an order, towards a framework or a role."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=80, unique=True)
    framework = models.OneToOneField(
        Framework, on_delete=models.PROTECT, null=True, blank=True, related_name="path"
    )
    role = models.OneToOneField(
        Role, on_delete=models.PROTECT, null=True, blank=True, related_name="path"
    )
    prerequisites = models.CharField(max_length=160, help_text="What one must know beforehand.")
    why = models.CharField(max_length=200, help_text="Why one should take this path, or not.")
    stop = models.CharField(max_length=160, blank=True, help_text="The good place to stop, if any.")
    stop_after = models.ForeignKey(
        LearningStep,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The last step of working knowledge. Empty: all of them.",
    )

    objects = PathQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=Q(framework=None, role__isnull=False)
                | Q(framework__isnull=False, role=None),
                name="learningpath_leads_to_one_thing",
                violation_error_message="A path leads to a framework or to a role.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("careers:path", args=[self.slug])


class PathEntry(models.Model):
    """A step at its place in a path."""

    path = models.ForeignKey(LearningPath, on_delete=models.CASCADE, related_name="entries")
    position = models.PositiveSmallIntegerField()
    step = models.ForeignKey(LearningStep, on_delete=models.PROTECT, related_name="entries")

    class Meta:
        ordering = ["path", "position"]
        verbose_name_plural = "path entries"
        constraints = [
            models.UniqueConstraint(
                fields=["path", "position"], name="pathentry_one_at_each_position"
            ),
            models.UniqueConstraint(
                fields=["path", "step"],
                name="pathentry_each_step_once",
                violation_error_message="A step stands only once in a path.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.position)
