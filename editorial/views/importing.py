"""Importing a file at the editors' desk: choose what, upload, look, confirm."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from config.downloads import csv_stream
from editorial.applying import FlipsError
from editorial.content.kinds import Kind, registry
from editorial.deciding import NotAllowedError, may_publish
from editorial.desk.comparing import Row, compared
from editorial.history import label_of, shown
from editorial.importing.cells import columns_of
from editorial.importing.exporting import csv_rows, xlsx
from editorial.importing.forms import ConfirmForm, UploadForm
from editorial.importing.previewing import ChangedSinceError, confirm, effect_shown, take_in
from editorial.importing.reading import MAX_ROWS, CannotReadError
from editorial.models import Change, ImportedFile
from editorial.paging import ListPaginator

PAGE_SIZE = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def may_import(user: Any, kind: Kind) -> bool:
    opts = kind.model._meta
    return bool(user.has_perm(f"{opts.app_label}.change_{opts.model_name}"))


def _kind(request: HttpRequest, name: str) -> Kind:
    """Return the kind of a name. Raises Http404 or PermissionDenied."""
    if name not in registry:
        raise Http404
    if not may_import(request.user, registry[name]):
        raise PermissionDenied
    return registry[name]


@require_safe
def kinds(request: HttpRequest) -> HttpResponse:
    found = [kind for kind in registry.values() if may_import(request.user, kind)]
    if not found:
        raise PermissionDenied
    context = {"title": "Import a file", "kinds": found}
    return _page(request, "import_kinds", context)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, name: str) -> HttpResponse:
    kind = _kind(request, name)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = take_in(kind, file.name, file.read(), request.user)
        except CannotReadError as error:
            form.add_error("file", str(error))
        else:
            return HttpResponseRedirect(reverse("admin:editorial_import_file", args=[kept.pk]))
    context = {
        "title": f"Import {kind.plural}",
        "kind": kind,
        "form": form,
        "columns": list(_columns(kind)),
        "count": kind.model._default_manager.count(),
        "max_rows": MAX_ROWS,
    }
    return _page(request, "import_upload", context)


def _columns(kind: Kind) -> Iterator[tuple[str, str, str]]:
    """Yield the name of each column, what people call it, and what it holds."""
    for name in columns_of(kind):
        field: Any = kind.model._meta.get_field(name)
        if name in kind.lists:
            holds = f"keys of {registry[kind.lists[name]].plural}, with “; ” between them"
        elif name in kind.links:
            holds = f"the key of a {registry[kind.links[name]].name}"
        elif field.choices:
            holds = ", ".join(str(value) for value, _ in field.flatchoices)
        elif isinstance(field, models.BooleanField):
            holds = "true or false"
        else:
            holds = field.help_text
        yield name, label_of(kind, name), holds


@require_safe
def records(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    """Download the records of a kind, to be edited and imported again."""
    kind = _kind(request, name)
    if form == "csv":
        return csv_stream(f"{name}.csv", columns_of(kind), csv_rows(kind))
    if form != "xlsx" or kind.model._default_manager.count() > MAX_ROWS:
        raise Http404
    disposition = f'attachment; filename="{name}.xlsx"'
    return HttpResponse(xlsx(kind), content_type=XLSX, headers={"Content-Disposition": disposition})


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    file = get_object_or_404(ImportedFile.objects.select_related("user"), pk=pk, user=request.user)
    kind = _kind(request, file.kind)
    if "_discard" in request.POST:
        file.delete()
        messages.info(request, "Nothing was imported.")
        return HttpResponseRedirect(reverse("admin:editorial_import_kind", args=[kind.name]))
    form = _confirm_form(request, file)
    problem = ""
    if request.method == "POST" and file.preview["rows"] and form.is_valid():
        try:
            change_set = confirm(file, **form.cleaned_data)
        except ChangedSinceError as error:
            problem = str(error)
            form = _confirm_form(request, file)
        except FlipsError as error:
            # Somebody else's change has made it one since the preview.
            problem = str(error)
            form = ConfirmForm(request.POST, asks_about_flips=True)
        except (CannotReadError, NotAllowedError) as error:
            problem = str(error)
        else:
            count = len(file.preview["rows"])
            done = "Applied" if may_publish(request.user) else "Proposed"
            waits = "" if done == "Applied" else " A reviewer decides."
            plural = "" if count == 1 else "s"
            messages.success(request, f"{done}: {count:,} change{plural} from {file.name}.{waits}")
            where = "admin:editorial_changeset_change"
            return HttpResponseRedirect(reverse(where, args=[change_set.pk]))
    return _preview_page(request, file, kind, form, problem)


def _confirm_form(request: HttpRequest, file: ImportedFile) -> ConfirmForm:
    # Who only proposes is not asked: the reviewer says why, when the flip comes about.
    asks = bool(effect_shown(file).flips) and may_publish(request.user)
    return ConfirmForm(request.POST or None, asks_about_flips=asks)


def _preview_page(
    request: HttpRequest, file: ImportedFile, kind: Kind, form: ConfirmForm, problem: str
) -> HttpResponse:
    seen = file.preview
    rows, since = seen["rows"], seen["changed_since"]
    ordered = sorted(rows, key=lambda r: (r["line"] not in since, r["is_new"], r["line"]))
    page: Any = ListPaginator(ordered, PAGE_SIZE).get_page(request.GET.get("page"))
    on_page = [(row, row["line"] in since) for row in page.object_list]
    new = sum(row["is_new"] for row in rows)
    counts = {
        "new": new,
        "changed": len(rows) - new,
        "unchanged": seen["unchanged"],
        "rejected": len(seen["rejected"]),
    }
    context = {
        "title": f"Import {file.name}",
        "file": file,
        "kind": kind,
        "note": file.table["note"],
        "form": form,
        "problem": problem,
        "counts": counts,
        "rejected": seen["rejected"],
        "changed": [(row, mark, _fields(kind, row)) for row, mark in on_page if not row["is_new"]],
        "new": [
            (row, mark, values_of(kind, row["fields"])) for row, mark in on_page if row["is_new"]
        ],
        "page": page,
        "effect": effect_shown(file) if rows else None,
        "button": _button(len(rows), len(seen["rejected"]), may_publish(request.user)),
        "publishes": may_publish(request.user),
    }
    return _page(request, "import_preview", context)


def _fields(kind: Kind, row: dict[str, Any]) -> list[Row]:
    return compared(Change(kind=kind.name, fields=row["fields"]))


def values_of(kind: Kind, fields: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what a new record is to have, where that is not nothing."""
    texts = ((name, shown(kind, name, new)) for name, (_, new) in fields.items())
    return [(label_of(kind, name), text) for name, text in texts if text and name not in kind.parts]


def _button(ready: int, rejected: int, publishes: bool) -> str:
    verb = "Apply" if publishes else "Propose"
    leave_out = f", leave out {rejected:,} row{'' if rejected == 1 else 's'}" if rejected else ""
    return f"{verb} {ready:,} change{'' if ready == 1 else 's'}{leave_out}"


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> TemplateResponse:
    every = admin.site.each_context(request)
    return TemplateResponse(request, f"admin/editorial/{name}.html", every | context)


def urls() -> Sequence[URLPattern]:
    """Return the addresses of the import, for the admin."""
    view = admin.site.admin_view
    return [
        path("import/", view(kinds), name="editorial_import"),
        path("import/file/<int:pk>/", view(preview), name="editorial_import_file"),
        path("import/<slug:name>/", view(upload), name="editorial_import_kind"),
        path(
            "import/<slug:name>/records.<slug:form>", view(records), name="editorial_import_records"
        ),
    ]
