"""From numbers to a verdict. It is a function of the numbers alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from careers.recommendation.rounding import percent

# Bands of the calibrated likelihood language of the Intergovernmental Panel on Climate Change:
# "very likely" from 90 of 100, "likely" from 66.
VERY_LIKELY = 90
LIKELY = 66

# Who must be looked at: the shortest list that together comes first in so many readings.
CONTENDING = 0.90
CONTENDERS_SHOWN = 3


class VerdictKind(StrEnum):
    CLEAR = "clear"
    LEAN = "lean"
    TOSS_UP = "toss-up"
    ONLY = "only"  # one framework alone meets the must-haves
    BOTH_NEEDED = "both-needed"  # only a pair meets the must-haves
    NOT_ENOUGH_DATA = "not-enough-data"


class Cap(StrEnum):
    """Why a verdict is not clear although the pick comes first often enough."""

    SECOND_PRIOR = "second-prior"  # another leads where importance falls less steeply
    NOT_FIRST_MOST_OFTEN = "not-first-most-often"  # another comes first in more readings


@dataclass(frozen=True, slots=True)
class Verdict:
    """What we say, in terms of what can be shown.

    stakes_small: the cost of choosing the runner-up instead is less than one grade on one
        priority of average weight, on average.
    out_of_100: how often the pick comes first. contenders: by descending first-place share.
    """

    kind: VerdictKind
    pick: str
    runner_up: str = ""
    stakes_small: bool = False
    out_of_100: int = 100
    contenders: tuple[str, ...] = ()
    caps: tuple[Cap, ...] = ()


def small_loss(criteria: int) -> float:
    """Return the regret below which stakes are small: a grade of five, on an average priority."""
    return 1 / (4 * criteria)


def verdict(
    ranking: Sequence[str],
    first_shares: Sequence[float],
    regrets: Sequence[float],
    criteria: int,
    second_prior_leader: str,
) -> Verdict:
    """Return the verdict on two or more frameworks.

    ranking: best first, by mean value. first_shares, regrets: in the same order, 0 to 1.
    criteria: how many count. second_prior_leader: who comes first most often under it.
    """
    pick, runner_up = ranking[0], ranking[1]
    out_of_100 = percent(first_shares[0])
    caps = []
    if second_prior_leader != pick:
        caps.append(Cap.SECOND_PRIOR)
    if max(first_shares) > first_shares[0]:
        caps.append(Cap.NOT_FIRST_MOST_OFTEN)
    if out_of_100 < LIKELY:
        kind = VerdictKind.TOSS_UP
    elif out_of_100 < VERY_LIKELY or caps:
        kind = VerdictKind.LEAN
    else:
        kind = VerdictKind.CLEAR
    return Verdict(
        kind,
        pick,
        runner_up,
        stakes_small=max(regrets[:2]) <= small_loss(criteria),
        out_of_100=out_of_100,
        contenders=_contenders(ranking, first_shares),
        caps=tuple(caps),
    )


def _contenders(ranking: Sequence[str], first_shares: Sequence[float]) -> tuple[str, ...]:
    by_share = sorted(range(len(ranking)), key=lambda i: (-first_shares[i], i))
    chosen: list[str] = []
    together = 0.0
    for i in by_share[:CONTENDERS_SHOWN]:
        chosen.append(ranking[i])
        together += first_shares[i]
        if together >= CONTENDING - 1e-12:
            break
    return tuple(chosen)
