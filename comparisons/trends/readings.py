"""The first and the last reading of each series, and the sentence that follows from them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import BooleanField, ExpressionWrapper
from django.utils.text import capfirst, get_text_list

from comparisons.models import Framework, Lead, Metric, Observation
from comparisons.models.metrics import UNIT_OF_GROUP
from editorial.models import public_q
from editorial.partial_dates import format_partial_date

# So many series are named in a sentence.
NAMED = 3


def figure(value: Decimal) -> str:
    """Return "1,234.5": without the zeros that a database adds behind the point."""
    return f"{value.normalize():,f}"


def amount(metric: Metric, value: Decimal) -> str:
    """Return the value as a table shows it: "51.3%", and without any other unit."""
    return f"{figure(value)}%" if metric.is_percentage else figure(value)


def with_unit(metric: Metric, value: Decimal) -> str:
    """Return "51.3% of answers", "529 files", or the number alone if each group has its unit."""
    unit = "" if metric.unit == UNIT_OF_GROUP else metric.unit.removeprefix("%").strip()
    return f"{amount(metric, value)} {unit}".strip()


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart: whom it counts, and the readings that tell how it moved."""

    name: str
    framework: Framework | None  # None too if it is not published
    first: Observation
    last: Observation  # of a period that was over, if there is one
    newest: Observation

    @property
    def first_value(self) -> Decimal:
        return self.first.value or Decimal(0)

    @property
    def last_value(self) -> Decimal:
        return self.last.value or Decimal(0)


def series_by_metric(metrics: Iterable[Metric]) -> dict[int, list[Series]]:
    """Return the series of each metric's main group, by the metric's primary key: one query.

    metrics: `with_main_group()`. Frameworks come first, and of these what is ahead.
    """
    groups = {m.pk: m.main_group for m in metrics if m.main_group is not None}  # type: ignore[attr-defined]
    return series_of(groups, {metric.pk: metric for metric in metrics})


def series_of(groups: Mapping[int, str], metrics: Mapping[int, Metric]) -> dict[int, list[Series]]:
    """Return the series in one group of each metric, as `series_by_metric` does: one query."""
    readings: dict[int, dict[str, list[Observation]]] = {}
    found_ends = Observation.objects.ends(groups).select_related("framework")
    for reading in found_ends.order_by("on"):
        readings.setdefault(reading.metric_id, {}).setdefault(reading.series, []).append(reading)
    found = {}
    for pk, by_name in readings.items():
        series = [
            Series(name, _published(ends[-1].framework), ends[0], _last_finished(ends), ends[-1])
            for name, ends in by_name.items()
        ]
        sign = 1 if metrics[pk].lead == Lead.LOWEST else -1
        series.sort(key=lambda one: (one.framework is None, sign * one.last_value, one.name))
        found[pk] = series
    return found


def _published(framework: Framework | None) -> Framework | None:
    return framework if framework and framework.is_public else None


def _last_finished(ends: list[Observation]) -> Observation:
    return next((one for one in reversed(ends) if not one.is_unfinished), ends[-1])


def sentence(metric: Metric, series: list[Series], group: str = "") -> str:
    """Return what the first and last readings show, in words; "" if there are none.

    group: named first, if the page does not say it.
    """
    if not series:
        return ""
    named = series[:NAMED]
    spans = {(one.first.on, one.last.on) for one in named}
    first, last = next(iter(spans))
    apart = len(spans) > 1
    said = [_said(metric, one, apart, with_its_unit=not n) for n, one in enumerate(named)]
    if apart:
        when = ""
    elif first == last:
        when = f"in {format_partial_date(first)}, "
    else:
        when = f"from {format_partial_date(first)} to {format_partial_date(last)}, "
    text = f"{when}{get_text_list(said, 'and')}."
    # A series begins the sentence with its own name, small or not.
    text = f"{group}: {text}" if group else text if apart else capfirst(text)
    if more := len(series) - len(named):
        text += f" There {'is' if more == 1 else 'are'} {more} more series."
    return text


def _said(metric: Metric, one: Series, apart: bool, *, with_its_unit: bool) -> str:
    """Return "PyTorch rose from 9 to 529 files"; `apart`: with the dates of its own readings."""
    first = amount(metric, one.first_value)
    last = (with_unit if with_its_unit else amount)(metric, one.last_value)
    if one.last.is_unfinished:
        last += " so far"
    if apart:
        first += f" ({format_partial_date(one.first.on)})"
        last += f" ({format_partial_date(one.last.on)})"
    if one.first == one.last:
        return f"{one.name} stood at {last}"
    return moved(one.name, (one.first_value, first), (one.last_value, last))


def moved(name: str, first: tuple[Decimal, str], last: tuple[Decimal, str]) -> str:
    """Return "PyTorch rose from 9 to 529". first, last: the value, and its text."""
    if first[0] == last[0]:
        return f"{name} went from {first[1]} back to {last[1]}"
    return f"{name} {'rose' if first[0] < last[0] else 'fell'} from {first[1]} to {last[1]}"


@dataclass(frozen=True, slots=True)
class Summary:
    """A metric in a list: what it shows, and when it was last read."""

    metric: Metric
    sentence: str
    newest: str  # "" if it has no number


def summaries(metrics: Sequence[Metric]) -> list[Summary]:
    """Return what each metric shows: one query. metrics: `with_main_group()`."""
    series = series_by_metric(metrics)
    found = []
    for metric in metrics:
        own = series.get(metric.pk, [])
        text = sentence(metric, own, metric.main_group or "")  # type: ignore[attr-defined]
        newest = max((one.newest.on for one in own), default="")
        found.append(Summary(metric, text, newest))
    return found


def _number(value: Decimal) -> int | Decimal:
    return value.normalize() if value % 1 else int(value)


COLUMNS = (
    *("group", "series", "framework", "on", "value", "text", "unfinished", "note"),
    *("source", "source_address"),
)


def readings_to_download(metric: Metric) -> tuple[tuple[str, ...], Iterator[tuple[object, ...]]]:
    """Return the header and the rows of a metric's file; the rows come as they are asked for."""
    readings = Observation.objects.filter(metric=metric).order_by("group", "series", "on")
    readings = readings.annotate(
        is_public=ExpressionWrapper(public_q("framework__"), BooleanField())
    )
    columns = (
        *("group", "series", "framework__slug", "is_public", "on", "value", "text"),
        *("is_unfinished", "note", "source__slug", "source__url"),
    )
    rows = (
        (
            *(group, series, framework if is_public else None, on),
            *(value if value is None else _number(value), text, int(unfinished), *rest),
        )
        for group, series, framework, is_public, on, value, text, unfinished, *rest in (
            readings.values_list(*columns).iterator()
        )
    )
    return COLUMNS, rows
