"""The comparison table: features by frameworks, ready to print.

Plain functions over records that are loaded already: nothing here asks the database.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from comparisons.models import Feature, FeatureCategory, FeatureValue, Framework, State
from editorial.freshness import Freshness

# A difference is worth naming above the table from so many points of rating; so many are named.
WIDE = 2
NAMED = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one framework and one feature; `value` is None where nothing is."""

    framework: Framework
    feature: Feature
    value: FeatureValue | None

    @property
    def state(self) -> State:
        return State(self.value.state) if self.value else State.UNKNOWN


@dataclass(frozen=True, slots=True)
class Row:
    feature: Feature
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        """Whether state or rating differ; what is unknown differs from what is known."""
        return len({(cell.state, cell.value and cell.value.rating) for cell in self.cells}) > 1

    @property
    def spread(self) -> int:
        """How many points of rating lie between the highest and the lowest, 0 to 4."""
        ratings = [cell.value.rating for cell in self.cells if cell.value and cell.value.rating]
        return max(ratings) - min(ratings) if ratings else 0


@dataclass(frozen=True, slots=True)
class Group:
    category: FeatureCategory
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    frameworks: tuple[Framework, ...]
    groups: tuple[Group, ...]

    @property
    def rows(self) -> list[Row]:
        return [row for group in self.groups for row in group.rows]

    @property
    def differing(self) -> int:
        return sum(row.differs for row in self.rows)

    @property
    def states(self) -> list[State]:
        """The states that occur, in the order of the legend."""
        used = {cell.state for row in self.rows for cell in row.cells}
        return [state for state in State if state in used]

    @property
    def stale(self) -> list[Cell]:
        """The cells that are past the date for their next check."""
        return [
            cell
            for row in self.rows
            for cell in row.cells
            if cell.value and cell.value.freshness is Freshness.STALE
        ]

    def widest_differences(self) -> list[Row]:
        """Return the rows in which the ratings lie furthest apart, widest first."""
        wide = [row for row in self.rows if row.spread >= WIDE]
        return sorted(wide, key=lambda row: -row.spread)[:NAMED]

    def only(self, categories: Collection[str] = (), differences: bool = False) -> "Table":
        """Return the table with these categories (all, if none is named), and rows that differ."""
        groups = [
            replace(group, rows=tuple(r for r in group.rows if r.differs or not differences))
            for group in self.groups
            if not categories or group.category.slug in categories
        ]
        return replace(self, groups=tuple(group for group in groups if group.rows))


def table_with_sources(frameworks: Sequence[Framework], features: Iterable[Any]) -> Table:
    """Return the table in which each value has its number of sources.

    features: in order and with the values of these frameworks, as their queryset gives them.
    """
    features = list(features)
    values = []
    for feature in features:
        # A feature of which nothing is known does not even get the attribute.
        if value := getattr(feature, "value", None):
            value.source_count = feature.source_count
            values.append(value)
    return comparison_table(frameworks, dict.fromkeys(features), values)


def comparison_table(
    frameworks: Sequence[Framework],
    features: Iterable[Feature],
    values: Iterable[FeatureValue],
) -> Table:
    """Return the table of all features, in their order, by frameworks, in theirs.

    features: with their categories, sorted as pages show them.
    """
    by_cell = {(value.framework_id, value.feature_id): value for value in values}
    groups: dict[FeatureCategory, list[Row]] = {}
    for feature in features:
        cells = tuple(Cell(f, feature, by_cell.get((f.pk, feature.pk))) for f in frameworks)
        groups.setdefault(feature.category, []).append(Row(feature, cells))
    return Table(
        tuple(frameworks),
        tuple(Group(category, tuple(rows)) for category, rows in groups.items()),
    )
