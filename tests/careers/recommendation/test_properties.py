"""What must hold for every problem: the metamorphic properties of the method."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise, permutations, product
from math import sqrt
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.optimize import linprog

from careers.recommendation import (
    Cell,
    Dataset,
    Framework,
    Goal,
    Levels,
    Pwl,
    Table,
    VerdictKind,
    build_table,
    flip_distance,
    largest_remainder,
    lead_range,
    pairwise_exact,
    recommend,
    tier_centroid,
    tier_weights,
)
from careers.recommendation.central import (
    active_items,
    central_leaf_weights,
    central_totals,
    passing,
)
from careers.recommendation.indices import first_shares, rank_indices
from careers.recommendation.plain import dataset_as_data, dataset_from_data
from careers.recommendation.problem import without_empty
from careers.recommendation.sample import draw, totals
from tests.careers.recommendation.problems import (
    FRAMEWORKS,
    LEAVES,
    MUST_HAVES,
    as_bytes,
    cells_of,
    dataset_of,
    datasets,
    goals,
    tiers_of,
    top_of,
)

N = 4000
# The same examples every time: of many sampled shares, some lie outside four standard errors.
EXAMPLES = settings(deadline=None, max_examples=30, derandomize=True)


def values_of(table: Table, goal: Goal) -> np.ndarray:
    """Return the value of all alternatives in all readings, shape (alternatives, readings)."""
    return totals(table, draw(table, goal).leaf_weights, list(table.alternatives))


def error(share: Any, n: int = N) -> Any:
    """Return the standard error of a sampled share."""
    return np.sqrt(share * (1 - np.asarray(share)) / n)


def renamed(mapping: Any, order: list[Any]) -> dict[Any, Any]:
    return {key: mapping[key] for key in order}


def shuffled(data: st.DataObject, dataset: Dataset) -> Dataset:
    """Return the same dataset with everything in another order."""
    orders = {
        name: renamed(
            getattr(dataset, name), data.draw(st.permutations(list(getattr(dataset, name))))
        )
        for name in ("frameworks", "criteria", "leaves", "cells", "must_haves")
    }
    return replace(dataset, **orders)


# 1. Determinism


SCRIPT = """
import sys
from tests.careers.recommendation.problems import as_bytes
from tests.careers.recommendation.test_properties import example
sys.stdout.buffer.write(as_bytes(example()))
"""


def example() -> Any:
    """Return the answer to a fixed goal over a fixed dataset in which everything is uncertain."""
    cells = {
        (name, key): Cell(top * 0.1 * place, top * (0.3 + 0.1 * place), top * (0.5 + 0.1 * place))
        for place, name in enumerate(FRAMEWORKS[:4])
        for key, top in ((key, top_of(key)) for group in LEAVES.values() for key in group)
    }
    cells["arrow", "scale"] = Cell(0, 5, 30)
    cells["birch", "models"] = Cell(2, 3, 3)
    goal = Goal((("jobs", "models"), (), ("ease", "scale")), {"jobs": (("jobs-coder",),)})
    return recommend(build_table(dataset_of(cells), N), goal)


def test_1_same_input_gives_the_same_bytes_in_other_threads_and_processes():
    expected = as_bytes(example())
    with ThreadPoolExecutor(4) as pool:
        assert all(
            as_bytes(answer) == expected for answer in pool.map(lambda _: example(), range(4))
        )
    for seed in ("0", "1"):
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=Path(__file__).parents[3],
            env={"PYTHONHASHSEED": seed, "DJANGO_SETTINGS_MODULE": "none"},
            capture_output=True,
            check=True,
        )
        assert run.stdout == expected


# 2. Permutation


@EXAMPLES
@given(datasets(missing=True), goals(gates=True), st.data())
def test_2_the_order_of_the_input_changes_nothing(dataset, goal, data):
    other = Goal(
        tuple(tuple(data.draw(st.permutations(tier))) for tier in goal.tiers),
        {
            key: tuple(tuple(data.draw(st.permutations(tier))) for tier in tiers)
            for key, tiers in goal.items.items()
        },
        goal.must_have,
    )
    first = recommend(build_table(dataset, N), goal)
    second = recommend(build_table(shuffled(data, dataset), N), other)
    # The goals inside hold the order in which they were given.
    clean = [
        replace(answer, goal=goal, edits=tuple(replace(e, goal=goal) for e in answer.edits))
        for answer in (first, second)
    ]
    assert as_bytes(clean[0]) == as_bytes(clean[1])


# 3. Irrelevant options


@EXAMPLES
@given(datasets(), goals(), st.data())
def test_3_another_framework_changes_nothing_for_the_others(dataset, goal, data):
    cells = {("zebra", key): data.draw(cells_of(key)) for key in dataset.leaves}
    larger = replace(
        dataset,
        frameworks={**dataset.frameworks, "zebra": Framework("Zebra")},
        cells={**dataset.cells, **cells},
    )
    before, after = (
        recommend(build_table(dataset, N), goal),
        recommend(build_table(larger, N), goal),
    )
    for standing in before.standings:
        same = after.standing(standing.framework)
        assert (same.score_tenths, same.parts_tenths) == (
            standing.score_tenths,
            standing.parts_tenths,
        )
    assert before.pairwise.items() <= after.pairwise.items()


@EXAMPLES
@given(datasets(), goals())
def test_3_a_framework_that_is_worse_throughout_changes_no_share(dataset, goal):
    worse = {
        ("zebra", key): worst_of(key, [dataset.cells[name, key] for name in dataset.frameworks])
        for key in dataset.leaves
    }
    beaten = [
        key
        for leaf_of in active_items(dataset, goal).values()
        for tier in leaf_of
        for key in tier
        if strictly_better(key, dataset.cells["arrow", key], worse["zebra", key])
    ]
    assume(beaten)
    larger = replace(
        dataset,
        frameworks={**dataset.frameworks, "zebra": Framework("Zebra")},
        cells={**dataset.cells, **worse},
    )
    before, after = (
        recommend(build_table(dataset, N), goal),
        recommend(build_table(larger, N), goal),
    )
    assert after.standing("zebra").first_share == 0
    for standing in before.standings:
        same = after.standing(standing.framework)
        assert same.first_share == standing.first_share
        assert same.rank_shares[: len(standing.rank_shares)] == standing.rank_shares


def worst_of(key: str, cells: list[Cell]) -> Cell:
    """Return a cell that is nowhere above any of the others."""
    more_is_worse = key == "scale"
    worst = max(c.high for c in cells) if more_is_worse else min(c.low for c in cells)
    return Cell(worst, worst, worst)


def strictly_better(key: str, cell: Cell, worse: Cell) -> bool:
    return cell.high < worse.low if key == "scale" else cell.low > worse.high


# 4. Interval dominance


@EXAMPLES
@given(datasets(), goals())
def test_4_what_is_surely_better_is_never_ranked_below(dataset, goal):
    cells = dict(dataset.cells)
    for key in dataset.leaves:
        low, high = sorted((cells["arrow", key].best, cells["birch", key].best))
        better, worse = (low, high) if key == "scale" else (high, low)
        top = top_of(key)
        cells["arrow", key] = (
            Cell(0, better, better) if key == "scale" else Cell(better, better, top)
        )
        cells["birch", key] = Cell(worse, worse, top) if key == "scale" else Cell(0, worse, worse)
    table = build_table(replace(dataset, cells=cells), N)
    values = values_of(table, goal)
    assert (values[0] >= values[1]).all()


@EXAMPLES
@given(datasets(), goals(), st.data())
def test_4_what_is_no_worse_in_all_three_numbers_scores_no_lower(dataset, goal, data):
    cells = dict(dataset.cells)
    for key in dataset.leaves:
        other = cells["birch", key]
        step = data.draw(st.integers(0, 8)) / 8
        cells["arrow", key] = improved(key, other, step)
    table = build_table(replace(dataset, cells=cells), N)
    central = central_totals(table, central_leaf_weights(table.dataset, goal))
    assert central[0] >= central[1] - 1e-12
    pairwise = rank_indices(values_of(table, goal)).pairwise[0, 1]
    assert pairwise >= 0.5 - 4 * error(0.5)


def improved(key: str, cell: Cell, step: float) -> Cell:
    """Return the cell with all three numbers moved towards the best end by a part of the way."""
    end = 0.0 if key == "scale" else top_of(key)
    return Cell(*(x + step * (end - x) for x in (cell.low, cell.best, cell.high)))


# 5. Monotonicity


@EXAMPLES
@given(datasets(), goals(), st.data())
def test_5_raising_one_number_never_hurts(dataset, goal, data):
    key = data.draw(st.sampled_from([key for key in sorted(dataset.leaves) if key != "scale"]))
    name = data.draw(st.sampled_from(sorted(dataset.frameworks)))
    cell = dataset.cells[name, key]
    low, best, high = cell.low, cell.best, cell.high
    match data.draw(st.sampled_from(["low", "best", "high"])):
        case "low":
            low = best
        case "best":
            best = high
        case "high":
            high = top_of(key)
    raised = replace(dataset, cells={**dataset.cells, (name, key): Cell(low, best, high)})
    before, after = build_table(dataset, N), build_table(raised, N)
    row = before.alternatives[name]
    weights = central_leaf_weights(dataset, goal)
    assert central_totals(after, weights)[row] >= central_totals(before, weights)[row]
    old, new = (rank_indices(values_of(table, goal)) for table in (before, after))
    assert new.first[row] >= old.first[row] - 1e-12
    assert (new.ranks[row].cumsum() >= old.ranks[row].cumsum() - 1e-12).all()
    assert (new.pairwise[row] >= old.pairwise[row] - 1e-12).all()


# 6. Units


@EXAMPLES
@given(
    datasets(), goals(), st.sampled_from([0.01, 0.3048, 7.0]), st.sampled_from([0.0, -3.0, 10.0])
)
def test_6_the_unit_of_a_leaf_does_not_matter(dataset, goal, factor, shift):
    def changed(x: float) -> float:
        return factor * x + shift

    leaves, cells = dict(dataset.leaves), dict(dataset.cells)
    for key, leaf in dataset.leaves.items():
        if isinstance(leaf.scale, Pwl):
            scale = Pwl(tuple(map(changed, leaf.scale.cutoffs)), leaf.scale.values)
            leaves[key] = replace(leaf, scale=scale)
            for name in dataset.frameworks:
                cell = cells[name, key]
                cells[name, key] = Cell(*map(changed, (cell.low, cell.best, cell.high)))
    table, other = (
        build_table(dataset, N),
        build_table(replace(dataset, leaves=leaves, cells=cells), N),
    )
    assert_allclose(other.means, table.means, atol=1e-12)
    assert_allclose(other.values, table.values, atol=1e-12)


# 7. Irrelevant criteria


@EXAMPLES
@given(datasets(), goals(), st.data())
def test_7_what_is_not_relevant_does_not_matter(dataset, goal, data):
    weights = central_leaf_weights(dataset, goal)
    cells = {
        (name, key): cell if key in weights else data.draw(cells_of(key))
        for (name, key), cell in dataset.cells.items()
    }
    first = recommend(build_table(dataset, N), goal)
    second = recommend(build_table(replace(dataset, cells=cells), N), goal)
    # What would change the answer may well rest on what was not relevant before.
    assert as_bytes(replace(first, edits=())) == as_bytes(replace(second, edits=()))


# 8. Adding up


@EXAMPLES
@given(datasets(missing=True), goals(gates=True))
def test_8_everything_adds_up(dataset, goal):
    table = build_table(dataset, N)
    answer = recommend(table, goal)
    central = central_totals(table, answer.weights)
    assert sum(answer.weights.values()) == pytest.approx(1, abs=1e-12)
    for standing in answer.standings:
        assert sum(standing.parts_tenths.values()) == standing.score_tenths
        exact = central[table.alternatives[standing.framework]]
        assert abs(standing.score_tenths / 1000 - exact) <= 0.0005 + 1e-9
        assert sum(standing.rank_shares) == pytest.approx(1, abs=1e-12)
    if answer.standings:
        assert sum(s.first_share for s in answer.standings) == pytest.approx(1, abs=1e-12)
    for (a, b), share in answer.pairwise.items():
        assert share + answer.pairwise[b, a] == pytest.approx(1, abs=1e-12)
        gap = answer.standing(a).score_tenths - answer.standing(b).score_tenths
        assert sum(tenths for _, tenths in answer.differences(a, b)) == gap


@EXAMPLES
@given(datasets(), goals())
def test_8_rank_shares_add_up_for_each_place_where_nothing_is_tied(dataset, goal):
    values = values_of(build_table(dataset, N), goal)
    assume(all(len(set(column)) == len(column) for column in values.T))
    assert_allclose(rank_indices(values).ranks.sum(axis=0), 1)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=12))
def test_8_rounded_parts_add_up_and_stay_within_a_unit(parts):
    rounded = largest_remainder(parts, 0.1, [str(i) for i in range(len(parts))])
    assert abs(sum(rounded) - sum(parts) / 0.1) <= 0.5 + 1e-6
    assert all(abs(r - p / 0.1) <= 1 + 1e-6 for r, p in zip(rounded, parts, strict=True))


# 9. Centre


@EXAMPLES
@given(datasets(), goals())
def test_9_the_sample_lies_around_the_centre(dataset, goal):
    table = build_table(dataset, N)
    weights = central_leaf_weights(dataset, goal)
    leaf_weights = draw(table, goal).leaf_weights
    for key, sampled in leaf_weights.items():
        assert abs(sampled.mean() - weights[key]) <= 4 * sampled.std() / sqrt(N) + 1e-12
    values = values_of(table, goal)
    gaps = np.abs(values.mean(axis=1) - central_totals(table, weights))
    # Leaves and weights are drawn apart, so only the sum of both errors is known to be small.
    assert (gaps <= 4 * (values.std(axis=1) + 0.05) / sqrt(N)).all()


# 10. Refinement


@EXAMPLES
@given(st.data())
def test_10_a_tier_is_the_average_of_its_strict_orders(data):
    tiers = without_empty(data.draw(tiers_of(("a", "b", "c", "d"), 2)))
    values = np.array(
        [[data.draw(st.integers(0, 8)) / 8 for tier in tiers for _ in tier] for _ in range(3)]
    )
    members = sorted(key for tier in tiers for key in tier)

    def shares(order: Any) -> np.ndarray:
        criteria, weights = tier_weights(order, N, "w")
        assert criteria == members
        return first_shares(values @ weights)

    whole = shares(tiers)
    strict = [
        shares(tuple((key,) for tier in order for key in tier))
        for order in product(*(permutations(tier) for tier in tiers))
    ]
    average = np.mean(strict, axis=0)
    assert (np.abs(whole - average) <= 4 * np.sqrt(2) * error(average) + 4 / N).all()


# 11. Flip


DIFFERENCES = st.lists(st.integers(-8, 8), min_size=2, max_size=6)


@given(DIFFERENCES, st.data())
def test_11_the_reported_shift_makes_a_tie_and_less_does_not(numbers, data):
    keys = [chr(ord("a") + i) for i in range(len(numbers))]
    difference = {key: Fraction(n, 8) for key, n in zip(keys, numbers, strict=True)}
    shares = [data.draw(st.integers(0, 9)) for _ in keys]
    assume(sum(shares))
    weights = {k: Fraction(share, sum(shares)) for k, share in zip(keys, shares, strict=True)}
    lead = sum(weights[key] * difference[key] for key in keys)
    assume(lead > 0)
    shift = flip_distance(weights, difference)
    optimum = shift_by_linear_programme(weights, difference)
    if shift is None:
        assert optimum is None or min(difference.values()) >= 0
        return
    assert optimum == pytest.approx(float(shift.mass), abs=1e-7)
    assert lead_after(weights, difference, shift, Fraction(1)) == 0
    assert lead_after(weights, difference, shift, Fraction(99, 100)) > 0


def lead_after(weights: Any, difference: Any, shift: Any, part: Fraction) -> Fraction:
    moved = dict(weights)
    for giver, mass in shift.take_from:
        moved[giver] -= part * mass
        moved[shift.give_to] += part * mass
    return sum(moved[key] * difference[key] for key in moved)


def shift_by_linear_programme(weights: Any, difference: Any) -> float | None:
    """Return the least mass that makes a tie, from a general solver; None if nothing does."""
    keys = sorted(weights)
    d = np.array([float(difference[key]) for key in keys])
    w = np.array([float(weights[key]) for key in keys])
    n = len(keys)
    found = linprog(
        np.concatenate([np.zeros(n), np.ones(n)]),  # what is given, then what is taken
        A_ub=[np.concatenate([d, -d])],
        b_ub=[-w @ d],
        A_eq=[np.concatenate([np.ones(n), -np.ones(n)])],
        b_eq=[0],
        bounds=[(0, None)] * n + [(0, item) for item in w],
    )
    return float(found.fun) if found.success else None


@EXAMPLES
@given(datasets(), goals(gates=True))
def test_11_the_reported_edit_gives_the_reported_winner(dataset, goal):
    table = build_table(dataset, N)
    assume(passing(dataset, goal))
    answer = recommend(table, goal)
    for edit in answer.edits:
        assert edit.winner != answer.verdict.pick
        after = recommend(table, edit.goal)
        assert after.standings[0].framework == edit.winner
        assert after.standings[0].first_share == pytest.approx(edit.first_share)


# 12. Lead range


@EXAMPLES
@given(st.data())
def test_12_every_lead_lies_in_the_range_and_its_ends_are_attained(data):
    tiers = without_empty(data.draw(tiers_of(("a", "b", "c", "d", "e"), 2)))
    keys = [key for tier in tiers for key in tier]
    difference = {key: data.draw(st.integers(-8, 8)) / 8 for key in keys}
    least, most = lead_range(tiers, difference)
    criteria, weights = tier_weights(tiers, N, "w")
    leads = np.array([difference[key] for key in criteria]) @ weights
    assert least - 1e-9 <= leads.min()
    assert leads.max() <= most + 1e-9
    # Every weight of a tier is at least every weight of the next.
    rows = [
        [{a: -1.0, b: 1.0}.get(key, 0.0) for key in keys]
        for tier, following in pairwise(tiers)
        for a in tier
        for b in following
    ]
    for sign, end in ((1, least), (-1, most)):
        found = linprog(
            [sign * difference[key] for key in keys],
            A_ub=rows or None,
            b_ub=[0.0] * len(rows) or None,
            A_eq=[[1.0] * len(keys)],
            b_eq=[1.0],
        )
        assert sign * found.fun == pytest.approx(end, abs=1e-7)


# 13. Gates


@EXAMPLES
@given(datasets(), goals(gates=True))
def test_13_a_must_have_only_ever_takes_away(dataset, goal):
    for must_have in MUST_HAVES:
        more = replace(goal, must_have=goal.must_have | {must_have})
        assert set(passing(dataset, more)) <= set(passing(dataset, goal))
    answer = recommend(build_table(dataset, N), goal)
    ranked = {standing.framework for standing in answer.standings}
    if not answer.dropped and answer.verdict.kind is not VerdictKind.BOTH_NEEDED:
        assert ranked == set(passing(dataset, goal))
    assert ranked.isdisjoint(exclusion.framework for exclusion in answer.excluded)


# 14. Missing data


@EXAMPLES
@given(datasets(), goals(), st.data())
def test_14_a_missing_cell_is_one_that_may_be_anything(dataset, goal, data):
    name = data.draw(st.sampled_from(sorted(dataset.frameworks)))
    key = data.draw(st.sampled_from(sorted(dataset.leaves)))
    top = top_of(key)
    # The cell whose value is the middle of the scale.
    middle = 10.0 if key == "scale" else top / 2
    absent = {cell: item for cell, item in dataset.cells.items() if cell != (name, key)}
    full = {**dataset.cells, (name, key): Cell(0, middle, top)}
    first = build_table(replace(dataset, cells=absent), N)
    second = build_table(replace(dataset, cells=full), N)
    assert (first.values == second.values).all()
    assert (first.means == second.means).all()
    if central_leaf_weights(dataset, goal).get(key, 0) < 0.5:
        # An edit can put more than half of the weight on it, and then it is not rated any more.
        answers = [replace(recommend(table, goal), edits=()) for table in (first, second)]
        assert as_bytes(answers[0]) == as_bytes(answers[1])


# 15. Seeds


@EXAMPLES
@given(datasets(), goals())
def test_15_another_seed_changes_shares_by_sampling_error_only(dataset, goal):
    first = rank_indices(values_of(build_table(dataset, N, "one"), goal)).first
    second = rank_indices(values_of(build_table(dataset, N, "two"), goal)).first
    share = (first + second) / 2
    assert (np.abs(first - second) <= 5 * np.sqrt(2) * error(share) + 5 / N).all()


# 16. Convergence


def test_16_more_readings_change_shares_by_sampling_error_only():
    cells = {
        (name, key): Cell(*(top_of(key) * x for x in bounds))
        for name, bounds in (
            ("arrow", (0.2, 0.5, 0.9)),
            ("birch", (0.3, 0.6, 0.7)),
            ("cedar", (0.1, 0.55, 0.8)),
        )
        for key in ("jobs-coder", "models", "trust")
    }
    goal = Goal((("jobs",), ("models", "trust")))
    few, many = (
        rank_indices(values_of(build_table(dataset_of(cells), n), goal)).first
        for n in (20_000, 1_000_000)
    )
    assert (np.abs(few - many) <= 4 * error(many, 20_000)).all()


# The sample against the exact oracle


@EXAMPLES
@given(st.data())
def test_the_sampler_agrees_with_the_exact_share(data):
    tiers = without_empty(data.draw(tiers_of(("a", "b", "c", "d", "e"), 2)))
    difference = {
        key: data.draw(st.integers(-20, 20).filter(bool)) / 20 for tier in tiers for key in tier
    }
    exact = pairwise_exact([[difference[key] for key in tier] for tier in tiers])
    criteria, weights = tier_weights(tiers, 20_000, "w")
    leads = np.array([difference[key] for key in criteria]) @ weights
    sampled = np.mean(leads > 1e-12) + np.mean(np.abs(leads) <= 1e-12) / 2
    assert abs(sampled - exact) <= 4 * error(exact, 20_000) + 1e-9


def test_a_centroid_is_the_mean_of_the_sample():
    tiers = (("a", "b"), ("c",), ("d", "e", "f"))
    criteria, weights = tier_weights(tiers, 20_000, "w")
    centroid = tier_centroid(tiers)
    for key, row in zip(criteria, weights, strict=True):
        assert abs(row.mean() - centroid[key]) <= 4 * row.std() / sqrt(20_000)


@EXAMPLES
@given(datasets(missing=True))
def test_a_dataset_survives_being_stored(dataset):
    stored = dataset_from_data(dataset.release, dataset_as_data(dataset))
    assert dataset_as_data(stored) == dataset_as_data(dataset)
    assert isinstance(stored.leaves["models"].scale, Levels)
    assert (build_table(stored, 10).values == build_table(dataset, 10).values).all()
