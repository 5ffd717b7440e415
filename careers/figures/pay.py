"""The tables of the page on pay. Only figures of one kind, from one data set, share a table.

Plain functions over records that are loaded already: nothing here asks the database.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10

from careers.figures.evidence import common_evidence
from careers.models import Currency, Per, RangeKind, Reliability, SalaryObservation, Statistic

# About so many round steps lie between the ends of a scale.
STEPS = 6


@dataclass(frozen=True, slots=True)
class PaySet:
    """Whose pay was looked at, where and when."""

    population: str
    region: str
    period: str


@dataclass(frozen=True, slots=True)
class Scale:
    """One axis for all rows of a table, from 0 to 100."""

    start: float
    end: float

    def place(self, amount: Decimal) -> float:
        return 100 * (float(amount) - self.start) / (self.end - self.start)

    @property
    def text(self) -> str:
        return f"{self.start:,.0f} to {self.end:,.0f}"


@dataclass(frozen=True, slots=True)
class PayRow:
    """One observation. What is held back is not in it, so nothing can print it."""

    record: SalaryObservation
    scale: Scale | None

    @property
    def amount(self) -> Decimal | None:
        return None if self.record.is_held_back else self.record.amount

    @property
    def range(self) -> tuple[Decimal, Decimal] | None:
        return self._both(self.record.low, self.record.high)

    @property
    def interval(self) -> tuple[Decimal, Decimal] | None:
        return self._both(self.record.interval_low, self.record.interval_high)

    def _both(self, low: Decimal | None, high: Decimal | None) -> tuple[Decimal, Decimal] | None:
        if self.record.is_held_back or low is None or high is None:
            return None
        return low, high

    @property
    def sample_text(self) -> str:
        return "not stated" if self.record.sample is None else f"{self.record.sample:,}"

    @property
    def amount_text(self) -> str:
        return "" if self.amount is None else money(self.amount)

    @property
    def range_text(self) -> str:
        return span(self.range)

    @property
    def interval_text(self) -> str:
        return span(self.interval)

    @property
    def range_kind(self) -> str:
        return RangeKind(self.record.range_kind).label if self.record.range_kind else ""

    @property
    def figures(self) -> list[Decimal]:
        amount = [] if self.amount is None else [self.amount]
        return [*amount, *(self.range or ()), *(self.interval or ())]

    @property
    def range_bar(self) -> tuple[str, str] | None:
        """Start and length of the bar of its range, on the scale from 0 to 100."""
        if self.scale is None or self.range is None:
            return None
        start, end = (self.scale.place(amount) for amount in self.range)
        return f"{start:.1f}", f"{end - start:.1f}"

    @property
    def interval_path(self) -> str:
        """The path of the line of its interval, over a bar that is 10 high."""
        if self.scale is None or self.interval is None:
            return ""
        start, end = (self.scale.place(amount) for amount in self.interval)
        return f"M{start:.1f} 2v6m0-3H{end:.1f}m0-3v6"

    @property
    def amount_path(self) -> str:
        """The path of the upright that marks its amount."""
        if self.scale is None or self.amount is None:
            return ""
        return f"M{self.scale.place(self.amount):.1f} 0v10"


@dataclass(frozen=True, slots=True)
class PayTable:
    """Observations of one data set with one statistic, in one currency, for one length of time."""

    statistic: Statistic
    currency: Currency
    per: Per
    rows: tuple[PayRow, ...]
    scale: Scale | None
    common: SalaryObservation | None

    @property
    def range_kinds(self) -> list[str]:
        return list(dict.fromkeys(row.range_kind for row in self.rows if row.range))

    @property
    def has_intervals(self) -> bool:
        return any(row.interval for row in self.rows)

    @property
    def has_amounts(self) -> bool:
        return any(row.record.amount is not None for row in self.rows)

    @property
    def has_samples(self) -> bool:
        return any(row.record.sample for row in self.rows)


@dataclass(frozen=True, slots=True)
class PayGroup:
    data_set: PaySet
    tables: tuple[PayTable, ...]

    @property
    def size(self) -> int:
        return sum(len(table.rows) for table in self.tables)

    @property
    def is_weak(self) -> bool:
        """Whether all of it is weak or second-hand."""
        rows = (row for table in self.tables for row in table.rows)
        return all(row.record.reliability == Reliability.WEAK for row in rows)


def money(amount: Decimal) -> str:
    """Return "185,000", or "46.15" where there are hundredths."""
    return f"{amount:,.2f}".removesuffix(".00")


def span(ends: tuple[Decimal, Decimal] | None) -> str:
    return f"{money(ends[0])} to {money(ends[1])}" if ends else ""


def scale_of(amounts: Iterable[Decimal]) -> Scale | None:
    """Return a scale with round ends for these amounts; None where there is nothing to compare."""
    values = sorted({float(amount) for amount in amounts})
    if len(values) < 2:
        return None
    step = round_step((values[-1] - values[0]) / STEPS)
    return Scale(floor(values[0] / step) * step, ceil(values[-1] / step) * step)


def round_step(size: float) -> float:
    """Return the first of 1, 2, 5, 10, 20, 50 ... that is no less."""
    power = 10.0 ** floor(log10(size))
    # 20: the logarithm may be a hair too small.
    return next(factor * power for factor in (1, 2, 5, 10, 20) if factor * power >= size)


def pay_groups(found: Iterable[SalaryObservation]) -> list[PayGroup]:
    """Return the observations by data set: those with most observations first, weak ones last."""
    sets: dict[PaySet, dict[tuple[str, str, str], list[SalaryObservation]]] = {}
    for record in found:
        tables = sets.setdefault(PaySet(record.population, record.region, record.period), {})
        tables.setdefault((record.statistic, record.currency, record.per), []).append(record)
    groups = [
        PayGroup(data_set, tuple(_table(*key, records) for key, records in tables.items()))
        for data_set, tables in sets.items()
    ]
    return sorted(groups, key=lambda group: (group.is_weak, -group.size))


def _table(statistic: str, currency: str, per: str, records: list[SalaryObservation]) -> PayTable:
    rows = [PayRow(record, None) for record in records]
    scale = scale_of(figure for row in rows for figure in row.figures)
    # One row alone has nothing beside it to be compared with.
    scale = scale if len(rows) > 1 else None
    return PayTable(
        Statistic(statistic),
        Currency(currency),
        Per(per),
        tuple(PayRow(record, scale) for record in records),
        scale,
        common_evidence(records),
    )
