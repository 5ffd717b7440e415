"""Visit the link of every source, and keep what that showed."""

import argparse
import datetime as dt
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from contextlib import closing
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.core.validators import URLValidator
from django.utils import timezone

from editorial.links.checking import Outcome, host_of, save, visits
from editorial.links.visiting import Limits
from editorial.models import Source

LIMITS = Limits()
# Seconds between two reports of how far it is.
REPORT_EVERY = 10.0
# What shells report of a command that was stopped with Ctrl-C.
STOPPED = 130


def web_address(text: str) -> str:
    try:
        URLValidator(["http", "https"])(text)
    except ValidationError as error:
        raise argparse.ArgumentTypeError(f"{text} is no address on the web") from error
    return text


def count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text} is not a whole number from 0 on")
    return int(text)


class Command(BaseCommand):
    help = (
        "Visits the link of each source that was not visited lately: one visit at a time for each "
        "host, and only where its robots.txt allows it. Each result is kept as it comes: stop it "
        "with Ctrl-C, and run it again to go on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--older-than",
            type=count,
            default=7,
            metavar="DAYS",
            help="leave out what was visited in so many days (default: %(default)s)",
        )
        parser.add_argument("--limit", type=count, metavar="N", help="visit at most N sources")
        parser.add_argument("--host", help="visit only the sources of this host")
        parser.add_argument(
            "--contact",
            type=web_address,
            metavar="ADDRESS",
            help="the address of this site, which tells hosts who visits them",
        )

    def handle(
        self,
        *,
        older_than: int,
        limit: int | None,
        host: str | None,
        contact: str | None,
        verbosity: int,
        **_: Any,
    ) -> None:
        moment = timezone.now() - dt.timedelta(days=older_than)
        sources = [
            source
            for source in Source.objects.not_visited_since(moment).only("url")
            if host in (None, host_of(source.url))
        ][:limit]
        counts: Counter[Outcome] = Counter()
        reported_at = time.monotonic()
        try:
            with closing(visits(sources, LIMITS, contact or "")) as results:
                for source, visit in results:
                    save(source, visit)
                    counts[visit.outcome] += 1
                    if verbosity > 1:
                        self.stdout.write(f"{source.url} {visit}")
                    elif verbosity and time.monotonic() - reported_at >= REPORT_EVERY:
                        self.stderr.write(f"{counts.total()} of {len(sources)} …")
                        reported_at = time.monotonic()
        except KeyboardInterrupt:
            self.stdout.write(f"Stopped; run it again to go on. {summary(counts)}")
            sys.exit(STOPPED)
        self.stdout.write(summary(counts))


def summary(counts: Counter[Outcome]) -> str:
    """Return how many visits had which outcome."""
    parts = ", ".join(f"{counts[outcome]} {outcome.value}" for outcome in Outcome)
    return f"{counts.total()} sources: {parts}."
