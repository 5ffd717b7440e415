"""From rows to proposals: what is new, changed, unchanged, or can't be taken, and why."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max

from editorial.content.kinds import POSITION, Kind, Snapshot
from editorial.content.writing import complete
from editorial.deciding import proposal
from editorial.importing.cells import columns_of, text_of, value_of
from editorial.importing.reading import CannotReadError, Row, Table
from editorial.models import Change, Origin


@dataclass(frozen=True, slots=True)
class Proposed:
    line: int
    change: Change


@dataclass(frozen=True, slots=True, order=True)
class Rejected:
    line: int
    reason: str


@dataclass
class Comparison:
    proposed: list[Proposed] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    unchanged: int = 0


def check_header(kind: Kind, header: Sequence[str]) -> None:
    """Raise CannotReadError unless the columns are those of such records, and name them."""
    for name in header:
        if header.count(name) > 1:
            raise CannotReadError(f"The column “{name}” is there twice.")
        if name in kind.parts:
            raise CannotReadError(
                f"“{name}” can't be imported: they are several records of their own in each "
                f"{kind.name}. Leave the column out, and change them on the page of the record."
            )
        if name not in columns_of(kind):
            raise CannotReadError(
                f"“{name}” is no column of a {kind.name}. It has: {', '.join(columns_of(kind))}."
            )
    if missing := [name for name in kind.key if name not in header]:
        names = " and ".join(f"“{name}”" for name in missing)
        raise CannotReadError(
            f"The first line does not name {names}, which tell the records apart."
        )


def compare(kind: Kind, table: Table, user: Any) -> Comparison:
    """Compare a table with the records, in a fixed number of queries for each 500 of them.

    What this finds nothing wrong with may still be refused when it is tried.
    """
    found = Comparison()
    by_key: defaultdict[str, list[tuple[Row, dict[str, str]]]] = defaultdict(list)
    for row in table.rows:
        cells = dict(zip(table.header, row.cells, strict=False))
        try:
            key = row.problem or _key(kind, cells)
        except ValidationError as error:
            found.rejected.append(Rejected(row.line, " ".join(error.messages)))
            continue
        if row.problem:
            found.rejected.append(Rejected(row.line, row.problem))
        else:
            by_key[key].append((row, cells))
    existing = kind.find_all(by_key)
    may_add = user.has_perm(f"{kind.model._meta.app_label}.add_{kind.model._meta.model_name}")
    last = _last_position(kind)
    for key, rows in by_key.items():
        if len(rows) > 1:
            lines = [row.line for row, _ in rows]
            found.rejected += _twice(key, lines)
            continue
        row, cells = rows[0]
        record = existing.get(key)
        if record is None and not may_add:
            reason = f"there is no {kind.name} “{key}”, and you may not add one"
            found.rejected.append(Rejected(row.line, reason))
            continue
        old = kind.snapshot(record) if record else None
        try:
            said = _said(kind, cells, old)
        except ValidationError as error:
            reasons = [
                f"{name}: {text}" for name, texts in error.message_dict.items() for text in texts
            ]
            found.rejected.append(Rejected(row.line, "; ".join(reasons)))
            continue
        if old is not None and all(old[name] == value for name, value in said.items()):
            found.unchanged += 1
            continue
        if old is None and kind.ordered and POSITION not in said:
            last += 1
            said[POSITION] = last
        new = complete(kind, said) if old is None else old | said
        title = kind.title_of(record) if record else key
        about = {"origin": Origin.IMPORT, "made_by": user}
        found.proposed.append(Proposed(row.line, proposal(kind, key, title, old, new, **about)))
    found.proposed.sort(key=lambda proposed: proposed.line)
    found.rejected.sort()
    return found


def _key(kind: Kind, cells: Mapping[str, str]) -> str:
    parts = []
    for name in kind.key:
        part = value_of(kind, name, cells[name])
        if part is None or (part == "" and not _may_be_empty(kind, name)):
            raise ValidationError(f"“{name}” is empty, and tells which {kind.name} it is")
        parts.append(str(part))
    return "/".join(parts)


def _may_be_empty(kind: Kind, name: str) -> bool:
    column = kind.model._meta.get_field(name)
    return isinstance(column, models.Field) and column.blank


def _twice(key: str, lines: list[int]) -> Iterator[Rejected]:
    for line in lines:
        others = " and ".join(str(other) for other in lines if other != line)
        yield Rejected(line, f"“{key}” stands in line {others} too")


def _said(kind: Kind, cells: Mapping[str, str], old: Snapshot | None) -> Snapshot:
    """Return the values that a row gives. Raises ValidationError with what is wrong by column."""
    said: Snapshot = {}
    wrong: dict[str, list[str]] = {}
    for name, cell in cells.items():
        if old is not None and _lines(text_of(old[name])) == cell:
            # As a download has it, to the last space.
            said[name] = old[name]
            continue
        try:
            said[name] = value_of(kind, name, cell)
        except ValidationError as error:
            wrong[name] = error.messages
    if wrong:
        raise ValidationError(wrong)
    return said


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _last_position(kind: Kind) -> int:
    if not kind.ordered:
        return 0
    return kind.model._default_manager.aggregate(last=Max(POSITION))["last"] or 0
