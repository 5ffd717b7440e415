"""Fetch fresh figures from public interfaces, and propose them."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from careers.refreshing import hiring_threads
from comparisons.refreshing import repositories
from editorial.refreshing.proposing import Proposals

# What shells report of a command that was stopped with Ctrl-C.
STOPPED = 130


class Command(BaseCommand):
    help = (
        "Asks GitHub and Hacker News for new figures and releases, and proposes what has changed "
        "as one change set. It applies nothing. Stopped with Ctrl-C, it proposes nothing."
    )

    def handle(self, *, verbosity: int, **_: Any) -> None:
        proposals = Proposals()
        problems: list[str] = []

        def say(text: str) -> None:
            if verbosity:
                self.stderr.write(text)

        try:
            for refresh in (repositories.refresh, hiring_threads.refresh):
                problems += refresh(proposals, say)
            change_set = proposals.save()
        except KeyboardInterrupt:
            self.stdout.write("Stopped; nothing was proposed. Run it again to start anew.")
            sys.exit(STOPPED)
        if change_set is None:
            self.stdout.write("There is nothing to propose.")
        else:
            count = len(proposals.made)
            changes = f"{count} change{'s' if count > 1 else ''}"
            self.stdout.write(f"{change_set}: {changes} proposed, none applied.")
        for change in proposals.made if verbosity > 1 else ():
            self.stdout.write(f"  {change.kind} “{change.title}”: {change.reason}")
        if problems:
            raise CommandError("Not all was answered.\n" + "\n".join(problems))
