"""Who is ahead in each measure: at its newest reading, and since when."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Case, F, When
from django.utils import timezone
from django.utils.text import get_text_list

from comparisons.models import Framework, Lead, Metric, MetricTopic, Observation
from comparisons.trends.readings import Series, amount, series_by_metric
from editorial.freshness import GoodFor
from editorial.models import public_q
from editorial.partial_dates import last_day


@dataclass(frozen=True, slots=True)
class Place:
    """A framework at one reading: the name of its series, and the value."""

    framework: Framework
    series: str
    value: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A metric with who is ahead in it, of the frameworks that were read on the same date."""

    metric: Metric
    group: str
    on: str
    first: Place
    second: Place
    is_level: bool
    since: str  # since when, without a break
    since_the_first: bool  # … and it was so at the first such reading

    @property
    def path(self) -> str:
        """The address of its page, with the group that is meant."""
        query = f"?{urlencode({'group': self.group})}" if self.group else ""
        return f"{self.metric.get_absolute_url()}{query}"

    @property
    def years_old(self) -> int:
        """How many whole years ago the newest reading was."""
        return (timezone.localdate() - last_day(self.on)) // dt.timedelta(days=GoodFor.YEAR)


def measures() -> list[Measure]:
    """Return all measures that show somebody to be ahead, by topic: four queries.

    Only frameworks count that are published. What has no date with two of them is left out.
    """
    metrics = list(Metric.objects.published().with_main_group().exclude(lead=Lead.NONE))
    frameworks = {framework.pk: framework for framework in Framework.objects.published()}
    series = series_by_metric(metrics)
    by_metric = groupby(_readings(metrics), key=itemgetter(0))
    orders = {pk: _newest_order(rows, series.get(pk, [])) for pk, rows in by_metric}

    def place(metric: Metric, reading: _Reading) -> Place:
        value = amount(metric, reading.value)
        return Place(frameworks[reading.framework], reading.series, value)

    found = [
        Measure(
            metric,
            metric.main_group,  # type: ignore[attr-defined]
            order.on,
            place(metric, order.best[0]),
            place(metric, order.best[1]),
            order.is_level,
            order.since,
            order.since_the_first,
        )
        for metric in metrics
        if (order := orders.get(metric.pk))
    ]
    topics = list(MetricTopic.values)
    return sorted(found, key=lambda one: (topics.index(one.metric.topic), one.metric.slug))


class _Reading(NamedTuple):
    metric: int
    on: str
    series: str
    framework: int
    value: Decimal


def _readings(metrics: Iterable[Metric]) -> Iterator[_Reading]:
    """Yield what the frameworks have at each date, the best first, metric by metric: one query."""
    groups = {metric.pk: metric.main_group for metric in metrics}  # type: ignore[attr-defined]
    found = (
        Observation.objects.counted()
        .filter(
            metric__in=groups,
            group__in={group for group in groups.values() if group is not None},
        )
        .filter(public_q("framework__"))
    )
    ahead = Case(When(metric__lead=Lead.LOWEST, then=-F("value")), default=F("value"))
    rows = found.order_by("metric_id", "on", ahead.desc(), "series")
    for group, *row in rows.values_list("group", *_Reading._fields).iterator():
        reading = _Reading(*row)
        if group == groups[reading.metric]:
            yield reading


@dataclass(slots=True)
class _Order:
    """Who is ahead at a date, and since when."""

    on: str
    best: list[_Reading]
    since: str
    since_the_first: bool

    @property
    def is_level(self) -> bool:
        return self.best[0].value == self.best[1].value

    @property
    def who(self) -> str | None:
        return None if self.is_level else self.best[0].series


def _newest_order(readings: Iterable[_Reading], series: Iterable[Series]) -> _Order | None:
    """Return the order at the newest date; None if no date has two frameworks.

    readings: of one metric, oldest first and the best of each date first.
    """
    read_until = {one.name: one.newest.on for one in series}
    newest: _Order | None = None
    for on, of_date in groupby(readings, key=itemgetter(1)):
        best = list(of_date)
        if len(best) < 2:
            continue
        order = _Order(on, best, since=on, since_the_first=newest is None)
        if newest:
            before = newest.best[0].series
            if before not in {reading.series for reading in best} and on <= read_until[before]:
                # Who was ahead has no reading at this date: it says nothing of the lead.
                continue
            if order.who == newest.who:
                order.since, order.since_the_first = newest.since, newest.since_the_first
        newest = order
    return newest


def agreement(found: list[Measure]) -> str:
    """Return how far the measures agree, in words."""
    if not found:
        return ""
    ahead = Counter(one.first.framework.name for one in found if not one.is_level)
    ranked = sorted(ahead.items(), key=lambda item: (-item[1], item[0]))
    total = f"{len(found)} measure{'s' if len(found) > 1 else ''}"
    if ranked and ranked[0][1] == len(found):
        return f"{ranked[0][0]} is ahead in {'all ' if len(found) > 1 else ''}{total}."
    said = [
        f"{name} is ahead in {count} of {total}" if not n else f"{name} in {count}"
        for n, (name, count) in enumerate(ranked)
    ]
    if level := len(found) - ahead.total():
        said.append(f"{'in ' if ranked else 'In '}{level} two are level")
    return f"They do not agree: {get_text_list(said, 'and')}."
