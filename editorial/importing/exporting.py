"""The records of a kind as a file to start from: edited and imported again, or as it is."""

import datetime as dt
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db import models
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
from openpyxl.utils import get_column_letter

from editorial.content.kinds import AT_ONCE, Kind
from editorial.importing.cells import columns_of, text_of

TEXT, DAY = "@", "yyyy-mm-dd"
# More digits than a spreadsheet keeps.
DIGITS = 15
WIDTH = 18


def rows_of(kind: Kind) -> Iterator[list[Any]]:
    """Yield the values of each record, in the order of its columns."""
    names = columns_of(kind)
    for record in kind.records().order_by(*kind.key_columns()).iterator(AT_ONCE):
        snapshot = kind.snapshot(record)
        yield [snapshot[name] for name in names]


def csv_rows(kind: Kind) -> Iterator[list[str]]:
    for row in rows_of(kind):
        yield [text_of(value) for value in row]


def xlsx(kind: Kind) -> bytes:
    """Return the records as a workbook: dates and numbers as such, all else as plain text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(kind.plural[:31])
    sheet.freeze_panes = "B2"
    fields = [_field(kind, name) for name in columns_of(kind)]
    for number, field in enumerate(fields, start=1):
        column = sheet.column_dimensions[get_column_letter(number)]
        column.width = WIDTH
        if field is None or isinstance(field, models.CharField):
            column.number_format = TEXT
    sheet.append(list(columns_of(kind)))
    for row in rows_of(kind):
        sheet.append([_cell(sheet, *pair) for pair in zip(fields, row, strict=True)])
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        return file.read()


def _field(kind: Kind, name: str) -> Any:
    return None if name in kind.links or name in kind.lists else kind.model._meta.get_field(name)


def _cell(sheet: Any, field: Any, value: Any) -> Any:
    cell = WriteOnlyCell(sheet)
    if value is None or value == "" or value == []:
        return cell
    if isinstance(value, bool | int):
        cell.value = value
    elif isinstance(field, models.DecimalField) and len(value) <= DIGITS:
        cell.value = Decimal(value)
    elif type(field) is models.DateField:
        cell.value = dt.date.fromisoformat(value)
        cell.number_format = DAY
    else:
        cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", text_of(value))
        # As text it is no formula, and “2024-09” stays what it is when somebody edits it.
        cell.data_type = "s"
        cell.number_format = TEXT
    return cell
