"""Readings from a CSV file: checked row by row, compared in sets, written all or none.

The rows go through a temporary table, some at a time, so the memory that an import takes does not
grow with the file.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import batched
from pathlib import Path
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from comparisons.models import Framework, Metric, Observation
from comparisons.trends.readings import figure
from editorial.changes import record
from editorial.content.kinds import kind_of
from editorial.models import Change, ChangeSet, Origin, Source
from editorial.partial_dates import validate_partial_date
from editorial.signals import content_changed

REQUIRED = ("series", "on", "value")
OPTIONAL = ("group", "framework", "text", "unfinished", "note", "source")
YES_OR_NO = {"": False, "0": False, "no": False, "false": False} | dict.fromkeys(
    ("1", "yes", "true"), True
)
# Rows at a time: in memory, and in one statement.
AT_ONCE = 1000
PROGRESS_EVERY = 10_000
# So many of each sort are shown.
SHOWN = 20
KEY = ("group", "series", "on")
COMPARED = ("value", "text", "is_unfinished", "note", "framework", "source")


class CannotImportError(Exception):
    """The file as a whole can't be read."""


class Staged(models.Model):
    """A row of the file that is right. Its table is temporary, so no migration makes it."""

    line = models.PositiveIntegerField(primary_key=True)
    group = models.CharField(max_length=80)
    series = models.CharField(max_length=80)
    on = models.CharField(max_length=10)
    value = models.DecimalField(max_digits=16, decimal_places=3, null=True)
    text = models.CharField(max_length=300)
    is_unfinished = models.BooleanField()
    note = models.CharField(max_length=200)
    framework_id = models.BigIntegerField(null=True)
    source_id = models.BigIntegerField()

    objects: ClassVar[models.Manager["Staged"]] = models.Manager()

    class Meta:
        app_label = "importing"
        managed = False
        db_table = "staged_observation"

    def __str__(self) -> str:
        return f"{self.series}, {self.on}"


CREATE = """
    CREATE TEMPORARY TABLE staged_observation (
        line integer PRIMARY KEY,
        "group" varchar(80) NOT NULL,
        series varchar(80) NOT NULL,
        "on" varchar(10) NOT NULL,
        value decimal(16, 3),
        text varchar(300) NOT NULL,
        is_unfinished boolean NOT NULL,
        note varchar(200) NOT NULL,
        framework_id bigint,
        source_id bigint NOT NULL
    )
"""
INDEX = 'CREATE INDEX staged_key ON staged_observation ("group", series, "on")'
DROP = "DROP TABLE IF EXISTS staged_observation"


@dataclass
class Preview:
    """What an import would do: how many of each, and the first of them in words."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    first_new: list[str] = field(default_factory=list)
    first_changed: list[str] = field(default_factory=list)
    first_rejected: list[str] = field(default_factory=list)

    def reject(self, line: int, reason: str) -> None:
        self.rejected += 1
        if len(self.first_rejected) < SHOWN:
            self.first_rejected.append(f"line {line}: {reason}")


class Import:
    """A file on its way into the readings of a metric.

    with Import(metric, source, progress) as importing:
        importing.stage(path)
        importing.compare()
        importing.apply(path.name)
    """

    def __init__(
        self, metric: Metric, source: Source | None, progress: Callable[[str], None]
    ) -> None:
        """source: that of the rows that name none."""
        self.preview = Preview()
        self.ignored_columns: list[str] = []
        self._metric = metric
        self._source = source
        self._progress = progress
        self._frameworks = dict(Framework.objects.values_list("slug", "pk"))
        self._sources = dict(Source.objects.values_list("slug", "pk"))

    def __enter__(self) -> Self:
        with connection.cursor() as cursor:
            cursor.execute(DROP)
            cursor.execute(CREATE)
        return self

    def __exit__(self, *_: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(DROP)

    # --- reading --------------------------------------------------------------------------------

    def stage(self, path: Path) -> None:
        """Check every row, and put aside those that are right.

        Raises CannotImportError if it is no CSV in UTF-8 with the columns that are needed.
        """
        read = 0
        for some in batched(self._rows(path), AT_ONCE):
            Staged.objects.bulk_create(row for row in some if row is not None)
            read += len(some)
            if read % PROGRESS_EVERY == 0:
                self._progress(f"{read:,} rows read")
        with connection.cursor() as cursor:
            cursor.execute(INDEX)

    def _rows(self, path: Path) -> Iterator[Staged | None]:
        """Yield each row; None for one that was rejected."""
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            try:
                header = self._header(next(reader, []))
                for cells in reader:
                    if cells:
                        yield self._checked(reader.line_num, header, cells)
            except UnicodeDecodeError as error:
                near = reader.line_num + 1
                raise CannotImportError(f"it is not UTF-8, near line {near}") from error
            except csv.Error as error:
                raise CannotImportError(f"line {reader.line_num}: {error}") from error

    def _header(self, cells: Sequence[str]) -> list[str]:
        header = [cell.strip().lower() for cell in cells]
        if missing := [name for name in REQUIRED if name not in header]:
            raise CannotImportError(f"the first line does not name {_listed(missing)}")
        if twice := sorted({name for name in header if header.count(name) > 1}):
            raise CannotImportError(f"the first line names {_listed(twice)} more than once")
        self.ignored_columns = [name for name in header if name not in REQUIRED + OPTIONAL]
        return header

    def _checked(self, line: int, header: list[str], cells: Sequence[str]) -> Staged | None:
        if len(cells) != len(header):
            reason = f"it has {len(cells)} cells, and the first line has {len(header)}"
            self.preview.reject(line, reason)
            return None
        given = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
        problems = list(self._problems(given))
        if problems:
            self.preview.reject(line, "; ".join(problems))
            return None
        source = given.get("source")
        return Staged(
            line=line,
            group=given.get("group", ""),
            series=given["series"],
            on=given["on"],
            value=Decimal(given["value"]) if given["value"] else None,
            text=given.get("text", ""),
            is_unfinished=YES_OR_NO[given.get("unfinished", "").lower()],
            note=given.get("note", ""),
            framework_id=self._frameworks.get(given.get("framework", "")),
            source_id=self._sources[source] if source else self._source and self._source.pk,
        )

    def _problems(self, given: dict[str, str]) -> Iterator[str]:
        if any("\0" in cell for cell in given.values()):
            yield "it holds a character that is no text"
        for name in ("group", "series", "text", "note"):
            if problem := _too_long(name, given.get(name, "")):
                yield problem
        if not given["series"]:
            yield "it names no series"
        yield from _date_problems(given["on"])
        yield from _number_problems(given["value"])
        if bool(given["value"]) == bool(given.get("text")):
            yield "it needs a value, or a text where there is no number, and not both"
        if given.get("group") and not self._metric.grouped_by:
            yield f"it has the group “{given['group']}”, and the metric has no groups"
        if given.get("unfinished", "").lower() not in YES_OR_NO:
            yield f"unfinished: “{given['unfinished']}” is neither yes nor no"
        if (slug := given.get("framework")) and slug not in self._frameworks:
            yield f"there is no framework “{slug}”"
        if (slug := given.get("source")) and slug not in self._sources:
            yield f"there is no source “{slug}”"
        if not given.get("source") and self._source is None:
            yield "it names no source, and none was given for all"

    # --- comparing ------------------------------------------------------------------------------

    def compare(self) -> Preview:
        """Return what there is to do, and drop the rows that stand in the file twice."""
        preview, rows = self.preview, Staged.objects.order_by("line")
        earlier = Staged.objects.filter(**_same(KEY), line__lt=OuterRef("line")).order_by("line")
        twice = rows.filter(Exists(earlier))
        for row in twice.annotate(first=Subquery(earlier.values("line")[:1])).iterator(AT_ONCE):
            preview.reject(row.line, f"it is for the same series and date as line {row.first}")
        Staged.objects.filter(Exists(earlier)).delete()

        new = rows.filter(~Exists(self._there))
        changed = rows.filter(Exists(self._there), ~Exists(self._same))
        preview.new, preview.changed = new.count(), changed.count()
        preview.unchanged = rows.count() - preview.new - preview.changed
        preview.first_new = [
            f"line {row.line}: {_named(row)}, {_value(row)}" for row in new[:SHOWN]
        ]
        preview.first_changed = self._in_words(changed[:SHOWN])
        return preview

    @property
    def _there(self) -> "models.QuerySet[Observation]":
        return Observation.objects.filter(metric=self._metric, **_same(KEY))

    @property
    def _same(self) -> "models.QuerySet[Observation]":
        """What is there already and is the same in every column."""
        return self._there.alias(of=Coalesce("framework_id", 0)).filter(
            # Both have a value or both have none: where there is no text there is a value.
            Q(value=OuterRef("value")) | ~Q(text=""),
            of=Coalesce(OuterRef("framework_id"), 0),
            **_same(("text", "is_unfinished", "note", "source_id")),
        )

    def _in_words(self, changed: "models.QuerySet[Staged]") -> list[str]:
        rows = list(changed.annotate(there=Subquery(self._there.values("pk")[:1])))
        before = Observation.objects.in_bulk([row.there for row in rows])
        frameworks = {pk: slug for slug, pk in self._frameworks.items()}
        sources = {pk: slug for slug, pk in self._sources.items()}

        def shown(row: Any) -> list[str]:
            known = frameworks.get(row.framework_id, ""), sources[row.source_id]
            finished = "unfinished" if row.is_unfinished else "finished"
            return [_value(row), finished, row.note, *known]

        return [
            f"line {row.line}: {_named(row)}: "
            + ", ".join(
                f"{old or 'nothing'} → {new or 'nothing'}"
                for old, new in zip(shown(before[row.there]), shown(row), strict=True)
                if old != new
            )
            for row in rows
        ]

    # --- writing --------------------------------------------------------------------------------

    def apply(self, name: str) -> None:
        """Write all that is new or changed, in one transaction, and one line of the history.

        name: what the history calls the file.
        """
        with transaction.atomic():
            # Two imports into one metric take turns.
            Metric.objects.select_for_update().get(pk=self._metric.pk)
            self._write()
            record([self._change(name)])
            records = {kind_of(Metric).name: [self._metric.pk]}
            transaction.on_commit(lambda: content_changed.send(sender=Metric, records=records))

    def _write(self) -> None:
        written = last = 0
        rows = Staged.objects.filter(~Exists(self._same)).order_by("line")
        while some := list(rows.filter(line__gt=last)[:AT_ONCE]):
            Observation.objects.bulk_create(
                (self._reading(row) for row in some),
                update_conflicts=True,
                unique_fields=["metric", *KEY],
                update_fields=list(COMPARED),
            )
            last = some[-1].line
            written += len(some)
            if written % PROGRESS_EVERY == 0:
                self._progress(f"{written:,} readings written")

    def _reading(self, row: Staged) -> Observation:
        columns = (*KEY, "value", "text", "is_unfinished", "note", "framework_id", "source_id")
        return Observation(metric=self._metric, **{name: getattr(row, name) for name in columns})

    def _change(self, name: str) -> Change:
        kind = kind_of(Metric)
        count = self.preview.new + self.preview.changed
        change = Change(
            kind=kind.name,
            key=kind.key_of(self._metric),
            title=kind.title_of(self._metric),
            origin=Origin.IMPORT,
            is_listed=self._metric.is_public,
            change_set=ChangeSet.objects.create(
                origin=Origin.IMPORT, title=f"{name}: readings of {self._metric}"[:200]
            ),
            reason=f"Imported {count:,} reading{'s' if count > 1 else ''} from {name}"[:300],
        )
        named = Staged.objects.order_by().values_list("framework_id", flat=True).distinct()
        slugs = {pk: slug for slug, pk in self._frameworks.items()}
        kind_of_frameworks = kind_of(Framework).name
        change.concerns = {(kind_of_frameworks, slugs[pk]) for pk in named if pk is not None}
        return change


def _same(columns: Iterable[str]) -> dict[str, OuterRef]:
    return {name: OuterRef(name) for name in columns}


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _named(row: Staged) -> str:
    return ", ".join(part for part in (row.group, row.series, row.on) if part)


def _value(row: Staged | Observation) -> str:
    return f"“{row.text}”" if row.value is None else figure(row.value)


def _too_long(name: str, text: str) -> str:
    limit: int = Observation._meta.get_field(name).max_length  # type: ignore[assignment, union-attr]
    return f"{name}: {len(text)} characters, and at most {limit} fit" if len(text) > limit else ""


# The same dates come again and again.
@lru_cache(maxsize=4096)
def _date_problems(text: str) -> list[str]:
    try:
        validate_partial_date(text)
    except ValidationError as error:
        return error.messages
    return []


def _number_problems(text: str) -> Iterator[str]:
    if not text:
        return
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        yield f"value: “{text}” is not a number"
        return
    try:
        Observation._meta.get_field("value").run_validators(value)
    except ValidationError as error:
        yield from (f"value: {message}" for message in error.messages)
