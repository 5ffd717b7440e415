"""How many records of a ledger have each value of a column, in numbers, bars and words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet, TextChoices
from django.utils.text import get_text_list

# For each choice, what one record does and what several do.
type Phrases = Mapping[TextChoices, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Counted:
    """So many of all records."""

    count: int
    total: int

    @property
    def bar(self) -> str:
        """The length of its bar, on a scale from 0 to 100."""
        return f"{100 * self.count / self.total:.1f}"


@dataclass(frozen=True, slots=True)
class Part(Counted):
    """The records that have one value of a column."""

    column: str
    choice: TextChoices

    @property
    def label(self) -> str:
        return str(self.choice.label)

    @property
    def query(self) -> dict[str, str]:
        """What in the address of a ledger shows only these."""
        return {self.column: self.choice.value}


def parts(
    records: "QuerySet",  # type: ignore[type-arg]
    column: str,
    choices: type[TextChoices],
) -> list[Part]:
    """Return a part for each choice, in their order: one query."""
    grouped = records.order_by().values_list(column).annotate(count=Count("pk"))
    counts: dict[str, int] = dict(grouped)
    total = sum(counts.values()) or 1
    return [Part(counts.get(choice.value, 0), total, column, choice) for choice in choices]


def in_words(parts: Iterable[Part], phrases: Phrases) -> str:
    """Return "2 hold, 1 is outdated and 3 are wrong"; what there is none of is left out."""
    said = [f"{part.count} {phrases[part.choice][part.count != 1]}" for part in parts if part.count]
    return get_text_list(said, "and")
