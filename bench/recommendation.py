#!/usr/bin/env python
"""What a recommendation costs, at the size it is specified for: 12 criteria, 12 frameworks.

    .venv/bin/python -m bench.recommendation

Times are of this machine, on one core, and change from run to run; the ratios, which are measured
in turns within one run, change less. `core` is weights, values and all ranks; `recommend` is the
whole answer, with the second prior, both shares of doubt, all single edits and the plan.
"""

import os
import random
import sys
from collections.abc import Callable
from statistics import median, quantiles
from time import perf_counter

from careers.recommendation import (
    Cell,
    Criterion,
    Dataset,
    Framework,
    Goal,
    Leaf,
    Levels,
    Pwl,
    Table,
    build_table,
    rank_indices,
    recommend,
)
from careers.recommendation.sample import draw, totals

CRITERIA = 12
FRAMEWORKS = 12
ROLES = 20  # leaves of the first criterion, of which people choose some
READINGS = 20_000
ROUNDS = 60
# What it must not exceed, in milliseconds.
CORE_MEDIAN = 20
RECOMMEND_P95 = 60


def main() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    dataset = made_up(random.Random(2026))  # noqa: S311
    start = perf_counter()
    table = build_table(dataset, READINGS)
    built = perf_counter() - start
    goal = Goal(
        tuple(tuple(sorted(dataset.criteria))[i : i + 4] for i in range(0, CRITERIA, 4)),
        {"c00": (("c00-00", "c00-01"), ("c00-02",))},
        hours_per_week=6,
    )
    tasks: dict[str, Callable[[], object]] = {
        "core": lambda: core(table, goal),
        "recommend": lambda: recommend(table, goal),
    }
    times = in_turns(tasks)
    size = f"{CRITERIA} criteria x {FRAMEWORKS} frameworks x {READINGS:,} readings"
    print(f"{size}, {len(dataset.leaves)} leaves, {ROUNDS} rounds, one core")
    print(f"table for a data release  {built * 1000:7.1f} ms, once")
    for name, taken in times.items():
        tail = quantiles(taken, n=20)[-1]
        print(f"{name:<24}  {median(taken):7.1f} ms median, {tail:.1f} ms 95th percentile")
    ratio = median(times["recommend"]) / median(times["core"])
    print(f"recommend / core          {ratio:7.2f}")
    within = (
        median(times["core"]) < CORE_MEDIAN
        and quantiles(times["recommend"], n=20)[-1] < RECOMMEND_P95
    )
    print(
        f"budget: core {CORE_MEDIAN} ms median, recommend {RECOMMEND_P95} ms at the 95th "
        f"percentile: {'met' if within else 'not met'}"
    )
    sys.exit(0 if within else 1)


def core(table: Table, goal: Goal) -> object:
    leaf_weights = draw(table, goal).leaf_weights
    return rank_indices(totals(table, leaf_weights, list(table.alternatives)))


def in_turns(tasks: dict[str, Callable[[], object]]) -> dict[str, list[float]]:
    """Return the milliseconds of every round, after one that does not count."""
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for number in range(ROUNDS + 1):
        for name, task in tasks.items():
            start = perf_counter()
            task()
            if number:
                times[name].append((perf_counter() - start) * 1000)
    return times


def made_up(chance: random.Random) -> Dataset:
    """Return a dataset in which everything is uncertain."""
    leaves = {}
    for number in range(CRITERIA):
        criterion = f"c{number:02}"
        for variant in range(ROLES if number == 0 else 1):
            key = f"{criterion}-{variant:02}"
            scale = Pwl((0.0, 80.0), (0.0, 1.0)) if number % 2 == 0 else Levels(5)
            leaves[key] = Leaf(key, criterion, scale, coverage=number < CRITERIA // 2)
    frameworks = {
        f"f{number:02}": Framework(f"F{number}", hours=(20, 40)) for number in range(FRAMEWORKS)
    }
    cells = {}
    for framework in frameworks:
        for key, leaf in leaves.items():
            top = 80 if isinstance(leaf.scale, Pwl) else 4
            cells[framework, key] = Cell(*sorted(chance.uniform(0, top) for _ in range(3)))
    criteria = {f"c{number:02}": Criterion(f"C{number}") for number in range(CRITERIA)}
    return Dataset("bench", frameworks, criteria, leaves, cells)


if __name__ == "__main__":
    main()
