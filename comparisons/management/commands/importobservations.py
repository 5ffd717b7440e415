"""Import readings of a metric from a CSV file: a preview, and with --apply all of it or nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from comparisons.models import Metric
from comparisons.trends.importing import SHOWN, CannotImportError, Import, Preview
from editorial.models import Source


class Command(BaseCommand):
    help = (
        "Says what a CSV file would change in the readings of a metric; with --apply it writes "
        "them, in one transaction. Columns: series, on, value, and if there are any group, "
        "framework, text, unfinished, note, source."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.csv")
        parser.add_argument("--metric", required=True, metavar="SLUG")
        parser.add_argument("--source", metavar="SLUG", help="of the rows that name no source")
        parser.add_argument("--apply", action="store_true", help="write what the preview says")

    def handle(self, *, file: Path, metric: str, source: str | None, apply: bool, **_: Any) -> None:
        of_metric = Metric.objects.filter(slug=metric).first()
        if of_metric is None:
            raise CommandError(f"There is no metric “{metric}”.")
        of_all = Source.objects.filter(slug=source).first()
        if source and of_all is None:
            raise CommandError(f"There is no source “{source}”.")
        with Import(of_metric, of_all, self.stderr.write) as importing:
            try:
                importing.stage(file)
            except OSError as error:
                raise CommandError(f"{file} can't be read: {error.strerror}.") from error
            except CannotImportError as error:
                raise CommandError(f"{file} can't be imported: {error}.") from error
            preview = importing.compare()
            if importing.ignored_columns:
                self.stdout.write(f"Ignored columns: {', '.join(importing.ignored_columns)}")
            self._say(preview)
            if preview.rejected:
                said = f"{preview.rejected:,} rejected: nothing was written."
                if apply:
                    raise CommandError(said)
                self.stdout.write(f"{said} --apply will write nothing either until that is mended.")
            elif not preview.new + preview.changed:
                self.stdout.write("There is nothing to write.")
            elif not apply:
                self.stdout.write("Nothing was written. Run it again with --apply to write this.")
            else:
                importing.apply(file.name)
                self.stdout.write(f"{preview.new + preview.changed:,} readings written.")

    def _say(self, preview: Preview) -> None:
        for what, count, first in (
            ("new", preview.new, preview.first_new),
            ("changed", preview.changed, preview.first_changed),
            ("unchanged", preview.unchanged, []),
            ("rejected", preview.rejected, preview.first_rejected),
        ):
            self.stdout.write(f"{count:,} {what}")
            for line in first:
                self.stdout.write(f"  {line}")
            if count > SHOWN and first:
                self.stdout.write(f"  … and {count - SHOWN:,} more")
