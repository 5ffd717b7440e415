"""What adverts and surveys say of demand. Each observation is kept as it was found."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from careers.models.roles import Role
from comparisons.models import Framework
from editorial.models import Published, PublishedQuerySet, Sourced
from editorial.partial_dates import PartialDateField

# Under so many adverts, a difference of a few points means nothing, and the page says so.
SMALL_SAMPLE = 60


class Reliability(models.TextChoices):
    PUBLISHED = "published", "Printed in the source"
    COUNTED = "counted", "Counted by us from the source"
    WEAK = "weak", "Weak or second-hand"


class Measure(models.TextChoices):
    NAMES_FRAMEWORK = "names-framework", "Names the framework"
    NAMES_WHICH = "names-which", "Names which of the two"
    NAMES_TERM = "names-term", "Names another word"
    USES_FRAMEWORK = "uses-framework", "Uses the framework"
    GROWTH = "growth", "Growth"
    OTHER = "other", "Other"


class Grouping(models.TextChoices):
    """By what the adverts of an observation were singled out, in the order of the page."""

    ALL = "all", "All of them"
    TITLE = "title", "By job title"
    WORD = "word", "By a word in the text"
    LEVEL = "level", "By level"
    PLACE = "place", "By place"
    KIND = "kind", "By kind of work"
    EMPLOYER = "employer", "By employer"


class JobTrendQuerySet(PublishedQuerySet["JobTrend"]):
    def with_shares(self) -> "JobTrendQuerySet":
        """Add shares with their frameworks, and pairs, in two more queries."""
        shares = JobShare.objects.select_related("framework")
        pairs = JobPair.objects.select_related("first", "second")
        return self.prefetch_related(
            models.Prefetch("shares", shares), models.Prefetch("pairs", pairs)
        )


class JobTrend(Sourced, Published):
    """One observation of demand: who or what was looked at, where, when, and what it showed."""

    slug = models.SlugField(max_length=60, unique=True)
    measure = models.CharField(
        max_length=20,
        choices=Measure,
        db_index=True,
        help_text="Tables and the recommendation take only what “names the framework”.",
    )
    what = models.CharField(
        max_length=120, help_text="What was measured, such as “Share of adverts that name it”."
    )
    subject = models.CharField(
        max_length=160, blank=True, help_text="Of what: a group of adverts, a word, an occupation."
    )
    grouping = models.CharField(
        max_length=10,
        choices=Grouping,
        default=Grouping.ALL,
        help_text="By what these adverts were singled out of the population.",
    )
    role = models.ForeignKey(
        Role,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="job_trends",
        help_text="The role that these adverts stand for. The recommendation counts them for it.",
    )
    population = models.CharField(max_length=160, help_text="Who or what could be in it.")
    region = models.CharField(max_length=80, blank=True)
    period = models.CharField(max_length=60, help_text="As the source gives it.")
    sample = models.PositiveIntegerField(
        null=True, blank=True, help_text="How many were looked at. Empty: the source doesn't say."
    )
    value = models.DecimalField(
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="A number that is no share, such as a growth.",
    )
    unit = models.CharField(max_length=60, blank=True, help_text="What the value is in.")
    text = models.CharField(max_length=300, blank=True, help_text="A value that is no number.")
    note = models.CharField(max_length=300, blank=True)
    reliability = models.CharField(max_length=10, choices=Reliability)

    objects = JobTrendQuerySet.as_manager()

    class Meta:
        ordering = ["-as_of", "slug"]
        verbose_name = "job observation"
        constraints = [
            *Sourced.Meta.constraints,
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=Q(measure__in=Measure.values), name="jobtrend_measure_is_known"
            ),
            models.CheckConstraint(
                condition=Q(grouping__in=Grouping.values), name="jobtrend_grouping_is_known"
            ),
            models.CheckConstraint(
                condition=Q(reliability__in=Reliability.values),
                name="jobtrend_reliability_is_known",
            ),
            models.CheckConstraint(
                condition=Q(sample__isnull=True) | Q(sample__gt=0), name="jobtrend_sample_not_empty"
            ),
            models.CheckConstraint(
                condition=Q(value=None) | ~Q(unit=""),
                name="jobtrend_value_has_a_unit",
                violation_error_message="A value needs a unit.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.subject}" if self.subject else self.what

    def get_absolute_url(self) -> str:
        return f"{reverse('careers:jobs')}#{self.slug}"

    @property
    def data_set(self) -> tuple[str, str, str]:
        """What is comparable with this: the same population, place and time."""
        return self.population, self.region, self.period

    @property
    def is_small(self) -> bool:
        return self.sample is not None and self.sample < SMALL_SAMPLE


class JobShare(models.Model):
    """How many of a sample name one framework, or one other thing."""

    trend = models.ForeignKey(JobTrend, on_delete=models.CASCADE, related_name="shares")
    position = models.PositiveSmallIntegerField()
    framework = models.ForeignKey(
        Framework, on_delete=models.PROTECT, null=True, blank=True, related_name="job_shares"
    )
    label = models.CharField(max_length=80, blank=True, help_text="What it is, if no framework.")
    count = models.PositiveIntegerField(
        null=True, blank=True, help_text="How many of the sample name it."
    )
    percent = models.DecimalField(
        max_digits=5, decimal_places=2, null=True, blank=True, help_text="Where no count is known."
    )

    class Meta:
        ordering = ["trend", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["trend", "position"], name="jobshare_one_at_each_position"
            ),
            models.CheckConstraint(
                condition=(Q(framework=None) & ~Q(label="")) | Q(framework__isnull=False, label=""),
                name="jobshare_is_of_one_thing",
                violation_error_message="A share is of a framework or of what its label says.",
            ),
            models.CheckConstraint(
                condition=Q(count=None, percent__isnull=False, percent__gte=0, percent__lte=100)
                | Q(count__isnull=False, percent=None),
                name="jobshare_count_or_percent",
                violation_error_message="Give the count, or the percentage where none is known.",
            ),
        ]

    def __str__(self) -> str:
        return self.label or str(self.count if self.percent is None else self.percent)

    def percent_of(self, sample: int | None) -> Decimal:
        """Return the share in percent: of the sample where it was counted, or as published."""
        if self.percent is not None:
            return self.percent
        return Decimal(100 * (self.count or 0)) / (sample or 1)


class JobPair(models.Model):
    """How many of a sample name both of two frameworks, and only one of them."""

    trend = models.ForeignKey(JobTrend, on_delete=models.CASCADE, related_name="pairs")
    first = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="+")
    both = models.PositiveIntegerField(help_text="How many name both of them.")
    first_only = models.PositiveIntegerField(help_text="How many name the first without the other.")
    second_only = models.PositiveIntegerField(
        help_text="How many name the second without the other."
    )

    class Meta:
        ordering = ["trend", "first", "second"]
        constraints = [
            models.UniqueConstraint(
                fields=["trend", "first", "second"], name="jobpair_one_for_each_pair"
            ),
            models.CheckConstraint(
                condition=~Q(first=models.F("second")),
                name="jobpair_of_two_frameworks",
                violation_error_message="A pair is of two different frameworks.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.either)

    @property
    def either(self) -> int:
        """How many name one of the two or both."""
        return self.both + self.first_only + self.second_only


class JobSeries(Sourced, Published):
    """Counts month after month, such as the posts of a hiring thread."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120, unique=True)
    unit = models.CharField(max_length=60, help_text="What is counted, such as “hiring posts”.")
    measures = models.CharField(
        "how it is counted", max_length=300, help_text="In full sentences, under the chart."
    )
    cannot_show = models.CharField(
        "what it cannot show", max_length=400, help_text="In full sentences, under the chart."
    )
    population = models.CharField(max_length=160, help_text="Who or what could be in it.")
    region = models.CharField(max_length=80)

    objects = PublishedQuerySet["JobSeries"].as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name_plural = "job series"
        constraints = [*Sourced.Meta.constraints, *Published.Meta.constraints]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('careers:jobs')}#{self.slug}"


class JobSeriesPoint(models.Model):
    """How many of a month's posts name one framework."""

    series = models.ForeignKey(JobSeries, on_delete=models.CASCADE, related_name="points")
    period = PartialDateField()
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="+")
    count = models.PositiveIntegerField()
    base = models.PositiveIntegerField(help_text="How many there were in all.")

    class Meta:
        ordering = ["series", "period", "framework"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "period", "framework"], name="jobseriespoint_one_for_each_month"
            ),
            models.CheckConstraint(
                condition=Q(base__gt=0, count__lte=models.F("base")),
                name="jobseriespoint_part_of_its_base",
                violation_error_message="The count can't be more than the base.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period}: {self.count} of {self.base}"

    def clean(self) -> None:
        if len(self.period) != 7:
            raise ValidationError({"period": "Give a month, such as 2026-07."})
