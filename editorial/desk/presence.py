"""Who else has a record open: told at once, so that nobody has to be told of a collision."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from editorial.content.kinds import Kind
from editorial.models import OpenRecord

# Whoever was not heard of for so long has gone. The page says every minute that it is open.
GONE_AFTER = dt.timedelta(minutes=10)


def others_at(kind: Kind, key: str, user: Any) -> list[OpenRecord]:
    """Note that a user has a record open, and return who else has."""
    OpenRecord.objects.bulk_create(
        [OpenRecord(kind=kind.name, key=key, user=user)],
        update_conflicts=True,
        unique_fields=["kind", "key", "user"],
        update_fields=["seen_at"],
    )
    others = OpenRecord.objects.filter(kind=kind.name, key=key, seen_at__gte=_lately())
    return list(others.exclude(user=user).select_related("user").order_by("user__username"))


def leave(kind: Kind, key: str, user: Any) -> None:
    """Note that a user has done with a record; whoever has gone without a word is forgotten."""
    own = Q(kind=kind.name, key=key, user=user)
    OpenRecord.objects.filter(own | Q(seen_at__lt=_lately())).delete()


def _lately() -> dt.datetime:
    return timezone.now() - GONE_AFTER


def presence_view(page: Any, request: HttpRequest, record: Any) -> HttpResponse:
    """Return the notice alone, for the page that asks again while it is open."""
    others = others_at(page.kind, page.kind.key_of(record), request.user)
    return render(request, "admin/editorial/_others.html", {"others": others})
