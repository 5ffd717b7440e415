"""From published records to what readers search: one entry for each, as its kind describes it."""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.db import models
from django.utils.text import capfirst

from editorial.content.kinds import Kind, Search, registry
from editorial.models import Published, SearchEntry, public_q
from editorial.search.words import all_words, content_words, joined_text, words

# The key of an entry is the place of its kind, and in that the key of its record.
BLOCK = 1_000_000_000
BETWEEN_PIECES = " · "
WHOLE = "whole"  # stands before a whole name
LONGEST_NAME = 6  # words
SHORT_NAME = 20  # letters; such names may be typed as one word


def searched_kinds() -> list[Kind]:
    """Return the kinds that readers search for, in the order of the page."""
    kinds = [kind for kind in registry.values() if kind.search]
    return sorted(kinds, key=lambda kind: search_of(kind).place)


def search_of(kind: Kind) -> Search:
    assert kind.search, f"readers don't search for a {kind.name}"
    return kind.search


def label_of(kind: Kind) -> str:
    """Return what a record of the kind is called, such as "Success story"."""
    return capfirst(str(kind.model._meta.verbose_name))


def entry_keys(kind: Kind) -> range:
    """Return the keys that the entries of a kind may have."""
    start = search_of(kind).place * BLOCK
    return range(start, start + BLOCK)


def paths_of(kind: Kind) -> tuple[str, ...]:
    """Return all that an entry is made of, as lookups from the record."""
    search = search_of(kind)
    return (*kind.title, *kind.key_columns(), *search.names, *search.text)


def relations_of(kind: Kind) -> dict[str, type[models.Model]]:
    """Return the relations on the way to what an entry is made of, and where each leads to."""
    return relations_on(kind.model, paths_of(kind))


def relations_on(start: type[models.Model], paths: Iterable[str]) -> dict[str, type[models.Model]]:
    """Return the relations on some ways from a model, and the model that each leads to."""
    found: dict[str, type[models.Model]] = {}
    for path in paths:
        model = start
        names = path.split("__")
        for number, name in enumerate(names[:-1], 1):
            field: Any = model._meta.get_field(name)
            model = field.related_model
            found["__".join(names[:number])] = model
    return found


def visible(kind: Kind) -> models.QuerySet[Any]:
    """Return the records that have a page: published, and so is what their title names."""
    records = kind.published()
    for relation, model in relations_of(kind).items():
        if issubclass(model, Published) and any(
            path.startswith(f"{relation}__") for path in kind.title
        ):
            records = records.filter(public_q(f"{relation}__"))
    return records.order_by("pk")


def entries(kind: Kind, records: models.QuerySet[Any]) -> Iterator[SearchEntry]:
    """Yield the entries of records, some at a time; a fixed number of queries for each time."""
    search = search_of(kind)
    assert kind.address
    for record in records.prefetch_related(*relations_of(kind)).iterator(chunk_size=500):
        title = _written(kind.title_of(record))
        own = [text for path in search.names if "__" not in path for text in _texts(record, path)]
        others = [text for path in search.names if "__" in path for text in _texts(record, path)]
        names = list(dict.fromkeys(_split(own)))
        also = ", ".join(name for name in dict.fromkeys(_split([*own, *others])) if name != title)
        pieces = chain.from_iterable(_texts(record, path) for path in search.text)
        text = BETWEEN_PIECES.join(dict.fromkeys(pieces))
        yield SearchEntry(
            id=entry_keys(kind)[record.pk],
            kind=kind.name,
            path=kind.address(kind.key_of(record)),
            title=title,
            also=also,
            text=text,
            name_words=" ".join(filter(None, map(whole_name, [title, *names]))),
            title_words=_indexed(title),
            also_words=_indexed(also),
            # What it is can be asked for as well: “claims about JAX”.
            text_words=_indexed(f"{label_of(kind)} {text}"),
        )


def whole_name(name: str) -> str:
    """Return a name as one word that nothing else is: it tells it from what only contains it.

    "" if it has no words, or is too long for anybody to type all of it.
    """
    found = content_words(words(name))
    return WHOLE + joined_text(found) if 0 < len(found) <= LONGEST_NAME else ""


def vocabulary_of(entry: SearchEntry) -> set[str]:
    """Return the words of an entry, and its short names, each once."""
    texts = (label_of(registry[entry.kind]), entry.title, entry.also, entry.text)
    names = (name.removeprefix(WHOLE) for name in entry.name_words.split())
    short = (name for name in names if len(name) <= SHORT_NAME)
    return {*short, *(word.text for text in texts for word in all_words(text))}


def _indexed(text: str) -> str:
    return " ".join(word.stem for word in all_words(text))


def _split(names: Iterable[str]) -> list[str]:
    return [name.strip() for text in names for name in text.split(",") if name.strip()]


def _texts(record: Any, path: str) -> Iterator[str]:
    """Yield what stands at the end of a path, of all records that it leads to and readers see.

    Of a choice, that is what readers see of it.
    """
    name, _, rest = path.partition("__")
    if not rest:
        value = getattr(record, name)
        choices = (field.flatchoices for field in record._meta.fields if field.name == name)
        if text := dict(next(choices, ())).get(value, value):
            yield _written(str(text))
        return
    linked = getattr(record, name)
    for item in linked.all() if isinstance(linked, models.Manager) else [linked]:
        if item is not None and (not isinstance(item, Published) or item.is_public):
            yield from _texts(item, rest)


def _written(text: str) -> str:
    """Return a text with its accents on their letters, so that no word is cut by one."""
    return " ".join(unicodedata.normalize("NFC", text).split())
