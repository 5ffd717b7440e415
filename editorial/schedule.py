"""Appearing and disappearing on time: by the clock alone, and noted by whoever looks next.

Pages ask for what is public now, so they are right at any moment. What is derived from the content
(the index of the search, the data behind the recommendation, the list of changes) is brought in
step by the first request after the moment that needs it. Nothing has to run in between.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from editorial.changes import change_of, record
from editorial.content.kinds import Kind, registry
from editorial.models import Change, Origin, Published, ScheduledMoment, Status
from editorial.signals import content_changed

APPEARED, DISAPPEARED = "Appeared as planned.", "Disappeared as planned."


def follow_content() -> None:
    """Note the moments of what is saved, from now on."""
    content_changed.connect(_on_change, dispatch_uid="editorial.schedule", weak=False)


def _on_change(records: Mapping[str, Collection[int]] | None = None, **_: Any) -> None:
    with transaction.atomic():
        for kind in registry.values():
            if not issubclass(kind.model, Published):
                continue
            if records is None:
                _note(kind, kind.model._default_manager.all(), ScheduledMoment.objects.all())
            elif kind.name in records:
                found = kind.model._default_manager.filter(pk__in=records[kind.name])
                keys = ["/".join(map(str, key)) for key in found.values_list(*kind.key_columns())]
                _note(kind, found, ScheduledMoment.objects.filter(key__in=keys))


def _note(
    kind: Kind, records: "models.QuerySet[Any]", noted: "models.QuerySet[ScheduledMoment]"
) -> None:
    noted.filter(kind=kind.name).delete()
    now = timezone.now()
    for name in ("publish_at", "expire_at"):
        coming = records.filter(**{f"{name}__gt": now}, status=Status.PUBLISHED)
        rows = coming.values_list(name, *kind.key_columns())
        ScheduledMoment.objects.bulk_create(
            ScheduledMoment(at=at, kind=kind.name, key="/".join(map(str, key))) for at, *key in rows
        )


def catch_up() -> None:
    """Bring in step what follows the content, if something has appeared or disappeared: one query.

    Two at once do it once.
    """
    if not ScheduledMoment.objects.filter(at__lte=timezone.now()).exists():
        return
    with transaction.atomic():
        passed = ScheduledMoment.objects.select_for_update().filter(at__lte=timezone.now())
        moments = list(passed.order_by("at"))
        ScheduledMoment.objects.filter(pk__in=[moment.pk for moment in moments]).delete()
        record(change for moment in moments for change in _changes(moment))
        touched: defaultdict[str, list[int]] = defaultdict(list)
        for moment in moments:
            if (found := registry[moment.kind].find(moment.key)) is not None:
                touched[moment.kind].append(found.pk)
    if touched:
        content_changed.send(sender=ScheduledMoment, records=touched)


def _changes(moment: ScheduledMoment) -> Iterator[Change]:
    """Yield the line in the list of changes, unless the record is planned otherwise by now."""
    kind = registry[moment.kind]
    found: Any = kind.find(moment.key)
    if found is None or found.status != Status.PUBLISHED:
        return
    snapshot = kind.snapshot(found)
    reason = {found.publish_at: APPEARED, found.expire_at: DISAPPEARED}.get(moment.at)
    if reason:
        title = kind.title_of(found)
        about = {"origin": Origin.EDITOR, "reason": reason, "made_at": moment.at}
        change = change_of(kind, moment.key, title, snapshot, snapshot, **about)
        change.made_by = found.updated_by
        change.is_listed = True
        yield change
