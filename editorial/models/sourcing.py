"""Nothing unsourced is published: not by a form, not by an import, not from the shell.

The sources of a statement are rows of their own, written after it. So the promise is kept at the
end of a block: `sources_follow`. Outside of one, it is kept at once.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import batched
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.fields.related_descriptors import ManyToManyDescriptor
from django.utils.functional import cached_property

NEEDS_SOURCE = "What is published needs at least one source."
AT_ONCE = 500

type Noted = defaultdict[type[models.Model], set[Any]]

_noted: ContextVar[Noted | None] = ContextVar("noted", default=None)


@contextmanager
def sources_follow() -> Iterator[None]:
    """Let statements be saved before their sources; raise ValidationError if none have followed.

    All of the block is one transaction. Inside another such block, that one looks at the end.
    """
    if _noted.get() is not None:
        yield
        return
    noted: Noted = defaultdict(set)
    token = _noted.set(noted)
    try:
        with transaction.atomic():
            yield
            for model, keys in noted.items():
                _refuse_unsourced(model, keys)
    finally:
        _noted.reset(token)


def look_at(model: type[models.Model], keys: Collection[Any]) -> None:
    """See to it that these statements have a source if they need one: at the end of the block.

    Raises ValidationError at once if there is no block.
    """
    noted = _noted.get()
    if noted is None:
        _refuse_unsourced(model, keys)
    else:
        noted[model].update(keys)


def _refuse_unsourced(model: type[models.Model], keys: Collection[Any]) -> None:
    for some in batched(keys, AT_ONCE):
        found: Any = model._default_manager.filter(pk__in=some, sources=None)
        for statement in found:
            if statement.is_shown and statement.needs_source:
                raise ValidationError({"sources": f"{NEEDS_SOURCE} “{statement}” has none."})


def follow_removal(
    sender: Any, instance: Any, action: str, reverse: bool, pk_set: Any, model: Any, **_: Any
) -> None:
    """Listen to what is taken from the sources of a statement, or from those of several."""
    if action == "post_remove" and reverse:
        look_at(model, pk_set)
    elif action in {"post_remove", "post_clear"} and not reverse:
        look_at(type(instance), [instance.pk])


class SourcesDescriptor(ManyToManyDescriptor):  # type: ignore[type-arg]
    """Lets one source take the place of another: for a moment there is none."""

    @cached_property
    def related_manager_cls(self) -> Any:
        base: Any = super().related_manager_cls

        class SourcesManager(base):  # type: ignore[misc]
            def set(self, *args: Any, **kwargs: Any) -> None:
                with sources_follow():
                    super().set(*args, **kwargs)

        return SourcesManager
