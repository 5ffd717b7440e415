"""Many changes at once: what would follow, and all of them undone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from editorial.applying import Refused, apply_all, write_whole
from editorial.content.kinds import Kind, registry
from editorial.content.writing import CannotWriteError, asking_once, complete
from editorial.deciding import NotAllowedError, OutdatedError, proposal
from editorial.effects import Effect, compared, first_places, rolled_back
from editorial.models import Change, ChangeSet, Origin
from editorial.reach import Page, pages_of, paths_of

# The pages of more changes are listed by their paths alone.
PAGES_BY_TITLE = 20
# How often rows that were refused are tried again after the others: they may rest on them.
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Trial:
    """ready: what could be applied together, in the order in which that works."""

    ready: list[Change]
    refused: Refused
    effect: Effect


def try_out(changes: Sequence[Change]) -> Trial:
    """Find out what would become of proposals, by applying them and undoing it.

    What is ready gets the title that the record then has.
    """
    before = first_places()
    with rolled_back(), asking_once():
        pages = _pages(changes)
        ready, refused = _written(changes)
        for kind, records in _records(ready):
            for change in ready:
                if change.kind == kind.name and change.key in records:
                    change.title = kind.title_of(records[change.key])[:300]
        after = first_places() if ready else before
        pages |= _pages(ready)
    return Trial(ready, refused, Effect(sorted(pages.values()), compared(before, after)))


def _written(changes: Sequence[Change]) -> tuple[list[Change], Refused]:
    ready: list[Change] = []
    waiting = list(changes)
    refused: Refused = []
    for _ in range(ROUNDS):
        refused = []
        for change in waiting:
            try:
                write_whole(change)
            except (OutdatedError, CannotWriteError) as error:
                refused.append((change, error))
            else:
                ready.append(change)
        if len(refused) in (0, len(waiting)):
            break
        # The other way round: rows that move up one place each need the last to go first.
        waiting = [change for change, _ in reversed(refused)]
    return ready, refused


def _records(changes: Sequence[Change]) -> Iterator[tuple[Kind, dict[str, Any]]]:
    """Yield each kind that changes are about, and the records by key that are there now."""
    for name in dict.fromkeys(change.kind for change in changes):
        kind = registry[name]
        yield kind, kind.find_all({change.key for change in changes if change.kind == name})


def _pages(changes: Sequence[Change]) -> dict[str, Page]:
    found: dict[str, Page] = {}
    for kind, by_key in _records(changes):
        records = list(by_key.values())
        if len(changes) <= PAGES_BY_TITLE:
            found |= {page.path: page for record in records for page in pages_of(kind, record)}
        else:
            paths = set[str]().union(*paths_of(kind, records).values())
            found |= {path: Page(path, path) for path in paths}
    return found


# --- undoing --------------------------------------------------------------------------------------


def why_not_undone(change_set: ChangeSet) -> str:
    """Return why a set can't be undone whole; "" if it can."""
    applied = change_set.changes.applied()
    if ChangeSet.objects.filter(undoes=change_set).exists():
        return "It has been undone."
    if not applied.exists():
        return "Nothing of it has been applied."
    # What was added by a load, and readings that were imported, can be made again from the files.
    if applied.filter(fields={}).exclude(key="").exists():
        return "It can't be undone whole: of some of its changes, the fields were not recorded."
    return ""


def undo(change_set: ChangeSet, user: Any, reason: str, flip_reason: str = "") -> ChangeSet:
    """Bring back what was before a set of changes, in a set of its own: all of it or nothing.

    Raises NotAllowedError, or RefusedError with all that has been changed since, or FlipsError.
    """
    with transaction.atomic():
        ChangeSet.objects.select_for_update().get(pk=change_set.pk)
        if problem := why_not_undone(change_set):
            raise NotAllowedError(problem)
        undoing = ChangeSet.objects.create(
            origin=Origin.EDITOR,
            title=f"Undone: {change_set.title}"[:200],
            made_by=user,
            undoes=change_set,
        )
        inverses = list(_inverses(change_set))
        for change in inverses:
            change.change_set, change.made_by, change.reason = undoing, user, reason
        apply_all(inverses, flip_reason=flip_reason)
    return undoing


def _inverses(change_set: ChangeSet) -> Iterator[Change]:
    """Yield the changes that undo those of a set, the last one first."""
    changes = list(change_set.changes.applied().exclude(key="").order_by("-made_at", "-pk"))
    records = {kind.name: by_key for kind, by_key in _records(changes)}
    for change in changes:
        kind = registry[change.kind]
        record = records[change.kind].get(change.key)
        # If it is gone, that will be found out when the change is written.
        state = kind.snapshot(record) if record else complete(kind, {})
        old = state | {name: values[0] for name, values in change.fields.items()}
        new = state | {name: values[1] for name, values in change.fields.items()}
        yield proposal(
            kind,
            change.key,
            change.title,
            None if change.is_removal else new,
            None if change.is_new else old,
            origin=Origin.EDITOR,
            undoes=change,
        )
