"""Write the content of the database as content files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from editorial.content.dumping import CannotDumpError, dump


class Command(BaseCommand):
    help = "Writes the whole content of the database as files that loadcontent reads."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="where to: a new folder, or an empty one")

    def handle(self, *, folder: Path, verbosity: int, **_: Any) -> None:
        def progress(text: str) -> None:
            if verbosity > 1:
                self.stdout.write(text)

        try:
            written = dump(folder, progress)
        except CannotDumpError as error:
            raise CommandError(f"{error}\nNothing was written.") from error
        self.stdout.write(f"wrote {written.total()} records of {len(written)} kinds to {folder}")
