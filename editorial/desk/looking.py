"""Looking at what a change would do, before it is made: the public page with it, and its effect."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import resolve
from django_htmx.middleware import HtmxMiddleware

from editorial.content.kinds import Kind, registry
from editorial.content.writing import CannotWriteError
from editorial.deciding import OutdatedError, Written, write_change
from editorial.desk.comparing import compared
from editorial.effects import Effect, effect_of, rolled_back
from editorial.models import Change, Published, Status


def page_with(request: HttpRequest, changes: Sequence[Change], kind: Kind) -> HttpResponse:
    """Return the public page as readers would see it with these proposals applied.

    kind: whose page, if there are changes of several records. It shows the record as published.
    """
    shown = next((change for change in changes if change.kind == kind.name), None)
    shown = shown or next(iter(changes), None)
    if shown is None:
        return _cannot(request, "Nothing is changed yet: the public page is as it was.")
    kind = registry[shown.kind]
    try:
        with rolled_back():
            written = [write_change(change) for change in changes]
            _publish(kind, written[changes.index(shown)])
            if kind.address is None:
                return _cannot(request, f"A {kind.name} has no page of its own.")
            return _public_page(request, kind.address(shown.key))
    except CannotWriteError as error:
        return _cannot(request, *error.lines)
    except OutdatedError as error:
        return _cannot(request, str(error))


def _publish(kind: Kind, written: Written) -> None:
    if issubclass(kind.model, Published) and written.pk is not None:
        record: models.QuerySet[Any] = models.QuerySet(kind.model).filter(pk=written.pk)
        record.update(status=Status.PUBLISHED, publish_at=None, expire_at=None)


def _public_page(request: HttpRequest, path: str) -> HttpResponse:
    """Return what a reader gets at a path, from the database as this transaction sees it."""
    page, _, _ = path.partition("#")
    environ: dict[str, Any] = {
        **{name: value for name, value in request.META.items() if not name.startswith("HTTP_")},
        "HTTP_HOST": request.get_host(),
        "REQUEST_METHOD": "GET",
        "PATH_INFO": page,
        "QUERY_STRING": "",
        "CONTENT_LENGTH": "0",
        "wsgi.input": request.META.get("wsgi.input"),
        "wsgi.url_scheme": request.scheme,
    }
    reader = WSGIRequest(environ)
    reader.user = AnonymousUser()
    reader.is_preview = True  # type: ignore[attr-defined]
    view, args, kwargs = resolve(page)
    response = HtmxMiddleware(lambda asked: view(asked, *args, **kwargs))(reader)
    assert isinstance(response, HttpResponse)
    if isinstance(response, TemplateResponse):
        response.render()
    response["Cache-Control"] = "no-store"
    return response


def effect_page(request: HttpRequest, changes: Sequence[Change], kind: Kind) -> HttpResponse:
    """Return the page that says what proposals would change, and what would follow from it."""
    try:
        effect = effect_of(changes)
    except CannotWriteError as error:
        return _cannot(request, *error.lines)
    except OutdatedError as error:
        return _cannot(request, str(error))
    return _page(request, [(change, compared(change)) for change in changes], effect)


def _cannot(request: HttpRequest, *problems: str) -> HttpResponse:
    return _page(request, [], None, problems)


def _page(
    request: HttpRequest, changes: Any, effect: Effect | None, problems: Sequence[str] = ()
) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": "What this change would do",
        "changes": changes,
        "effect": effect,
        "problems": problems,
    }
    return TemplateResponse(request, "admin/editorial/effect.html", context)
