#!/usr/bin/env python
"""What the search and the lists cost at 100 times the content, as a ratio to the shipped content.

    .venv/bin/python -m bench.search

Two production servers of one worker each, on SQLite: one with the shipped content, one with 99
copies of what is listed and searched besides. One client asks them in turns, round after round, so
that a machine that gets slower gets slower for both; each figure is the median over all requests.
Linux only, as the servers of bench.comparison_page are.
"""

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from bench.comparison_page import Client, manage, server, settings_in

PAGES = (
    "/search/",
    "/search/?q=pytorch",
    "/search/?q=pytroch",
    "/search/?q=pytorch+tensorflow&page=50",
    "/search/?q=the",
    "/search/?q=model&kind=source",
    "/search/?q=torchserve",
    "/claims/",
    "/predictions/",
    "/stories/",
    "/trends/",
    "/trends/github-stars/",
    "/trends/milestones/",
    "/sources/",
    "/changes/",
)
TIMES = 100
ROUNDS = 40

GROW = f"from bench.growing import grow; grow({TIMES})"


def main() -> None:
    if not Path("/proc/self/stat").exists():
        sys.exit("This benchmark needs /proc, which this system does not have.")
    with tempfile.TemporaryDirectory() as folder:
        small, large = (settings_in(f"{folder}/{name}") for name in ("small", "large"))
        for environment in (small, large):
            for command in (["migrate"], ["loadcontent"], ["collectstatic", "--no-input"]):
                manage(environment, *command)
        manage(large, "shell", "--command", GROW)
        with server(small) as (port, _), server(large) as (other_port, _):
            report(measure(PAGES, Client(port), Client(other_port)))


def measure(pages: tuple[str, ...], *clients: Client) -> dict[str, list[float]]:
    """Return for each page the median seconds that each client waited."""
    waited: dict[str, list[list[float]]] = {page: [[] for _ in clients] for page in pages}
    for number in range(ROUNDS + 1):
        for page in pages:
            for client, times in zip(clients, waited[page], strict=True):
                begun = time.perf_counter()
                client.get(page)
                # The first round fills caches.
                if number:
                    times.append(time.perf_counter() - begun)
    return {page: [median(times) for times in both] for page, both in waited.items()}


def report(figures: dict[str, list[float]]) -> None:
    print(f"{'page':<40} {'1 × ms':>8} {f'{TIMES} × ms':>10} {'ratio':>6}")
    for page, (small, large) in figures.items():
        print(f"{page:<40} {1000 * small:>8.1f} {1000 * large:>10.1f} {large / small:>6.2f}")


if __name__ == "__main__":
    main()
