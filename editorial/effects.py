"""What a change would do: found out by applying it in a transaction that is rolled back."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from editorial.content.kinds import registry
from editorial.deciding import write_change
from editorial.models import Change
from editorial.reach import Page, pages_of
from editorial.signals import first_places_asked


@dataclass(frozen=True, slots=True)
class FirstPlace:
    """What comes first for a reference reader, today and after the change."""

    reader: str
    before: str
    after: str

    @property
    def flips(self) -> bool:
        return self.before != self.after

    @property
    def as_data(self) -> dict[str, str]:
        return {"reader": self.reader, "before": self.before, "after": self.after}


@dataclass(frozen=True, slots=True)
class Effect:
    """The pages that show it, and the reference readers' first places."""

    pages: list[Page]
    readers: list[FirstPlace]

    @property
    def charts(self) -> list[Page]:
        return [page for page in self.pages if page.charted]

    @property
    def flips(self) -> list[FirstPlace]:
        return [reader for reader in self.readers if reader.flips]


def effect_of(changes: Sequence[Change]) -> Effect:
    """Return what proposals would do together.

    Raises OutdatedError or CannotWriteError for what could not be applied.
    """
    if not changes:
        return Effect([], [])
    before = first_places()
    with rolled_back():
        pages = {page.path: page for page in _pages(changes)}
        for change in changes:
            write_change(change)
        after = first_places()
        pages |= {page.path: page for page in _pages(changes)}
    return Effect(sorted(pages.values()), compared(before, after))


def first_places() -> dict[str, str]:
    """Return what comes first for each reference reader by the content as it is in this moment."""
    found: dict[str, str] = {}
    answers: list[tuple[Any, Any]] = first_places_asked.send(sender=Change)
    for _, places in answers:
        found |= places
    return found


@contextmanager
def rolled_back() -> Iterator[None]:
    """Let everything in the block happen, and then not have happened."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


def _pages(changes: Sequence[Change]) -> Iterator[Page]:
    for change in changes:
        kind = registry[change.kind]
        record = kind.find(change.key)
        if record is not None:
            yield from pages_of(kind, record)


def compared(before: Mapping[str, str], after: Mapping[str, str]) -> list[FirstPlace]:
    """Return each reader's first place, from what `first_places` said at two times."""
    names = {**before, **after}
    return [FirstPlace(name, before.get(name, ""), after.get(name, "")) for name in names]
