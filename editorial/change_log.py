"""The changes of the content as readers see them: by day, and by page within a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone

from editorial.content.kinds import registry
from editorial.history import FieldChange, field_changes
from editorial.models import Change


@dataclass(frozen=True, slots=True)
class Line:
    """One change of a page: why, from where, and which fields."""

    change: Change
    fields: list[FieldChange]


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """A record that was changed on a day, or the sum of those that came together."""

    title: str
    path: str  # "" if it has no page
    lines: list[Line]


def page_address(change: Change) -> str:
    """Return the path of the page that a change can be seen on; "" if there is none."""
    kind = registry.get(change.kind)
    if kind is None:
        return ""
    if not change.key:
        return kind.index_path
    return kind.address(change.key) if kind.address else ""


def by_day(changes: Iterable[Change]) -> list[tuple[object, list[ChangedPage]]]:
    """Return the days, newest first, each with its pages: [(date, [page, …]), …].

    changes: newest first, as `ChangeQuerySet.listed` sorts them.
    """
    days = groupby(changes, key=lambda change: timezone.localtime(change.made_at).date())
    return [(day, _pages(list(of_day))) for day, of_day in days]


def _pages(changes: list[Change]) -> list[ChangedPage]:
    pages: dict[object, ChangedPage] = {}
    for change in changes:
        # What came together in one load keeps a line of its own for each load.
        name = (change.kind, change.key) if change.key else change.pk
        page = pages.setdefault(name, ChangedPage(change.title, page_address(change), []))
        page.lines.append(Line(change, list(field_changes(change))))
    return list(pages.values())
