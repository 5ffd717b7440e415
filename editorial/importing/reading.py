"""From an uploaded file to rows of text, each with the line that it stands on."""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook

MAX_BYTES = 5 * 1024 * 1024
# What an XLSX file may unpack to; it is a ZIP archive.
MAX_UNPACKED = 60 * 1024 * 1024
MAX_MEMBERS = 500
MAX_ROWS = 20_000
MAX_COLUMNS = 100
# The last line that a spreadsheet can have. A file may claim to have more.
LAST_LINE = 1_048_576
DELIMITERS = (",", ";", "\t")

ZIP, OLD_OFFICE = b"PK", b"\xd0\xcf\x11\xe0"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# Control characters, and halves of characters.
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class CannotReadError(Exception):
    """The file as a whole can't be read."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a line as text; or why they can't be used."""

    line: int
    cells: list[str]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    header: list[str]
    rows: list[Row]
    note: str = ""  # what an editor should know about how it was read


def read(content: bytes) -> Table:
    """Read a CSV or XLSX file. Raises CannotReadError if all of it is of no use."""
    if len(content) > MAX_BYTES:
        raise CannotReadError("It is larger than 5 MB. Import it in parts.")
    if content.startswith(OLD_OFFICE):
        raise CannotReadError(
            "It is an old .xls file, or protected by a password. Save it as .xlsx without one."
        )
    if content.startswith(ZIP):
        return _xlsx(content)
    return _table(_csv(_text(content)))


def _table(lines: Iterable[Row], note: str = "") -> Table:
    filled = (row for row in lines if row.problem or any(cell.strip() for cell in row.cells))
    first = next(iter(filled), None)
    if first is None:
        raise CannotReadError("It is empty.")
    if first.problem:
        raise CannotReadError(f"Line {first.line}: {first.problem}.")
    header = [cell.strip().lower() for cell in first.cells]
    while not header[-1]:
        header.pop()
    if len(header) > MAX_COLUMNS:
        raise CannotReadError(f"It has more than {MAX_COLUMNS} columns.")
    if "" in header:
        number = header.index("") + 1
        raise CannotReadError(f"Line {first.line}: column {number} has no name.")
    rows: list[Row] = []
    for row in filled:
        if len(rows) == MAX_ROWS:
            raise CannotReadError(f"It has more than {MAX_ROWS:,} rows. Import it in parts.")
        rows.append(row if row.problem else _checked(row, header))
    return Table(header, rows, note)


def _checked(row: Row, header: list[str]) -> Row:
    cells, more = row.cells[: len(header)], row.cells[len(header) :]
    if len(cells) < len(header) or any(cell.strip() for cell in more):
        count = len(row.cells)
        problem = f"it has {count} cells, and the first line names {len(header)} columns"
        return Row(row.line, [], problem)
    for name, cell in zip(header, cells, strict=True):
        if NO_TEXT.search(cell):
            return Row(row.line, [], f"{name}: it holds a character that is no text")
    return Row(row.line, [cell.replace("\r\n", "\n").replace("\r", "\n") for cell in cells])


# --- CSV ------------------------------------------------------------------------------------------


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if content.startswith(UTF_16):
            where = "It is UTF-16, not UTF-8."
        else:
            line = content.count(b"\n", 0, error.start) + 1
            where = f"It is neither XLSX nor text in UTF-8: line {line} holds something else."
        raise CannotReadError(f"{where} Save it as “CSV UTF-8”, or as XLSX.") from error


def _csv(text: str) -> Iterator[Row]:
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield Row(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise CannotReadError(f"From line {line} on it is not CSV: {error}.") from error


# --- XLSX -----------------------------------------------------------------------------------------


def _xlsx(content: bytes) -> Table:
    try:
        _check_archive(content)
        # Not `data_only`: a formula would be what it came to when somebody last opened the file.
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        others = len(book.worksheets) - 1
        note = f"Only its first sheet was read, “{sheet.title}”." if others else ""
        # What the file says of its own size may be wrong, and is not needed.
        sheet.reset_dimensions()
        return _table(_lines(sheet), note)
    except CannotReadError:
        raise
    except Exception as error:  # the file is a stranger's: anything can be wrong inside
        raise CannotReadError(
            "It can't be read as XLSX: it is damaged, or something else."
        ) from error


def _check_archive(content: bytes) -> None:
    """Refuse what unpacks to far more than it is, before any of it is taken for a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_UNPACKED:
            raise CannotReadError("It unpacks to far too much. Save it anew, or as CSV.")
        for member in members:
            # No spreadsheet declares entities, by which a few bytes can become gigabytes. A member
            # is never read beyond the size that was added up above.
            if b"<!DOCTYPE" in archive.read(member).replace(b"\0", b""):
                raise CannotReadError("It holds declarations that no spreadsheet has.")


def _lines(sheet: Any) -> Iterator[Row]:
    for line, cells in enumerate(sheet.iter_rows(), start=1):
        if line > LAST_LINE:
            raise CannotReadError("It claims to have more lines than a spreadsheet can have.")
        if len(cells) > MAX_COLUMNS:
            raise CannotReadError(f"Line {line} has more than {MAX_COLUMNS} columns.")
        if not cells:
            continue
        try:
            texts = [_cell(cell) for cell in cells]
        except ValueError as error:
            yield Row(line, [], str(error))
        else:
            # A line ends with its last cell that is not empty.
            yield Row(line, texts + [""] * (MAX_COLUMNS - len(texts)))


def _cell(cell: Any) -> str:
    """Return what a cell holds, as it would be written. Raises ValueError for what is no value."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type in ("f", "e"):
        what = "a formula" if cell.data_type == "f" else f"the error {value}"
        raise ValueError(f"column {cell.column_letter} holds {what}; put its value there")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        # The digits that a spreadsheet keeps; the rest is what floating point adds.
        return f"{Decimal(f'{value:.15g}'):f}"
    if isinstance(value, dt.datetime):
        return _date(value, cell.number_format)
    return str(value)


def _date(value: dt.datetime, number_format: str) -> str:
    """Return a date as exact as the cell shows it: spreadsheets make a day of "2024-09"."""
    shown = re.sub(r'"[^"]*"|\[[^]]*\]|\\.', "", number_format).lower()
    if "d" in shown or "y" not in shown:
        return value.isoformat() if value.time() != dt.time.min else value.date().isoformat()
    return f"{value:%Y-%m}" if "m" in shown else f"{value:%Y}"
