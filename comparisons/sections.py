"""The sections of an edited comparison, by the parts of the page."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from comparisons.models import Comparison, ComparisonSection, Framework, Part

# "Choose this one if" may differ in length by so much before it favours one of the two.
LONGEST_TO_SHORTEST = 1.25


def length_problem(texts: Collection[str]) -> str:
    """Return what is unequal about the reasons to choose one or the other; "" if nothing is.

    texts: the reasons for each framework, one on each line.
    """
    if len(texts) < 2:
        return ""
    lines = [len(text.splitlines()) for text in texts]
    words = [len(text.split()) for text in texts]
    if len({*lines}) > 1:
        return f"“choose this one if” needs as many reasons for each; now {lines[0]} and {lines[1]}"
    if max(words) > LONGEST_TO_SHORTEST * min(words):
        return (
            "“choose this one if” must be about as long for each; "
            f"now {words[0]} and {words[1]} words"
        )
    return ""


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A row of the short chart: what it is about, and a section for each of the two frameworks."""

    heading: str
    sections: list[ComparisonSection | None]


class EditedComparison:
    """A comparison with its sections, their frameworks and their sources: two queries."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.pair: list[Framework] = [comparison.first, comparison.second]
        self._by_part: defaultdict[str, list[ComparisonSection]] = defaultdict(list)
        by_key = {framework.pk: framework for framework in self.pair}
        for section in comparison.sections.order_by("position").prefetch_related("sources"):
            if section.framework_id:
                # The pair is loaded: asking for it again would cost a query for each section.
                section.framework = by_key[section.framework_id]
            self._by_part[section.part].append(section)

    @property
    def answer(self) -> ComparisonSection | None:
        return next(iter(self._by_part[Part.ANSWER]), None)

    @property
    def takeaways(self) -> list[ComparisonSection]:
        return self._by_part[Part.TAKEAWAY]

    @property
    def bottom_lines(self) -> list[ComparisonSection]:
        return self._by_part[Part.BOTTOM_LINE]

    @property
    def overviews(self) -> list[tuple[Framework, ComparisonSection]]:
        return self._for_both(Part.OVERVIEW)

    @property
    def choices(self) -> list[tuple[Framework, ComparisonSection]]:
        return self._for_both(Part.CHOOSE)

    @property
    def chart(self) -> list[ChartRow]:
        rows: dict[str, dict[int | None, ComparisonSection]] = {}
        for section in self._by_part[Part.CHART]:
            rows.setdefault(section.heading, {})[section.framework_id] = section
        return [
            ChartRow(heading, [cells.get(framework.pk) for framework in self.pair])
            for heading, cells in rows.items()
        ]

    def _for_both(self, part: Part) -> list[tuple[Framework, ComparisonSection]]:
        """Return the part's section of each framework that has one, in the order of the pair."""
        sections = {section.framework_id: section for section in self._by_part[part]}
        return [(f, sections[f.pk]) for f in self.pair if f.pk in sections]
