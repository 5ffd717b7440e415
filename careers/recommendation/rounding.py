"""Numbers as they are shown: integers that add up."""

from collections.abc import Sequence
from math import floor

# A share that is neither none nor all is never shown as 0 or 100.
FEWER_THAN_ONE = "fewer than 1"
MORE_THAN_99 = "more than 99"


def half_up(value: float) -> int:
    """Return the nearest integer; a half goes up."""
    return floor(value + 0.5)


def largest_remainder(parts: Sequence[float], unit: float, ids: Sequence[str]) -> list[int]:
    """Return the parts as integers of a unit that add up to their rounded total.

    Each part is floored, and the units that are then missing go to the largest remainders, ties
    in alphabetical order of the ids.
    Source: Hamilton's method of apportionment.
    """
    exact = [part / unit for part in parts]
    floors = [floor(value) for value in exact]
    missing = half_up(sum(parts) / unit) - sum(floors)
    by_remainder = sorted(
        range(len(parts)), key=lambda i: (-round(exact[i] - floors[i], 9), ids[i])
    )
    for i in by_remainder[:missing]:
        floors[i] += 1
    return floors


def percent(share: float) -> int:
    """Return a share of the readings out of 100, which the bands of sureness are read from."""
    return half_up(100 * share)


def percent_in_words(share: float) -> str:
    """Return a share out of 100 as it is shown: 0 and 100 only for exactly none and all."""
    if share <= 0 or share >= 1:
        return str(percent(share))
    return {0: FEWER_THAN_ONE, 100: MORE_THAN_99}.get(percent(share), str(percent(share)))
