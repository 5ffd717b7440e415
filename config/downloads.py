"""Tables to download as CSV."""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.cache import patch_cache_control

# With one of these in front, a spreadsheet would take a text for a formula and run it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def safe(cell: object) -> object:
    """Return the cell as a spreadsheet shows it and never runs it. Numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def csv_response(
    name: str, header: Sequence[str], rows: Iterable[Iterable[object]]
) -> HttpResponse:
    """Answer with a file of this name, to be kept and checked like a page. None is empty."""
    response = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
    writer = csv.writer(response)
    writer.writerow(header)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response
