"""The changes of a record, as readers see them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from editorial.content.kinds import Kind, Snapshot, registry
from editorial.content.writing import complete
from editorial.models import Change


@dataclass(frozen=True, slots=True)
class FieldChange:
    name: str
    old: str
    new: str


def field_changes(change: Change) -> Iterator[FieldChange]:
    """Yield the fields that a change changed, with the names and values that people use."""
    if change.is_new or change.is_removal:
        return  # what it was added with, or was, is no difference to anything
    kind = registry[change.kind]
    for name, (old, new) in change.fields.items():
        if name in kind.parts:
            # Parts are whole records of their own; the page shows them as they are now.
            yield FieldChange(name, "", "changed")
            continue
        yield FieldChange(label_of(kind, name), shown(kind, name, old), shown(kind, name, new))


def label_of(kind: Kind, name: str) -> str:
    """Return what people call a field."""
    return str(getattr(kind.model._meta.get_field(name), "verbose_name", name))


def shown(kind: Kind, name: str, value: Any) -> str:
    """Return the value of a field as people read it; parts on a line each."""
    if name in kind.parts:
        part = kind.parts[name]
        return "\n".join(_in_one_line(part, row) for row in value or ())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    choices = dict(getattr(kind.model._meta.get_field(name), "flatchoices", ()))
    return "" if value is None else str(choices.get(value, value))


def _in_one_line(part: Kind, row: Snapshot) -> str:
    filled = (name for name, value in row.items() if value not in ("", None, []))
    return "; ".join(f"{label_of(part, name)}: {shown(part, name, row[name])}" for name in filled)


def history(kind: str, key: str) -> list[tuple[Change, list[FieldChange]]]:
    """Return the changes of a record, newest first, each with its fields: one query."""
    return [(change, list(field_changes(change))) for change in Change.objects.of(kind, key)]


@dataclass(frozen=True, slots=True)
class Version:
    """What a record was after a change; None: it was gone. The first of all has no change."""

    change: Change | None
    snapshot: Snapshot | None


def versions(kind: Kind, key: str) -> list[Version]:
    """Return what a record is and was, newest first, from what it is now and what was changed.

    The last one is what it was before the first change that is known of.
    """
    record = kind.find(key)
    state = kind.snapshot(record) if record else None
    found = []
    for change in Change.objects.of(kind.name, key).select_related("made_by", "decided_by"):
        found.append(Version(change, state))
        state = before(change, state)
    if state is not None:
        found.append(Version(None, state))
    return found


def before(change: Change, state: Snapshot | None) -> Snapshot | None:
    """Return what a record was before a change, from what it was after it."""
    if change.is_new:
        return None
    old = {name: old for name, (old, _) in change.fields.items()}
    # Of what was removed, only the fields that had a value are on record.
    return complete(registry[change.kind], old) if state is None else state | old
