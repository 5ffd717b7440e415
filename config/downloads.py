"""Tables to download as CSV."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import batched

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

# With one of these in front, a spreadsheet would take a text for a formula and run it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
AT_ONCE = 500


def safe(cell: object) -> object:
    """Return the cell as a spreadsheet shows it and never runs it. Numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def csv_response(
    name: str, header: Sequence[str], rows: Iterable[Iterable[object]]
) -> HttpResponse:
    """Answer with a file of this name, to be kept and checked like a page. None is empty."""
    return _as_file(name, HttpResponse("".join(_lines(header, rows))))


def csv_stream(
    name: str, header: Sequence[str], rows: Iterable[Iterable[object]]
) -> StreamingHttpResponse:
    """Answer with a file of any length, line by line as the rows come."""
    return _as_file(name, StreamingHttpResponse(_lines(header, rows)))


def _lines(header: Sequence[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Yield the text of the file, some hundred lines at a time."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    for some in batched(rows, AT_ONCE):
        writer.writerows([safe(cell) for cell in row] for row in some)
        yield text.getvalue()
        text.seek(0)
        text.truncate()
    yield text.getvalue()


def _as_file[Response: HttpResponseBase](name: str, response: Response) -> Response:
    response["Content-Type"] = "text/csv; charset=utf-8"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response
