"""Tools that belong to frameworks or work with them, and what has become of them."""

from django.db import models
from django.db.models import OuterRef, Q, StringAgg, Subquery, Value
from django.db.models.functions import Concat
from django.urls import reverse

from comparisons.models.frameworks import Framework
from editorial.models import Published, PublishedQuerySet, Sourced, public_q
from editorial.partial_dates import PartialDateField

# Between the slug and the name of a successor; neither can hold it.
BETWEEN = "\t"


class ToolState(models.TextChoices):
    ACTIVE = "active", "Active"
    LOW_CHANGE = "low_change", "Maintained, few changes"
    STALLED = "stalled", "Stalled"
    SEEKING_MAINTAINER = "seeking_maintainer", "Seeks a maintainer"
    TO_BE_REPLACED = "to_be_replaced", "To be replaced"
    RENAMED = "renamed", "Renamed"
    DEPRECATED = "deprecated", "Deprecated"
    UNMAINTAINED = "unmaintained", "No longer maintained"
    ENDED = "ended", "Ended"


class Outlook(models.TextChoices):
    """What the state of a tool means for someone who builds on it, in the order of the page."""

    GOING = "going", "Renamed, replaced or given up"
    UNCERTAIN = "uncertain", "Uncertain"
    GOOD = "good", "Active"


class ToolQuerySet(PublishedQuerySet["Tool"]):
    def with_successors(self) -> "ToolQuerySet":
        """Add what `Tool.replaced_by` tells, in the same query."""
        through = Tool.successors.through._default_manager
        links = through.filter(public_q("to_tool__"), from_tool=OuterRef("pk"))
        names = Concat("to_tool__slug", Value(BETWEEN), "to_tool__name")
        lines = StringAgg(names, Value("\n"))
        return self.annotate(
            successor_lines=Subquery(links.values("from_tool").values(lines=lines))
        )

    def with_evidence(self) -> "ToolQuerySet":
        """Add the published frameworks and the sources, in two more queries."""
        frameworks = models.Prefetch("frameworks", Framework.objects.published())
        return self.prefetch_related(frameworks, "sources")


class Tool(Sourced, Published):
    """A library, runtime, server or format around the frameworks."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    also_called = models.CharField(
        max_length=160,
        blank=True,
        help_text="Short and other names, with commas between them. What replaces it has its own.",
    )
    role = models.CharField(max_length=100, help_text="What it is for, in a few words.")
    owner = models.CharField(max_length=80, help_text="Who keeps it.")
    frameworks = models.ManyToManyField(
        Framework, related_name="tools", blank=True, verbose_name="works with"
    )
    state = models.CharField(max_length=20, choices=ToolState, db_index=True)
    since = PartialDateField(blank=True, help_text="The date from which that state holds.")
    successors = models.ManyToManyField(
        "self",
        symmetrical=False,
        related_name="predecessors",
        blank=True,
        verbose_name="replaced by",
    )
    successor_note = models.CharField(
        max_length=200, blank=True, help_text="What replaces it and is not a tool in this list."
    )
    description = models.CharField(max_length=400, help_text="What it is and what happened to it.")
    advice = models.CharField(
        max_length=300, help_text="What this means for someone who learns it now. Our judgement."
    )

    objects = ToolQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            *Sourced.Meta.constraints,
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=ToolState.values), name="tool_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ToolState.ACTIVE, ToolState.LOW_CHANGE]) | ~Q(since=""),
                name="tool_state_has_a_date",
                violation_error_message="Say since when: only an active tool may leave that open.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def outlook(self) -> Outlook:
        match self.state:
            case ToolState.ACTIVE | ToolState.LOW_CHANGE:
                return Outlook.GOOD
            case ToolState.STALLED | ToolState.SEEKING_MAINTAINER | ToolState.TO_BE_REPLACED:
                return Outlook.UNCERTAIN
            case _:
                return Outlook.GOING

    @property
    def replaced_by(self) -> "list[Tool]":
        """The published successors, with their names and pages only; with_successors() must be."""
        lines: str = self.successor_lines or ""  # type: ignore[attr-defined]
        named = (line.split(BETWEEN) for line in lines.splitlines())
        return sorted((Tool(slug=slug, name=name) for slug, name in named), key=str)

    def get_absolute_url(self) -> str:
        return f"{reverse('comparisons:tools')}#{self.slug}"
