"""On which public pages a record shows: its own, those of what it names and of what names it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

from editorial.content.kinds import Kind, Snapshot, registry
from editorial.models import Published
from editorial.references import references_to


@dataclass(frozen=True, slots=True, order=True)
class Page:
    """A page of the site. charted: it draws the record as part of a chart."""

    title: str
    path: str
    charted: bool = False


def pages_of(kind: Kind, record: models.Model) -> list[Page]:
    """Return the pages on which a record shows, in alphabetical order, each once."""
    key, title = kind.key_of(record), kind.title_of(record)
    snapshot = kind.snapshot(record)
    found: dict[str, Page] = {}
    for page in (*_own(kind, key, title), *_named(kind, snapshot), *_naming(kind, record)):
        found.setdefault(page.path, page)
    return sorted(found.values())


def _own(kind: Kind, key: str, title: str) -> Iterator[Page]:
    if kind.address:
        yield Page(title, _page(kind.address(key)), kind.charted)
    if kind.index:
        yield Page(f"All {kind.plural}", kind.index_path)
    if kind.also_on:
        yield from (Page(name, path) for name, path in kind.also_on(key))


def _named(kind: Kind, snapshot: Snapshot) -> Iterator[Page]:
    for name, target in (*kind.links.items(), *kind.lists.items()):
        value = snapshot[name] or []
        for key in [value] if isinstance(value, str) else value:
            other = registry[target]
            record = other.find(key) if other.address else None
            if record is not None and other.address and _is_public(record):
                yield Page(other.title_of(record), _page(other.address(key)), other.charted)


def _naming(kind: Kind, record: models.Model) -> Iterator[Page]:
    for reference in references_to(kind, record):
        other = registry[reference.kind]
        if other.address:
            yield Page(reference.title, _page(other.address(reference.key)), other.charted)


def _is_public(record: models.Model) -> bool:
    return not isinstance(record, Published) or record.is_public


def _page(path: str) -> str:
    """Return the page itself, without the place on it."""
    return path.partition("#")[0]
