"""Refuses a database that has some of the migrations that one migration now stands for."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import Error
from django.db import connections
from django.db.migrations.loader import MigrationLoader


def in_part(databases: Sequence[str] | None = None, **kwargs: Any) -> list[Error]:
    """Return an error for each such migration: Django would leave out its app, and not say so."""
    errors = []
    for database in databases or ():
        loader = MigrationLoader(connections[database])
        for migration in loader.replacements.values():
            lacking = [name for name in migration.replaces if name not in loader.applied_migrations]
            if lacking and len(lacking) < len(migration.replaces):
                names = ", ".join(".".join(name) for name in lacking)
                problem = (
                    f"This database lacks {names}, for which {migration} stands now. "
                    "Check out aea0592, run script/server there once, and come back."
                )
                errors.append(Error(problem, id="editorial.E001"))
    return errors
