"""“Checked, still true”: who read which source of a statement again, and agrees with it."""

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone

from editorial.content.kinds import Kind
from editorial.deciding import proposal
from editorial.desk.addresses import list_path
from editorial.desk.saving import NotSavedError, save
from editorial.desk.telling import tell
from editorial.models import Change, Origin, Source, Sourced

REASON = "Checked, still true."
# More statements at once are not read with care.
AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Statement:
    """What can be confirmed: a record, or a part of one that has sources of its own.

    part: the name of the list of parts, and the key of this one; ("", "") for the record itself.
    """

    record: Any
    sourced: Sourced
    title: str
    part: tuple[str, str]

    @property
    def name(self) -> str:
        """Of its boxes in the page."""
        return "-".join(("opened", str(self.record.pk), *filter(None, self.part)))

    @property
    def sources(self) -> list[Source]:
        return list(self.sourced.sources.all())


def can_be_checked(kind: Kind) -> bool:
    return bool([*_sourced_parts(kind)]) or issubclass(kind.model, Sourced)


def _sourced_parts(kind: Kind) -> Iterable[tuple[str, Kind]]:
    return ((name, part) for name, part in kind.parts.items() if issubclass(part.model, Sourced))


def statements_of(kind: Kind, record: Any) -> list[Statement]:
    """Return what can be confirmed about a record; its sources must be loaded."""
    title = kind.title_of(record)
    found = []
    if isinstance(record, Sourced):
        found.append(Statement(record, record, title, ("", "")))
    for name, part in _sourced_parts(kind):
        found += [
            Statement(record, child, f"{title}: {child}", (name, part.key_of(child)))
            for child in getattr(record, name).all()
        ]
    return found


def checked_view(page: Any, request: HttpRequest, record: Any) -> HttpResponse:
    return _view(page, request, [record], "")


def several_view(page: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
    records = list(page.kind.records().filter(pk__in=queryset.values("pk")[: AT_ONCE + 1]))
    if len(records) > AT_ONCE:
        page.message_user(request, f"Choose at most {AT_ONCE} at once.", "warning")
        return None
    return _view(page, request, records, "checked_still_true")


def _view(page: Any, request: HttpRequest, records: Sequence[Any], action: str) -> HttpResponse:
    kind: Kind = page.kind
    statements = [found for record in records for found in statements_of(kind, record)]
    problems: dict[str, str] = {}
    if request.method == "POST" and "confirmed" in request.POST:
        opened = {s: _opened(request, s) for s in statements}
        try:
            made = confirm(kind, {s: found for s, found in opened.items() if found}, request.user)
        except NotSavedError as error:
            problems = error.problems
        else:
            tell(request, made)
            return HttpResponseRedirect(list_path(kind))
    context = {
        **page.admin_site.each_context(request),
        "opts": page.opts,
        "original": records[0] if not action else None,
        "title": "Checked, still true",
        "statements": statements,
        "records": records,
        "action": action,
        "problems": problems,
        "ticked": {value for name in request.POST for value in request.POST.getlist(name)},
    }
    return TemplateResponse(request, "admin/editorial/checked.html", context)


def _opened(request: HttpRequest, statement: Statement) -> list[Source]:
    chosen = request.POST.getlist(statement.name)
    return [source for source in statement.sources if str(source.pk) in chosen]


def confirm(kind: Kind, opened: dict[Statement, list[Source]], user: Any) -> list[Change]:
    """Save that statements were found still true today; one change for each record.

    opened: which sources were read for each. Raises NotSavedError if none were for any.
    """
    if not opened:
        raise NotSavedError({"opened": "Tick which source you opened, at least for one of them."})
    by_record: dict[Any, dict[Statement, list[Source]]] = {}
    for statement, sources in opened.items():
        by_record.setdefault(statement.record, {})[statement] = sources
    made = []
    for record, found in by_record.items():
        change = _confirming(kind, record, list(found), user)
        change.opens = {source for sources in found.values() for source in sources}
        if change.fields:
            made.append(change)
    with transaction.atomic():
        save(made, user)
    return made


def _confirming(kind: Kind, record: Any, statements: list[Statement], user: Any) -> Change:
    today = timezone.localdate().isoformat()
    old = kind.snapshot(record)
    new = copy.deepcopy(old)
    for statement in statements:
        name, key = statement.part
        if not name:
            new["checked_on"] = today
            continue
        part = kind.parts[name]
        for row in new[name]:
            if "/".join(str(row[column]) for column in part.key) == key:
                row["checked_on"] = today
    about = {"made_by": user, "origin": Origin.EDITOR, "reason": REASON}
    return proposal(kind, kind.key_of(record), kind.title_of(record), old, new, **about)
