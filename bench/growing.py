"""Copies of the shipped content, to see what pages cost when there is more of it."""

from copy import copy
from typing import Any

from django.db.models import F, Model

from comparisons.models import Observation
from editorial.content.kinds import Kind, registry
from editorial.models import Change, SearchEntry, SearchWord

KINDS = ("source", "claim", "prediction", "story", "metric", "milestone")
AT_ONCE = 1000


def grow(times: int) -> None:
    """Add copies of what lists list and of what is searched, until there is so many times of it.

    The index of the search is copied, and not made from the copies, which would take minutes: no
    page looks from the one to the other.
    """
    for name in KINDS:
        copy_kind(registry[name], times - 1)
    changes = list(Change.objects.all())
    entries = list(SearchEntry.objects.all())
    for _ in range(times - 1):
        for change in changes:
            change.pk = None
        Change.objects.bulk_create(changes, batch_size=AT_ONCE)
        for entry in entries:
            entry.id += 1_000_000
        SearchEntry.objects.bulk_create(entries, batch_size=AT_ONCE)
    SearchWord.objects.update(entries=F("entries") * times)


def copy_kind(kind: Kind, copies: int) -> None:
    originals = list(kind.model._default_manager.order_by("pk"))
    throughs = [
        (through, kind.model._meta.get_field(name).m2m_column_name(), list(through.objects.all()))
        for name in kind.lists
        for through in [getattr(kind.model, name).through]
    ]
    if kind.name == "metric":
        throughs.append((Observation, "metric_id", list(Observation.objects.all())))
    for number in range(copies):
        made = kind.model._default_manager.bulk_create(
            renamed(row, f"copy-{number}-{place}") for place, row in enumerate(originals)
        )
        new = {old.pk: row.pk for old, row in zip(originals, made, strict=True)}
        for through, column, rows in throughs:
            through.objects.bulk_create(
                (moved(row, column, new[getattr(row, column)]) for row in rows), batch_size=AT_ONCE
            )


def renamed(row: Any, slug: str) -> Any:
    found = copy(row)
    found.pk = None
    found.slug = slug
    for field in found._meta.fields:
        if field.name == "url":
            found.url = f"https://example.org/{slug}"
        elif field.unique and field.name == "name":
            found.name = f"{found.name[:80]} {slug}"
    return found


def moved(row: Model, column: str, to: int) -> Model:
    found = copy(row)
    found.pk = None
    setattr(found, column, to)
    return found
