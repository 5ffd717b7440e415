"""An example for readers that adds up: one reader's answer, with every step of its sum."""

from dataclasses import dataclass

from careers.guide import releases
from careers.guide.advice import points
from careers.guide.readers import recommendations
from careers.models import Reader, Release
from careers.recommendation import Recommendation, means_only


@dataclass(frozen=True, slots=True)
class Row:
    """A leaf: its weight in percent, the pick's mean value of 100, and the part they make."""

    label: str
    weight: str
    value: str
    part: str


@dataclass(frozen=True, slots=True)
class Example:
    reader: Reader
    recommendation: Recommendation
    pick: str
    rows: tuple[Row, ...]
    total: str


def worked_example(release: Release | None) -> Example | None:
    """Return the first reference reader whose answer has a ranking; None if there is none."""
    if release is None:
        return None
    dataset = releases.dataset_of(release)
    table = means_only(dataset)
    for reader, found in recommendations(list(Reader.objects.published()), release):
        if found is None or not found.standings:
            continue
        standing = found.standings[0]
        column = table.alternatives[standing.framework]
        rows = tuple(
            Row(
                dataset.leaves[leaf].label,
                f"{100 * weight:.1f}",
                f"{100 * table.means[table.leaves[leaf], column]:.1f}",
                points(standing.parts_tenths[leaf]),
            )
            for leaf, weight in sorted(found.weights.items(), key=lambda item: -item[1])
        )
        name = dataset.frameworks[standing.framework].name
        return Example(reader, found, name, rows, points(standing.score_tenths))
    return None
