"""Addresses of comparisons: "pytorch-vs-tensorflow", in one canonical order."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from django.urls import reverse

SEPARATOR = "-vs-"
FEWEST, MOST = 2, 4


def slugs_in(address: str) -> list[str]:
    """Return what an address names, each name once, in the order in which it does."""
    return list(dict.fromkeys(part for part in address.lower().split(SEPARATOR) if part))


def comparison_address(slugs: Iterable[str]) -> str:
    """Return the canonical address: alphabetical, which favours nobody."""
    return SEPARATOR.join(sorted(slugs))


def comparison_path(slugs: Collection[str]) -> str:
    """Return the path of the comparison; of the picker, if there are too few to compare."""
    if len(slugs) >= FEWEST:
        return reverse("comparisons:comparison", args=[comparison_address(slugs)])
    chosen = "&".join(f"framework={slug}" for slug in slugs)
    return reverse("comparisons:picker") + (f"?{chosen}" if chosen else "")


def nearest(name: str, known: Collection[str]) -> str:
    """Return the known name that is most like this one; "" if none is like it at all."""
    return next(iter(get_close_matches(name.lower(), known, n=1, cutoff=0.5)), "")
