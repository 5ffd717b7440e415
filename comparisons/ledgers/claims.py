"""The claims that say most about a subject, and how the verdicts read in a sentence."""

from django.db.models import Case, Count, Value, When

from comparisons.ledgers.counts import Phrases
from comparisons.models import Claim, ClaimKind, Framework, Verdict
from comparisons.models.claims import ClaimQuerySet

PHRASES: Phrases = {
    Verdict.HOLDS: ("holds", "hold"),
    Verdict.PARTLY: ("holds in part", "hold in part"),
    Verdict.OUTDATED: ("is outdated", "are outdated"),
    Verdict.WRONG: ("is wrong", "are wrong"),
    Verdict.UNSUPPORTED: ("is unsupported", "are unsupported"),
    Verdict.OPINION: ("is an opinion", "are opinions"),
}
# What a reader is most likely to believe and should not comes first.
MOST_TELLING = [
    *(Verdict.WRONG, Verdict.OUTDATED, Verdict.PARTLY),
    *(Verdict.UNSUPPORTED, Verdict.HOLDS, Verdict.OPINION),
]
SHOWN = 6  # where there are too many


def checked(claims: ClaimQuerySet) -> ClaimQuerySet:
    """Keep what somebody claimed; what was left out has no verdict."""
    return claims.exclude(kind=ClaimKind.OMISSION)


def most_telling(claims: ClaimQuerySet, *then: str) -> ClaimQuerySet:
    """Sort checked claims by what their verdict tells, and then by these columns."""
    ranks = [When(verdict=verdict, then=Value(rank)) for rank, verdict in enumerate(MOST_TELLING)]
    return checked(claims).order_by(Case(*ranks), *then, "slug")


def claims_about(*frameworks: Framework) -> ClaimQuerySet:
    """Return the few most telling claims, those about most of these frameworks first: one query."""
    found = Claim.objects.published().filter(frameworks__in=frameworks)
    return most_telling(found.annotate(about=Count("frameworks")), "-about")[:SHOWN]
