"""The trends that count certain frameworks, with the newest value of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from django.db.models import Case, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.db.models.lookups import GreaterThanOrEqual

from comparisons.models import Framework, Metric, Observation
from comparisons.trends.readings import amount, with_unit
from editorial.partial_dates import format_partial_date

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Trend:
    """A metric, and in words what was read last."""

    metric: Metric
    newest: str


def trends_of(*frameworks: Framework) -> list[Trend]:
    """Return the few trends that count most of the frameworks, newest first: one query.

    A trend in groups is left out: a value without its group says nothing.
    """
    found = Metric.objects.published().filter(grouped_by="")
    for framework in frameworks:
        newest = (
            Observation.objects.counted()
            .filter(metric=OuterRef("pk"), framework=framework, is_unfinished=False)
            .order_by("-on")
        )
        columns = {
            _on(framework): Coalesce(Subquery(newest.values("on")[:1]), Value("")),
            _value(framework): Subquery(newest.values("value")[:1]),
        }
        found = found.annotate(**columns)
    read = [_on(framework) for framework in frameworks]
    counted = [Case(When(**{on: ""}, then=Value(0)), default=Value(1)) for on in read]
    most = reduce(add, counted)
    newest_on = Greatest(*read) if len(read) > 1 else F(read[0])
    found = found.filter(GreaterThanOrEqual(most, min(2, len(frameworks))))
    ordered = found.order_by(most.desc(), newest_on.desc(), "slug")[:SHOWN]
    return [Trend(metric, _in_words(metric, frameworks)) for metric in ordered]


def _on(framework: Framework) -> str:
    return f"on_{framework.pk}"


def _value(framework: Framework) -> str:
    return f"value_{framework.pk}"


def _in_words(metric: Metric, frameworks: Sequence[Framework]) -> str:
    """Return "PyTorch 5,706 contributors, TensorFlow 4,884 (26 Jun 2025)"."""
    read = [framework for framework in frameworks if getattr(metric, _on(framework))]
    dates = [format_partial_date(getattr(metric, _on(framework))) for framework in read]
    apart = len({*dates}) > 1
    said: list[str] = []
    for framework, date in zip(read, dates, strict=True):
        text = (amount if said else with_unit)(metric, getattr(metric, _value(framework)))
        said.append(f"{framework.name} {text}{f' ({date})' if apart else ''}")
    return ", ".join(said) + ("" if apart else f" ({dates[0]})")
