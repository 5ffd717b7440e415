"""My queue: what needs an editor today, and the one thing to do about each of it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

from editorial.content.kinds import Kind, registry
from editorial.deciding import may_publish
from editorial.desk.addresses import record_path
from editorial.history import label_of as label_of_field
from editorial.models import (
    Change,
    ChangeState,
    KeptRecord,
    Published,
    ScheduledMoment,
    Source,
    Upkeep,
)
from editorial.paging import ListPage, page_of
from editorial.search.entries import label_of, relations_on

LATELY = dt.timedelta(days=30)
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Row:
    """What needs something, what there is to know about it, and where that is done."""

    title: str
    cells: Sequence[str | int]
    path: str


class Section:
    """A part of the queue. A row has one action, the same for all of them."""

    name: ClassVar[str]
    heading: ClassVar[str]
    action: ClassVar[str]
    columns: ClassVar[tuple[str, ...]]
    one: ClassVar[str]
    many: ClassVar[str]
    nothing: ClassVar[str]
    note: ClassVar[str] = ""

    def __init__(self, user: Any, today: dt.date, number: str | None, size: int) -> None:
        self._user = user
        self._today = today
        self.page: ListPage = page_of(self._found(), number, size)
        self.rows = list(self._rows(list(self.page)))

    @staticmethod
    def is_for(user: Any) -> bool:
        return True

    @property
    def count(self) -> int:
        return self.page.paginator.count

    @property
    def sentence(self) -> str:
        if not self.count:
            return self.nothing
        return f"{self.count:,} {self.one if self.count == 1 else self.many}"

    @property
    def path(self) -> str:
        return reverse("admin:queue", args=[self.name])

    def _found(self) -> "QuerySet[Any]":
        raise NotImplementedError

    def _rows(self, records: Sequence[Any]) -> Iterator[Row]:
        raise NotImplementedError


class Stale(Section):
    name = "stale"
    heading = "Past their review date"
    action = "Check"
    columns = ("Kind", "Since", "Pages", "Readers")
    one = "statement is past its review date."
    many = "statements are past their review date; that on which most rests comes first."
    nothing = "No statement is past its review date."
    note = (
        "Pages: how many show it. Readers: how many reference readers' answers rest on it; "
        "each of them weighs as much as five pages."
    )

    def _found(self) -> "QuerySet[Any]":
        return Upkeep.objects.stale(self._today).by_weight()

    def _rows(self, records: Sequence[Any]) -> Iterator[Row]:
        for row in records:
            cells = (_kind_label(row.kind), _day(row.stale_on), row.pages, row.readers)
            yield Row(row.title, cells, record_path(registry[row.kind], row.record, "checked"))


class Ageing(Stale):
    name = "ageing"
    heading = "Soon past their review date"
    columns = ("Kind", "Good until", "Pages", "Readers")
    one = "statement is in the last quarter of its time."
    many = "statements are in the last quarter of their time; that on which most rests comes first."
    nothing = "No statement is in the last quarter of its time."

    def _found(self) -> "QuerySet[Any]":
        return Upkeep.objects.ageing(self._today).by_weight()

    def _rows(self, records: Sequence[Any]) -> Iterator[Row]:
        for row, found in zip(records, super()._rows(records), strict=True):
            label, _, *rest = found.cells
            yield Row(found.title, (label, _day(row.stale_on - DAY), *rest), found.path)


class ToDecide(Section):
    name = "decide"
    heading = "Proposals to decide"
    action = "Decide"
    columns = ("Kind", "By", "Since", "Why")
    one = "proposal waits for you or another reviewer."
    many = "proposals wait for you or another reviewer; what has waited longest comes first."
    nothing = "No proposal of others waits for a decision."

    @staticmethod
    def is_for(user: Any) -> bool:
        return may_publish(user)

    def _found(self) -> "QuerySet[Any]":
        return Change.objects.proposed().exclude(made_by=self._user).select_related("made_by")

    def _rows(self, records: Sequence[Any]) -> Iterator[Row]:
        for change in records:
            by = change.made_by.get_username() if change.made_by else change.get_origin_display()
            cells = (_kind_label(change.kind), by, _day(change.proposed_at), change.reason)
            yield Row(change.title, cells, change.get_absolute_url())


class Own(Section):
    name = "own"
    heading = "Your proposals"
    action = "Look at it"
    columns = ("Kind", "State", "Since", "Why")
    one = "proposal of yours waits, or was declined in the last 30 days."
    many = "proposals of yours wait, or were declined in the last 30 days."
    nothing = "None of your proposals waits, and none was declined in the last 30 days."

    @staticmethod
    def is_for(user: Any) -> bool:
        return not may_publish(user)

    def _found(self) -> "QuerySet[Any]":
        declined = Q(state=ChangeState.DECLINED, made_at__gte=timezone.now() - LATELY)
        own = Change.objects.filter(made_by=self._user)
        # What was declined first: there is something to learn from it.
        return own.filter(Q(state=ChangeState.PROPOSED) | declined).order_by(
            "state", "-made_at", "pk"
        )

    def _rows(self, records: Sequence[Any]) -> Iterator[Row]:
        for change in records:
            why = change.decision or change.reason
            cells = (
                _kind_label(change.kind),
                change.get_state_display(),
                _day(change.made_at),
                why,
            )
            yield Row(change.title, cells, change.get_absolute_url())


class Due(Section):
    name = "due"
    heading = "Predictions due"
    action = "Close"
    columns = ("Since", "Pages")
    one = "is still open although its day has passed."
    many = "are still open although their day has passed; what has waited longest comes first."
    nothing = "Nothing is open whose day has passed."

    def _found(self) -> "QuerySet[Any]":
        return Upkeep.objects.due(self._today)

    def _rows(self, records: Sequence[Any]) -> Iterator[Row]:
        for row in records:
            path = record_path(registry[row.kind], row.record)
            yield Row(row.title, (_day(row.due_on), row.pages), path)


class DeadLinks(Section):
    name = "links"
    heading = "Dead links"
    action = "Mend the link"
    columns = ("Link", "Answer", "Visited", "Pages")
    one = "source has a link that is broken or has moved."
    many = "sources have a link that is broken or has moved; the broken ones come first."
    nothing = "No link is known to be broken or to have moved."

    def _found(self) -> "QuerySet[Any]":
        return Source.objects.with_dead_links()

    def _rows(self, records: Sequence[Any]) -> Iterator[Row]:
        kind = registry["source"]
        keys = [source.pk for source in records]
        rows = Upkeep.objects.filter(kind=kind.name, record__in=keys).order_by()
        pages = dict(rows.values_list("record", "pages"))
        for source in records:
            visited = _day(source.link_checked_at) if source.link_checked_at else ""
            cells = (
                source.get_link_state_display(),
                source.link_status,
                visited,
                pages.get(source.pk, 0),
            )
            yield Row(source.title, cells, record_path(kind, source.pk))


class Kept(Section):
    name = "kept"
    heading = "Kept by the last load"
    action = "Compare"
    columns = ("Kind", "What differs")
    one = "record differs from the content files, and was left as it is."
    many = "records differ from the content files, and were left as they are."
    nothing = "The last load of the content files kept nothing back."

    def _found(self) -> "QuerySet[Any]":
        return KeptRecord.objects.all()

    def _rows(self, records: Sequence[Any]) -> Iterator[Row]:
        for kept in records:
            path = reverse("admin:kept", args=[kept.pk])
            labels = (_field_label(registry[kept.kind], name) for name in kept.fields)
            differs = capfirst(", ".join(labels)) or "An editor has deleted it"
            yield Row(kept.title, (_kind_label(kept.kind), differs), path)


class Scheduled(Section):
    name = "scheduled"
    heading = "What is scheduled"
    action = "Look at it"
    columns = ("Kind", "What will happen", "When")
    one = "record will appear or disappear by itself."
    many = "records will appear or disappear by themselves; what is next comes first."
    nothing = "Nothing will appear or disappear by itself."

    def _found(self) -> "QuerySet[Any]":
        return ScheduledMoment.objects.filter(at__gt=timezone.now()).order_by("at", "pk")

    def _rows(self, records: Sequence[Any]) -> Iterator[Row]:
        keys = defaultdict(set)
        for moment in records:
            keys[moment.kind].add(moment.key)
        found = {name: _published(registry[name], some) for name, some in keys.items()}
        for moment in records:
            kind, record = registry[moment.kind], found[moment.kind].get(moment.key)
            if record is not None:
                what = "Appears" if record.publish_at == moment.at else "Disappears"
                cells = (label_of(kind), what, f"{date_format(moment.at, 'j M Y, H:i')} UTC")
                yield Row(kind.title_of(record), cells, record_path(kind, record.pk))


SECTIONS: tuple[type[Section], ...] = (
    ToDecide,
    Own,
    Stale,
    Due,
    DeadLinks,
    Kept,
    Ageing,
    Scheduled,
)


def sections_for(user: Any) -> list[type[Section]]:
    return [section for section in SECTIONS if section.is_for(user)]


def _published(kind: Kind, keys: set[str]) -> dict[str, Any]:
    """Return the records of these keys: one query."""
    columns = kind.key_columns()
    # What is published has a slug, or those of others, for its key: no slash is part of a name.
    wanted = Q()
    for key in keys:
        wanted |= Q(**dict(zip(columns, key.split("/"), strict=True)))
    relations = relations_on(kind.model, (*kind.title, *columns))
    records = kind.model._default_manager.filter(wanted)
    records = records.select_related(*relations) if relations else records
    return {kind.key_of(record): record for record in records if isinstance(record, Published)}


def _kind_label(name: str) -> str:
    return label_of(registry[name]) if name in registry else name


def _field_label(kind: Kind, name: str) -> str:
    return name if name in kind.parts else label_of_field(kind, name)


def _day(day: dt.date) -> str:
    return date_format(day, "j M Y")
