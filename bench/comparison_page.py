#!/usr/bin/env python
"""What the comparison page costs, as a ratio to an empty view through the same server.

    .venv/bin/python -m bench.comparison_page

One worker of the production server, one client on one connection that asks as browsers do
(compressed). The pages take turns, round after round, so that a machine that gets slower gets
slower for all of them; each figure is the median over the rounds. Then the same with 10 and 100
times the content: archived frameworks with as many values, tools, sources and changes as the
shipped ones have. Linux only: CPU time is read from /proc.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
PAGES = {
    "empty view": "/empty/",
    "two frameworks": "/compare/jax-vs-keras/",
    "two, edited": "/compare/pytorch-vs-tensorflow/",
    "four frameworks": "/compare/jax-vs-keras-vs-pytorch-vs-tensorflow/",
}
SIZES = (1, 10, 100)
ROUNDS = 7
SECONDS = 1.0  # of each page in each round
TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    if not Path("/proc/self/stat").exists():
        sys.exit("This benchmark reads CPU time from /proc, which this system does not have.")
    print(f"Medians of {ROUNDS} rounds of {SECONDS:g} s; in brackets, ratios to the empty view.")
    with tempfile.TemporaryDirectory() as folder:
        environment = settings_in(folder)
        for command in (["migrate"], ["loadcontent"], ["collectstatic", "--no-input"]):
            manage(environment, *command)
        have = 1
        for size in SIZES:
            if size > have:
                manage(environment, "shell", "--command", GROW.format(copies=size - have))
                have = size
            with server(environment) as (port, pid):
                report(size, measure(port, pid))


def settings_in(folder: str) -> dict[str, str]:
    """Return an environment in which the site has its database and its static files there."""
    Path(folder).mkdir(exist_ok=True)
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-for-benchmarks-0123456789",
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "BENCH_STATIC_ROOT": f"{folder}/static",
        "HTTPS": "false",
        "DEBUG": "false",
    }


def manage(environment: dict[str, str], *arguments: str) -> None:
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


# Copies of all content under other names; archived, so that colours and marks stay unique.
GROW = """
from comparisons.models import FeatureValue, Framework, Tool
from editorial.models import Change, Source

def copy(model, suffix, **changes):
    for record in list(model.objects.exclude(slug__contains="-copy-").order_by("pk")):
        record.pk = None
        record.slug = f"{{record.slug[:40]}}-copy-{{suffix}}"
        for name, value in changes.items():
            setattr(record, name, value(record, suffix))
        yield record

first = Framework.objects.count()
values = list(FeatureValue.objects.exclude(framework__slug__contains="-copy-"))
citations = FeatureValue.sources.through
links = list(citations.objects.filter(featurevalue__in=values))
changes = list(Change.objects.filter(kind="value")[:510])
for number in range({copies}):
    suffix = f"{{first}}-{{number}}"
    address = dict(url=lambda source, x: f"https://example.org/{{source.slug}}")
    Source.objects.bulk_create(copy(Source, suffix, **address))
    Tool.objects.bulk_create(copy(Tool, suffix, name=lambda t, x: f"{{t.name}} {{x}}"[:80]))
    originals = list(Framework.objects.exclude(slug__contains="-copy-").order_by("pk"))
    archived = dict(name=lambda f, x: f"{{f.name}} {{x}}", status=lambda f, x: "archived")
    copies = Framework.objects.bulk_create(copy(Framework, suffix, **archived))
    new = dict(zip((f.pk for f in originals), copies, strict=True))
    made = {{}}
    for value in values:
        made[value.pk] = FeatureValue(
            **{{f.attname: getattr(value, f.attname) for f in FeatureValue._meta.concrete_fields
               if f.name not in ("id", "framework")}},
            framework=new[value.framework_id],
        )
    FeatureValue.objects.bulk_create(made.values())
    citations.objects.bulk_create(
        citations(featurevalue=made[link.featurevalue_id], source_id=link.source_id)
        for link in links
    )
    for change in changes:
        change.pk = None
        change.key = f"{{change.key[:100]}}-copy-{{suffix}}"
    Change.objects.bulk_create(changes)
"""


@contextmanager
def server(environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Run the production server with one worker; yield its port and the worker's process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "1"]
    command += ["--worker-class", "gthread", "--threads", "1", "--keep-alive", "30"]
    command += ["--log-level", "error", "config.wsgi"]
    master = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        for _ in range(200):
            children = Path(f"/proc/{master.pid}/task/{master.pid}/children").read_text().split()
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
            except OSError:
                children = []
            if children:
                break
            time.sleep(0.1)
        else:
            sys.exit("The server did not start.")
        yield port, int(children[0])
    finally:
        master.terminate()
        master.wait(timeout=30)


class Client:
    """One connection that asks again and again."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self._cookie = f"Cookie: {cookie}\r\n" if cookie else ""
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._answer = self._socket.makefile("rb")

    def get(self, path: str) -> int:
        """Return the length of the answer's body, in bytes. Exits if it is not a page."""
        head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n"
        self._socket.sendall(f"{head}{self._cookie}\r\n".encode())
        status = self._answer.readline()
        if b" 200 " not in status:
            sys.exit(f"{path} answered {status.decode().strip()}")
        length = 0
        while (line := self._answer.readline()) != b"\r\n":
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        self._answer.read(length)
        return length


def cpu_seconds(pid: int) -> float:
    """Return the CPU time that a process has used, user and system."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def measure(port: int, pid: int) -> dict[str, tuple[float, float, int]]:
    """Return for each page: requests a second, CPU milliseconds a request, and bytes."""
    client = Client(port)
    sizes = {name: client.get(path) for name, path in PAGES.items()}
    rates: dict[str, list[float]] = {name: [] for name in PAGES}
    costs: dict[str, list[float]] = {name: [] for name in PAGES}
    for _ in range(ROUNDS):
        for name, path in PAGES.items():
            count, cpu, begun = 0, cpu_seconds(pid), time.perf_counter()
            while (passed := time.perf_counter() - begun) < SECONDS:
                client.get(path)
                count += 1
            rates[name].append(count / passed)
            costs[name].append(1000 * (cpu_seconds(pid) - cpu) / count)
    return {name: (median(rates[name]), median(costs[name]), sizes[name]) for name in PAGES}


def report(size: int, figures: dict[str, tuple[float, float, int]]) -> None:
    print(f"\n{size} × the content")
    print(f"  {'page':<16} {'requests/s':>18} {'CPU ms/request':>22} {'bytes':>8}")
    rate_0, cost_0, _ = figures["empty view"]
    for name, (rate, cost, length) in figures.items():
        rates = f"{rate:.0f} ({rate / rate_0:.3f})"
        costs = f"{cost:.2f} ({cost / cost_0:.1f})"
        print(f"  {name:<16} {rates:>18} {costs:>22} {length:>8}")


if __name__ == "__main__":
    main()
