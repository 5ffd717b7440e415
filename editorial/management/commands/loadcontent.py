"""Load the content files: check everything, then write all of it or nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from editorial import upkeep
from editorial.content.loading import CannotLoadError, load
from editorial.content.reading import Reader
from editorial.search import index


class Command(BaseCommand):
    help = (
        "Checks the content files and writes them into the database, in one transaction. What an "
        "editor has changed since the last load is kept."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only check; write nothing")
        parser.add_argument(
            "--overwrite",
            action="append",
            default=[],
            metavar="KIND:KEY",
            help="take this record from the files although an editor has changed it "
            "(for example value:pytorch/mobile); can be given several times",
        )
        parser.add_argument(
            "--reason", default="", help="why the content has changed, for the list of changes"
        )
        parser.add_argument(
            "--from",
            dest="folder",
            type=Path,
            default=settings.CONTENT_DIR,
            help="the folder of content files (default: %(default)s)",
        )

    def handle(
        self,
        *,
        check: bool,
        overwrite: list[str],
        reason: str,
        folder: Path,
        verbosity: int,
        **_: Any,
    ) -> None:
        reader = Reader(folder)
        if reader.problems:
            for problem in reader.problems:
                self.stderr.write(str(problem))
            raise CommandError(f"{len(reader.problems)} problems; nothing was written")
        if check:
            self.stdout.write(f"{len(reader.entries)} records are right")
            return

        def progress(text: str) -> None:
            if verbosity > 1:
                self.stdout.write(text)

        try:
            outcome = load(reader.entries, overwrite, progress, reason)
        except CannotLoadError as error:
            raise CommandError(f"{error}\nNothing was written.") from error
        for name, why in outcome.kept.items():
            self.stdout.write(f"kept {name}: {why}")
        for name in outcome.not_in_files:
            self.stdout.write(f"left {name}: it is no longer in the content files")
        if not (outcome.added or outcome.updated):
            # What has changed may be the code that says what is searched, and what needs care.
            index.rebuild()
            upkeep.rebuild()
        self.stdout.write(
            f"{len(outcome.added)} added, {len(outcome.updated)} updated, "
            f"{len(outcome.unchanged)} unchanged, {len(outcome.kept)} kept"
        )
