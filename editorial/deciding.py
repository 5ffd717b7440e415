"""What becomes of a change: it is proposed, then applied, declined or withdrawn.

Whatever alters the content goes through here or leaves the same record: see `editorial.changes`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import connection, models, transaction
from django.utils import timezone

from editorial.changes import change_of, is_listed, is_public, record
from editorial.content.kinds import Kind, Snapshot, registry
from editorial.content.writing import CannotWriteError, complete, write
from editorial.models import Change, ChangeState, ChangeSubject, Published
from editorial.references import references_to

PUBLISH = "editorial.publish_change"


def may_publish(user: Any) -> bool:
    return bool(user.has_perm(PUBLISH))


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that is no longer what it was when the change was proposed."""

    name: str
    old: Any
    now: Any
    new: Any


class OutdatedError(Exception):
    """The record has changed since: the change does not apply, and nothing was written.

    conflicts: the fields that differ; none if the record is gone, or is there already.
    """

    def __init__(self, message: str, conflicts: Collection[Conflict] = ()) -> None:
        self.conflicts = conflicts
        self.lines = [message]
        super().__init__(message)


class NotAllowedError(Exception):
    """It is not for this person to decide, or it has been decided already."""


def proposal(
    kind: Kind, key: str, title: str, old: Snapshot | None, new: Snapshot | None, **about: Any
) -> Change:
    """Return a change with all that is needed to apply it, not saved yet.

    about: who, why and from where, as for `change_of`.
    """
    change = change_of(kind, key, title, old, new, **about)
    change.state = ChangeState.PROPOSED
    change.is_listed = False
    if old is None and new is not None:
        change.fields = {name: [None, value] for name, value in new.items()}
    return change


def propose(change: Change) -> Change:
    """Save a proposal: it waits for somebody to decide it."""
    record([change])
    return change


def decline(change: Change, by: AbstractBaseUser, reason: str) -> None:
    """Raises NotAllowedError if it is their own, or is decided already."""
    with transaction.atomic():
        _take(change, by)
        change.state = ChangeState.DECLINED
        change.decided_by = by  # type: ignore[assignment]
        change.decision = reason
        change.made_at = timezone.now()
        change.save()


def withdraw(change: Change, by: AbstractBaseUser) -> None:
    """Raises NotAllowedError if it is another's, or is decided already."""
    with transaction.atomic():
        _take(change, None)
        if by.pk != change.made_by_id:
            raise NotAllowedError("Only its author can withdraw it.")
        change.state = ChangeState.WITHDRAWN
        change.made_at = timezone.now()
        change.save()


def _take(change: Change, by: AbstractBaseUser | None) -> None:
    """Let nobody else decide it meanwhile. Raises NotAllowedError if somebody has."""
    if change.pk:
        state = Change.objects.select_for_update().values_list("state", flat=True).get(pk=change.pk)
        if state != ChangeState.PROPOSED:
            raise NotAllowedError(f"It is {ChangeState(state).label.lower()} already.")
    if by is not None and by.pk == change.made_by_id:
        raise NotAllowedError("Nobody decides what they proposed themselves.")


@dataclass(frozen=True, slots=True)
class Written:
    """What a change has made of its record."""

    pk: Any  # None: it is gone
    old: Snapshot | None
    new: Snapshot | None

    @property
    def is_listed(self) -> bool:
        return is_listed(self.old, self.new)


def write_change(change: Change) -> Written:
    """Make the record what a change says; the caller's transaction is rolled back if it can't be.

    Raises OutdatedError if the record is no longer what the change was made for, and
    CannotWriteError if it can't be what the change says.
    """
    kind = registry[change.kind]
    found = kind.find(change.key)
    if found is not None and connection.features.has_select_for_update:
        # Others wait; what is read next is what it will be changed from.
        kind.model._default_manager.select_for_update().filter(pk=found.pk).first()
        found = kind.find(change.key)
    new_values = {name: new for name, (_, new) in change.fields.items()}
    if change.is_new:
        if found is not None:
            raise OutdatedError(f"There is a {kind.name} “{change.key}” by now.")
        return _written(kind, None, None, new_values, change)
    if found is None:
        raise OutdatedError("It has been removed since.")
    current = kind.snapshot(found)
    if conflicts := conflicts_of(change, current):
        raise OutdatedError("Somebody else has changed it since.", conflicts)
    if change.is_removal:
        _remove(kind, found)
        return Written(None, current, None)
    return _written(kind, found, current, current | new_values, change)


def conflicts_of(change: Change, current: Snapshot) -> list[Conflict]:
    """Return the fields that are neither what they were nor what they are to be."""
    return [
        Conflict(name, old, current.get(name), new)
        for name, (old, new) in change.fields.items()
        if current.get(name) not in (old, new) or (change.is_removal and current.get(name) != old)
    ]


def _written(
    kind: Kind, found: models.Model | None, old: Snapshot | None, new: Snapshot, change: Change
) -> Written:
    if found is None:
        new = complete(kind, new)
    elif isinstance(found, Published):
        found.updated_by = change.made_by
    written = write(kind, found, new, old)
    if found is not None and old is not None and is_public(old) and not is_public(new):
        _check_nothing_refers(kind, found)
    if found is None and isinstance(written, Published) and change.made_by:
        type(written)._default_manager.filter(pk=written.pk).update(updated_by=change.made_by)
    key = kind.key_of(written)
    if key != change.key:
        # Its history goes with it.
        for model in (Change, ChangeSubject):
            model._default_manager.filter(kind=kind.name, key=change.key).update(key=key)
        change.key = key
    return Written(written.pk, old, new)


def _remove(kind: Kind, found: models.Model) -> None:
    _check_nothing_refers(kind, found)
    try:
        found.delete()
    except models.ProtectedError as error:
        names = ", ".join(sorted(map(str, error.protected_objects)))
        problem = f"Others rest on it: {names}"
        raise CannotWriteError({NON_FIELD_ERRORS: [problem]}) from error


def _check_nothing_refers(kind: Kind, found: models.Model) -> None:
    if references := references_to(kind, found):
        names = "; ".join(f"{item.kind} “{item.title}”" for item in references[:10])
        more = f" and {len(references) - 10} more" if len(references) > 10 else ""
        problem = f"Others refer to it: {names}{more}. Change those first."
        raise CannotWriteError({NON_FIELD_ERRORS: [problem]})
