"""From a snapshot into the database: one record with its links, its lists and its parts."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, cast

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models import CheckConstraint, UniqueConstraint

from editorial.content.kinds import Kind, Snapshot, plain, registry
from editorial.models import Published, Sourced, Status
from editorial.models.sourcing import NEEDS_SOURCE, sources_follow

# Name of the kind, key -> the record.
type Linked = Callable[[str, str], models.Model]


class CannotWriteError(Exception):
    """The record can't be what the snapshot says.

    problems: field, or "__all__" -> what is wrong with it.
    """

    def __init__(self, problems: dict[str, list[str]]) -> None:
        self.problems = problems
        super().__init__("; ".join(self.lines))

    @property
    def lines(self) -> list[str]:
        return [
            text if name == NON_FIELD_ERRORS else f"{name}: {text}"
            for name, texts in self.problems.items()
            for text in texts
        ]


# What was asked while many records are written; None: nothing is kept.
_answers: ContextVar[dict[Hashable, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def asking_once() -> Iterator[None]:
    """While many records are written, find each linked one once, and check the same values once.

    The linked ones are as they were when they were found.
    """
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


class _AskedOnce:
    """A check constraint that asks the database about the same values only once."""

    def __init__(self, constraint: CheckConstraint, answers: dict[Hashable, Any]) -> None:
        self._constraint = constraint
        self._answers = answers

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: Any = None) -> None:
        condition = cast(models.Q, self._constraint.condition)
        columns = map(model._meta.get_field, sorted(condition.referenced_base_fields))
        values = (getattr(instance, column.attname) for column in columns)
        question = (self._constraint.name, *values, frozenset(exclude or ()))
        if question not in self._answers:
            self._answers[question] = None
            try:
                self._constraint.validate(model, instance, exclude, using)
            except ValidationError as error:
                self._answers[question] = error
        if answer := self._answers[question]:
            raise answer


def _ask_once(record: models.Model, answers: dict[Hashable, Any]) -> None:
    """Let a record check its constraints in this way."""
    constraints = [
        (model, [_AskedOnce(c, answers) if isinstance(c, CheckConstraint) else c for c in some])
        for model, some in record.get_constraints()
    ]
    record.get_constraints = lambda: constraints  # type: ignore[assignment, method-assign, return-value]


def found_by_key(kind: str, key: str) -> models.Model:
    """Return the record of a key. Raises CannotWriteError if there is none."""
    answers = _answers.get()
    if answers is None:
        return _found(kind, key)
    if (kind, key) not in answers:
        answers[kind, key] = _found(kind, key)
    return cast(models.Model, answers[kind, key])


def _found(kind: str, key: str) -> models.Model:
    record = registry[kind].find(key)
    if record is None:
        raise CannotWriteError({NON_FIELD_ERRORS: [f"There is no {kind} “{key}”."]})
    return record


def complete(kind: Kind, values: Snapshot) -> Snapshot:
    """Return the snapshot of a new record: what is not said is as the model has it."""
    empty = kind.model()
    nothing = {name: plain(getattr(empty, name)) for name in kind.columns}
    links = dict.fromkeys(kind.links)
    lists: Snapshot = {name: [] for name in (*kind.lists, *kind.parts)}
    return nothing | links | lists | values


def write_columns(kind: Kind, record: models.Model, snapshot: Snapshot, linked: Linked) -> None:
    """Give a record its own columns and its links to others, without saving it."""
    for name in kind.columns:
        setattr(record, name, snapshot[name])
    for name, target in kind.links.items():
        key = snapshot[name]
        setattr(record, name, linked(target, key) if key else None)


def write_lists(
    kind: Kind, record: models.Model, new: Snapshot, old: Snapshot | None, linked: Linked
) -> None:
    """Give a saved record its lists and its parts, where they are not what they were."""
    # A new record has nothing yet that would have to be read.
    for name, target in kind.lists.items():
        others = [linked(target, key) for key in new[name]]
        if old is None:
            getattr(record, name).add(*others)
        elif new[name] != old[name]:
            getattr(record, name).set(others)
    for name, part in kind.parts.items():
        if old is None:
            _write_parts(part, record, [], new[name], linked)
        elif new[name] != old[name]:
            _write_parts(part, record, getattr(record, name).all(), new[name], linked)


def _write_parts(
    part: Kind,
    record: models.Model,
    children: Iterable[models.Model],
    rows: list[Snapshot],
    linked: Linked,
) -> None:
    """Leave alone what is the same, and change in place what keeps its place: others see it."""
    wanted = {_identity(part, row): row for row in rows}
    kept = {}
    for present in children:
        identity = _identity(part, part.snapshot(present))
        if identity in wanted:
            kept[identity] = present
        else:
            present.delete()
    for identity, row in wanted.items():
        child = kept.get(identity)
        before = part.snapshot(child) if child else None
        if before == row:
            continue
        child = child or part.model(**{part.parent: record})
        write_columns(part, child, row, linked)
        child.save()
        write_lists(part, child, row, before, linked)


def _identity(part: Kind, row: Snapshot) -> tuple[Any, ...]:
    """Return all that no other part of the record may have too."""
    unique = (c.fields for c in part.model._meta.constraints if isinstance(c, UniqueConstraint))
    names = {name for names in unique for name in names} & row.keys()
    return tuple(row[name] for name in sorted({*part.key, *names}))


def write(kind: Kind, record: models.Model | None, new: Snapshot, old: Snapshot | None) -> Any:
    """Make a record what a snapshot says, after checking all of it, and return it.

    record: None for a new one. Raises CannotWriteError, and has written nothing.
    """
    record = record or kind.model()
    write_columns(kind, record, new, found_by_key)
    _check(kind, record, new)
    with sources_follow():
        record.save()
        write_lists(kind, record, new, old, found_by_key)
    return record


def _check(kind: Kind, record: models.Model, snapshot: Snapshot) -> None:
    problems: dict[str, list[str]] = {}
    if (answers := _answers.get()) is not None:
        _ask_once(record, answers)
    try:
        record.full_clean()
    except ValidationError as error:
        problems = error.message_dict
    public = not isinstance(record, Published) or record.status == Status.PUBLISHED
    if public and isinstance(record, Sourced) and record.needs_source and not snapshot["sources"]:
        problems.setdefault("sources", []).append(NEEDS_SOURCE)
    for name, part in kind.parts.items():
        for row in snapshot[name]:
            child = part.model(**{part.parent: record})
            write_columns(part, child, row, found_by_key)
            problems.setdefault(name, []).extend(_problems_of_part(part, child, row))
    if problem := kind.rule(snapshot):
        problems.setdefault(NON_FIELD_ERRORS, []).append(problem)
    if problems := {name: texts for name, texts in problems.items() if texts}:
        raise CannotWriteError(problems)


def _problems_of_part(part: Kind, child: models.Model, row: Snapshot) -> list[str]:
    problems = []
    try:
        # Those that it replaces are still there: what must be unique is the database's to say.
        child.full_clean(exclude=[part.parent], validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        problems += error.messages
    if isinstance(child, Sourced) and child.needs_source and not row["sources"]:
        problems.append(NEEDS_SOURCE)
    return problems
