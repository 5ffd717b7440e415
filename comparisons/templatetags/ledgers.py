"""Verdicts, outcomes and standings as readers see them."""

from django import template

from comparisons.models import Outcome, Standing, Verdict

register = template.Library()

# The state whose icon and tint each of them shares.
LOOKS: dict[str, str] = {
    Verdict.HOLDS: "yes",
    Verdict.PARTLY: "partial",
    Verdict.OUTDATED: "outdated",
    Verdict.WRONG: "no",
    Verdict.UNSUPPORTED: "unknown",
    Verdict.OPINION: "opinion",
    Outcome.OPEN: "planned",
    Outcome.CAME_TRUE: "yes",
    Outcome.PARTLY: "partial",
    Outcome.DID_NOT: "no",
    Outcome.UNDECIDABLE: "unknown",
    Standing.CURRENT: "yes",
    Standing.HISTORICAL: "outdated",
    Standing.SUPERSEDED: "removed",
}


@register.filter
def look(judgement: str) -> str:
    return LOOKS[judgement]
