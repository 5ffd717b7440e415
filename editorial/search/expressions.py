"""What is looked for: words in a row, and these combined; and how each database writes it.

All words are small letters from a to z and digits, so that none can be read as an operator.
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """Stems that stand in a row."""

    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """The whole name of a record, as one word: see `whole_name`."""

    word: str


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Any:
    parts: tuple["Expression", ...]


type Expression = Phrase | Name | All | Any


def phrases(expression: Expression) -> Iterator[tuple[str, ...]]:
    """Yield the stems of all phrases in it, which is what is marked in a text."""
    match expression:
        case Phrase(stems):
            yield stems
        case All(parts) | Any(parts):
            for part in parts:
                yield from phrases(part)


def for_sqlite(expression: Expression) -> str:
    """Write it for FTS5."""
    match expression:
        case Phrase(stems):
            return f'"{" ".join(stems)}"'
        case Name(word):
            return f'"{word}"'
        case All(parts):
            return f"({' AND '.join(map(for_sqlite, parts))})"
        case Any(parts):
            return f"({' OR '.join(map(for_sqlite, parts))})"


def for_postgresql(expression: Expression, before: str) -> str:
    """Write it as a tsquery; `before` is what all words begin with in the index."""
    match expression:
        case Phrase(stems):
            return f"({' <-> '.join(f"'{before}{stem}'" for stem in stems)})"
        case Name(word):
            return f"'{before}{word}'"
        case All(parts):
            return f"({' & '.join(for_postgresql(part, before) for part in parts)})"
        case Any(parts):
            return f"({' | '.join(for_postgresql(part, before) for part in parts)})"
