"""The kinds of content: what a record is made of, in a file and in the database.

An app describes its kinds in a module `content_kinds`. From that one description follow reading the
files, comparing them with the database, writing them, and the record of what a change changed.
"""

import datetime as dt
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import reduce
from hashlib import sha256
from itertools import batched
from typing import Any

from django.db import models
from django.urls import reverse

from editorial.models import Published

# The column that counts records in the order of their file.
POSITION = "position"
# Records that are read at a time.
AT_ONCE = 500
# When what is published appears and disappears.
SCHEDULE = ("publish_at", "expire_at")

# A record as plain data that JSON can hold: fields, keys of linked records, and lists of them.
type Snapshot = dict[str, Any]


@dataclass(frozen=True)
class Search:
    """By what readers find a record besides its title: fields of its own, or those that it names.

    What has several names lists them with commas between them.
    """

    # Its place among the kinds: filters come in that order, and so does what is found equally good.
    # `manage.py rebuildsearch` must follow a change, as of the fields.
    place: int
    text: tuple[str, ...]
    names: tuple[str, ...] = ()  # other names of it, or of what it is a name of


@dataclass(frozen=True)
class Kind:
    """What a record of one model consists of.

    A `part` belongs to its record and has no life of its own (the facts of a framework); records
    that are `held` only stand inside another one in the file (the values of a feature).
    """

    name: str
    model: type[models.Model]
    key: tuple[str, ...]  # the fields that tell one record from another
    fields: tuple[str, ...]
    links: Mapping[str, str] = field(default_factory=dict)  # foreign key -> kind
    lists: Mapping[str, str] = field(default_factory=dict)  # many to many -> kind
    parts: Mapping[str, "Kind"] = field(default_factory=dict)  # related name -> what it is made of
    holds: Mapping[str, str] = field(default_factory=dict)  # key in the file -> kind
    parent: str = ""  # the foreign key to the record that this one is part of, or is held by
    ordered: bool = False  # `position` counts the records in the order of the file
    defaults: Mapping[str, str] = field(default_factory=dict)  # where a file says nothing
    files: str = ""  # pattern of the files that such records stand in
    # What is wrong with a record as a whole, its parts included; "" if nothing is.
    rule: Callable[[Snapshot], str] = lambda snapshot: ""
    title: tuple[str, ...] = ()  # the columns that name a record to people …
    title_separator: str = ": "  # … and what stands between them
    address: Callable[[str], str] | None = None  # key -> path of its page
    search: Search | None = None  # None: readers don't search for such records
    index: str = ""  # the name of the page that lists them all
    many: str = ""  # what several of them are called, if not the name with an s
    # What the page of our own figures counts among them: a word, and which are so on a day.
    weakness: tuple[str, Callable[[dt.date], models.Q]] | None = None
    free_to_add: bool = False  # a new one shows nothing to readers until others rest on it
    charted: bool = False  # its page draws it as a chart, or as part of one
    # Keys -> for each of them, the title and path of further pages that show it.
    also_on: Callable[[Collection[str]], Mapping[str, Iterable[tuple[str, str]]]] | None = None
    followed: bool = False  # readers can follow what changes about such a record
    topic: str = ""  # the column that says what a record is about, as a lookup from it
    due_on: str = ""  # the attribute that says from which day on it waits to be closed

    def key_of(self, record: models.Model) -> str:
        """Return the key, such as "pytorch/mobile". Linked records must be loaded."""
        return "/".join(
            registry[self.links[name]].key_of(getattr(record, name))
            if name in self.links
            else str(getattr(record, name))
            for name in self.key
        )

    def key_of_pk(self, pk: Any) -> str:
        """Return the key of the record with a primary key: one query."""
        rows = self.model._default_manager.filter(pk=pk).values_list(*self.key_columns())
        return "/".join(map(str, rows.get()))

    def title_of(self, record: models.Model) -> str:
        """Return the name for people, such as "PyTorch: Android and iOS"."""
        parts = [str(reduce(getattr, path.split("__"), record)) for path in self.title]
        return self.title_separator.join(part for part in parts if part)

    def topic_of(self, record: models.Model) -> str:
        """Return what the record is about, such as "Deployment"; "" if its kind has no topics."""
        if not self.topic:
            return ""
        *path, name = self.topic.split("__")
        holder = reduce(getattr, path, record)
        label = getattr(holder, f"get_{name}_display", None)
        return str(label() if label else getattr(holder, name))

    def key_columns(self) -> tuple[str, ...]:
        """Return the columns that make up the key, as lookups from the model."""
        columns: list[str] = []
        for name in self.key:
            linked = registry[self.links[name]].key_columns() if name in self.links else ()
            columns += [f"{name}__{column}" for column in linked] or [name]
        return tuple(columns)

    def snapshot(self, record: models.Model) -> Snapshot:
        """Return the record as plain data."""
        data: Snapshot = {name: plain(getattr(record, name)) for name in self.columns}
        for name, kind in self.links.items():
            linked = getattr(record, name)
            data[name] = None if linked is None else registry[kind].key_of(linked)
        for name, kind in self.lists.items():
            related = getattr(record, name).all()
            data[name] = sorted(registry[kind].key_of(item) for item in related)
        for name, part in self.parts.items():
            rows = [part.snapshot(row) for row in getattr(record, name).all()]
            data[name] = sorted(rows, key=lambda row: [row[key] for key in part.sort_key])
        return data

    def subjects(self, snapshot: Snapshot, key: str) -> set[tuple[str, str]]:
        """Return the followed records, as (kind, key), that this one is or refers to."""
        found = {(self.name, key)} if self.followed else set()
        for name, kind in (*self.links.items(), *self.lists.items()):
            if registry[kind].followed:
                value = snapshot[name] or []
                found |= {(kind, item) for item in ([value] if isinstance(value, str) else value)}
        for name, part in self.parts.items():
            for row in snapshot[name]:
                found |= part.subjects(row, "")
        return found

    @property
    def plural(self) -> str:
        return self.many or f"{self.name}s"

    @property
    def index_path(self) -> str:
        """The path of the page that lists them all; "" if there is none."""
        return reverse(self.index) if self.index else ""

    def paths_to(self, other: "Kind") -> Iterator[str]:
        """Yield the lookups that lead from its records to those of another kind, parts included."""
        for name, target in (*self.links.items(), *self.lists.items()):
            if target == other.name:
                yield name
        for name, part in self.parts.items():
            yield from (f"{name}__{path}" for path in part.paths_to(other))

    def published(self) -> models.QuerySet[Any]:
        """Return the records that readers can see."""
        records = self.model._default_manager.all()
        return records.published() if issubclass(self.model, Published) else records  # type: ignore[attr-defined]

    @property
    def columns(self) -> tuple[str, ...]:
        schedule = SCHEDULE if issubclass(self.model, Published) else ()
        return (*self.fields, *schedule, *((POSITION,) if self.ordered else ()))

    @property
    def sort_key(self) -> tuple[str, ...]:
        return (POSITION,) if self.ordered else self.key

    def records(self) -> models.QuerySet[models.Model]:
        """Return all records with what a snapshot needs, in a fixed number of queries."""
        prefetches: list[str] = list(self.lists)
        for name, part in self.parts.items():
            prefetches += [name, *(f"{name}__{item}" for item in (*part.links, *part.lists))]
        links = [path for name in self.links for path in self._link_paths(name)]
        records = self.model._default_manager.prefetch_related(*prefetches)
        return records.select_related(*links) if links else records

    def find(self, key: str) -> models.Model | None:
        """Return the record of a key, with what a snapshot needs; None if there is none."""
        columns, parts = self.key_columns(), key.split("/")
        # A name may hold a slash: then only the first part is sure, and the key is compared whole.
        sure = len(columns) if len(parts) == len(columns) else 1
        records = self.records().filter(**dict(zip(columns[:sure], parts, strict=False)))
        return next(
            (found for found in records.iterator(AT_ONCE) if self.key_of(found) == key), None
        )

    def find_all(self, keys: Collection[str]) -> dict[str, models.Model]:
        """Return the records of these keys, by key, in a fixed number of queries for each 500.

        Of all others no more than the key is read: there may be a million.
        """
        columns = self.key_columns()
        rows = self.model._default_manager.order_by().values_list("pk", *columns)
        found = [
            pk
            for firsts in batched({key.split("/")[0] for key in keys}, AT_ONCE)
            for pk, *parts in rows.filter(**{f"{columns[0]}__in": firsts}).iterator()
            if "/".join(map(str, parts)) in keys
        ]
        return {
            self.key_of(record): record
            for pks in batched(found, AT_ONCE)
            for record in self.records().filter(pk__in=pks)
        }

    def _link_paths(self, name: str) -> list[str]:
        target = registry[self.links[name]]
        below = [
            path for key in target.key if key in target.links for path in target._link_paths(key)
        ]
        return [name, *(f"{name}__{path}" for path in below)]


def plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    # Without the zeros that a database adds behind the point.
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def digest(snapshot: Snapshot) -> str:
    """Return the same digest for a record that has since been given fields that are empty."""
    filled = {name: value for name, value in snapshot.items() if value not in ("", None, [])}
    return sha256(json.dumps(filled, sort_keys=True).encode()).hexdigest()


def differences(old: Snapshot, new: Snapshot) -> dict[str, list[Any]]:
    """Return the fields that differ, each with its old and its new value."""
    return {
        name: [old.get(name), new.get(name)]
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name)
    }


registry: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Add kinds, in the order in which they can be written: what is linked to comes first."""
    for kind in kinds:
        registry[kind.name] = kind


def followed_kind() -> Kind:
    """Return the kind of records that readers can follow: there is one."""
    return next(kind for kind in registry.values() if kind.followed)


def kind_of(model: type[models.Model]) -> Kind:
    """Return the kind of a model. Raises KeyError for a model that is not content."""
    for kind in registry.values():
        if kind.model is model:
            return kind
    raise KeyError(model.__name__)
