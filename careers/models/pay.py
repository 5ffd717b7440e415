"""What sources say of pay. Each observation is kept as it was found, and none is averaged."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from careers.models.demand import SMALL_SAMPLE, Reliability
from careers.models.roles import Role
from editorial.models import Published, PublishedQuerySet, Sourced

# A median of fewer cases says more about the cases than about the pay; it is held back.
FEWEST_CASES = 10


class Statistic(models.TextChoices):
    MEDIAN = "median", "Median"
    MEDIAN_OF_MIDDLES = "median-of-middles", "Median of the middles of advertised ranges"
    MEDIAN_IN_BANDS = "median-in-bands", "Median, interpolated inside pay bands"
    MEAN = "mean", "Mean"
    AVERAGE = "average", "Average, of a kind not stated"
    RANGE = "range", "Range as quoted"
    NOT_STATED = "not-stated", "Not stated"


class RangeKind(models.TextChoices):
    TENTH = "10-90", "10th and 90th percentile"
    QUARTILES = "25-75", "25th and 75th percentile"
    ENDS = "ends", "low and high"


class Currency(models.TextChoices):
    USD = "USD", "US dollar"
    GBP = "GBP", "Pound sterling"
    EUR = "EUR", "Euro"
    CAD = "CAD", "Canadian dollar"
    INR = "INR", "Indian rupee"


class Per(models.TextChoices):
    YEAR = "year", "a year"
    MONTH = "month", "a month"
    DAY = "day", "a day"
    HOUR = "hour", "an hour"


class SalaryObservation(Sourced, Published):
    """One figure of pay, with all that is needed to read it."""

    slug = models.SlugField(max_length=80, unique=True)
    role = models.ForeignKey(
        Role, on_delete=models.PROTECT, null=True, blank=True, related_name="salaries"
    )
    group = models.CharField(max_length=120, help_text="Whose pay it is.")
    population = models.CharField(max_length=200, help_text="Who or what could be in it.")
    region = models.CharField(max_length=80)
    period = models.CharField(max_length=60, help_text="As the source gives it.")
    statistic = models.CharField(max_length=20, choices=Statistic)
    amount = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, help_text="The median or mean."
    )
    low = models.DecimalField("range from", max_digits=12, decimal_places=2, null=True, blank=True)
    high = models.DecimalField("to", max_digits=12, decimal_places=2, null=True, blank=True)
    range_kind = models.CharField("ends of the range", max_length=10, choices=RangeKind, blank=True)
    interval_low = models.DecimalField(
        "interval from",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="95% interval of the median.",
    )
    interval_high = models.DecimalField(
        "to", max_digits=12, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(max_length=3, choices=Currency)
    per = models.CharField(max_length=5, choices=Per, default=Per.YEAR)
    sample = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text=f"How many were counted. Of fewer than {FEWEST_CASES}, no figure is shown.",
    )
    note = models.CharField(max_length=300, blank=True)
    reliability = models.CharField(max_length=10, choices=Reliability)

    objects = PublishedQuerySet["SalaryObservation"].as_manager()

    class Meta:
        ordering = ["population", "region", "-period", "slug"]
        constraints = [
            *Sourced.Meta.constraints,
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=Q(statistic__in=Statistic.values),
                name="salaryobservation_statistic_is_known",
            ),
            models.CheckConstraint(
                condition=Q(currency__in=Currency.values),
                name="salaryobservation_currency_is_known",
            ),
            models.CheckConstraint(
                condition=Q(per__in=Per.values), name="salaryobservation_per_is_known"
            ),
            models.CheckConstraint(
                condition=Q(reliability__in=Reliability.values),
                name="salaryobservation_reliability_is_known",
            ),
            models.CheckConstraint(
                condition=Q(low=None, high=None, range_kind="")
                | Q(
                    low__isnull=False,
                    high__isnull=False,
                    high__gte=F("low"),
                    range_kind__in=RangeKind.values,
                ),
                name="salaryobservation_range_is_whole",
                violation_error_message="A range has a low, a high that is no less, and a kind.",
            ),
            models.CheckConstraint(
                condition=Q(interval_low=None, interval_high=None)
                | Q(
                    interval_low__isnull=False,
                    interval_high__isnull=False,
                    interval_high__gte=F("interval_low"),
                ),
                name="salaryobservation_interval_is_whole",
                violation_error_message="An interval has a low and a high that is no less.",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=False) | Q(low__isnull=False),
                name="salaryobservation_says_something",
                violation_error_message="Give an amount or a range.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}, {self.region}, {self.period}"

    def get_absolute_url(self) -> str:
        return f"{reverse('careers:salaries')}#{self.slug}"

    @property
    def is_held_back(self) -> bool:
        """Whether there are too few cases for a figure to be shown."""
        return self.sample is not None and self.sample < FEWEST_CASES

    @property
    def is_small(self) -> bool:
        return self.sample is not None and self.sample < SMALL_SAMPLE
