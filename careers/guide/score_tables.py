"""The table of score readings of a data release: built once, and shared by all workers.

It is a file that every process maps into its memory; the system keeps one copy for all. Where it
can't be written, each process keeps a table of its own, and says so in the log.
"""

import logging
import os
import tempfile
from functools import lru_cache
from pathlib import Path

import numpy as np
from django.conf import settings

from careers.guide.releases import dataset_of
from careers.models import Release
from careers.recommendation import ENGINE_VERSION, READINGS, Table, build_table, table_with

logger = logging.getLogger(__name__)

# The tables of older releases are only in the way.
KEPT = 2


def table_of(release: Release) -> Table:
    return _table(release.pk, release.name, release.digest)


@lru_cache(maxsize=2)
def _table(pk: int, name: str, digest: str) -> Table:
    data = dataset_of(Release(pk=pk, name=name, digest=digest))
    folder: Path = settings.SCORE_TABLES_DIR
    path = folder / f"{ENGINE_VERSION}-{digest}-{READINGS}.npy"
    if not path.exists():
        table = build_table(data, READINGS)
        try:
            _write(path, table)
        except OSError as problem:
            logger.warning("Each process keeps a score table of its own: %s", problem)
            return table
    return table_with(data, np.load(path, mmap_mode="r"))


def _write(path: Path, table: Table) -> None:
    """Write the file under another name first: nobody may map half a table."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=path.parent, suffix=".unfinished")
    try:
        with os.fdopen(handle, "wb") as file:
            np.save(file, np.asarray(table.values))
        Path(unfinished).replace(path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
    by_age = sorted(path.parent.glob("*.npy"), key=lambda other: other.stat().st_mtime)
    for older in by_age[:-KEPT]:
        older.unlink(missing_ok=True)
