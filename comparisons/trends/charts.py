"""What the page of a metric shows: one group of it, as a chart and as its table."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cached_property

from django.db.models import Case, Count, Expression, F, Q, Value, When, Window
from django.db.models.functions import Concat, RowNumber, Substr
from django.http import QueryDict
from django.utils.text import get_text_list

from comparisons.models import Framework, Metric, Milestone, Observation
from comparisons.models.metrics import ObservationQuerySet
from comparisons.trends.filters import MetricFilter
from comparisons.trends.readings import (
    NAMED,
    Series,
    amount,
    moved,
    sentence,
    series_of,
    with_unit,
)
from editorial.models import Source
from editorial.partial_dates import format_partial_date, last_day

# What a page can hold and an eye can follow; the file holds all of it.
MOST_CHARTED = 8
MOST_SERIES = 20
MOST_DATES = 200
MOST_GROUPS = 60
MOST_SOURCES = 40
MOST_TEXTS = 40
MOST_MARKS = 12
# A series that has a reading in fewer of the rows between its first and last is read on other dates
# than the rest: its line goes on from reading to reading. Otherwise what is missing is a gap.
SHARES_ITS_DATES = 0.55


class Every(Enum):
    """How far apart the rows of a table are: each date, or the last reading of each month …"""

    DATE = "date"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def expression(self) -> Expression:
        """What readings of one row have in common; it sorts by time, and needs `_with_months`."""
        match self:
            case Every.DATE:
                return Substr("on", 1, 10)
            case Every.MONTH:
                return Substr("on", 1, 7)
            case Every.QUARTER:
                quarter = Case(
                    When(month_number="", then=Value("")),
                    When(month_number__lte="03", then=Value("-03")),
                    When(month_number__lte="06", then=Value("-06")),
                    When(month_number__lte="09", then=Value("-09")),
                    default=Value("-12"),
                )
                return Concat(Substr("on", 1, 4), quarter)
            case Every.YEAR:
                return Substr("on", 1, 4)

    def label(self, time: str) -> str:
        """Return "4 Sep 2024", "Sep 2024", "Q3 2024" or "2024"."""
        if self is Every.QUARTER and len(time) > 4:
            return f"Q{int(time[5:]) // 3} {time[:4]}"
        return format_partial_date(time)


def _with_months(readings: ObservationQuerySet) -> ObservationQuerySet:
    return readings.alias(month_number=Substr("on", 6, 2))


@dataclass(frozen=True, slots=True)
class Reading:
    series: str
    on: str
    value: Decimal
    is_unfinished: bool
    note: str
    source_id: int


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    value: str  # for the chart
    base: str = ""  # the number behind a share
    note: str = ""
    is_unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    time: str
    label: str
    note: str  # what all its readings have in common
    cells: tuple[Cell | None, ...]
    sources: tuple[int, ...]  # their numbers in the list


@dataclass(frozen=True, slots=True)
class Column:
    series: Series
    is_charted: bool
    spans_gaps: bool


class MetricPage:
    """One metric, in at most eight queries however many readings it has."""

    def __init__(self, metric: Metric, query: QueryDict) -> None:
        self.metric = metric
        self._groups = _groups(metric, query.get("group"))
        self.form = MetricFilter(query, metric, self._groups)
        self.group = next(iter([*self.form.chosen("group"), *self._groups]), "")
        self.is_relative = bool(self.form.chosen("view"))

        every = series_of({metric.pk: self.group}, {metric.pk: metric}).get(metric.pk, [])
        self.series = every[:MOST_SERIES]
        self.more_series = len(every) - len(self.series)
        self.sentence = sentence(metric, every)
        self._readings = self._rows_of_readings()
        self.sources = self._sources()
        self.texts = list(
            Observation.objects.filter(metric=metric, group=self.group, value=None)
            .select_related("source")
            .order_by("-on", "series")[:MOST_TEXTS]
        )

    # --- what there is to choose ----------------------------------------------------------------

    @property
    def groups(self) -> list[tuple[str, int]]:
        """The groups to choose from, with how many readings each has."""
        named = [(name, count) for name, count in self._groups.items() if name]
        return sorted(named)[:MOST_GROUPS] if len(self._groups) > 1 else []

    @property
    def are_all_groups(self) -> bool:
        return len(self._groups) <= MOST_GROUPS

    # --- readings -------------------------------------------------------------------------------

    def _rows_of_readings(self) -> dict[str, dict[str, Reading]]:
        """Return the readings by time and series: of each date, or the last of each period."""
        self.every = Every.DATE
        names = [one.name for one in self.series]
        if not names:
            return {}
        found = _with_months(
            Observation.objects.filter(
                metric=self.metric, group=self.group, series__in=names
            ).counted()
        )
        counts = found.aggregate(
            **{every.value: Count(every.expression, distinct=True) for every in Every}
        )
        self.every = next(
            (every for every in Every if counts[every.value] <= MOST_DATES), Every.YEAR
        )
        time = self.every.expression
        last_first = Window(RowNumber(), partition_by=[F("series"), time], order_by="-on")
        shown = found.annotate(time=time, place=last_first).filter(place=1).order_by("time")
        columns = ("series", "on", "value", "is_unfinished", "note", "source_id")
        rows: dict[str, dict[str, Reading]] = {}
        for when, *values in shown.values_list("time", *columns):
            reading = Reading(*values)
            rows.setdefault(when, {})[reading.series] = reading
        return rows

    @cached_property
    def _whole(self) -> set[str]:
        """The times at which every series that has begun and not ended has a reading."""
        times = list(self._readings)
        due: dict[str, set[str]] = {time: set() for time in times}
        for one in self.series:
            own = [n for n, time in enumerate(times) if one.name in self._readings[time]]
            for time in times[own[0] : own[-1] + 1]:
                due[time].add(one.name)
        return {time for time in times if due[time] == self._readings[time].keys()}

    @cached_property
    def rows(self) -> list[Row]:
        if self.is_relative:
            return [
                self._row(time, readings, whole)
                for time, readings in self._readings.items()
                if time in self._whole and (whole := _sum(readings))
            ]
        return [self._row(time, readings) for time, readings in self._readings.items()]

    @property
    def left_out(self) -> int:
        """How many times are not in the table of shares."""
        return len(self._readings) - len(self.rows)

    def _row(self, time: str, readings: dict[str, Reading], whole: Decimal | None = None) -> Row:
        notes = {reading.note for reading in readings.values()}
        common = notes.pop() if len(notes) == 1 and len(readings) > 1 else ""
        cells = [self._cell(readings.get(one.name), whole, common) for one in self.series]
        numbers = {
            self._numbers[reading.source_id]
            for reading in readings.values()
            if reading.source_id in self._numbers
        }
        return Row(time, self.every.label(time), common, tuple(cells), tuple(sorted(numbers)))

    def _cell(self, reading: Reading | None, whole: Decimal | None, common: str) -> Cell | None:
        if reading is None:
            return None
        text, value, base = amount(self.metric, reading.value), f"{reading.value.normalize():f}", ""
        if whole is not None:
            percent = 100 * reading.value / whole
            share = f"{percent:.0f}%" if percent in (0, 100) else f"{percent:.1f}%"
            text, value, base = share, f"{percent:.3f}", text
        note = reading.note if reading.note != common else ""
        return Cell(text, value, base, note, reading.is_unfinished)

    # --- the chart ------------------------------------------------------------------------------

    @cached_property
    def columns(self) -> list[Column]:
        return [
            Column(one, n < MOST_CHARTED, self._spans_gaps(one))
            for n, one in enumerate(self.series)
        ]

    def _spans_gaps(self, one: Series) -> bool:
        has = [one.name in readings for readings in self._readings.values()]
        between = has[has.index(True) : len(has) - has[::-1].index(True)]
        return sum(between) < SHARES_ITS_DATES * len(between)

    @property
    def is_charted(self) -> bool:
        return len(self.rows) > 1

    @property
    def only_in_table(self) -> int:
        return max(0, len(self.series) - MOST_CHARTED)

    @property
    def unit(self) -> str:
        """What stands behind the numbers at the axis."""
        return "%" if self.is_relative or self.metric.is_percentage else ""

    @property
    def has_unfinished(self) -> bool:
        return any(cell and cell.is_unfinished for row in self.rows for cell in row.cells)

    @property
    def has_gaps(self) -> bool:
        """Whether a line is broken, or goes on where another series has a reading."""
        return any(column.spans_gaps for column in self.columns) or len(self._whole) < len(
            self._readings
        )

    @property
    def peaks(self) -> str:
        """What the first and last readings do not show: how high a series stood in between."""
        said: list[str] = []
        for one in self.series[:NAMED]:
            own = [row[one.name] for row in self._readings.values() if one.name in row]
            highest = max(own, key=lambda reading: reading.value)
            if highest.value > max(one.first_value, one.last_value):
                text = (amount if said else with_unit)(self.metric, highest.value)
                said.append(f"{one.name} reached {text} ({format_partial_date(highest.on)})")
        return f"In between, {get_text_list(said, 'and')}." if said else ""

    @property
    def shares(self) -> str:
        """What the table of shares begins and ends with, in words; "" if it is empty."""
        said = []
        for n, one in enumerate(self.series[:NAMED]):
            own = [(row.label, cell) for row in self.rows if (cell := row.cells[n])]
            if own:
                first, last = (
                    (Decimal(cell.value), f"{cell.text} ({label})")
                    for label, cell in (own[0], own[-1])
                )
                said.append(moved(one.name, first, last))
        return f"Of the sum of all, {get_text_list(said, 'and')}." if said else ""

    @cached_property
    def frameworks(self) -> list[Framework]:
        """The frameworks in the chart."""
        found = [one.framework for one in self.series[:MOST_CHARTED] if one.framework]
        return list(dict.fromkeys(found))

    @cached_property
    def marks(self) -> list[Milestone]:
        """The major milestones of these frameworks within the period, the newest of them."""
        return sorted(self._marks[:MOST_MARKS], key=lambda milestone: milestone.on)

    @property
    def more_marks(self) -> bool:
        return len(self._marks) > MOST_MARKS

    @cached_property
    def _marks(self) -> list[Milestone]:
        if not self.is_charted:
            return []
        first, last = self.rows[0].time, last_day(self.rows[-1].time).isoformat()
        found = Milestone.objects.published().filter(
            is_major=True, frameworks__in=self.frameworks, on__gte=first, on__lte=last
        )
        return list(found.distinct().order_by("-on", "slug")[: MOST_MARKS + 1])

    # --- sources --------------------------------------------------------------------------------

    def _sources(self) -> list[Source]:
        """Return the sources of the metric and of the readings shown, numbered from 1."""
        used = {reading.source_id for row in self._readings.values() for reading in row.values()}
        found = Source.objects.filter(Q(metrics=self.metric) | Q(pk__in=used)).distinct()
        sources = list(found[:MOST_SOURCES])
        shown = {source.pk: n for n, source in enumerate(sources, 1) if source.pk in used}
        # Where all readings have one source, nothing has to say which.
        self._numbers = shown if len(used) > 1 else {}
        return sources

    @property
    def has_references(self) -> bool:
        return bool(self._numbers)


def _groups(metric: Metric, asked: str | None) -> dict[str, int]:
    """Return the first groups, and how many readings each has; the one asked for is among them."""
    asked_first = Case(When(group=asked or "", then=Value(0)), default=Value(1))
    found = Observation.objects.filter(metric=metric).groups()
    rows = found.order_by(asked_first, *found.query.order_by)[: MOST_GROUPS + 1]
    return {row["group"]: row["readings"] for row in rows}


def _sum(readings: dict[str, Reading]) -> Decimal:
    return sum((reading.value for reading in readings.values()), Decimal(0))
