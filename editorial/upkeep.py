"""Keeping the table of what needs looking after in step with the content."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import batched
from typing import Any

from django.db import models, transaction
from django.db.models.signals import pre_delete

from editorial.content.kinds import Kind, Snapshot, kind_of, registry
from editorial.freshness import turns_on
from editorial.models import Change, KeptRecord, Source, Sourced, Upkeep
from editorial.reach import own_path, paths_of
from editorial.search.entries import relations_on, visible
from editorial.signals import content_changed, readers_resting_asked

AT_ONCE = 500
IDENTITY = ("kind", "record", "part", "part_record")
COLUMNS = [f.name for f in Upkeep._meta.concrete_fields if f.name not in ("id", *IDENTITY)]
# The weight of one reference reader, in pages. Such a reader stands for all who come with the same
# goal, and acts on the answer; of those who open a page, few read the one statement. Thirteen
# readers then weigh what the statements do that most pages show.
READER = 5

# Name of a kind, and primary keys or keys of its records.
type Named = defaultdict[str, set[Any]]
# (kind, key) -> how many reference readers' answers rest on the record.
type Resting = Mapping[tuple[str, str], int]


def follow_content() -> None:
    """Keep the table in step from now on."""
    content_changed.connect(_on_change, dispatch_uid="editorial.upkeep", weak=False)
    for kind in registry.values():
        # What has no page is on no other page either.
        if kind.address:
            pre_delete.connect(
                _on_delete, sender=kind.model, dispatch_uid="editorial.upkeep", weak=False
            )


def _on_change(records: Mapping[str, Collection[int]] | None = None, **_: Any) -> None:
    if records is None:
        rebuild()
    else:
        update(records)


def _on_delete(sender: type[models.Model], instance: models.Model, **_: Any) -> None:
    kind, gone = kind_of(sender), {instance.pk}
    if kind.followed:
        transaction.on_commit(lambda: update({kind.name: gone}))
        return
    # Once it is gone, nobody knows any more what it named.
    touched = _naming(kind, gone)
    for name, others in _named(kind, gone).items():
        touched[name] |= others
    touched[kind.name] |= gone
    transaction.on_commit(lambda: _take_all(touched))


def rebuild() -> int:
    """Bring the whole table in step, writing only what differs; return how many rows it has."""
    with transaction.atomic():
        resting = _readers_resting()
        seen: set[tuple[Any, ...]] = set()
        for kind in _kinds():
            for some in batched(_records(kind).iterator(AT_ONCE), AT_ONCE):
                new = {_identity(row): row for row in _rows(kind, some, resting)}
                _write(new, _old(kind, [record.pk for record in some]))
                seen.update(new)
        every = Upkeep.objects.order_by().values_list("pk", *IDENTITY).iterator()
        _delete([pk for pk, *identity in every if tuple(identity) not in seen])
    return len(seen)


def update(records: Mapping[str, Collection[int]]) -> None:
    """Bring the rows of these records in step, and of all that they name or that names them.

    records: name of the kind -> primary keys. What is no longer there, or not public, goes.
    """
    with transaction.atomic():
        step = _Step(_readers_resting())
        for name, given in records.items():
            kind, keys = registry[name], {*given}
            changed = step.take(kind, keys) if _is_kept(kind) else keys
            if changed and kind.followed:
                # It is compared with every other one: there are pages that no relation leads to.
                rebuild()
                return
            step.take_all(_naming(kind, changed))
            step.take_all(_named(kind, changed if _is_kept(kind) else set()))
            step.take_all(_relinked(kind, keys))
        step.weigh()
        _forget_what_agrees(records)


def _take_all(records: Mapping[str, Collection[int]]) -> None:
    with transaction.atomic():
        step = _Step(_readers_resting())
        step.take_all(records)
        step.weigh()


class _Step:
    """Rows that are brought in step together."""

    def __init__(self, resting: Resting) -> None:
        self._resting = resting
        self._taken: Named = defaultdict(set)

    def take_all(self, records: Mapping[str, Collection[int]]) -> None:
        for name, keys in records.items():
            if _is_kept(registry[name]):
                self.take(registry[name], keys)

    def take(self, kind: Kind, keys: Collection[int]) -> set[int]:
        """Write the rows of records; return which of them came, went or got another name."""
        changed = set()
        for some in batched({*keys} - self._taken[kind.name], AT_ONCE):
            self._taken[kind.name].update(some)
            old = _old(kind, some)
            found = list(_records(kind).filter(pk__in=some))
            new = {_identity(row): row for row in _rows(kind, found, self._resting)}
            _write(new, old)
            _delete([row.pk for identity, row in old.items() if identity not in new])
            changed |= {
                key
                for key in some
                if _name(old.get((kind.name, key, "", 0)))
                != _name(new.get((kind.name, key, "", 0)))
            }
        return changed

    def weigh(self) -> None:
        """Count the readers anew: a change of one record moves them to or from others."""
        read = Upkeep.objects.filter(readers__gt=0).order_by()
        known = {
            (kind, key): count for kind, key, count in read.values_list(*["kind", "key", "readers"])
        }
        differ: Named = defaultdict(set)
        for kind, key in known.keys() | self._resting.keys():
            if known.get((kind, key), 0) != self._resting.get((kind, key), 0):
                differ[kind].add(key)
        for kind, keys in differ.items():
            rows = list(Upkeep.objects.filter(kind=kind, key__in=keys, part=""))
            for row in rows:
                _weigh(row, self._resting)
            Upkeep.objects.bulk_update(rows, ["readers", "weight"], batch_size=AT_ONCE)


# --- from records to rows -------------------------------------------------------------------------


def _kinds() -> list[Kind]:
    return [kind for kind in registry.values() if _is_kept(kind)]


def _is_kept(kind: Kind) -> bool:
    """Whether records of the kind have a page, and so a row."""
    return kind.search is not None and kind.address is not None


def _records(kind: Kind) -> "models.QuerySet[Any]":
    """Return the public records, each with what its row is made of."""
    relations = relations_on(kind.model, (*kind.title, *kind.key_columns(), kind.topic))
    records = visible(kind)
    return records.select_related(*relations) if relations else records


def _rows(kind: Kind, records: Sequence[Any], resting: Resting) -> Iterator[Upkeep]:
    """Yield a row for each record, and for each statement that is part of one.

    A part is on the page of its record, and on those of what it names itself.
    """
    # Frameworks and the like are named by half of all there is, and no list asks how often.
    is_weighed = issubclass(kind.model, (Sourced, Source))
    paths = paths_of(kind, records) if is_weighed else {}
    rows = {}
    for record in records:
        rows[record.pk] = row = Upkeep(
            kind=kind.name,
            key=kind.key_of(record),
            record=record.pk,
            title=kind.title_of(record),
            topic=kind.topic_of(record),
            pages=len(paths.get(record.pk, ())),
            due_on=getattr(record, kind.due_on) if kind.due_on else None,
        )
        yield _finished(row, record, resting)
    for part in kind.parts.values():
        if not issubclass(part.model, Sourced):
            continue
        statements = list(part.model._default_manager.filter(**{f"{part.parent}__in": records}))
        paths = paths_of(part, statements)
        for statement in statements:
            whole = rows[getattr(statement, f"{part.parent}_id")]
            topic = part.topic_of(statement)
            names = (whole.title, topic, part.title_of(statement))
            row = Upkeep(
                kind=kind.name,
                key=whole.key,
                record=whole.record,
                part=part.name,
                part_record=statement.pk,
                title=": ".join(filter(None, names)),
                topic=topic,
                pages=len(paths[statement.pk] | {own_path(kind, whole.key)}),
            )
            yield _finished(row, statement, resting)


def _finished(row: Upkeep, statement: models.Model, resting: Resting) -> Upkeep:
    row.title = row.title[: Upkeep._meta.get_field("title").max_length]
    if isinstance(statement, Sourced):
        row.checked_on = statement.checked_on
        row.ageing_on, row.stale_on = turns_on(statement.checked_on, statement.good_for)
    _weigh(row, resting)
    return row


def _weigh(row: Upkeep, resting: Resting) -> None:
    """Say how much rests on it: the pages that show it, and the answers, `READER` pages each."""
    row.readers = 0 if row.part else resting.get((row.kind, row.key), 0)
    row.weight = row.pages + READER * row.readers


def _readers_resting() -> Resting:
    found: dict[tuple[str, str], int] = {}
    answers: list[tuple[Any, Any]] = readers_resting_asked.send(sender=Upkeep)
    for _, resting in answers:
        found |= resting
    return found


# --- rows -----------------------------------------------------------------------------------------


def _identity(row: Upkeep) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in IDENTITY)


def _name(row: Upkeep | None) -> tuple[str, ...]:
    return (row.key, row.title) if row else ()


def _old(kind: Kind, records: Iterable[int]) -> dict[tuple[Any, ...], Upkeep]:
    rows = Upkeep.objects.select_for_update().filter(kind=kind.name, record__in=records)
    return {_identity(row): row for row in rows.order_by()}


def _write(new: Mapping[Any, Upkeep], old: Mapping[Any, Upkeep]) -> None:
    changed = [row for key, row in new.items() if _columns(old.get(key)) != _columns(row)]
    Upkeep.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=IDENTITY,
        update_fields=COLUMNS,
        batch_size=AT_ONCE,
    )


def _columns(row: Upkeep | None) -> list[Any]:
    return [getattr(row, column) for column in COLUMNS] if row else []


def _delete(keys: Collection[int]) -> None:
    for some in batched(keys, AT_ONCE):
        Upkeep.objects.filter(pk__in=some).delete()


# --- what else a change touches -------------------------------------------------------------------


def _naming(kind: Kind, keys: Collection[int]) -> Named:
    """Return the records that name some of these, or take their title or topic from them."""
    found: Named = defaultdict(set)
    for other in _kinds() if keys else ():
        shown = relations_on(other.model, (*other.title, other.topic))
        paths = {*other.paths_to(kind), *(p for p, model in shown.items() if model is kind.model)}
        for path in paths:
            rows = other.model._default_manager.filter(**{f"{path}__in": keys}).order_by()
            found[other.name].update(rows.values_list("pk", flat=True))
    return found


def _named(kind: Kind, keys: Collection[int]) -> Named:
    """Return the records that some of these name, their parts included."""
    found: Named = defaultdict(set)
    for other in _kinds() if keys else ():
        for path in kind.paths_to(other):
            rows = kind.model._default_manager.filter(pk__in=keys, **{f"{path}__isnull": False})
            found[other.name].update(rows.order_by().values_list(path, flat=True))
    return found


def _relinked(kind: Kind, keys: Collection[int]) -> Named:
    """Return what those of the records name now, or named before, that were linked anew.

    Nothing but the record of their last change knows what they named before.
    """
    found: Named = defaultdict(set)
    former: set[tuple[str, str]] = set()
    links = {*kind.links, *kind.lists, *kind.parts}
    relinked = set()
    for pk, key in _keys_of(kind, keys).items():
        change = Change.objects.of(kind.name, key).first()
        if change is None or change.is_new or links & change.fields.keys():
            relinked.add(pk)
        if change is not None and not change.is_new:
            old, new = ({n: pair[i] for n, pair in change.fields.items()} for i in (0, 1))
            former |= _targets(kind, old) - _targets(kind, new)
    for name, others in _named(kind, relinked).items():
        found[name] |= others
    for name, key in former:
        rows = Upkeep.objects.filter(kind=name, key=key, part="").order_by()
        found[name].update(rows.values_list("record", flat=True))
    return found


def _targets(kind: Kind, values: Snapshot) -> set[tuple[str, str]]:
    """Return (kind, key) of all that some fields name."""
    found = set()
    for name, target in (*kind.links.items(), *kind.lists.items()):
        value = values.get(name) or []
        found |= {(target, key) for key in ([value] if isinstance(value, str) else value)}
    for name, part in kind.parts.items():
        for row in values.get(name) or []:
            found |= _targets(part, row)
    return found


def _forget_what_agrees(records: Mapping[str, Collection[int]]) -> None:
    """Take from the list of what the last load kept what by now is as the files have it."""
    for name, keys in records.items():
        kind = registry[name]
        known = _keys_of(kind, keys).values()
        for kept in KeptRecord.objects.filter(kind=name, key__in=known):
            record = kind.find(kept.key)
            if record is not None and kind.snapshot(record) == kept.snapshot:
                kept.delete()


def _keys_of(kind: Kind, keys: Collection[int]) -> dict[int, str]:
    """Return the keys that people use, by the primary keys."""
    rows = kind.model._default_manager.filter(pk__in=keys).order_by()
    return {pk: "/".join(map(str, k)) for pk, *k in rows.values_list("pk", *kind.key_columns())}
