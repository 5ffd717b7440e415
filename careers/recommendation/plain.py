"""Datasets, goals and keys as plain data that JSON can hold."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from hashlib import sha256
from typing import Any

from careers.recommendation.problem import (
    Cell,
    Criterion,
    Dataset,
    Framework,
    Gate,
    Goal,
    Leaf,
    Levels,
    Pass,
    Pwl,
    Skill,
    Span,
)
from careers.recommendation.recommend import ENGINE_VERSION

# What joins the parts of a key; no identifier holds it.
SEPARATOR = "|"


def canonical_json(data: Any) -> str:
    """Return the one text that stands for the data, whatever order it was put together in."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def dataset_as_data(dataset: Dataset) -> dict[str, Any]:
    """Return a dataset as plain data. `dataset_from_data` is the way back."""
    return {
        "frameworks": {key: _framework_as_data(f) for key, f in dataset.frameworks.items()},
        "criteria": {key: asdict(criterion) for key, criterion in dataset.criteria.items()},
        "leaves": {key: _leaf_as_data(leaf) for key, leaf in dataset.leaves.items()},
        "cells": {SEPARATOR.join(key): asdict(cell) for key, cell in dataset.cells.items()},
        "joint_shares": {
            SEPARATOR.join(key): asdict(cell) for key, cell in dataset.joint_shares.items()
        },
        "skills": {key: asdict(skill) for key, skill in dataset.skills.items()},
        "must_haves": dict(dataset.must_haves),
    }


def dataset_from_data(release: str, data: Mapping[str, Any]) -> Dataset:
    """Return the dataset that the data describe. Raises ValueError for a contradiction in it."""
    return Dataset(
        release=release,
        frameworks={key: _framework_from_data(item) for key, item in data["frameworks"].items()},
        criteria={key: Criterion(**item) for key, item in data["criteria"].items()},
        leaves={key: _leaf_from_data(item) for key, item in data["leaves"].items()},
        cells={(a, leaf): _cell(item) for (a, leaf), item in _split(data["cells"])},
        joint_shares={
            (leaf, a, b): _cell(item) for (leaf, a, b), item in _split(data["joint_shares"])
        },
        skills={
            key: Skill(item["name"], _span(item["hours"]), tuple(item["prerequisites"]))
            for key, item in data["skills"].items()
        },
        must_haves=dict(data["must_haves"]),
    )


def goal_as_data(goal: Goal) -> dict[str, Any]:
    """Return a goal as plain data, the same for goals that mean the same."""
    data: dict[str, Any] = {item.name: getattr(goal, item.name) for item in fields(goal)}
    data["tiers"] = [sorted(tier) for tier in goal.tiers]
    data["items"] = {key: [sorted(t) for t in tiers if t] for key, tiers in goal.items.items()}
    for name in ("must_have", "assumed", "known"):
        data[name] = sorted(data[name])
    return data


def answer_key(release: str, goal: Goal) -> str:
    """Return the key under which the answer to a goal is kept: 64 hexadecimal digits."""
    parts = {"engine": ENGINE_VERSION, "release": release, "answers": goal_as_data(goal)}
    return sha256(canonical_json(parts).encode()).hexdigest()


def _framework_as_data(framework: Framework) -> dict[str, Any]:
    return {
        "name": framework.name,
        "gates": {key: asdict(gate) for key, gate in framework.gates.items()},
        "hours": framework.hours,
        "prerequisites": framework.prerequisites,
        "savings": dict(framework.savings),
        "companion": framework.companion,
    }


def _framework_from_data(data: Mapping[str, Any]) -> Framework:
    return Framework(
        name=data["name"],
        gates={
            key: Gate(Pass(gate["state"]), gate["route"], tuple(gate["sources"]))
            for key, gate in data["gates"].items()
        },
        hours=_span(data["hours"]),
        prerequisites=tuple(data["prerequisites"]),
        savings={key: (low, high) for key, (low, high) in data["savings"].items()},
        companion=data["companion"],
    )


def _leaf_as_data(leaf: Leaf) -> dict[str, Any]:
    scale = leaf.scale
    kind = {"levels": scale.count} if isinstance(scale, Levels) else {"pwl": asdict(scale)}
    plain = {item.name: getattr(leaf, item.name) for item in fields(leaf)}
    return {**plain, "scale": kind}


def _leaf_from_data(data: Mapping[str, Any]) -> Leaf:
    scale: Pwl | Levels
    if "levels" in data["scale"]:
        scale = Levels(data["scale"]["levels"])
    else:
        line = data["scale"]["pwl"]
        scale = Pwl(tuple(line["cutoffs"]), tuple(line["values"]))
    return Leaf(**{**data, "scale": scale})


def _cell(data: Mapping[str, Any]) -> Cell:
    return Cell(data["low"], data["best"], data["high"], tuple(data["sources"]))


def _span(data: Any) -> Span | None:
    return None if data is None else (data[0], data[1])


def _split(data: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    return [(tuple(key.split(SEPARATOR)), item) for key, item in data.items()]
