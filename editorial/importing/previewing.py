"""What an editor is shown of a file before anything is done, and what is done on their word."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from editorial.applying import RefusedError, apply_all
from editorial.changes import record
from editorial.content.kinds import Kind, registry
from editorial.deciding import NotAllowedError, may_publish
from editorial.effects import Effect, FirstPlace
from editorial.importing.applying import try_out
from editorial.importing.comparing import Comparison, Rejected, check_header, compare
from editorial.importing.reading import CannotReadError, Row, Table, read
from editorial.models import Change, ChangeSet, ImportedFile, Origin, Source
from editorial.reach import Page

KEPT_FOR = timedelta(days=1)
# So many are tried in some seconds, during which others can't save.
MAX_CHANGES = 2_000


class ChangedSinceError(Exception):
    """The content is not what it was when the editor looked: the preview is new, nothing was done.

    count: how many rows now do something else.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(
            f"{count} row{'' if count == 1 else 's'} would now do something else, because somebody "
            "has changed the records since you looked. Nothing was done. Look at those that are "
            "marked, then confirm again."
        )


def take_in(kind: Kind, name: str, content: bytes, user: Any) -> ImportedFile:
    """Keep a file for its editor, with its preview. Raises CannotReadError if it is of no use."""
    ImportedFile.objects.filter(uploaded_at__lt=timezone.now() - KEPT_FOR).delete()
    table = read(content)
    check_header(kind, table.header)
    file = ImportedFile(user=user, kind=kind.name, name=name[:150], table=_table_as_data(table))
    _look(file, compare(kind, table, user))
    file.save()
    return file


def confirm(
    file: ImportedFile,
    *,
    reason: str,
    opened: Iterable[Source] = (),
    flip_reason: str = "",
) -> ChangeSet:
    """Apply what the editor was shown, or propose it all if they may not publish.

    Raises ChangedSinceError after making another preview, FlipsError, CannotReadError if so much
    has changed that the file is too much for one import, or NotAllowedError if it is done already.
    """
    kind, user = registry[file.kind], file.user
    comparison = compare(kind, _table(file), user)
    shown = {row["line"]: row["fields"] for row in file.preview["rows"]}
    left_out = {line for line, _ in file.preview["rejected"]}
    now = {row.line: row.change for row in comparison.proposed if row.line not in left_out}
    changed = {line for line in shown.keys() | now.keys() if line not in now}
    changed |= {line for line, change in now.items() if change.fields != shown.get(line)}
    if changed:
        raise _looked_again(file, comparison, changed)
    changes = []
    for row in file.preview["rows"]:
        change = now[row["line"]]
        change.title, change.reason, change.opens = row["title"], reason, opened
        changes.append(change)
    try:
        with transaction.atomic():
            deleted, _ = ImportedFile.objects.filter(pk=file.pk).delete()
            if not deleted:
                raise NotAllowedError("This file has been imported already.")
            change_set = ChangeSet.objects.create(
                origin=Origin.IMPORT, title=f"{file.name}: {kind.plural}"[:200], made_by=user
            )
            for change in changes:
                change.change_set = change_set
            if may_publish(user):
                apply_all(changes, flip_reason=flip_reason)
            else:
                record(changes)
    except RefusedError as error:
        lines = {id(change): line for line, change in now.items()}
        raise _looked_again(
            file, compare(kind, _table(file), user), {lines[id(c)] for c, _ in error.refused}
        ) from error
    return change_set


def _looked_again(file: ImportedFile, comparison: Comparison, changed: set[int]) -> Exception:
    _look(file, comparison, changed)
    ImportedFile.objects.filter(pk=file.pk).update(preview=file.preview)
    return ChangedSinceError(len(changed))


def _look(file: ImportedFile, comparison: Comparison, changed: Iterable[int] = ()) -> None:
    """Try out what a file proposes, and keep what its editor is to be shown of it."""
    if len(comparison.proposed) > MAX_CHANGES:
        raise CannotReadError(
            f"It would change {len(comparison.proposed):,} records; at most {MAX_CHANGES:,} can be "
            "looked at in one piece. Import it in parts."
        )
    lines = {id(row.change): row.line for row in comparison.proposed}
    trial = try_out([row.change for row in comparison.proposed])
    rejected = [
        *comparison.rejected,
        *(Rejected(lines[id(change)], str(error)) for change, error in trial.refused),
    ]
    file.preview = {
        # In the order in which they can be applied.
        "rows": [_row_as_data(lines[id(change)], change) for change in trial.ready],
        "rejected": [[row.line, row.reason] for row in sorted(rejected)],
        "changed_since": sorted(changed),
        "unchanged": comparison.unchanged,
        "pages": [[page.title, page.path, page.charted] for page in trial.effect.pages],
        "readers": [[r.reader, r.before, r.after] for r in trial.effect.readers],
    }


def effect_shown(file: ImportedFile) -> Effect:
    pages = [Page(*page) for page in file.preview["pages"]]
    return Effect(pages, [FirstPlace(*reader) for reader in file.preview["readers"]])


def _row_as_data(line: int, change: Change) -> dict[str, Any]:
    names = ("key", "title", "is_new", "fields")
    return {"line": line} | {name: getattr(change, name) for name in names}


def _table_as_data(table: Table) -> dict[str, Any]:
    rows: Sequence[Any] = [[row.line, row.cells, row.problem] for row in table.rows]
    return {"header": table.header, "rows": rows, "note": table.note}


def _table(file: ImportedFile) -> Table:
    data = file.table
    return Table(data["header"], [Row(*row) for row in data["rows"]], data["note"])
