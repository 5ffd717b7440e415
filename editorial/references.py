"""What refers to a record: links, lists and parts of others that name it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef

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
        for other, path in _referring_paths(kind, record)
        for item in _live(other.records(), other).filter(**{path: record}).distinct()[:ENOUGH]
    }
    return sorted(found.values())


def _referring_paths(kind: Kind, record: models.Model) -> Iterator[tuple[Kind, str]]:
    """Yield the kinds of which some records refer to it, and by what: one query asks for all."""
    paths = [(other, path) for other in registry.values() for path in other.paths_to(kind)]
    if not paths:
        return
    asked = {
        f"by_{number}": Exists(
            _live(other.model._default_manager.all(), other).filter(**{path: OuterRef("pk")})
        )
        for number, (other, path) in enumerate(paths)
    }
    record_itself = kind.model._default_manager.filter(pk=record.pk).order_by()
    answers = record_itself.annotate(**asked).values_list(*asked).first() or ()
    yield from (path for path, answer in zip(paths, answers, strict=False) if answer)


def _live(records: "models.QuerySet[Any]", kind: Kind) -> "models.QuerySet[Any]":
    records = records.order_by()
    if issubclass(kind.model, Published):
        return records.exclude(status=Status.ARCHIVED)
    return records
