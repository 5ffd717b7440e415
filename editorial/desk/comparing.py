"""Two versions side by side, field by field, as people read them."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from editorial.content.kinds import Kind, Snapshot, differences, registry
from editorial.deciding import conflicts_of
from editorial.history import label_of, shown
from editorial.models import Change


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words; whether they stand only on this side."""

    text: str
    only_here: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A field of two versions. now: what it is at present, if that is neither of them."""

    name: str
    label: str
    old: list[Piece]
    new: list[Piece]
    now: str | None = None


def side_by_side(kind: Kind, old: Snapshot | None, new: Snapshot | None) -> list[Row]:
    """Return the fields in which two versions differ."""
    return [_row(kind, name, *pair) for name, pair in differences(old or {}, new or {}).items()]


def compared(change: Change, current: Snapshot | None = None) -> list[Row]:
    """Return the fields of a change.

    current: the record as it is now, to mark the fields in which the change is out of date.
    """
    kind = registry[change.kind]
    conflicts = {c.name: c for c in conflicts_of(change, current)} if current else {}
    rows = []
    for name, (old, new) in change.fields.items():
        row = _row(kind, name, old, new)
        if name in conflicts:
            now = shown(kind, name, conflicts[name].now)
            row = Row(row.name, row.label, row.old, row.new, now or "empty")
        if row.old or row.new:
            rows.append(row)
    return rows


def _row(kind: Kind, name: str, old: object, new: object) -> Row:
    label = name if name in kind.parts else label_of(kind, name)
    return Row(name, label, *_pieces(shown(kind, name, old), shown(kind, name, new)))


def _pieces(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Return both texts, cut where they begin or cease to differ, word by word."""
    before, after = _words(old), _words(new)
    left: list[Piece] = []
    right: list[Piece] = []
    for same, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if a != b:
            left.append(Piece("".join(before[a:b]), same != "equal"))
        if c != d:
            right.append(Piece("".join(after[c:d]), same != "equal"))
    return left, right


def _words(text: str) -> list[str]:
    """Return the words, each with the space behind it; long texts by line, which is quick."""
    return text.splitlines(keepends=True) if len(text) > 20_000 else _split(text)


def _split(text: str) -> list[str]:
    words = text.replace("\n", " \n").split(" ")
    return [f"{word} " for word in words[:-1]] + words[-1:] if text else []
