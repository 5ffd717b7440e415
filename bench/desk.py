#!/usr/bin/env python
"""What the editors' first page costs at 100 times the content, as a ratio to the shipped content.

    .venv/bin/python -m bench.desk

Two production servers of one worker each, on SQLite, as in bench.search. In both, one statement in
ten is past its review date and one in ten soon will be; one source in ten has a dead link, one
prediction in ten is due, and one tool and claim in ten has a proposal that waits.
"""

import sys
import tempfile
from pathlib import Path

from bench.comparison_page import Client, manage, server, settings_in
from bench.search import GROW, measure, report

PAGES = (
    "/admin/",
    "/admin/queue/stale/",
    "/admin/queue/stale/?page=9",
    "/admin/queue/ageing/",
    "/admin/queue/links/",
    "/admin/queue/due/",
    "/admin/reports/ageing/",
    "/admin/reports/people/",
)
KEY = "queue-0123456789abcdefghijklmnop"
NEGLECT = f"""
import datetime as dt
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import F
from django.utils import timezone
from comparisons.models import Claim, Prediction, Tool
from editorial import upkeep
from editorial.content.kinds import registry
from editorial.freshness import GoodFor
from editorial.models import Change, Source, Sourced

for kind in registry.values():
    if issubclass(kind.model, Sourced):
        for rest, more in ((0, 1), (1, -1)):
            some = kind.model.objects.annotate(rest=F("pk") % 10).filter(rest=rest)
            for good_for in GoodFor:
                day = timezone.localdate() - dt.timedelta(days=good_for + more)
                some.filter(good_for=good_for).update(checked_on=day)
Source.objects.annotate(rest=F("pk") % 10).filter(rest=0).update(link_state="broken")
Prediction.objects.annotate(rest=F("pk") % 10).filter(rest=0).update(outcome="open", due="2025")
Change.objects.bulk_create(
    Change(kind=kind, key=slug, title=slug, state="proposed", origin="import")
    for kind, model in (("tool", Tool), ("claim", Claim))
    for slug in model.objects.values_list("slug", flat=True).order_by("pk")[::10]
)
upkeep.rebuild()
user = get_user_model().objects.create_superuser("bench")
about = {{
    SESSION_KEY: str(user.pk),
    BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
    HASH_SESSION_KEY: user.get_session_auth_hash(),
}}
Session.objects.save("{KEY}", about, timezone.now() + dt.timedelta(days=1))
with connection.cursor() as cursor:
    cursor.execute("ANALYZE")
"""


def main() -> None:
    if not Path("/proc/self/stat").exists():
        sys.exit("This benchmark needs /proc, which this system does not have.")
    with tempfile.TemporaryDirectory() as folder:
        small, large = (settings_in(f"{folder}/{name}") for name in ("small", "large"))
        for environment in (small, large):
            for command in (["migrate"], ["loadcontent"], ["collectstatic", "--no-input"]):
                manage(environment, *command)
        manage(large, "shell", "--command", GROW)
        for environment in (small, large):
            manage(environment, "shell", "--command", NEGLECT)
        cookie = f"sessionid={KEY}"
        with server(small) as (port, _), server(large) as (other_port, _):
            report(measure(PAGES, Client(port, cookie), Client(other_port, cookie)))


if __name__ == "__main__":
    main()
