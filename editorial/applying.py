"""Applying proposals: all of them or none, with what that does to the first places."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from editorial.changes import record, summed_up
from editorial.content.writing import CannotWriteError, asking_once
from editorial.deciding import NotAllowedError, OutdatedError, Written, write_change
from editorial.effects import FirstPlace, compared, first_places
from editorial.models import Change, ChangeState
from editorial.signals import content_changed

# The list of changes shows more new records than these as one line.
LISTED_ONE_BY_ONE = 5

type Refused = list[tuple[Change, OutdatedError | CannotWriteError]]


class RefusedError(Exception):
    """Some of the changes can't be applied, so none was. refused: which, and why."""

    def __init__(self, refused: Refused) -> None:
        self.refused = refused
        super().__init__("; ".join(f"{change.title}: {error}" for change, error in refused))


class FlipsError(Exception):
    """A reference reader would get another first place, and nobody has said why."""

    def __init__(self, flips: Sequence[FirstPlace]) -> None:
        self.flips = flips
        told = "; ".join(f"{f.reader}: {f.after} instead of {f.before}" for f in flips)
        super().__init__(f"This changes what comes first for {told}. Say why, for readers.")


def write_whole(change: Change) -> Written:
    """Write one of many. Raises OutdatedError or CannotWriteError, and has written nothing."""
    try:
        with transaction.atomic():
            return write_change(change)
    except (IntegrityError, DataError) as error:
        problem = f"The database refuses it: {error}"
        raise CannotWriteError({NON_FIELD_ERRORS: [problem]}) from error


def apply(change: Change, by: AbstractBaseUser | None = None, flip_reason: str = "") -> None:
    """Make the record what a proposal says, and the proposal applied. See `apply_all`.

    Raises NotAllowedError, OutdatedError, CannotWriteError or FlipsError.
    """
    try:
        apply_all([change], by, flip_reason)
    except RefusedError as error:
        raise error.refused[0][1] from None


def apply_all(
    changes: Sequence[Change], by: AbstractBaseUser | None = None, flip_reason: str = ""
) -> None:
    """Apply proposals, saved or not, in one transaction, or none of them.

    by: who decides; None if their author may publish. What they do to the first places together
    is written on the first of them that readers find in the list of changes.
    Raises NotAllowedError, RefusedError or FlipsError.
    """
    with transaction.atomic():
        _take(changes, by)
        before = first_places()
        written: list[Written] = []
        refused: Refused = []
        with asking_once():
            for change in changes:
                try:
                    written.append(write_whole(change))
                except (OutdatedError, CannotWriteError) as error:
                    refused.append((change, error))
        if refused:
            raise RefusedError(refused)
        flips = [place for place in compared(before, first_places()) if place.flips]
        if flips and not flip_reason:
            raise FlipsError(flips)
        now = timezone.now()
        for change, result in zip(changes, written, strict=True):
            change.state = ChangeState.APPLIED
            change.decided_by = by  # type: ignore[assignment]
            change.made_at = now
            change.is_listed = result.is_listed
        told = next((change for change in changes if change.is_listed), changes[0])
        if flips:
            told.flips = [place.as_data for place in flips]
            told.flip_reason = flip_reason
        news = [change for change in changes if change.is_new and not (flips and change is told)]
        _save([*changes, *(summed_up(news) if len(news) > LISTED_ONE_BY_ONE else ())])
        _tell(changes, written)


def _take(changes: Sequence[Change], by: AbstractBaseUser | None) -> None:
    """Let nobody else decide them meanwhile. Raises NotAllowedError if somebody has."""
    pks = [change.pk for change in changes if change.pk]
    waiting = Change.objects.select_for_update().filter(pk__in=pks, state=ChangeState.PROPOSED)
    if len(waiting.values_list("pk")) < len(pks):
        raise NotAllowedError("Some of them have been decided already.")
    if by is not None and any(change.made_by_id == by.pk for change in changes):
        raise NotAllowedError("Nobody decides what they proposed themselves.")


def _save(changes: Sequence[Change]) -> None:
    record([change for change in changes if not change.pk])
    decided = ("state", "decided_by", "made_at", "is_listed", "flips", "flip_reason", "key")
    saved = [change for change in changes if change.pk]
    Change.objects.bulk_update(saved, decided, batch_size=100)


def _tell(changes: Sequence[Change], written: Sequence[Written]) -> None:
    """Tell the rest of the site, once for all of them: it works out much from the content."""
    records: dict[str, list[Any]] = {change.kind: [] for change in changes}
    for change, result in zip(changes, written, strict=True):
        if result.pk is not None:
            records[change.kind].append(result.pk)
    transaction.on_commit(lambda: content_changed.send(sender=Change, records=records))
