"""Predictions that are due, and the track record of those whose time has come."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case, Count, Q, Value, When

from comparisons.ledgers.counts import Part, Phrases, in_words, parts
from comparisons.models import DECIDED, Confidence, Outcome
from comparisons.models.predictions import PredictionQuerySet, overdue_q

PHRASES: Phrases = {
    Outcome.OPEN: ("is open", "are open"),
    Outcome.CAME_TRUE: ("came true", "came true"),
    Outcome.PARTLY: ("came true in part", "came true in part"),
    Outcome.DID_NOT: ("did not come true", "did not come true"),
    Outcome.UNDECIDABLE: ("cannot be decided", "cannot be decided"),
}


def overdue_first(predictions: PredictionQuerySet, today: dt.date) -> PredictionQuerySet:
    """Sort by what should have been decided by now, and then by when it was said, newest first."""
    rank = Case(When(overdue_q(today), then=Value(0)), default=Value(1))
    return predictions.order_by(rank, "-made_on", "slug")


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How predictions came out, and what stands in the way of knowing."""

    parts: list[Part]
    total: int
    undated: int  # predictions without a day by which they can fail
    open_undated: int
    overdue: int
    unsure: int  # decided, and we are not highly sure of the outcome
    authors: int
    undated_authors: int  # who gave no date for any of theirs

    def _count(self, *outcomes: Outcome) -> int:
        return sum(part.count for part in self.parts if part.choice in outcomes)

    @property
    def decided(self) -> int:
        return self._count(*DECIDED)

    @property
    def came_true(self) -> int:
        return self._count(Outcome.CAME_TRUE)

    @property
    def undecidable(self) -> int:
        return self._count(Outcome.UNDECIDABLE)

    @property
    def percent_true(self) -> int:
        """Of those that were decided, 0 to 100; there must be one."""
        return round(100 * self.came_true / self.decided)

    @property
    def in_words(self) -> str:
        return in_words(self.parts, PHRASES)


def track_record(predictions: PredictionQuerySet, today: dt.date) -> TrackRecord:
    """Count these predictions: three queries."""
    undated = Q(due="")
    counts = predictions.aggregate(
        total=Count("pk"),
        undated=Count("pk", filter=undated),
        open_undated=Count("pk", filter=undated & Q(outcome=Outcome.OPEN)),
        overdue=Count("pk", filter=overdue_q(today)),
        unsure=Count("pk", filter=Q(outcome__in=DECIDED) & ~Q(confidence=Confidence.HIGH)),
    )
    by_author = predictions.order_by().values("who").annotate(dated=Count("pk", filter=~undated))
    authors = by_author.aggregate(
        authors=Count("who"), undated_authors=Count("who", filter=Q(dated=0))
    )
    return TrackRecord(parts(predictions, "outcome", Outcome), **counts, **authors)
