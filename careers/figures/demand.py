"""The tables of the page on jobs. What comes from different data sets never meets in one row.

Plain functions over records that are loaded already: nothing here asks the database.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from careers.figures.evidence import common_evidence
from careers.figures.shares import Pair, Share, pairs_of, sample_text, shares_of
from careers.models import Grouping, JobSeries, JobSeriesPoint, JobTrend, Measure, Reliability
from comparisons.models import Framework

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

# Groups of adverts; those by employer are no adverts, and "all" is no group.
GROUPS_OF_ADVERTS = (
    Grouping.TITLE,
    Grouping.WORD,
    Grouping.LEVEL,
    Grouping.PLACE,
    Grouping.KIND,
)

type Frameworks = Mapping[int, Framework]


@dataclass(frozen=True, slots=True)
class DataSet:
    """Who or what was looked at, where and when: only inside one can figures be compared."""

    population: str
    region: str
    period: str

    @classmethod
    def of(cls, trend: JobTrend) -> "DataSet":
        return cls(*trend.data_set)

    def continues(self, other: "DataSet") -> bool:
        """Whether it is the same population and place at another time."""
        return (self.population, self.region) == (other.population, other.region) and (
            self.period != other.period
        )


def by_data_set(trends: Iterable[JobTrend]) -> dict[DataSet, list[JobTrend]]:
    """Return the observations of each data set, in the order in which they come."""
    sets: dict[DataSet, list[JobTrend]] = {}
    for trend in trends:
        sets.setdefault(DataSet.of(trend), []).append(trend)
    return sets


# --- every observation ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Observation:
    trend: JobTrend
    shares: tuple[Share, ...]
    pairs: tuple[Pair, ...]

    @property
    def sample_text(self) -> str:
        return sample_text(self.trend)

    @property
    def says_sample(self) -> bool:
        """Whether its shares say of how many they are."""
        return any(share.base_text for share in self.shares)

    @property
    def value(self) -> str:
        """The value with its unit, such as "16,000 postings, about"; empty if there is none."""
        if self.trend.value is None:
            return ""
        return f"{self.trend.value.normalize():,f} {self.trend.unit}"

    @property
    def subject(self) -> str:
        """Of what it is, unless its only share says the same."""
        subject = self.trend.subject
        return "" if [share.name for share in self.shares] == [subject] else subject


@dataclass(frozen=True, slots=True)
class Observations:
    """All observations of one data set; `common` speaks for their sources where they agree."""

    data_set: DataSet
    # What was measured, and its observations.
    parts: tuple[tuple[str, tuple[Observation, ...]], ...]
    common: JobTrend | None
    is_weak: bool


def observations(trends: Iterable[JobTrend], frameworks: Frameworks) -> list[Observations]:
    """Return all observations by data set, weak ones last."""
    found = [
        Observations(
            data_set,
            _by_what(members, frameworks),
            common_evidence(members),
            all(trend.reliability == Reliability.WEAK for trend in members),
        )
        for data_set, members in by_data_set(trends).items()
    ]
    return sorted(found, key=lambda group: group.is_weak)


def _by_what(
    trends: Iterable[JobTrend], frameworks: Frameworks
) -> tuple[tuple[str, tuple[Observation, ...]], ...]:
    parts: dict[str, list[Observation]] = {}
    order = list(Measure)
    for trend in sorted(trends, key=lambda t: (order.index(Measure(t.measure)), *_place(t))):
        parts.setdefault(trend.what, []).append(
            Observation(
                trend, tuple(shares_of(trend, frameworks)), tuple(pairs_of(trend, frameworks))
            )
        )
    return tuple((what, tuple(rows)) for what, rows in parts.items())


def _place(trend: JobTrend) -> tuple[int, int]:
    """Sort by grouping in its order, then large groups first."""
    return list(Grouping).index(Grouping(trend.grouping)), -(trend.sample or 0)


@dataclass(frozen=True, slots=True)
class Population:
    """All that is known of one population, by place and time."""

    name: str
    groups: tuple[Observations, ...]

    @property
    def count(self) -> int:
        return sum(len(rows) for group in self.groups for _, rows in group.parts)


def by_population(groups: Iterable[Observations]) -> list[Population]:
    """Return the data sets by their population, both in the order in which they come."""
    found: dict[str, list[Observations]] = {}
    for group in groups:
        found.setdefault(group.data_set.population, []).append(group)
    return [Population(name, tuple(members)) for name, members in found.items()]


# --- by role, and sources side by side -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShareRow:
    """Observations of one group of adverts; `shares` follows the frameworks of its table."""

    trend: JobTrend
    shares: tuple[Share | None, ...]

    @property
    def sample_text(self) -> str:
        return sample_text(self.trend)


@dataclass(frozen=True, slots=True)
class GroupTable:
    grouping: Grouping
    rows: tuple[ShareRow, ...]


@dataclass(frozen=True, slots=True)
class GroupedSet:
    """A data set with the shares in groups of its adverts; groups overlap."""

    data_set: DataSet
    frameworks: tuple[Framework, ...]
    tables: tuple[GroupTable, ...]
    common: JobTrend | None


def _names_frameworks(trends: Iterable[JobTrend], groupings: Sequence[Grouping]) -> list[JobTrend]:
    return [
        trend
        for trend in trends
        if trend.measure == Measure.NAMES_FRAMEWORK and trend.grouping in groupings
    ]


def _by_framework(trend: JobTrend, frameworks: Frameworks) -> dict[Framework, Share]:
    return {share.framework: share for share in shares_of(trend, frameworks) if share.framework}


def _in_order(found: Iterable[Framework], frameworks: Frameworks) -> tuple[Framework, ...]:
    named = set(found)
    return tuple(framework for framework in frameworks.values() if framework in named)


def by_group(trends: Iterable[JobTrend], frameworks: Frameworks) -> list[GroupedSet]:
    """Return the shares in groups of adverts for each data set that has any, large groups first."""
    sets = []
    for data_set, members in by_data_set(_names_frameworks(trends, GROUPS_OF_ADVERTS)).items():
        shares = {trend: _by_framework(trend, frameworks) for trend in members}
        columns = _in_order((f for row in shares.values() for f in row), frameworks)
        tables = []
        for grouping in GROUPS_OF_ADVERTS:
            of_grouping = [trend for trend in members if trend.grouping == grouping]
            of_grouping.sort(key=lambda trend: -(trend.sample or 0))
            rows = tuple(
                ShareRow(trend, tuple(shares[trend].get(f) for f in columns))
                for trend in of_grouping
            )
            if rows:
                tables.append(GroupTable(grouping, rows))
        sets.append(GroupedSet(data_set, columns, tuple(tables), common_evidence(members)))
    return sets


@dataclass(slots=True)
class SourceRow:
    """What one data set says of the shares in all its adverts."""

    data_set: DataSet
    trends: list[JobTrend] = field(default_factory=list)
    found: dict[Framework, Share] = field(default_factory=dict)
    shares: tuple[Share | None, ...] = ()

    @property
    def sample(self) -> int | None:
        return self.trends[0].sample

    @property
    def sample_text(self) -> str:
        return sample_text(self.trends[0])

    @property
    def notes(self) -> list[str]:
        return list(dict.fromkeys(trend.note for trend in self.trends if trend.note))


@dataclass(frozen=True, slots=True)
class SourceTable:
    """Each population once with its newest period, and the earlier periods of those that go on."""

    frameworks: tuple[Framework, ...]
    newest: tuple[SourceRow, ...]
    earlier: tuple[SourceRow, ...]


def side_by_side(trends: Iterable[JobTrend], frameworks: Frameworks) -> SourceTable:
    """Return the shares in all adverts of each data set: a row for each, and no mean of any."""
    rows: list[SourceRow] = []
    for trend in _names_frameworks(trends, [Grouping.ALL]):
        shares = _by_framework(trend, frameworks)
        row = next(
            (
                row
                for row in rows
                if row.data_set == DataSet.of(trend)
                and row.sample == trend.sample
                and not row.found.keys() & shares.keys()
            ),
            None,
        )
        if shares and row is None:
            rows.append(row := SourceRow(DataSet.of(trend)))
        if row:
            row.trends.append(trend)
            row.found |= shares
    columns = _in_order((f for row in rows for f in row.found), frameworks)
    newest: list[SourceRow] = []
    earlier: list[SourceRow] = []
    for row in rows:
        row.shares = tuple(row.found.get(framework) for framework in columns)
        # Observations come newest first, so what is there already is later.
        continued = any(later.data_set.continues(row.data_set) for later in newest)
        (earlier if continued else newest).append(row)
    return SourceTable(columns, tuple(newest), tuple(earlier))


# --- pairs ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PairTable:
    """Two frameworks that were counted together in one data set."""

    data_set: DataSet
    first: Framework
    second: Framework
    parts: tuple[tuple[Grouping, tuple[Pair, ...]], ...]
    common: JobTrend | None


def pair_tables(trends: Iterable[JobTrend], frameworks: Frameworks) -> list[PairTable]:
    """Return a table for each data set and two frameworks, those with most groups first."""
    tables: dict[tuple[DataSet, Framework, Framework], list[Pair]] = {}
    for trend in sorted(trends, key=_place):
        for pair in pairs_of(trend, frameworks):
            key = DataSet.of(trend), pair.first, pair.second
            tables.setdefault(key, []).append(pair)
    return [
        PairTable(
            *key,
            tuple(
                (Grouping(grouping), tuple(members))
                for grouping, members in groupby(pairs, lambda pair: pair.trend.grouping)
            ),
            common_evidence([pair.trend for pair in pairs]),
        )
        for key, pairs in sorted(tables.items(), key=lambda item: -len(item[1]))
    ]


# --- a series by year ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Year:
    year: str
    months: tuple[int, ...]
    # It follows the frameworks of the series; None where nothing was counted.
    shares: tuple[Share | None, ...]

    @property
    def is_whole(self) -> bool:
        return len(self.months) == len(MONTHS)

    @property
    def months_text(self) -> str:
        """Which months there are, unless it is all: "January to July", or "10 of 12 months"."""
        if self.is_whole:
            return ""
        first, last = self.months[0], self.months[-1]
        if last - first + 1 > len(self.months):
            return f"{len(self.months)} of 12 months"
        names = MONTHS[first - 1], MONTHS[last - 1]
        return names[0] if first == last else f"{names[0]} to {names[1]}"

    @property
    def ranked(self) -> list[Share]:
        return sorted((share for share in self.shares if share), key=lambda share: -share.percent)

    @property
    def leader(self) -> str | None:
        """The name with the largest share; None if two have it."""
        ranked = self.ranked
        if not ranked or (len(ranked) > 1 and ranked[0].percent == ranked[1].percent):
            return None
        return ranked[0].name


@dataclass(frozen=True, slots=True)
class YearlySeries:
    series: JobSeries
    frameworks: tuple[Framework, ...]
    years: tuple[Year, ...]
    # The years before any framework was named.
    years_before: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What the series shows, in words that follow from its figures."""
        whole = [year for year in self.years if year.is_whole] or list(self.years)
        if not whole:
            return "No framework has been named in it yet."
        latest = whole[-1]
        first, *others = latest.ranked
        names = "".join(f" and {share.percent_text} name {share.name}" for share in others)
        said = (
            f"Of {first.sample:,} {self.series.unit} in {latest.year}"
            f"{f' ({latest.months_text})' if latest.months_text else ''}, "
            f"{first.percent_text} name {first.name}{names}."
        )
        since = self._ahead_since(first.name)
        if others and since:
            said += f" {first.name} has been named most often in every year since {since}."
        return said

    def _ahead_since(self, name: str) -> str:
        since = ""
        for year in reversed(self.years):
            if year.leader != name:
                break
            since = year.year
        return since


def by_year(series: JobSeries, points: Iterable[JobSeriesPoint]) -> YearlySeries:
    """Add up the months of each year, from the first in which a framework was named."""
    counts: dict[str, dict[Framework, list[Any]]] = {}
    months: dict[str, set[int]] = {}
    frameworks: dict[Framework, None] = {}
    for point in points:
        year = point.period[:4]
        frameworks[point.framework] = None
        months.setdefault(year, set()).add(int(point.period[5:7]))
        sums = counts.setdefault(year, {}).setdefault(point.framework, [0, 0])
        sums[0] += point.count
        sums[1] += point.base
    columns = tuple(sorted(frameworks, key=lambda framework: framework.name.lower()))
    years = [
        Year(
            year,
            tuple(sorted(months[year])),
            tuple(
                Share(f.name, counts[year][f][1], counts[year][f][0], framework=f)
                if f in counts[year]
                else None
                for f in columns
            ),
        )
        for year in sorted(counts)
    ]
    start = next(
        (n for n, year in enumerate(years) if any(share and share.count for share in year.shares)),
        len(years),
    )
    return YearlySeries(
        series, columns, tuple(years[start:]), tuple(year.year for year in years[:start])
    )
