"""From what a page sent to changes: it is tried, undone, and then applied or proposed."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import models, transaction

from editorial.applying import FlipsError, RefusedError, apply_all
from editorial.changes import is_public
from editorial.content.kinds import Kind, Snapshot, kind_of, registry
from editorial.content.writing import CannotWriteError
from editorial.deciding import (
    OutdatedError,
    conflicts_of,
    may_publish,
    proposal,
    propose,
    write_change,
)
from editorial.effects import rolled_back
from editorial.models import Change, ChangeState

NEEDS_REASON = "Readers see this: say what you learned, and where."


class NotSavedError(Exception):
    """Something is wrong that only shows when all of it is tried. problems: field -> message."""

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = problems
        super().__init__("; ".join(problems.values()))


class Trial:
    """Saves records as their forms say, notes what that changed, and undoes it.

    Django's forms know how to save; the change mechanism knows how to keep two editors, a reviewer
    and the history right. So each does its part.
    """

    def __init__(self) -> None:
        self._savepoint = transaction.savepoint_create()
        self._before: dict[tuple[str, Any], Snapshot | None] = {}
        self._keys: dict[tuple[str, Any], str] = {}

    def will_change(self, kind: Kind, pk: Any) -> None:
        """Note what a record is before it is saved."""
        record = kind.records().get(pk=pk)
        self._before[kind.name, pk] = kind.snapshot(record)
        self._keys[kind.name, pk] = kind.key_of(record)

    def was_added(self, record: models.Model) -> None:
        self._before.setdefault((kind_of(type(record)).name, record.pk), None)

    def end(self, **about: Any) -> list[Change]:
        """Undo all of it, and return what it would change, as proposals not saved yet."""
        found = []
        for (name, pk), before in self._before.items():
            kind = registry[name]
            record = kind.records().get(pk=pk)
            key = self._keys.get((name, pk)) or kind.key_of(record)
            title = kind.title_of(record)
            change = proposal(kind, key, title, before, kind.snapshot(record), **about)
            if change.fields:
                found.append(change)
        transaction.savepoint_rollback(self._savepoint)
        return found


def touches_readers(change: Change) -> bool:
    """Whether readers see the record, or would."""
    kind = registry[change.kind]
    if change.is_new:
        new = {name: values[1] for name, values in change.fields.items()}
        return not kind.free_to_add and is_public(new)
    record = kind.find(change.key)
    current = kind.snapshot(record) if record else {}
    wanted = current | {name: new for name, (_, new) in change.fields.items()}
    return is_public(current) or is_public(wanted)


def save(
    changes: Sequence[Change],
    user: Any,
    *,
    flip_reason: str = "",
    only_propose: bool = False,
) -> Sequence[Change]:
    """Apply what the user may apply, and propose the rest. Their states say which.

    What readers don't see needs no second person. Raises NotSavedError, with nothing saved, if
    something readers see has no reason, or if it would change what a reference reader is told first
    and nobody says why.
    """
    public = [change for change in changes if touches_readers(change)]
    if not all(change.reason for change in public):
        raise NotSavedError({"change_reason": NEEDS_REASON})
    waits = only_propose or not may_publish(user)
    try:
        with transaction.atomic():
            if waits:
                check(public)
            if now := [change for change in changes if not (waits and change in public)]:
                apply_all(now, flip_reason=flip_reason)
            if waits:
                for change in public:
                    propose(change)
    except FlipsError as error:
        raise NotSavedError({"flip_reason": str(error)}) from error
    except RefusedError as error:
        problems = [line for _, refusal in error.refused for line in refusal.lines]
        raise NotSavedError({NON_FIELD_ERRORS: " ".join(problems)}) from error
    except (CannotWriteError, OutdatedError) as error:
        raise NotSavedError({NON_FIELD_ERRORS: " ".join(error.lines)}) from error
    return changes


def check(changes: Iterable[Change]) -> None:
    """Raises OutdatedError or CannotWriteError for what could not be applied as things stand."""
    with rolled_back():
        for change in changes:
            write_change(change)


def rebase(change: Change, keep: Iterable[str]) -> None:
    """Bring a proposal that is out of date in step with its record.

    keep: the fields in which the proposal's values stand against what the record is by now; of
    the others that differ, the record's values stay. With nothing left it is withdrawn.
    """
    kind = registry[change.kind]
    with transaction.atomic():
        record = kind.find(change.key)
        if record is None:
            raise OutdatedError("It has been removed since.")
        current = kind.snapshot(record)
        chosen = {*keep}
        for conflict in conflicts_of(change, current):
            if conflict.name in chosen:
                change.fields[conflict.name] = [conflict.now, conflict.new]
            else:
                del change.fields[conflict.name]
        if not change.fields:
            change.state = ChangeState.WITHDRAWN
        change.save()
