#!/usr/bin/env python
"""What importing a million readings costs, next to a hundred thousand.

    .venv/bin/python -m bench.import_observations

Each size is imported in a process of its own, into a new SQLite database with the shipped content:
ten groups of ten series, and one date after the other. Printed are rows a second, and the peak
memory of the process as a ratio to that of the smallest size.
"""

import csv
import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = (100_000, 1_000_000)
GROUPS, SERIES = 10, 10
METRIC = "bench"
BEGIN = dt.date(1950, 1, 1)

MAKE_METRIC = f"""
from comparisons.models import Metric
Metric.objects.create(
    slug="{METRIC}", name="Readings of the benchmark", topic="code", unit="files",
    grouped_by="Group", lead="highest", as_of="2026", checked_on="2026-11-22",
)
"""
# In the same process, so that its peak is known when it ends.
IMPORT = """
import resource, sys
from django.core.management import call_command
call_command("importobservations", sys.argv[1], metric=sys.argv[2], source=sys.argv[3], apply=True)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=open(sys.argv[4], "w"))
"""


def main() -> None:
    figures = []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            figures.append((size, *imported(size, Path(folder))))
    smallest = figures[0][2]
    print(f"{'rows':>10} {'rows/s':>8} {'peak memory':>12}")
    for size, seconds, peak in figures:
        print(f"{size:>10,} {size / seconds:>8,.0f} {peak / smallest:>11.2f}×")


def imported(size: int, folder: Path) -> tuple[float, int]:
    """Import so many rows; return the seconds that it took, and the peak memory."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-for-benchmarks-0123456789",
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "DEBUG": "false",
    }
    for command in (["migrate"], ["loadcontent"], ["shell", "--command", MAKE_METRIC]):
        run([sys.executable, "manage.py", *command], environment)
    file, peak = folder / "readings.csv", folder / "peak"
    with file.open("w", newline="") as opened:
        csv.writer(opened).writerows(rows(size))
    script = f"import django; django.setup()\n{IMPORT}"
    arguments = [str(file), METRIC, "seed-article", str(peak)]
    begun = time.perf_counter()
    run([sys.executable, "-c", script, *arguments], environment)
    return time.perf_counter() - begun, int(peak.read_text())


def rows(size: int) -> Iterator[tuple[object, ...]]:
    yield ("group", "series", "framework", "on", "value")
    for n in range(size):
        place, series = divmod(n, SERIES)
        day, group = divmod(place, GROUPS)
        on = BEGIN + dt.timedelta(days=day)
        yield (f"Group {group}", f"Series {series}", "pytorch", on.isoformat(), n)


def run(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    main()
