"""From the database to the files that it can be loaded from."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import connection, models

from editorial.content.kinds import AT_ONCE, POSITION, Kind, Snapshot, plain, registry
from editorial.content.yaml_files import Tree, write


class CannotDumpError(Exception):
    """The files can't be written there; nothing was."""


def dump(folder: Path, progress: Callable[[str], None] = lambda text: None) -> Counter[str]:
    """Write all content into a new or empty folder: whole, or not at all.

    Return how many records of each kind were written. However many there are, only some of them
    are in memory at a time. Raises CannotDumpError if the folder can't be had.
    """
    folder = folder.resolve()
    written: Counter[str] = Counter()
    try:
        if folder.exists() and any(folder.iterdir()):
            raise CannotDumpError(f"{folder} is not empty")
        with (
            _one_moment(),
            TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as scratch,
        ):
            # Inside, because a temporary folder can be read by nobody else.
            fresh = Path(scratch, folder.name)
            fresh.mkdir()
            for kind in registry.values():
                if kind.files:
                    counts = _write(kind, fresh)
                    for name, count in counts.items():
                        progress(f"{count} × {name}")
                    written += counts
            fresh.rename(folder)
    except OSError as error:
        raise CannotDumpError(str(error)) from error
    return written


@contextmanager
def _one_moment() -> Iterator[None]:
    """See the database as it is now, whatever editors save meanwhile."""
    if connection.in_atomic_block:
        yield
        return
    # Not Django's own transaction: on SQLite that is one for writing, and editors would wait.
    only_reads = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if only_reads else "BEGIN")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _write(kind: Kind, folder: Path) -> Counter[str]:
    """Write all records of a kind with those that they hold, and count them."""
    counts: Counter[str] = Counter()
    records = _records(kind)
    if "*" in kind.files and (kind.holds or kind.parts):
        for tree in _trees(kind, records, counts):
            # A pair is named as in its address: "keras-vs-tensorflow".
            name = "-vs-".join(str(tree[part]) for part in kind.key)
            write(folder / kind.files.replace("*", name), tree)
    elif records.exists():
        write(folder / kind.files.replace("*", "all"), _trees(kind, records, counts))
    return counts


def _records(kind: Kind, **held_by: models.Model) -> models.QuerySet[models.Model]:
    order = (POSITION, *kind.key_columns()) if kind.ordered else kind.key_columns()
    return kind.records().filter(**held_by).order_by(*order)


def _trees(
    kind: Kind, records: models.QuerySet[models.Model], counts: Counter[str]
) -> Iterator[dict[str, Tree]]:
    before: Snapshot | None = None
    for record in records.iterator(chunk_size=AT_ONCE):
        snapshot = kind.snapshot(record)
        tree = _tree(kind, snapshot, before)
        for name, held in kind.holds.items():
            inner = registry[held]
            inside = _records(inner, **{inner.parent: record})
            if inside.exists():
                tree[name] = _trees(inner, inside, counts)
        counts[kind.name] += 1
        before = snapshot
        yield tree


def _tree(kind: Kind, snapshot: Snapshot, before: Snapshot | None) -> dict[str, Tree]:
    """Return what a file says of a record: what would be otherwise if it did not say so.

    before: the one that stands before it in the file.
    """
    silent: Snapshot = {name: plain(getattr(_empty(kind.model), name)) for name in kind.columns}
    silent.update(kind.defaults)
    if kind.ordered:
        silent[POSITION] = before[POSITION] + 1 if before else 1
    # What tells it from others comes first, then what it belongs to.
    tree: dict[str, Tree] = {
        name: _said(snapshot[name])
        for name in dict.fromkeys((*kind.key, *kind.links, *kind.columns, *kind.lists))
        if name != kind.parent and snapshot[name] not in (silent.get(name), None, [])
    }
    for name, part in kind.parts.items():
        if rows := snapshot[name]:
            pairs = zip([None, *rows], rows, strict=False)
            tree[name] = [_tree(part, row, last) for last, row in pairs]
    return tree


@cache
def _empty(model: type[models.Model]) -> models.Model:
    return model()


def _said(value: Any) -> Tree:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, list) else str(value)
