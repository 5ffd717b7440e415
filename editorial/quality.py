"""Our own figures: how much of what is published has a source, and how fresh it is."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, Exists, IntegerField, OuterRef, Q, Value

from editorial.content.kinds import Kind, registry
from editorial.freshness import Freshness, GoodFor, freshness_q
from editorial.models import Published, Sourced, public_q

RECENTLY = dt.timedelta(days=GoodFor.HALF_YEAR)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many published statements of one kind there are, and how many of them are what."""

    kind: Kind | None  # None: all kinds together
    total: int
    sourced: int
    recent: int  # checked in the last six months
    stale: int
    weak: int  # with the weakness of their kind, such as “unknown”

    def share(self, part: int) -> float:
        """0 to 1."""
        return part / self.total if self.total else 0.0


def tallies(today: dt.date) -> list[Tally]:
    """Return the figures of every kind of statement that has any, in one query."""
    queries = [query for kind in registry.values() for query in _queries(kind, today)]
    sums: dict[str, list[int]] = {}
    rows = queries[0].union(*queries[1:], all=True).order_by()
    for name, *numbers in (row.values() for row in rows):
        before = sums.get(name, [0] * len(numbers))
        sums[name] = [sum(pair) for pair in zip(before, numbers, strict=True)]
    return [Tally(registry[name], *numbers) for name, numbers in sorted(sums.items()) if numbers[0]]


def overall(found: Sequence[Tally]) -> Tally:
    columns = ("total", "sourced", "recent", "stale", "weak")
    return Tally(None, *(sum(getattr(tally, name) for tally in found) for name in columns))


def _queries(kind: Kind, today: dt.date) -> Iterator[Any]:
    """Yield (kind, total, sourced, recent, stale, counted) of its records, and of its parts."""
    holders = [(kind, ""), *((part, f"{part.parent}__") for part in kind.parts.values())]
    for holder, prefix in holders:
        if not issubclass(holder.model, Sourced):
            continue
        rows = holder.model._default_manager.order_by()
        if issubclass(kind.model, Published):
            rows = rows.filter(public_q(prefix))
        field: Any = holder.model._meta.get_field("sources")
        through = field.remote_field.through
        own = f"{holder.model._meta.model_name}_id"
        with_source = Exists(through._default_manager.filter(**{own: OuterRef("pk")}))
        weak = holder.weakness and Count("pk", filter=holder.weakness[1](today))
        yield rows.values(kind_name=Value(kind.name, CharField())).annotate(
            total=Count("pk"),
            sourced=Count("pk", filter=with_source),
            recent=Count("pk", filter=Q(checked_on__gte=today - RECENTLY)),
            stale=Count("pk", filter=freshness_q(today, Freshness.STALE)),
            weak=weak or Value(0, IntegerField()),
        )
