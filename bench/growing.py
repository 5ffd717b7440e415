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

    What is copied rests on the copies of its sources. The index of the search is copied, and not
    made from the copies, which would take minutes: no page looks from the one to the other.
    """
    originals = {name: Original(registry[name]) for name in KINDS}
    changes = list(Change.objects.all())
    entries = list(SearchEntry.objects.all())
    for number in range(times - 1):
        sources: dict[int, int] = {}
        for original in originals.values():
            made = original.copied(f"copy-{number}", sources)
            sources = sources or made
        for change in changes:
            change.pk = None
        Change.objects.bulk_create(changes, batch_size=AT_ONCE)
        for entry in entries:
            entry.id += 1_000_000
        SearchEntry.objects.bulk_create(entries, batch_size=AT_ONCE)
    SearchWord.objects.update(entries=F("entries") * times)


class Original:
    """The records of a kind as they were, with what links them to others."""

    def __init__(self, kind: Kind) -> None:
        self._model = kind.model
        self._records = list(kind.model._default_manager.order_by("pk"))
        self._linked = []
        for name in kind.lists:
            through = getattr(kind.model, name).through
            column = kind.model._meta.get_field(name).m2m_column_name()
            self._linked.append((through, column, list(through.objects.all())))
        if kind.name == "metric":
            self._linked.append((Observation, "metric_id", list(Observation.objects.all())))

    def copied(self, slug: str, sources: dict[int, int]) -> dict[int, int]:
        """Save copies; return the key of each by the key that it is a copy of.

        sources: the same of the sources.
        """
        made = self._model._default_manager.bulk_create(
            renamed(row, f"{slug}-{place}") for place, row in enumerate(self._records)
        )
        new = {old.pk: row.pk for old, row in zip(self._records, made, strict=True)}
        for through, column, rows in self._linked:
            through.objects.bulk_create(
                (moved(row, {column: new, "source_id": sources}) for row in rows),
                batch_size=AT_ONCE,
            )
        return new


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


def moved(row: Model, keys: dict[str, dict[int, int]]) -> Model:
    found = copy(row)
    found.pk = None
    for column, new in keys.items():
        if hasattr(found, column):
            setattr(found, column, new[getattr(found, column)])
    return found
