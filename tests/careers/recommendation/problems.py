"""Made-up problems for the tests of the engine: small, valid, and of every kind."""

from dataclasses import fields, is_dataclass
from typing import Any

from hypothesis import strategies as st

from careers.recommendation import (
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
)
from careers.recommendation.plain import canonical_json

FRAMEWORKS = ("arrow", "birch", "cedar", "delta", "ember")
CRITERIA = ("jobs", "ease", "models", "scale", "trust")
# Two criteria have variants; the others are one leaf each.
LEAVES = {
    "jobs": ("jobs-analyst", "jobs-builder", "jobs-coder"),
    "ease": ("ease-first", "ease-later"),
    "models": ("models",),
    "scale": ("scale",),
    "trust": ("trust",),
}
SCALES = {
    "jobs": Pwl((0.0, 80.0), (0.0, 1.0)),
    "ease": Levels(5),
    "models": Levels(4),
    "scale": Pwl((0.0, 10.0, 40.0), (1.0, 0.5, 0.0)),
    "trust": Levels(5),
}
MUST_HAVES = {"phones": "Runs on phones", "pages": "Runs in a web page"}


def top_of(leaf: str) -> float:
    scale = SCALES[criterion_of(leaf)]
    return scale.count - 1.0 if isinstance(scale, Levels) else scale.cutoffs[-1]


def criterion_of(leaf: str) -> str:
    return leaf.partition("-")[0]


def leaf(key: str, **changes: Any) -> Leaf:
    criterion = criterion_of(key)
    coverage = criterion in ("jobs", "models")
    given = {"scale": SCALES[criterion], "coverage": coverage, "label": key.title(), **changes}
    return Leaf(key, criterion, **given)


def dataset_of(cells: dict[tuple[str, str], Cell], **changes: Any) -> Dataset:
    """Return a dataset of the frameworks and leaves that the cells name."""
    names = sorted({framework for framework, _ in cells})
    keys = sorted({key for _, key in cells})
    given = {
        "release": "2026-11-22",
        "frameworks": {name: Framework(name.title()) for name in names},
        "criteria": {criterion_of(key): Criterion(criterion_of(key).title()) for key in keys},
        "leaves": {key: leaf(key) for key in keys},
        "cells": cells,
    }
    return Dataset(**{**given, **changes})


@st.composite
def cells_of(draw: st.DrawFn, key: str) -> Cell:
    """Return a cell with bounds on a grid of eighths of the scale."""
    low, best, high = sorted(draw(st.lists(st.integers(0, 8), min_size=3, max_size=3)))
    return Cell(*(top_of(key) * eighth / 8 for eighth in (low, best, high)))


@st.composite
def datasets(draw: st.DrawFn, missing: bool = False, least: int = 2) -> Dataset:
    """Return a dataset of 2 to 5 frameworks and all leaves. `missing`: some cells are absent."""
    names = FRAMEWORKS[: draw(st.integers(least, len(FRAMEWORKS)))]
    keys = [key for group in LEAVES.values() for key in group]
    cells = {(name, key): draw(cells_of(key)) for name in names for key in keys}
    if missing:
        for cell in draw(st.sets(st.sampled_from(sorted(cells)), max_size=4)):
            del cells[cell]
    passes = st.sampled_from(list(Pass))
    frameworks = {
        name: Framework(name.title(), gates={key: Gate(draw(passes)) for key in MUST_HAVES})
        for name in names
    }
    return Dataset(
        "2026-11-22",
        frameworks,
        {key: Criterion(key.title(), exclusive=key == "ease") for key in CRITERIA},
        {key: leaf(key) for key in keys},
        cells,
        must_haves=MUST_HAVES,
    )


@st.composite
def tiers_of(draw: st.DrawFn, members: tuple[str, ...], least: int = 1) -> Any:
    """Return some of the members, sorted into three boxes of which some may be empty."""
    chosen = draw(st.lists(st.sampled_from(members), min_size=least, unique=True))
    boxes: list[list[str]] = [[], [], []]
    for member in chosen:
        boxes[draw(st.integers(0, 2))].append(member)
    return tuple(map(tuple, boxes))


@st.composite
def goals(draw: st.DrawFn, least: int = 1, gates: bool = False) -> Goal:
    tiers = draw(tiers_of(CRITERIA, least))
    chosen = [criterion for tier in tiers for criterion in tier]
    items = {
        criterion: draw(tiers_of(LEAVES[criterion]))
        for criterion in ("jobs", "ease")
        if criterion in chosen and draw(st.booleans())
    }
    must_have = draw(st.frozensets(st.sampled_from(sorted(MUST_HAVES)))) if gates else frozenset()
    return Goal(tiers, items, must_have)


def as_bytes(answer: Any) -> bytes:
    """Return the one text that stands for an answer, to the last digit."""
    return canonical_json(_plain(answer)).encode()


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value
