"""Whether a statement is still good: the one definition for pages, admin and queries.

A statement that was checked on a day stays good for a number of days. It is *fresh* for the first
three quarters of them, *ageing* in the last quarter, and *stale* afterwards.
"""

import datetime as dt

from django.db import models
from django.db.models import Q


class Freshness(models.TextChoices):
    FRESH = "fresh", "Fresh"
    AGEING = "ageing", "Ageing"
    STALE = "stale", "Stale"


class GoodFor(models.IntegerChoices):
    """How many days a statement stays good.

    A fixed list, so that a query compares dates on every database without adding days to one.
    """

    MONTH = 30, "a month"
    QUARTER = 90, "three months"
    HALF_YEAR = 180, "six months"
    YEAR = 365, "a year"
    FIVE_YEARS = 1825, "five years"


def _days_fresh_and_good(good_for: int) -> tuple[dt.timedelta, dt.timedelta]:
    """Return how long after the check a statement is fresh, and how long it is good."""
    return dt.timedelta(days=good_for * 3 // 4), dt.timedelta(days=good_for)


def oldest_checks(today: dt.date, good_for: int) -> tuple[dt.date, dt.date]:
    """Return the earliest days on which a fresh and a good statement can have been checked."""
    fresh, good = _days_fresh_and_good(good_for)
    return today - fresh, today - good


def turns_on(checked_on: dt.date, good_for: int) -> tuple[dt.date, dt.date]:
    """Return the first days on which a statement is ageing, and on which it is stale."""
    fresh, good = _days_fresh_and_good(good_for)
    day = dt.timedelta(days=1)
    return checked_on + fresh + day, checked_on + good + day


def freshness_on(today: dt.date, checked_on: dt.date, good_for: int) -> Freshness:
    oldest_fresh, oldest_good = oldest_checks(today, good_for)
    if checked_on >= oldest_fresh:
        return Freshness.FRESH
    return Freshness.AGEING if checked_on >= oldest_good else Freshness.STALE


def freshness_q(today: dt.date, freshness: Freshness) -> Q:
    """Return the condition for statements that are `freshness` on that day."""
    condition = Q()
    for good_for in GoodFor:
        oldest_fresh, oldest_good = oldest_checks(today, good_for)
        match freshness:
            case Freshness.FRESH:
                checked = Q(checked_on__gte=oldest_fresh)
            case Freshness.AGEING:
                checked = Q(checked_on__gte=oldest_good, checked_on__lt=oldest_fresh)
            case Freshness.STALE:
                checked = Q(checked_on__lt=oldest_good)
        condition |= checked & Q(good_for=good_for)
    return condition
