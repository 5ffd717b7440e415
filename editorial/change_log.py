"""The changes of the content as readers see them: by day, and by page within a day."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
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
    """A record, and what was changed about it on one day."""

    title: str
    path: str  # "" if it has no page
    lines: list[Line] = field(default_factory=list)

    @property
    def newest(self) -> Change:
        return self.lines[0].change


@dataclass(frozen=True, slots=True)
class Load:
    """What came together: one change for each kind, such as “118 claims”."""

    newest: Change
    parts: list[tuple[str, str]] = field(default_factory=list)  # title and path


def page_address(change: Change) -> str:
    """Return the path of the page that a change can be seen on; "" if there is none."""
    kind = registry.get(change.kind)
    if kind is None:
        return ""
    if not change.key:
        return kind.index_path
    return kind.address(change.key) if kind.address else ""


def by_day(changes: Iterable[Change]) -> list[tuple[dt.date, list[ChangedPage | Load]]]:
    """Return the days, newest first, each with what changed on it.

    changes: newest first, as `ChangeQuerySet.listed` sorts them.
    """
    days = groupby(changes, key=lambda change: timezone.localtime(change.made_at).date())
    return [(day, _together(of_day)) for day, of_day in days]


def _together(changes: Iterable[Change]) -> list[ChangedPage | Load]:
    """Put together what belongs to one record, and what came in one load."""
    pages: dict[tuple[str, str], ChangedPage] = {}
    loads: dict[dt.datetime, Load] = {}
    found: dict[int, ChangedPage | Load] = {}  # by identity, in the order of their first change
    for change in changes:
        path = page_address(change)
        if change.key:
            page = pages.setdefault((change.kind, change.key), ChangedPage(change.title, path))
            page.lines.append(Line(change, list(field_changes(change))))
            found[id(page)] = page
        else:
            load = loads.setdefault(change.made_at, Load(change))
            load.parts.insert(0, (change.title, path))
            found[id(load)] = load
    return list(found.values())
