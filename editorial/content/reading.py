"""From the files to checked entries: what is wrong is found before anything is written."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, cast

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.timezone import is_naive, make_aware

from editorial.content.kinds import POSITION, Kind, Snapshot, plain, registry
from editorial.content.problems import Problem
from editorial.content.yaml_files import Node, files, read
from editorial.models import Published, Sourced, Status


@dataclass
class Entry:
    """One record as the files want it."""

    kind: Kind
    node: Node
    key: str = ""
    snapshot: Snapshot = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What --overwrite and the printed lines call it: "value:pytorch/mobile"."""
        return f"{self.kind.name}:{self.key}"


type AnyField = models.Field[Any, Any]


@dataclass
class Reference:
    node: Node
    kind: str
    key: str


class Reader:
    """Reads the content folder: afterwards `entries` are the records, `problems` what is wrong."""

    def __init__(self, folder: Path) -> None:
        self.problems: list[Problem] = []
        self.entries: list[Entry] = []
        self._references: list[Reference] = []
        self._instances: list[tuple[models.Model, Node]] = []
        # What constraints said, by their names and the values that they look at.
        self._checked: dict[tuple[object, ...], list[str]] = {}
        # Stand-ins for linked records need a primary key, and nothing here is saved.
        self._stand_in_keys = count(-1, -1)
        # Kinds of which some records could not be read: what refers to them may well be right.
        self._incomplete: set[str] = set()
        for kind in [kind for kind in registry.values() if kind.files]:
            for path, name in files(folder, kind.files):
                if root := read(path, name, self.problems):
                    self._read_records(kind, _items(root), {})
                else:
                    self._incomplete |= {inner.name for inner in _with_held(kind)}
        if not self.entries and not self.problems:
            self.problems.append(Problem(str(folder), 1, "there are no content files here"))
        self._check_keys()
        self._check_references()
        self._check_unique()
        self.problems.sort()

    # --- one record -----------------------------------------------------------------------------

    def _read_records(self, kind: Kind, nodes: Iterable[Node], given: Mapping[str, str]) -> None:
        for node, snapshot in self._snapshots(kind, nodes, given):
            entry = Entry(kind, node)
            if snapshot is None:
                self._incomplete |= {inner.name for inner in _with_held(kind)}
                continue
            entry.snapshot = snapshot
            entry.key = "/".join(str(snapshot[name]) for name in kind.key)
            self.entries.append(entry)
            assert isinstance(node.content, dict)
            for name, held in kind.holds.items():
                if name in node.content:
                    inner = registry[held]
                    nested = self._list(node.content[name])
                    self._read_records(inner, nested, {inner.parent: entry.key})

    def _snapshots(
        self, kind: Kind, nodes: Iterable[Node], given: Mapping[str, str]
    ) -> Iterator[tuple[Node, Snapshot | None]]:
        """Yield each record as plain data, in the place after the one before unless it says one."""
        position = 0
        for node in nodes:
            position += 1
            snapshot = self._snapshot(kind, node, given, position)
            yield node, snapshot
            if kind.ordered and snapshot and snapshot[POSITION] is not None:
                position = snapshot[POSITION]

    def _snapshot(
        self, kind: Kind, node: Node, given: Mapping[str, str], position: int
    ) -> Snapshot | None:
        """Return the record as plain data; None, and a problem, if it can't be read at all."""
        members = node.content
        if not isinstance(members, dict):
            self.problems.append(
                node.problem(f"a {kind.name} must be a mapping of names to values")
            )
            return None
        known = {*kind.columns, *kind.links, *kind.lists, *kind.parts, *kind.holds} - {*given}
        for name in members.keys() - known:
            self.problems.append(
                members[name].problem(f"“{name}” is not something that a {kind.name} has")
            )
        instance = kind.model()
        failed = self._set_fields(kind, instance, node, members, position)
        snapshot: Snapshot = {name: plain(getattr(instance, name)) for name in kind.columns}
        for name, target in kind.links.items():
            key = given.get(name) or self._link(node, members, kind, name, target)
            snapshot[name] = key or None
            if key:
                stand_in = registry[target].model(pk=next(self._stand_in_keys))
                setattr(instance, name, stand_in)
            elif not kind.model._meta.get_field(name).null:
                failed.add(name)
        for name, target in kind.lists.items():
            snapshot[name] = sorted(self._list_of_links(members, name, target))
        for name, part in kind.parts.items():
            nested = self._list(members[name]) if name in members else []
            rows = [row for _, row in self._snapshots(part, nested, {})]
            snapshot[name] = sorted(
                (row for row in rows if row is not None),
                key=lambda row: [row[key] for key in part.sort_key],
            )
            self._check_part_keys(part, nested, rows)
        self._check_rules(kind, instance, node, members, snapshot, failed)
        if failed & {*kind.key}:
            return None
        self._instances.append((instance, node))
        return snapshot

    def _set_fields(
        self,
        kind: Kind,
        instance: models.Model,
        node: Node,
        members: Mapping[str, Node],
        position: int,
    ) -> set[str]:
        """Give the instance its plain fields; return the names of those that are wrong."""
        failed = set()
        defaults = {**kind.defaults, POSITION: str(position)} if kind.ordered else kind.defaults
        for name in kind.columns:
            column = kind.model._meta.get_field(name)
            assert isinstance(column, models.Field)
            member = members.get(name)
            text = defaults.get(name, "") if member is None else member.content
            place = member or node
            if not isinstance(text, str):
                self.problems.append(place.problem(f"“{name}” must be one value"))
                failed.add(name)
                continue
            if text == "" and column.has_default():
                continue
            value: Any = None if text == "" and column.null else _typed(column, text)
            if text == "" and not column.blank:
                self.problems.append(place.problem(f"a {kind.name} needs “{name}”"))
                failed.add(name)
                continue
            try:
                setattr(instance, name, _in_utc(column.clean(value, instance)))
            except ValidationError as error:
                failed.add(name)
                self.problems += [place.problem(f"{name}: {text}") for text in error.messages]
        return failed

    def _check_rules(
        self,
        kind: Kind,
        instance: models.Model,
        node: Node,
        members: Mapping[str, Node],
        snapshot: Snapshot,
        failed: set[str],
    ) -> None:
        """Add the problems of several fields together: the model's rules and the database's."""
        errors: dict[str, list[str]] = {}
        if not failed:
            try:
                instance.clean()
            except ValidationError as error:
                errors = (
                    error.message_dict
                    if hasattr(error, "error_dict")
                    else {NON_FIELD_ERRORS: error.messages}
                )
        if not errors and not failed:
            for constraint in kind.model._meta.constraints:
                if isinstance(constraint, models.CheckConstraint) and (
                    messages := self._broken(constraint, kind, instance)
                ):
                    errors.setdefault(NON_FIELD_ERRORS, []).extend(messages)
        public = not isinstance(instance, Published) or instance.status == Status.PUBLISHED
        needs_source = isinstance(instance, Sourced) and public and instance.needs_source
        if needs_source and not snapshot["sources"]:
            errors.setdefault("sources", []).append("there must be at least one source")
        if problem := kind.rule(snapshot):
            errors.setdefault(NON_FIELD_ERRORS, []).append(problem)
        for name, messages in errors.items():
            place = members.get(name, node)
            prefix = "" if name == NON_FIELD_ERRORS else f"{name}: "
            self.problems += [place.problem(f"{prefix}{message}") for message in messages]

    def _broken(
        self, constraint: models.CheckConstraint, kind: Kind, instance: models.Model
    ) -> list[str]:
        """Return what a constraint of the database has against a record."""
        # Each check is a query, and most records have the values of one that was checked before.
        condition = cast(models.Q, constraint.condition)
        names = condition.referenced_base_fields
        columns = map(kind.model._meta.get_field, sorted(names))
        values = (getattr(instance, cast(AnyField, column).attname) for column in columns)
        key = (constraint.name, *values)
        if key not in self._checked:
            # Django would send the values of all other fields along.
            others = {column.name for column in kind.model._meta.fields} - names
            try:
                constraint.validate(kind.model, instance, exclude=others)
                self._checked[key] = []
            except ValidationError as error:
                self._checked[key] = error.messages
        return self._checked[key]

    # --- references and lists -------------------------------------------------------------------

    def _link(
        self, node: Node, members: Mapping[str, Node], kind: Kind, name: str, target: str
    ) -> str:
        member = members.get(name)
        column = kind.model._meta.get_field(name)
        if member is None or member.content == "":
            if not column.null:
                self.problems.append((member or node).problem(f"a {kind.name} needs “{name}”"))
            return ""
        if not isinstance(member.content, str):
            self.problems.append(member.problem(f"“{name}” must name one {target}"))
            return ""
        self._references.append(Reference(member, target, member.content))
        return member.content

    def _list_of_links(self, members: Mapping[str, Node], name: str, target: str) -> list[str]:
        keys: list[str] = []
        for item in self._list(members[name]) if name in members else []:
            if not isinstance(item.content, str):
                self.problems.append(item.problem(f"“{name}” must be a list of names"))
            elif item.content in keys:
                self.problems.append(item.problem(f"“{item.content}” is listed twice"))
            else:
                keys.append(item.content)
                self._references.append(Reference(item, target, item.content))
        return keys

    def _list(self, node: Node) -> list[Node]:
        if node.content == "":
            return []
        if not isinstance(node.content, list):
            self.problems.append(node.problem("this must be a list"))
            return []
        return node.content

    # --- all records together -------------------------------------------------------------------

    def _check_keys(self) -> None:
        first: dict[str, Entry] = {}
        for entry in self.entries:
            if (other := first.setdefault(entry.name, entry)) is not entry:
                where = f"{other.node.file}:{other.node.line}"
                self.problems.append(
                    entry.node.problem(f"{entry.kind.name} “{entry.key}” stands at {where} too")
                )

    def _check_part_keys(
        self, part: Kind, nodes: list[Node], rows: Iterable[Snapshot | None]
    ) -> None:
        seen = set()
        for node, row in zip(nodes, rows, strict=True):
            if row is not None:
                key = "/".join(str(row[name]) for name in part.key)
                if key in seen:
                    self.problems.append(node.problem(f"{part.name} “{key}” stands here twice"))
                seen.add(key)

    def _check_references(self) -> None:
        known = {entry.name for entry in self.entries}
        for reference in self._references:
            if reference.kind in self._incomplete:
                continue
            if f"{reference.kind}:{reference.key}" not in known:
                self.problems.append(
                    reference.node.problem(
                        f"there is no {reference.kind} “{reference.key}” in the content files"
                    )
                )

    def _check_unique(self) -> None:
        """Add what the database would refuse because two records share a value."""
        same: defaultdict[tuple[Any, ...], list[tuple[models.Model, Node]]] = defaultdict(list)
        keys = {kind.model: {*kind.key} for kind in registry.values()}
        for instance, node in self._instances:
            model = type(instance)
            for names, condition in _unique_together(model):
                values = tuple(getattr(instance, name) for name in names)
                # A key is reported as such. What is empty or off may stand anywhere, as the
                # conditions of our constraints say.
                if {*names} <= keys.get(model, set()) or any(
                    v in ("", None, False) for v in values
                ):
                    continue
                same[names, values, condition, model].append((instance, node))
        for (names, values, condition, _), records in same.items():
            # A condition is a query, and hardly anything is the same.
            if len(records) > 1 and condition:
                records = [(record, node) for record, node in records if _meets(condition, record)]
            for _, node in records[1:]:
                shown = ", ".join(map(str, values))
                other = records[0][1]
                reason = f"{' and '.join(names)} “{shown}” stands at {other.file}:{other.line} too"
                self.problems.append(node.problem(reason))


def _with_held(kind: Kind) -> Iterator[Kind]:
    yield kind
    for held in kind.holds.values():
        yield from _with_held(registry[held])


def _items(root: Node) -> list[Node]:
    """Return the records of a file: a list of them, or the one that the file is."""
    return root.content if isinstance(root.content, list) else [root]


def _in_utc(value: Any) -> Any:
    """Return a moment as the database gives it back; anything else as it is."""
    if not isinstance(value, dt.datetime):
        return value
    return (make_aware(value) if is_naive(value) else value).astimezone(dt.UTC)


def _typed(column: "models.Field[Any, Any]", text: str) -> Any:
    if isinstance(column, models.BooleanField):
        return {"true": True, "false": False}.get(text, text)
    return text


def _unique_together(
    model: type[models.Model],
) -> Iterator[tuple[tuple[str, ...], models.Q | None]]:
    """Yield the columns that must not be the same twice, and for which records."""
    for column in model._meta.concrete_fields:
        if column.unique and not column.primary_key:
            yield (column.name,), None
    relations = {column.name for column in model._meta.concrete_fields if column.is_relation}
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            names = tuple(constraint.fields)
            # Foreign keys are stand-ins here.
            if names and not relations & {*names}:
                yield names, constraint.condition


def _meets(condition: models.Q, record: models.Model) -> bool:
    columns = condition.referenced_base_fields
    return condition.check({name: getattr(record, name) for name in columns})
