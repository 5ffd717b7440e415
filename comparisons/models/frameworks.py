"""Frameworks, and the facts that describe each of them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from editorial.models import Published, PublishedQuerySet, Sourced, Status


class Colour(models.TextChoices):
    """The colours that the style sheet has for frameworks, in light and in dark.

    Each is told apart at 3:1 on both grounds, and from the others without red and green.
    """

    VERMILION = "vermilion", "Vermilion"
    BLUE = "blue", "Blue"
    VIOLET = "violet", "Violet"
    ROSE = "rose", "Rose"
    GREEN = "green", "Green"
    OCHRE = "ochre", "Ochre"
    SKY = "sky", "Sky"
    SLATE = "slate", "Slate"


class FrameworkQuerySet(PublishedQuerySet["Framework"]):
    def with_facts(self) -> "FrameworkQuerySet":
        """Add the facts, in the order of the page, and their sources, in two more queries."""
        return self.prefetch_related(facts_in_order())


def facts_in_order() -> "models.Prefetch[str, models.QuerySet[FrameworkFact], str]":
    """Return what to prefetch for the facts of a framework: two queries."""
    return models.Prefetch("facts", FrameworkFact.objects.in_order())


class Framework(Published):
    """A framework that can be compared. What is said of it are its facts, each with its sources."""

    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(
        max_length=60, unique=True, help_text="Its name in addresses. Changing it breaks links."
    )
    also_called = models.CharField(
        max_length=160, blank=True, help_text="Other names, with commas between them."
    )
    kind = models.CharField(max_length=60, help_text="Two to five words, such as “Array library”.")
    trains_models = models.BooleanField(
        default=True,
        help_text="Off for what only runs finished models: it is compared, but never "
        "recommended as the first thing to learn.",
    )
    mark = models.CharField(
        max_length=3, help_text="One to three letters that stand for it in tables."
    )
    colour = models.CharField(max_length=20, choices=Colour)
    homepage = models.URLField(max_length=200)
    repository = models.URLField(max_length=200)
    documentation = models.URLField(max_length=200)

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        # By slug, like the addresses of comparisons: an order that favours nobody.
        ordering = ["slug"]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                # "a-vs-b" is the address of a comparison.
                condition=~Q(slug__contains="-vs-"),
                name="framework_slug_is_no_comparison",
                violation_error_message="A framework's slug must not contain “-vs-”.",
            ),
            models.CheckConstraint(
                condition=Q(colour__in=Colour.values), name="framework_colour_is_known"
            ),
            # What is archived gives its colour and its mark back.
            models.UniqueConstraint(
                fields=["colour"],
                condition=Q(status=Status.PUBLISHED),
                name="framework_colour_is_its_own",
                violation_error_message="Another published framework has this colour.",
            ),
            models.UniqueConstraint(
                fields=["mark"],
                condition=Q(status=Status.PUBLISHED),
                name="framework_mark_is_its_own",
                violation_error_message="Another published framework has this mark.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("comparisons:framework", args=[self.slug])

    @property
    def description(self) -> str:
        """What it is, from its facts; they must be loaded, or this costs a query."""
        facts = (fact for fact in self.facts.all() if fact.topic == FactTopic.DESCRIPTION)
        return next((fact.text for fact in facts), "")


class FactTopic(models.TextChoices):
    """What a fact about a framework is about, in the order of the page."""

    DESCRIPTION = "description", "What it is"
    STEWARD = "steward", "Steward"
    CREATOR = "creator", "Created by"
    FIRST_RELEASE = "first_release", "First release"
    LATEST_VERSION = "latest_version", "Latest version"
    LICENCE = "licence", "Licence"
    LANGUAGES = "languages", "Written in"
    UPKEEP = "upkeep", "Upkeep"
    EXECUTION = "execution", "How code runs"
    HARDWARE = "hardware", "Hardware"
    DISTRIBUTED = "distributed", "Many devices"
    SERVER = "server", "To a server"
    MOBILE = "mobile", "To phones"
    BROWSER = "browser", "To the browser"
    EMBEDDED = "embedded", "To embedded devices"


class FrameworkFactQuerySet(models.QuerySet["FrameworkFact"]):
    def in_order(self) -> "FrameworkFactQuerySet":
        """Sort by topic, as the page shows them, with their sources, in one more query."""
        positions = [
            models.When(topic=topic, then=position) for position, topic in enumerate(FactTopic)
        ]
        return self.order_by("framework", models.Case(*positions)).prefetch_related("sources")


class FrameworkFact(Sourced):
    """One sourced fact about a framework, published with it."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="facts")
    topic = models.CharField(max_length=20, choices=FactTopic)
    text = models.CharField(max_length=400)
    note = models.CharField(
        max_length=300, blank=True, help_text="A limit, a contradiction or a caveat."
    )

    objects = FrameworkFactQuerySet.as_manager()

    class Meta:
        ordering = ["framework", "topic"]
        constraints = [
            *Sourced.Meta.constraints,
            models.UniqueConstraint(
                fields=["framework", "topic"], name="frameworkfact_one_for_each_topic"
            ),
            models.CheckConstraint(
                condition=Q(topic__in=FactTopic.values), name="frameworkfact_topic_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.get_topic_display()
