"""Pseudo-random numbers that are the same on every machine, for ever.

NumPy promises the same stream only for the same build on the same machine, and a recommendation
must not change with the machine that computes it.
"""

from functools import lru_cache
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

type FloatArray = NDArray[np.float64]

ENGINE_SEED = "learning-rate-1"


def splitmix64(seed: int, count: int) -> NDArray[np.uint64]:
    """Return the first `count` outputs of SplitMix64, each 0 to 2**64 - 1.

    Source: Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators (2014).
    """
    step = np.uint64(0x9E3779B97F4A7C15)
    z = np.uint64(seed) + np.arange(1, count + 1, dtype=np.uint64) * step
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def stream(name: str, n: int, seed: str = ENGINE_SEED) -> FloatArray:
    """Return the n uniform draws that belong to a name, shape (n,), between 0 and 1.

    A name is made of identifiers, never of positions: the order of the input can't matter, and
    another framework disturbs nobody's draws.
    """
    start = int.from_bytes(sha256(f"{seed}/{name}".encode()).digest()[:8])
    return ((splitmix64(start, n) >> np.uint64(11)).astype(np.float64) + 0.5) / 2.0**53


@lru_cache(maxsize=128)
def shared_stream(name: str, n: int, seed: str) -> FloatArray:
    """Return the same as `stream`, kept for the next request; the array can't be written to."""
    draws = stream(name, n, seed)
    draws.flags.writeable = False
    return draws
