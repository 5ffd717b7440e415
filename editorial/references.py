"""What refers to a record: links, lists and parts of others that name it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from editorial.content.kinds import Kind, registry
from editorial.models import Published, Status

# More are not listed one by one.
ENOUGH = 100


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """A record that refers to another one, and is not archived."""

    kind: str
    title: str
    key: str
    pk: int


def references_to(kind: Kind, record: models.Model) -> list[Reference]:
    """Return what refers to a record, in alphabetical order, at most ENOUGH of each kind."""
    found = {
        (other.name, item.pk): Reference(
            other.name, other.title_of(item), other.key_of(item), item.pk
        )
        for other in registry.values()
        for path in _paths(other, kind)
        for item in _referring(other, path, record)
    }
    return sorted(found.values())


def _paths(other: Kind, kind: Kind) -> Iterator[str]:
    """Yield the lookups that lead from records of one kind to the kind in question."""
    for name, target in (*other.links.items(), *other.lists.items()):
        if target == kind.name:
            yield name
    for name, part in other.parts.items():
        yield from (f"{name}__{path}" for path in _paths(part, kind))


def _referring(other: Kind, path: str, record: models.Model) -> "models.QuerySet[Any]":
    found = other.records().filter(**{path: record}).order_by().distinct()
    if issubclass(other.model, Published):
        found = found.exclude(status=Status.ARCHIVED)
    return found[:ENOUGH]
