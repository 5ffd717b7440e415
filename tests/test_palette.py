"""The colours of frameworks can be told apart: from both grounds, and from each other."""

import re
from itertools import combinations
from pathlib import Path

import pytest

from comparisons.models import Colour

CSS = (Path(__file__).parent.parent / "static/css/site.css").read_text()
# How people without long-wave or without medium-wave cones see linear RGB.
# Source: Machado, Oliveira and Fernandes, A Physiologically-based Model for Simulation of Color
# Vision Deficiency (2009), severity 1.0.
SIGHT = {
    "typical": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
# In Oklab: about twice the difference that neighbours in a good categorical palette have.
FAR_ENOUGH = 0.07


def linear(colour):
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def contrast(one, other):
    """Contrast ratio of WCAG 2.2, 1 to 21."""
    light = sorted(sum(times([(0.2126, 0.7152, 0.0722)], linear(c))) for c in (one, other))
    return (light[1] + 0.05) / (light[0] + 0.05)


def oklab(rgb):
    """Source: Ottosson, A perceptual color space for image processing (2020)."""
    lms = times(
        (
            (0.4122214708, 0.5363325363, 0.0514459929),
            (0.2119034982, 0.6806995451, 0.1073969566),
            (0.0883024619, 0.2817188376, 0.6299787005),
        ),
        [max(0.0, c) for c in rgb],
    )
    return times(
        (
            (0.2104542553, 0.7936177850, -0.0040720468),
            (1.9779984951, -2.4285922050, 0.4505937099),
            (0.0259040371, 0.7827717662, -0.8086757660),
        ),
        [c ** (1 / 3) for c in lms],
    )


def pair(name):
    """Return the light and the dark value of a custom property."""
    found = re.search(rf"{name}: light-dark\((#\w{{6}}), (#\w{{6}})\)", CSS)
    assert found, name
    return found.groups()


HUES = {
    name: found
    for name in Colour.values
    if (found := re.search(rf"\.hue-{name} {{ --hue: light-dark\((#\w{{6}}), (#\w{{6}})\)", CSS))
}


def test_every_colour_that_an_editor_can_choose_is_in_the_style_sheet():
    assert set(HUES) == set(Colour.values)


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("name", Colour.values)
def test_a_colour_stands_out_from_every_ground_and_carries_its_mark(theme, name):
    hue = HUES[name].groups()[theme]
    for ground in ("--ground", "--surface"):
        assert contrast(hue, pair(ground)[theme]) >= 3
    # The letters of the mark are written in the colour of the ground.
    assert contrast(hue, pair("--ground")[theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("sight", SIGHT)
def test_any_two_colours_can_be_told_apart(theme, sight):
    seen = {
        name: oklab(times(SIGHT[sight], linear(found.groups()[theme])))
        for name, found in HUES.items()
    }
    for one, other in combinations(seen, 2):
        distance = sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5
        assert distance >= FAR_ENOUGH, (one, other)


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("tint", ["yes", "partial", "no", "planned", "removed", "neutral"])
def test_words_can_be_read_on_every_tint(theme, tint):
    assert contrast(pair("--ink")[theme], pair(f"--{tint}")[theme]) >= 4.5
