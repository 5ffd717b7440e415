"""What an address gets that names nothing here: the nearest that is here, and a way on."""

from typing import Any

from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from comparisons.addresses import nearest

# What is compared letter by letter: the records that share most beginnings of words.
MOST_COMPARED = 100
MOST_WORDS = 8
LETTERS = 3  # the fewer, the less a mistyped word hides


def missing(
    request: HttpRequest,
    kind: str,
    slug: str,
    known: "QuerySet[Any]",
    instead: tuple[str, str],
) -> HttpResponse:
    """Answer 404.

    kind: what was looked for, such as "role".
    known: what there is of that kind; each record has a slug and a page.
    instead: the text and the address of the link that leads to all of them.
    """
    by_name = {
        name.lower(): record
        for record in _alike(slug, known)
        for name in (str(record), record.slug)
    }
    meant = by_name.get(nearest(slug, by_name))
    context = {
        "what": f"There is no {kind} “{slug}” here.",
        # The name ends a question there.
        "meant": meant and (str(meant).removesuffix("."), meant.get_absolute_url()),
        "instead": instead,
    }
    return render(request, "404.html", context, status=404)


def _alike(slug: str, known: "QuerySet[Any]") -> "QuerySet[Any]":
    """Return so many of the records as can be compared at once, the most likely: one query."""
    beginnings = dict.fromkeys(word[:LETTERS] for word in slug.lower().split("-"))
    shared = [
        Case(When(slug__contains=letters, then=Value(1)), default=Value(0))
        for letters in [*beginnings][:MOST_WORDS]
    ]
    return known.order_by(sum(shared, Value(0)).desc(), "slug")[:MOST_COMPARED]
