"""What a recommendation says. Everything shown of it is already here, as it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from careers.recommendation.edits import Edit
from careers.recommendation.exact import Shift
from careers.recommendation.plan import Step
from careers.recommendation.problem import Goal, Pass
from careers.recommendation.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Standing:
    """How one framework fares. Tenths are tenths of a point, of 100.

    parts_tenths: leaf -> its part; they add up to score_tenths.
    first_share, rank_shares: of the readings, 0 to 1. regret: 0 to 1, in units of value.
    central_weights: criterion -> mean weight of the readings that it wins; None if it wins none.
    tied: whether its mean value equals the next better one's.
    """

    framework: str
    score_tenths: int
    parts_tenths: Mapping[str, int]
    first_share: float
    rank_shares: tuple[float, ...]
    regret: float
    central_weights: Mapping[str, float] | None
    tied: bool = False


class ExclusionKind(StrEnum):
    COMPANION = "companion"  # never learned first
    MUST_HAVE = "must-have"
    NOT_RATED = "not-rated"  # more is unknown than known


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Why a framework is not ranked. For a must-have: which one, and what is known of it."""

    framework: str
    kind: ExclusionKind
    must_have: str = ""
    state: Pass | None = None
    reason: str = ""


class DecidingKind(StrEnum):
    PRIORITY = "priority"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Deciding:
    """What decides between the two leaders: a criterion, or a leaf of which we know too little."""

    kind: DecidingKind
    subject: str


@dataclass(frozen=True, slots=True)
class Second:
    """What another framework would add to the pick, in tenths of a point, leaf by leaf.

    worthwhile: a grade or more on a priority of average weight. now: and the person is open to it.
    """

    framework: str
    points_tenths: int
    parts_tenths: Mapping[str, int]
    bar_tenths: int
    worthwhile: bool
    now: bool


@dataclass(frozen=True, slots=True)
class Versions:
    engine: str
    data: str
    seed: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The answer to one goal.

    standings: best first; the pick is the first. weights: leaf -> mean weight, sum 1.
    sure_priorities, sure_data: first-place share of the pick where only priorities, only facts
    vary. lead_range: of the pick over the runner-up, over all weightings that fit the tiers,
    with every fact at its mean. dropped: a must-have that nothing meets, left out of account.
    names: what frameworks, criteria, leaves, must-haves and skills are called.
    """

    goal: Goal
    verdict: Verdict
    standings: tuple[Standing, ...]
    excluded: tuple[Exclusion, ...]
    pairwise: Mapping[tuple[str, str], float]
    weights: Mapping[str, float]
    sure_priorities: float
    sure_data: float
    second_prior_agrees: bool
    edits: tuple[Edit, ...]
    shift: Shift | None
    lead_range: tuple[float, float]
    deciding: Deciding | None
    second: Second | None
    plan: tuple[Step, ...]
    readings: int
    versions: Versions
    names: Mapping[str, str]
    dropped: str = ""

    def standing(self, framework: str) -> Standing:
        """Raises KeyError for a framework that is not ranked."""
        for standing in self.standings:
            if standing.framework == framework:
                return standing
        raise KeyError(framework)

    def differences(self, framework: str, other: str) -> list[tuple[str, int]]:
        """Return each leaf's difference in tenths, as shown, largest first.

        They add up to the difference of the two scores.
        """
        parts = self.standing(framework).parts_tenths
        others = self.standing(other).parts_tenths
        found = [(leaf, tenths - others[leaf]) for leaf, tenths in parts.items()]
        return sorted(found, key=lambda item: (-item[1], item[0]))
