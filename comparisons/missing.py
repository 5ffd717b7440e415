"""What an address gets that names nothing here: the nearest that is here, and a way on."""

from collections.abc import Iterable

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from comparisons.addresses import nearest


def missing(
    request: HttpRequest, kind: str, slug: str, known: Iterable[Model], instead: tuple[str, str]
) -> HttpResponse:
    """Answer 404.

    kind: what was looked for, such as "role".
    known: what there is of that kind; each record has a slug and a page.
    instead: the text and the address of the link that leads to all of them.
    """
    by_name = {
        name.lower(): record
        for record in known
        for name in (str(record), record.slug)  # type: ignore[attr-defined]
    }
    meant = by_name.get(nearest(slug, by_name))
    context = {
        "what": f"There is no {kind} “{slug}” here.",
        "meant": meant and (str(meant), meant.get_absolute_url()),  # type: ignore[attr-defined]
        "instead": instead,
    }
    return render(request, "404.html", context, status=404)
