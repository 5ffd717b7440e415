"""What a source supports: the published statements that rest on it, of every kind, in one query."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import BooleanField, CharField, ExpressionWrapper, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from editorial.content.kinds import Kind, registry
from editorial.models import Published, Source, public_q


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    title: str
    path: str


def citations(sources: Collection[Source]) -> dict[int, list[Citation]]:
    """Return what rests on each source, by its primary key, in alphabetical order: one query."""
    found: defaultdict[int, list[Citation]] = defaultdict(list)
    rows = [query for kind in registry.values() for query in _queries(kind, sources)]
    for source, name, key, title, is_public in rows[0].union(*rows[1:]) if rows else ():
        if not is_public:
            continue
        kind = registry[name]
        assert kind.address is not None
        # The last part of a title may be empty, and the database joined it all the same.
        found[source].append(Citation(title.removesuffix(kind.title_separator), kind.address(key)))
    return {source: sorted(items) for source, items in found.items()}


def _queries(kind: Kind, sources: Collection[Source]) -> Iterator["QuerySet"]:  # type: ignore[type-arg]
    """Yield (source, kind, key, title, is public) of records of a kind, or with such parts."""
    for holder, prefix in [
        (kind, ""),
        *((part, f"{part.parent}__") for part in kind.parts.values()),
    ]:
        if "sources" not in holder.lists:
            continue
        through = holder.model._meta.get_field("sources").remote_field.through  # type: ignore[union-attr]
        start = f"{holder.model._meta.model_name}__{prefix}"
        rows = through._default_manager.filter(source__in=sources)
        # Read and not filtered: as a condition it leads SQLite through all that is published.
        is_public = ExpressionWrapper(
            public_q(start) if issubclass(kind.model, Published) else Q(Value(True)), BooleanField()
        )
        yield rows.order_by().values_list(
            "source",
            Value(kind.name, CharField()),
            _joined([start + column for column in kind.key_columns()], "/"),
            _joined([start + column for column in kind.title], kind.title_separator),
            is_public,
        )


def _joined(columns: list[str], separator: str) -> "Cast | Concat":
    if len(columns) == 1:
        return Cast(columns[0], CharField())
    parts: list[str | Value] = [columns[0]]
    for column in columns[1:]:
        parts += [Value(separator), column]
    return Concat(*parts, output_field=CharField())
