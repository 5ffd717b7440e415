"""The changes of a record, as readers see them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from editorial.content.kinds import registry
from editorial.models import Change


@dataclass(frozen=True, slots=True)
class FieldChange:
    name: str
    old: str
    new: str


def field_changes(change: Change) -> Iterator[FieldChange]:
    """Yield the fields that a change changed, with the names and values that people use."""
    model = registry[change.kind].model
    for name, (old, new) in change.fields.items():
        if name in registry[change.kind].parts:
            # Parts are whole records of their own; the page shows them as they are now.
            yield FieldChange(name, "", "changed")
            continue
        field = model._meta.get_field(name)
        choices: dict[Any, Any] = dict(getattr(field, "flatchoices", ()))
        label = str(getattr(field, "verbose_name", name))
        yield FieldChange(label, _shown(old, choices), _shown(new, choices))


def _shown(value: Any, choices: dict[Any, Any]) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(choices.get(value, value))


def history(kind: str, key: str) -> list[tuple[Change, list[FieldChange]]]:
    """Return the changes of a record, newest first, each with its fields: one query."""
    return [(change, list(field_changes(change))) for change in Change.objects.of(kind, key)]
