"""Writing down what changed: for the history of a record, the public list of changes and feeds."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from editorial.content.kinds import SCHEDULE, Kind, Snapshot, differences, registry
from editorial.models import Change, ChangeSubject, Status

AT_ONCE = 500


def change_of(
    kind: Kind,
    key: str,
    title: str,
    old: Snapshot | None,
    new: Snapshot | None,
    **about: Any,
) -> Change:
    """Return the change from one snapshot to the next, not saved yet.

    No `old`: the record is new; no `new`: it was removed.

    about: who, when, why and from where: the other columns of `Change`.
    """
    change = Change(
        kind=kind.name,
        key=key,
        title=title,
        is_new=old is None,
        is_removal=new is None,
        is_listed=is_listed(old, new),
        fields={} if old is None else differences(old, new or {}),
        **about,
    )
    change.concerns = {
        subject for state in (old, new) if state for subject in kind.subjects(state, key)
    }
    return change


def record(changes: Iterable[Change]) -> None:
    """Save changes, with what they concern and what was opened for them."""
    saved = Change.objects.bulk_create(changes, batch_size=AT_ONCE)
    subjects = (
        ChangeSubject(change=change, kind=kind, key=key)
        for change in saved
        for kind, key in sorted(change.concerns)
    )
    ChangeSubject.objects.bulk_create(subjects, batch_size=AT_ONCE)
    through = Change.opened.through
    opened = (through(change=change, source=source) for change in saved for source in change.opens)
    through._default_manager.bulk_create(opened, batch_size=AT_ONCE)


def record_load(changes: Sequence[Change]) -> None:
    """Save the changes of one load. What it added is listed as one line for each kind."""
    record([*changes, *summed_up(changes)])


def summed_up(changes: Iterable[Change]) -> list[Change]:
    """Return one change for each kind of what was added, to be listed instead of each record."""
    added: defaultdict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if change.is_new and change.is_listed:
            added[change.kind].append(change)
            change.is_listed = False
    return [_together(registry[kind], news) for kind, news in added.items()]


def _together(kind: Kind, news: Sequence[Change]) -> Change:
    first = news[0]
    change = Change(
        kind=kind.name,
        title=f"{len(news):,} {kind.plural if len(news) > 1 else kind.name.replace('-', ' ')}",
        is_new=True,
        is_listed=True,
        origin=first.origin,
        made_at=first.made_at,
        reason=first.reason,
        change_set=first.change_set,
    )
    change.concerns = {subject for new in news for subject in new.concerns}
    return change


def is_listed(old: Snapshot | None, new: Snapshot | None) -> bool:
    """Whether readers could see the record before, or can now."""
    return any(_is_seen(state) for state in (old, new) if state is not None)


def is_public(state: Snapshot) -> bool:
    """Whether a record that is so is seen by readers, at some time."""
    # What has no status of its own is published with what it belongs to.
    return bool(state.get("status", Status.PUBLISHED) == Status.PUBLISHED)


def _is_seen(state: Snapshot) -> bool:
    """Whether readers see it now. What appears later is listed then: see `editorial.schedule`."""
    now = timezone.now()
    appears, disappears = (
        dt.datetime.fromisoformat(state[name]) if state.get(name) else None for name in SCHEDULE
    )
    begun = appears is None or appears <= now
    return is_public(state) and begun and (disappears is None or disappears > now)
