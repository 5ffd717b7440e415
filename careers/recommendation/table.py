"""The score table: the value of every framework on every leaf, in every reading.

It does not depend on the person, and so is built once for a data release and shared.
"""

from dataclasses import dataclass

import numpy as np

from careers.recommendation.problem import Cell, Dataset, Leaf, Pwl
from careers.recommendation.streams import ENGINE_SEED, FloatArray, stream
from careers.recommendation.values import pwl, split_uniform, split_uniform_mean

READINGS = 20_000


@dataclass(frozen=True)
class Table:
    """A data release with its readings.

    values: shape (leaves, alternatives, readings), 0 to 1; both in alphabetical order.
    means: shape (leaves, alternatives), the exact mean over all readings.
    missing: shape (leaves, alternatives), whether there is no cell.
    """

    dataset: Dataset
    seed: str
    values: FloatArray
    means: FloatArray
    missing: np.ndarray
    leaves: dict[str, int]
    alternatives: dict[str, int]

    @property
    def readings(self) -> int:
        return int(self.values.shape[2])


def build_table(dataset: Dataset, readings: int = READINGS, seed: str = ENGINE_SEED) -> Table:
    """Draw all readings of all cells."""
    frameworks = dataset.alternatives
    values = np.empty((len(dataset.leaves), len(frameworks), readings))
    for row, key in enumerate(sorted(dataset.leaves)):
        leaf = dataset.leaves[key]
        grades = _grade_values(leaf, readings, seed)
        for column, framework in enumerate(frameworks):
            u = stream(f"score/{framework}/{key}", readings, seed)
            drawn = split_uniform(*_bounds(leaf, dataset.cells.get((framework, key))), u)
            values[row, column] = drawn if grades is None else _interpolate(grades, drawn)
    return table_with(dataset, values, seed)


def table_with(dataset: Dataset, values: FloatArray, seed: str = ENGINE_SEED) -> Table:
    """Return the table of readings that were drawn before, such as those in a file.

    Raises ValueError if they can't be those of this dataset.
    """
    leaves = {key: row for row, key in enumerate(sorted(dataset.leaves))}
    alternatives = {key: column for column, key in enumerate(dataset.alternatives)}
    if values.ndim != 3 or values.shape[:2] != (len(leaves), len(alternatives)):
        raise ValueError(
            f"readings of shape {values.shape} do not fit {len(leaves)} leaves and "
            f"{len(alternatives)} frameworks"
        )
    means = np.array(
        [
            [mean_value(dataset.leaves[leaf], dataset.cells.get((a, leaf))) for a in alternatives]
            for leaf in leaves
        ]
    )
    missing = np.array([[(a, leaf) not in dataset.cells for a in alternatives] for leaf in leaves])
    return Table(dataset, seed, values, means, missing, leaves, alternatives)


def means_only(dataset: Dataset) -> Table:
    """Return a table without readings, for what needs only the means."""
    return table_with(dataset, np.empty((len(dataset.leaves), len(dataset.alternatives), 0)))


def mean_value(leaf: Leaf, cell: Cell | None) -> float:
    """Return the mean value of a cell over all readings, 0 to 1. A missing cell: 0.5."""
    mean = split_uniform_mean(*_bounds(leaf, cell))
    return mean if isinstance(leaf.scale, Pwl) else mean / (leaf.scale.count - 1)


def _bounds(leaf: Leaf, cell: Cell | None) -> tuple[float, float, float]:
    """Return low, best and high: as values if the scale is linear, as grades if it is levels.

    A missing cell may be anything: worst, middle and best of the scale.
    """
    scale = leaf.scale
    if cell is None:
        top = 1.0 if isinstance(scale, Pwl) else scale.count - 1.0
        return 0.0, top / 2, top
    bounds = (cell.low, cell.best, cell.high)
    if isinstance(scale, Pwl):
        # Where more is worse, low and high change places.
        low, best, high = sorted(map(float, pwl(bounds, scale.cutoffs, scale.values)))
        return low, best, high
    return bounds


def _grade_values(leaf: Leaf, readings: int, seed: str) -> FloatArray | None:
    """Return what each grade is worth, shape (grades, readings), shared by all frameworks.

    Only the order of the grades is known: the worst is 0, the best 1, the others sorted uniforms.
    """
    if isinstance(leaf.scale, Pwl):
        return None
    inner = [
        stream(f"levels/{leaf.id}/{k}", readings, seed) for k in range(1, leaf.scale.count - 1)
    ]
    return np.sort(np.stack([np.zeros(readings), *inner, np.ones(readings)]), axis=0)


def _interpolate(grades: FloatArray, drawn: FloatArray) -> FloatArray:
    below = np.minimum(drawn.astype(np.intp), len(grades) - 2)
    readings = np.arange(drawn.size)
    start: FloatArray = grades[below, readings]
    end: FloatArray = grades[below + 1, readings]
    return start + (drawn - below) * (end - start)
