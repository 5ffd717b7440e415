"""Telling an editor what became of what they did."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest

from editorial.models import Change, ChangeState

ENOUGH = 3


def tell(request: HttpRequest, changes: Iterable[Change]) -> None:
    """Say which changes were made, and which wait for a reviewer."""
    for state, sentence in (
        (ChangeState.APPLIED, "Saved: {}."),
        (ChangeState.PROPOSED, "Proposed: {}. A reviewer decides."),
    ):
        titles = [f"“{change.title}”" for change in changes if change.state == state]
        if titles:
            more = f" and {len(titles) - ENOUGH} more" if len(titles) > ENOUGH else ""
            messages.success(request, sentence.format(", ".join(titles[:ENOUGH]) + more))
