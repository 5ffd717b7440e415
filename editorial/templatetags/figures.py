"""Shares as readers see them."""

from django import template

register = template.Library()


@register.filter
def percent_of(part: int, whole: int) -> str:
    """Return "45%", and never 0% or 100% of what is only nearly none or all."""
    if not whole:
        return "0%"
    percent = 100 * part / whole
    if 0 < percent < 1:
        return "under 1%"
    if 99 < percent < 100:
        return "over 99%"
    return f"{percent:.0f}%"
