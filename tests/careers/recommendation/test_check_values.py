"""Numbers that others published, and exact ones: each with its source in check_values.json."""

import json
from collections.abc import Callable
from fractions import Fraction
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose

from careers.recommendation import (
    additive_totals,
    central_weights,
    confidence_factors,
    entropy,
    flip_distance,
    largest_remainder,
    lead_range,
    pairwise_exact,
    pwl,
    rank_indices,
    roc,
    split_uniform,
    tier_centroid,
    tier_weights,
    wilson,
)
from careers.recommendation.streams import splitmix64

VECTORS = {
    vector["id"]: vector
    for vector in json.loads(Path(__file__).with_name("check_values.json").read_text())["vectors"]
}
CHECKS: dict[str, Callable[..., None]] = {}
READINGS = 20_000


def checks(feature: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    def register(check: Callable[..., None]) -> Callable[..., None]:
        CHECKS[feature] = check
        return check

    return register


@pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS)
def test_check_value(vector: dict[str, Any]) -> None:
    CHECKS[vector["feature"]](vector["inputs"], vector["expected"], vector["tolerance"])


def test_all_check_values_are_here():
    assert len(VECTORS) == 24
    assert {vector["feature"] for vector in VECTORS.values()} == set(CHECKS)


def exact(numbers: Any) -> Any:
    """Return the fractions that texts such as "7/48" stand for."""
    if isinstance(numbers, list):
        return [exact(item) for item in numbers]
    return None if numbers is None else Fraction(numbers)


def decimals(numbers: Any) -> np.ndarray:
    return np.array([float(item) for item in exact(numbers)])


def weights_in_order(tiers: list[list[int]], n: int = READINGS) -> np.ndarray:
    """Return the sampled weights of criteria that are numbered from 0."""
    named = tuple(tuple(f"{number:03}" for number in tier) for tier in tiers)
    return tier_weights(named, n, "w")[1]


def four_standard_errors(share: float, n: int = READINGS) -> float:
    return 4 * (share * (1 - share) / n) ** 0.5


@checks("splitmix64")
def check_splitmix64(inputs, expected, tolerance):
    drawn = splitmix64(inputs["seed"], inputs["count"])
    assert [str(int(item)) for item in drawn] == expected["outputs"]


@checks("roc")
def check_roc(inputs, expected, tolerance):
    weights = roc(len(inputs["ranks"]))
    assert_allclose(weights, expected["weights"], atol=tolerance)
    assert_allclose(weights, decimals(expected["weights_exact"]), atol=1e-12)


@checks("pwl")
def check_pwl(inputs, expected, tolerance):
    drawn = pwl(inputs["x"], inputs["cutoffs"], inputs["values"])
    assert_allclose(drawn, expected["v"], atol=tolerance)


@checks("additive")
def check_additive(inputs, expected, tolerance):
    totals = additive_totals(inputs["values"], inputs["weights"])
    assert_allclose(totals, expected["totals"], atol=tolerance)
    groups = expected["order_groups"]
    for better, worse in pairwise(groups):
        assert min(totals[better]) > max(totals[worse]) + tolerance
    for group in groups:
        assert np.ptp(totals[group]) <= tolerance


@checks("additive_pwl")
def check_additive_pwl(inputs, expected, tolerance):
    columns = np.array(inputs["table"]).T
    values = np.stack(
        [
            pwl(x, f["cutoffs"], f["values"])
            for x, f in zip(columns, inputs["functions"], strict=True)
        ]
    ).T
    totals = additive_totals(values, inputs["weights"])
    assert_allclose(totals, 1 - np.array(expected["one_minus_total"]), atol=tolerance)
    ranks = [1 + int((totals > total).sum()) for total in totals]
    assert ranks == expected["ranks"]


@checks("additive_interval")
def check_additive_interval(inputs, expected, tolerance):
    for bound in ("low", "best", "high"):
        measured = np.array(inputs[bound], dtype=float).T
        values = [pwl(x, ends, [0, 1]) for x, ends in zip(measured, inputs["anchors"], strict=True)]
        totals = additive_totals(np.stack(values).T, inputs["weights"])
        assert_allclose(totals, expected[bound], atol=tolerance)


@checks("rank_indices")
def check_rank_indices(inputs, expected, tolerance):
    indices = rank_indices(inputs["values"])
    assert_allclose(indices.first, expected["first"], atol=tolerance)
    off_diagonal = [indices.pairwise[0, 1], indices.pairwise[1, 0]]
    assert_allclose(
        off_diagonal, [expected["pairwise"][0][1], expected["pairwise"][1][0]], atol=tolerance
    )


@checks("central_weights")
def check_central_weights(inputs, expected, tolerance):
    if "values_equal" in inputs:
        values = np.zeros((inputs["alternatives"], READINGS))
        weights = weights_in_order([list(range(inputs["criteria"]))])
        assert_allclose(rank_indices(values).first, expected["first"], atol=1e-12)
    else:
        values, weights = np.array(inputs["values"]), np.array(inputs["weights"])
        # With values that do not depend on the weights, fixing those changes nothing.
        scores = np.broadcast_to(values, (len(weights), *values.shape))
        factors = confidence_factors(scores, central_weights(values, weights))
        assert factors == expected["confidence"]
    for found, wanted in zip(central_weights(values, weights), expected["central"], strict=True):
        if wanted is None:
            assert found is None
        else:
            assert_allclose(found, wanted, atol=tolerance)


@checks("entropy")
def check_entropy(inputs, expected, tolerance):
    assert entropy(inputs["shares"]) == pytest.approx(expected["bits"], abs=tolerance)


def beta_scores(inputs: Any, n: int) -> np.ndarray:
    """Return values drawn from independent beta measurements, shape (criteria, alternatives, n)."""
    generator = np.random.default_rng(20261122)
    by_alternative = np.array(inputs["parameters"])
    return np.stack(
        [
            [
                pwl(generator.beta(*by_alternative[a, c], n), f["cutoffs"], f["values"])
                for a in range(len(by_alternative))
            ]
            for c, f in enumerate(inputs["value_functions"])
        ]
    )


def network_scores(inputs: Any, n: int) -> np.ndarray:
    """Return one minus or plus the risks of a network meta-analysis, shaped as `beta_scores`."""
    generator = np.random.default_rng(20261122)
    scores = []
    for name, higher_is_better in zip(inputs["criteria"], inputs["higher_is_better"], strict=True):
        given = inputs["parameters"][name]
        baseline = generator.normal(*given["baseline"], n)
        relative = generator.multivariate_normal(given["mean"], given["covariance"], n).T
        risk = 1 / (1 + np.exp(-(baseline + relative)))
        order = [given["order"].index(alternative) for alternative in inputs["alternatives"]]
        values = pwl(risk, inputs["scale"], [0, 1] if higher_is_better else [1, 0])
        scores.append(values[order])
    return np.stack(scores)


@checks("smaa")
def check_smaa(inputs, expected, tolerance):
    n = 50_000  # the published figures are estimates themselves
    drawn = beta_scores if inputs["distribution"] == "beta" else network_scores
    scores = drawn(inputs, n)
    if "fixed" in inputs["weights"]:
        weights = np.repeat(decimals(inputs["weights"]["fixed"])[:, None], n, axis=1)
    else:
        weights = weights_in_order(inputs["weights"]["tiers"], n)
    values = np.einsum("cn,can->an", weights, scores)
    indices = rank_indices(values)
    central = central_weights(values, weights)
    found = {
        "first": indices.first,
        "rank_shares": indices.ranks,
        "central": central,
        "confidence": confidence_factors(scores, central),
    }
    for name, wanted in expected.items():
        name = name.removesuffix("_second_source")
        assert_allclose(found[name], wanted, atol=tolerance[name], err_msg=name)


@checks("wilson")
def check_wilson(inputs, expected, tolerance):
    found = [wilson(k, m) for k, m in inputs["cases"]]
    assert_allclose(found, expected["intervals"], atol=tolerance)


@checks("pairwise_exact")
def check_pairwise_exact(inputs, expected, tolerance):
    tiers = exact(inputs["tiers"])
    share = Fraction(expected["probability"])
    assert pairwise_exact(tiers) == share
    assert pairwise_exact([list(map(float, tier)) for tier in tiers]) == pytest.approx(
        float(share), abs=tolerance["exact"]
    )
    ends = accumulate(map(len, tiers))
    numbered = [list(range(end - len(tier), end)) for tier, end in zip(tiers, ends, strict=True)]
    differences = np.array([float(d) for tier in tiers for d in tier])
    sampled = (differences @ weights_in_order(numbered) > 0).mean()
    assert abs(sampled - float(share)) <= four_standard_errors(float(share))


@checks("first_rank_exact")
def check_first_rank_exact(inputs, expected, tolerance):
    weights = weights_in_order(inputs["weights"]["tiers"])
    values = np.array([decimals(row) for row in inputs["values"]]) @ weights
    first = rank_indices(values).first
    for found, wanted in zip(first, decimals(expected["first"]), strict=True):
        assert abs(found - wanted) <= four_standard_errors(wanted)
    for found, wanted in zip(central_weights(values, weights), expected["central"], strict=True):
        if wanted is None:
            assert found is None
        else:
            assert_allclose(found, decimals(wanted), atol=tolerance["central"])


@checks("tier_centroid")
def check_tier_centroid(inputs, expected, tolerance):
    found = tier_centroid(tuple(map(tuple, inputs["tiers"])))
    assert found == pytest.approx(
        {key: float(Fraction(weight)) for key, weight in expected["weights"].items()}, abs=tolerance
    )


@checks("flip")
def check_flip(inputs, expected, tolerance):
    weights = {key: Fraction(weight) for key, weight in inputs["weights"].items()}
    difference = {key: Fraction(item) for key, item in inputs["difference"].items()}
    tiers = tuple(map(tuple, inputs["tiers"]))
    assert sum(weights[key] * difference[key] for key in weights) == Fraction(expected["lead"])
    assert lead_range(tiers, difference) == (
        Fraction(expected["lead_min"]),
        Fraction(expected["lead_max"]),
    )
    shift = flip_distance(weights, difference)
    assert (shift is not None) == expected["possible"]
    if shift:
        assert (shift.mass, shift.give_to) == (Fraction(expected["mass"]), expected["to"])
        assert shift.take_from == tuple(
            (key, Fraction(part)) for key, part in expected["take_from"]
        )


@checks("largest_remainder")
def check_largest_remainder(inputs, expected, tolerance):
    parts, unit = inputs["parts"], inputs["unit"]
    found = largest_remainder(parts, unit, [str(number) for number in range(len(parts))])
    assert found == [round(part / unit) for part in expected["rounded"]]
    assert sum(found) == round(expected["total"] / unit)


@checks("split_uniform")
def check_split_uniform(inputs, expected, tolerance):
    bounds = inputs["low"], inputs["best"], inputs["high"]
    assert_allclose(split_uniform(*bounds, inputs["u"]), expected["x"], atol=tolerance)
    u = (np.arange(100_000) + 0.5) / 100_000
    assert split_uniform(*bounds, u).mean() == pytest.approx(expected["mean"], abs=1e-9)
