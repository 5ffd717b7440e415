"""Reports for editors: how old what we say is, how much of it has a source, and who did what."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.db.models import Case, CharField, Count, F, Min, Q, Value, When
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

from editorial.content.kinds import registry
from editorial.models import Change, ChangeState, Origin, Upkeep
from editorial.quality import overall, tallies

MONTHS = 12
NOBODY = "No person"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar. x and width: percent of the whole."""

    tone: str  # "good", "soon" or "bad"
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table, and the bar that shows it. said: the bar in words."""

    cells: Sequence[str | int | dt.date]
    bar: Sequence[Piece]
    said: str


@dataclass(frozen=True, slots=True)
class Report:
    """A table with a chart. heads: how many of its first columns name the row."""

    sentence: str
    columns: tuple[str, ...]
    lines: Sequence[Line]
    legend: Sequence[tuple[str, str]]  # tone and meaning
    heads: int


def ageing(today: dt.date) -> Report:
    """How many statements of each kind and topic are fresh, ageing and stale: one query."""
    states = {
        "fresh": Q(ageing_on__gt=today),
        "ageing": Q(ageing_on__lte=today, stale_on__gt=today),
        "stale": Q(stale_on__lte=today),
    }
    counted: Iterable[Any] = (
        Upkeep.objects.statements()
        .order_by()
        .values("kind", "part", "topic")
        .annotate(
            **{name: Count("pk", filter=state) for name, state in states.items()},
            oldest=Min("checked_on"),
        )
    )
    rows = sorted(counted, key=lambda row: (capfirst(registry[row["kind"]].plural), row["topic"]))
    lines = []
    for row in rows:
        numbers = [row[name] for name in states]
        said = ", ".join(f"{row[name]:,} {name}" for name in states)
        heads = (capfirst(registry[row["kind"]].plural), row["topic"])
        bar = _stacked(zip(("good", "soon", "bad"), numbers, strict=True))
        lines.append(Line((*heads, *numbers, row["oldest"]), bar, said))
    sums = {name: sum(row[name] for row in rows) for name in states}
    return Report(
        f"Of {sum(sums.values()):,} published statements, {sums['fresh']:,} are fresh, "
        f"{sums['ageing']:,} are in the last quarter of their time, and {sums['stale']:,} are past "
        "their review date.",
        ("Kind", "Topic", "Fresh", "Ageing", "Stale", "Oldest check"),
        lines,
        (("good", "fresh"), ("soon", "ageing"), ("bad", "stale")),
        heads=2,
    )


def coverage(today: dt.date) -> Report:
    """How many statements of each kind have a source, and how many say too little: one query."""
    found = tallies(today)
    lines = []
    for tally in found:
        assert tally.kind
        without = tally.total - tally.sourced
        weakness = tally.kind.weakness
        weak: tuple[str | int, str] = (tally.weak, weakness[0]) if weakness else ("", "")
        bar = _stacked((("good", tally.sourced), ("bad", without)))
        said = f"{tally.sourced:,} with a source, {without:,} without"
        cells = (capfirst(tally.kind.plural), tally.total, tally.sourced, without, *weak)
        lines.append(Line(cells, bar, said))
    total = overall(found)
    return Report(
        f"{total.total - total.sourced:,} of {total.total:,} published statements have no source, "
        f"and {total.weak:,} are unknown, unsupported or overdue.",
        ("Kind", "Statements", "With a source", "Without", "Weak", "Weak means"),
        lines,
        (("good", "with a source"), ("bad", "without a source")),
        heads=1,
    )


def people(today: dt.date) -> Report:
    """Who changed and decided how much in each of the last twelve months: two queries."""
    months = [_first_of_month(today, before) for before in range(MONTHS)]
    begun = [timezone.make_aware(dt.datetime.combine(first, dt.time())) for first in months]
    # What sums up a load has no key: its parts are counted one by one.
    changes = Change.objects.exclude(key="").filter(made_at__gte=begun[-1]).order_by()
    # By comparing: to cut each moment down to its month takes SQLite ten times as long.
    in_month = (
        When(made_at__gte=moment, then=Value(f"{first:%Y-%m}"))
        for first, moment in zip(months, begun, strict=True)
    )
    by_month = changes.annotate(month=Case(*in_month, output_field=CharField()))
    refused = Q(state__in=[ChangeState.DECLINED, ChangeState.WITHDRAWN])
    made: Iterable[Any] = by_month.values("month", who=F("made_by__username")).annotate(
        **{
            origin.name: Count("pk", filter=Q(state=ChangeState.APPLIED, origin=origin))
            for origin in Origin
        },
        waits=Count("pk", filter=Q(state=ChangeState.PROPOSED)),
        refused=Count("pk", filter=refused),
    )
    decided: Iterable[Any] = (
        by_month.exclude(decided_by=None)
        .values("month", who=F("decided_by__username"))
        .annotate(decided=Count("pk"))
    )
    columns = [*(origin.name for origin in Origin), "waits", "refused", "decided"]
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in (*made, *decided):
        found = counts[row["month"], row["who"] or NOBODY]
        found.update({name: row[name] for name in columns if name in row})
    # A load changes more at once than people do in a year.
    most = max((found.total() for (_, who), found in counts.items() if who != NOBODY), default=0)
    lines = []
    # The newest month first, and in it by name.
    for month, who in sorted(sorted(counts), key=itemgetter(0), reverse=True):
        found = counts[month, who]
        bar = [] if who == NOBODY else [Piece("bad", 0, 100 * found.total() / most)]
        cells: list[str | int] = [month, who, *(found[name] for name in columns)]
        lines.append(Line(cells, bar, f"{found.total():,} in all"))
    applied = sum(found[origin.name] for found in counts.values() for origin in Origin)
    names = {who for _, who in counts} - {NOBODY}
    return Report(
        f"Since {date_format(months[-1], 'F Y')}, {applied:,} changes have been applied, and "
        f"{len(names):,} {'person has' if len(names) == 1 else 'people have'} taken part.",
        (
            "Month",
            "Who",
            *(f"Applied: {_lower_first(origin.label)}" for origin in Origin),
            "Waiting",
            "Declined or withdrawn",
            "Decided for others",
        ),
        lines,
        (("bad", "all that the row counts, against the busiest month of a person"),),
        heads=2,
    )


@dataclass(frozen=True, slots=True)
class Reporting:
    """A report that can be asked for."""

    name: str
    title: str
    about: str
    make: Callable[[dt.date], Report]


REPORTS: dict[str, Reporting] = {
    report.name: report
    for report in (
        Reporting("ageing", "Ageing", "How old what we say is, by area", ageing),
        Reporting("coverage", "Coverage", "What is unknown or has no source", coverage),
        Reporting("people", "Who did what", "Changes by month and person", people),
    )
}


def _stacked(parts: Iterable[tuple[str, int]]) -> list[Piece]:
    """Return the pieces of a bar, one behind the other."""
    parts = list(parts)
    total = sum(count for _, count in parts)
    pieces, x = [], 0.0
    for tone, count in parts:
        if count:
            pieces.append(Piece(tone, x, 100 * count / total))
            x += 100 * count / total
    return pieces


def _first_of_month(day: dt.date, months_before: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 - months_before, 12)
    return dt.date(year, month + 1, 1)


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
