"""On which public pages a record shows: its own, those of what it names and of what names it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, Q, Value

from editorial.content.kinds import Kind, Snapshot, registry
from editorial.models import Published, public_q
from editorial.references import references_to


@dataclass(frozen=True, slots=True, order=True)
class Page:
    """A page of the site. charted: it draws the record as part of a chart."""

    title: str
    path: str
    charted: bool = False


def pages_of(kind: Kind, record: models.Model) -> list[Page]:
    """Return the pages on which a record shows, in alphabetical order, each once.

    Of the pages that name it, at most as many of each kind as `references_to` lists.
    """
    key, title = kind.key_of(record), kind.title_of(record)
    snapshot = kind.snapshot(record)
    found: dict[str, Page] = {}
    for page in (*_own(kind, key, title), *_named(kind, snapshot), *_naming(kind, record)):
        found.setdefault(page.path, page)
    return sorted(found.values())


def _own(kind: Kind, key: str, title: str) -> Iterator[Page]:
    if kind.address:
        yield Page(title, own_path(kind, key), kind.charted)
    if kind.index:
        yield Page(f"All {kind.plural}", kind.index_path)
    if kind.also_on:
        yield from (Page(name, path) for name, path in kind.also_on([key])[key])


def _named(kind: Kind, snapshot: Snapshot) -> Iterator[Page]:
    for name, target in (*kind.links.items(), *kind.lists.items()):
        value = snapshot[name] or []
        for key in [value] if isinstance(value, str) else value:
            other = registry[target]
            record = other.find(key) if other.address else None
            if record is not None and _is_public(record):
                yield Page(other.title_of(record), own_path(other, key), other.charted)


def _naming(kind: Kind, record: models.Model) -> Iterator[Page]:
    for name, references in groupby(references_to(kind, record), key=lambda found: found.kind):
        other = registry[name]
        if other.address:
            found = {reference.pk: reference for reference in references}
            for pk in other.published().filter(pk__in=found).values_list("pk", flat=True):
                yield Page(found[pk].title, own_path(other, found[pk].key), other.charted)


def _is_public(record: models.Model) -> bool:
    return not isinstance(record, Published) or record.is_public


def own_path(kind: Kind, key: str) -> str:
    """Return the path of the page of a record, without the place on it."""
    assert kind.address
    return kind.address(key).partition("#")[0]


# --- many records at once -------------------------------------------------------------------------


def paths_of(kind: Kind, records: Sequence[models.Model]) -> dict[Any, set[str]]:
    """Return for each record, by its primary key, the paths of the pages on which it shows.

    They are those of `pages_of`, and all of them. What the keys of the records name must be
    loaded; then it is one query for each relation of the kind, however many records there are.
    """
    pks = [record.pk for record in records]
    found: dict[Any, set[str]] = {pk: set() for pk in pks}
    if kind.address or kind.also_on:
        keys = {record.pk: kind.key_of(record) for record in records}
        also_on: Mapping[str, Any] = kind.also_on(keys.values()) if kind.also_on else {}
        for pk, key in keys.items():
            if kind.address:
                found[pk].add(own_path(kind, key))
            found[pk].update(path for _, path in also_on.get(key, ()))
    if kind.index:
        for paths in found.values():
            paths.add(kind.index_path)
    for name, target in (*kind.links.items(), *kind.lists.items()):
        rows = kind.model._default_manager.filter(pk__in=pks, **{f"{name}__isnull": False})
        _add(found, registry[target], rows, "pk", f"{name}__")
    for other in registry.values():
        for path in other.paths_to(kind):
            rows = other.model._default_manager.filter(**{f"{path}__in": pks})
            _add(found, other, rows, path, "")
    return found


def _add(
    found: dict[Any, set[str]], other: Kind, rows: "models.QuerySet[Any]", column: str, prefix: str
) -> None:
    """Add the page of each public record of the other kind to what is found in the column.

    prefix: the lookup from the rows to those records.
    """
    if other.address is None:
        return
    # Read and not filtered: as a condition it leads SQLite through all that is published.
    is_public = ExpressionWrapper(
        public_q(prefix) if issubclass(other.model, Published) else Q(Value(True)), BooleanField()
    )
    columns = (prefix + name for name in other.key_columns())
    addresses: dict[str, str] = {}
    for pk, public, *parts in rows.order_by().values_list(column, is_public, *columns).iterator():
        if not public:
            continue
        key = "/".join(map(str, parts))
        if key not in addresses:
            addresses[key] = own_path(other, key)
        found[pk].add(addresses[key])
