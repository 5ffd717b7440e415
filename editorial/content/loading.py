"""From checked entries into the database, in one transaction, around what editors have changed."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from editorial.changes import change_of, record_load
from editorial.content.kinds import AT_ONCE, Kind, Snapshot, differences, digest, registry
from editorial.content.reading import Entry
from editorial.content.writing import write_columns, write_lists
from editorial.models import Change, ChangeSet, KeptRecord, LoadedRecord, Origin
from editorial.models.sourcing import sources_follow
from editorial.signals import content_changed

# What editors find the changes of a load under.
CHANGE_SET = "Content files"


class CannotLoadError(Exception):
    """The files are right, but can't be loaded into this database; nothing was written."""


@dataclass
class Outcome:
    """What a load did: names of records, such as "value:pytorch/mobile"."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)  # name -> why
    not_in_files: list[str] = field(default_factory=list)


def load(
    entries: list[Entry],
    overwrite: Collection[str] = (),
    progress: Callable[[str], None] = lambda text: None,
    reason: str = "",
) -> Outcome:
    """Write the entries, and return what happened to each.

    overwrite: names of records to take from the files although an editor has changed them.
    reason: why they have changed, for readers.
    Raises CannotLoadError if a name in overwrite is in no file, or if an editor has deleted a
    record that another one needs.
    """
    if unknown := sorted({*overwrite} - {entry.name for entry in entries}):
        raise CannotLoadError(f"--overwrite: not in the content files: {', '.join(unknown)}")
    with sources_follow():
        outcome = _Load(entries, overwrite, progress, reason).outcome
        if outcome.added or outcome.updated:
            transaction.on_commit(lambda: content_changed.send(sender=LoadedRecord))
    return outcome


class _Load:
    def __init__(
        self,
        entries: list[Entry],
        overwrite: Collection[str],
        progress: Callable[[str], None],
        reason: str,
    ) -> None:
        self.outcome = Outcome()
        self._reason = reason
        # One moment for all of it: so readers are told of a load, and not of each record in it.
        self._now = timezone.now()
        self._overwrite = overwrite
        self._loaded = {(r.kind, r.key): r.digest for r in LoadedRecord.objects.all()}
        self._records: dict[tuple[str, str], models.Model] = {}
        self._changes: list[Change] = []
        self._digests: list[LoadedRecord] = []
        self._kept: list[KeptRecord] = []

        by_kind: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            by_kind[entry.kind.name].append(entry)
        to_write: list[tuple[Entry, Snapshot | None]] = []
        for kind in registry.values():
            if by_kind[kind.name]:
                progress(f"{len(by_kind[kind.name])} × {kind.name}")
            to_write += self._compare(kind, by_kind[kind.name])
        # All columns before all lists: the successor of a tool may stand further down.
        for entry, _ in to_write:
            self._write_columns(entry)
        for entry, old in to_write:
            self._write_lists(entry, old)
        if self._changes:
            change_set = ChangeSet.objects.create(
                origin=Origin.CONTENT, title=CHANGE_SET, made_at=self._now
            )
            for change in self._changes:
                change.change_set = change_set
            record_load(self._changes)
        KeptRecord.objects.all().delete()
        KeptRecord.objects.bulk_create(self._kept, batch_size=AT_ONCE)
        LoadedRecord.objects.bulk_create(
            self._digests,
            batch_size=500,
            update_conflicts=True,
            unique_fields=["kind", "key"],
            update_fields=["digest"],
        )

    def _compare(self, kind: Kind, entries: list[Entry]) -> Iterable[tuple[Entry, Snapshot | None]]:
        """Yield the entries to write, each with what is in the database now."""
        known = {entry.key for entry in entries}
        known |= {key for name, key in self._loaded if name == kind.name}
        existing = kind.find_all(known)
        for key, record in existing.items():
            self._records[kind.name, key] = record
        for entry in entries:
            found = existing.get(entry.key)
            before = self._loaded.get((kind.name, entry.key))
            if found is None:
                if before is not None and entry.name not in self._overwrite:
                    self.outcome.kept[entry.name] = "an editor has deleted it"
                    self._keep(entry, entry.key, [])
                    continue
                self.outcome.added.append(entry.name)
                yield entry, None
                continue
            current = kind.snapshot(found)
            if current == entry.snapshot:
                self.outcome.unchanged.append(entry.name)
                self._remember(entry)
            elif digest(current) == before or entry.name in self._overwrite:
                self.outcome.updated.append(entry.name)
                yield entry, current
            else:
                fields = [*differences(current, entry.snapshot)]
                why = f"an editor has changed it; different: {', '.join(fields)}"
                self.outcome.kept[entry.name] = why
                self._keep(entry, kind.title_of(found), fields)
        gone = {key for name, key in self._loaded if name == kind.name} & existing.keys()
        gone -= {entry.key for entry in entries}
        self.outcome.not_in_files += [f"{kind.name}:{key}" for key in sorted(gone)]

    def _keep(self, entry: Entry, title: str, fields: list[str]) -> None:
        self._kept.append(
            KeptRecord(
                kind=entry.kind.name,
                key=entry.key,
                title=title[:300],
                fields=fields,
                snapshot=entry.snapshot,
                loaded_at=self._now,
            )
        )

    def _write_columns(self, entry: Entry) -> None:
        record = self._records.get((entry.kind.name, entry.key)) or entry.kind.model()
        write_columns(entry.kind, record, entry.snapshot, partial(self._linked, entry))
        record.save()
        self._records[entry.kind.name, entry.key] = record

    def _write_lists(self, entry: Entry, old: Snapshot | None) -> None:
        kind = entry.kind
        record = self._records[kind.name, entry.key]
        write_lists(kind, record, entry.snapshot, old, partial(self._linked, entry))
        self._changes.append(
            change_of(
                kind,
                entry.key,
                kind.title_of(record),
                old,
                entry.snapshot,
                origin=Origin.CONTENT,
                made_at=self._now,
                reason=self._reason,
            )
        )
        self._remember(entry)

    def _linked(self, entry: Entry, kind: str, key: str) -> Any:
        try:
            return self._records[kind, key]
        except KeyError:
            raise CannotLoadError(
                f"{entry.node.file}:{entry.node.line}: an editor has deleted {kind} “{key}”, which "
                f"{entry.kind.name} “{entry.key}” needs. To bring it back: --overwrite {kind}:{key}"
            ) from None

    def _remember(self, entry: Entry) -> None:
        value = digest(entry.snapshot)
        if self._loaded.get((entry.kind.name, entry.key)) != value:
            self._digests.append(LoadedRecord(kind=entry.kind.name, key=entry.key, digest=value))
