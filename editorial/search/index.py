"""Keeping what readers search in step with the content."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete

from editorial.content.kinds import Kind, kind_of, registry
from editorial.models import SearchEntry, SearchWord
from editorial.search.entries import (
    entries,
    entry_keys,
    relations_of,
    searched_kinds,
    visible,
    vocabulary_of,
)
from editorial.search.words import stem
from editorial.signals import content_changed

AT_ONCE = 500
COLUMNS = [field.name for field in SearchEntry._meta.concrete_fields if field.name != "id"]

# Word -> in how many entries it is; or in how many more, or fewer.
type Vocabulary = Counter[str]


def follow_content() -> None:
    """Keep the index in step from now on."""
    content_changed.connect(_on_change, dispatch_uid="editorial.search", weak=False)
    for kind in searched_kinds():
        # For each model: a receiver for all would make every deletion in the project slower.
        post_delete.connect(
            _on_delete, sender=kind.model, dispatch_uid="editorial.search", weak=False
        )


def _on_change(records: Mapping[str, Collection[int]] | None = None, **_: Any) -> None:
    if records is None:
        rebuild()
    else:
        update(records)


def _on_delete(sender: type[models.Model], instance: models.Model, **_: Any) -> None:
    records = {kind_of(sender).name: [instance.pk]}
    transaction.on_commit(lambda: update(records))


def rebuild() -> int:
    """Bring the whole index in step, writing only what differs; return how many entries it has."""
    with transaction.atomic():
        keys: set[int] = set()
        vocabulary: Vocabulary = Counter()
        for kind in searched_kinds():
            for some in batched(entries(kind, visible(kind)), AT_ONCE):
                _write(some, SearchEntry.objects.in_bulk([entry.id for entry in some]))
                keys.update(entry.id for entry in some)
                for entry in some:
                    vocabulary.update(vocabulary_of(entry))
        outdated = {*SearchEntry.objects.values_list("id", flat=True)} - keys
        _delete(outdated)
        SearchWord.objects.all().delete()
        _save(_word(text, count) for text, count in vocabulary.items())
    return len(keys)


def update(records: Mapping[str, Collection[int]]) -> None:
    """Bring the entries of these records in step, and of all that name them.

    records: name of the kind -> primary keys. What is no longer there, or not published, goes.
    """
    with transaction.atomic():
        step = _Step()
        for name, keys in records.items():
            kind = registry[name]
            renamed = step.take(kind, keys) if kind.search else keys
            if renamed:
                for other in searched_kinds():
                    step.take(other, _naming(other, kind, renamed))
        _count(step.vocabulary)


@dataclass
class _Step:
    """Entries that are brought in step together."""

    vocabulary: Vocabulary = field(default_factory=Counter)

    def take(self, kind: Kind, keys: Collection[int]) -> set[int]:
        """Write the entries of records, and return the keys of those that got another name."""
        renamed = set()
        for some in batched(keys, AT_ONCE):
            ids = [entry_keys(kind)[key] for key in some]
            old = SearchEntry.objects.select_for_update().in_bulk(ids)
            new = {entry.id: entry for entry in entries(kind, visible(kind).filter(pk__in=some))}
            _write(new.values(), old)
            _delete(old.keys() - new.keys())
            for entry in old.values():
                self.vocabulary.subtract(vocabulary_of(entry))
            for entry in new.values():
                self.vocabulary.update(vocabulary_of(entry))
            renamed |= {
                key
                for key, id in zip(some, ids, strict=True)
                if _names(old.get(id)) != _names(new.get(id))
            }
        return renamed


def _names(entry: SearchEntry | None) -> tuple[str, ...]:
    return (entry.title, entry.also) if entry else ()


def _naming(other: Kind, kind: Kind, keys: Collection[int]) -> set[int]:
    """Return the keys of the records of another kind whose entries name some of these."""
    found: set[int] = set()
    for relation, model in relations_of(other).items():
        if model is kind.model:
            records = other.model._default_manager.order_by()
            if other is not kind:
                records = records.filter(**{f"{relation}__in": keys})
            # Tools name one another, and a link that is gone leads nowhere: look at all of them.
            found.update(records.values_list("pk", flat=True))
    return found


def _write(some: Iterable[SearchEntry], old: Mapping[int, SearchEntry]) -> None:
    changed = [entry for entry in some if _columns(old.get(entry.id)) != _columns(entry)]
    SearchEntry.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=COLUMNS,
        batch_size=AT_ONCE,
    )


def _columns(entry: SearchEntry | None) -> list[str]:
    return [getattr(entry, column) for column in COLUMNS] if entry else []


def _delete(ids: Collection[int]) -> None:
    for some in batched(ids, AT_ONCE):
        SearchEntry.objects.filter(id__in=some).delete()


def _count(more: Vocabulary) -> None:
    """Add to how many entries each word is in; forget those that none is left of."""
    for some in batched((text for text, count in more.items() if count), AT_ONCE):
        known = SearchWord.objects.in_bulk(some, field_name="text")
        counts = {text: more[text] + (known[text].entries if text in known else 0) for text in some}
        _save(_word(text, count) for text, count in counts.items() if count > 0)
        gone = [text for text, count in counts.items() if count <= 0]
        SearchWord.objects.filter(text__in=gone).delete()


def _word(text: str, count: int) -> SearchWord:
    return SearchWord(text=text, backwards=text[::-1], stem=stem(text), entries=count)


def _save(words: Iterable[SearchWord]) -> None:
    SearchWord.objects.bulk_create(
        words,
        update_conflicts=True,
        unique_fields=["text"],
        update_fields=["entries"],
        batch_size=AT_ONCE,
    )
