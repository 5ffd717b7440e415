"""Bring what readers search in step with the content."""

from typing import Any

from django.core.management.base import BaseCommand

from editorial.search.index import rebuild


class Command(BaseCommand):
    help = (
        "Brings the search index in step with what is published. Loading and editing content do "
        "that by themselves; it is needed where records were changed in another way, or where "
        "the code says anew what is searched."
    )

    def handle(self, **_: Any) -> None:
        self.stdout.write(f"{rebuild()} entries can be found")
