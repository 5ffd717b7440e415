"""Shares of a sample, and how sure they are. Plain functions: nothing here asks the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from careers.models import JobPair, JobTrend
from careers.recommendation import wilson
from comparisons.models import Framework

# Under one percent a second digit behind the point tells shares apart.
FINE_BELOW = 1


def percent_text(percent: float) -> str:
    """Return "45.6%", or "0.42%" for small shares; "0%" only for none at all."""
    if percent in (0, 100):
        return f"{percent:.0f}%"
    return f"{percent:.{2 if percent < FINE_BELOW else 1}f}%"


def sample_text(trend: JobTrend) -> str:
    return "not stated" if trend.sample is None else f"{trend.sample:,}"


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a sample that names one thing: counted by someone, or only known in percent."""

    name: str
    sample: int | None
    count: int | None = None
    published: Decimal | None = None
    framework: Framework | None = None

    @property
    def percent(self) -> float:
        """0 to 100."""
        if self.published is not None:
            return float(self.published)
        return 100 * (self.count or 0) / (self.sample or 1)

    @property
    def percent_text(self) -> str:
        if self.published is not None:
            return f"{self.published.normalize():f}%"
        return percent_text(self.percent)

    @property
    def base_text(self) -> str:
        return "" if self.count is None else f"{self.count:,} of {self.sample:,}"

    @property
    def text(self) -> str:
        return f"{self.percent_text} ({self.base_text})" if self.base_text else self.percent_text

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95% interval in percent; None where only a percentage is known."""
        if self.count is None or self.sample is None:
            return None
        low, high = wilson(self.count, self.sample)
        return 100 * low, 100 * high

    @property
    def bar(self) -> str:
        """The length of its bar, on a scale from 0 to 100."""
        return f"{self.percent:.1f}"

    @property
    def whisker(self) -> str:
        """The path of its interval over a bar that is 8 high; empty if it has none."""
        if self.interval is None:
            return ""
        low, high = (f"{end:.0f}" for end in self.interval)
        return f"M{low} 1v6m0-3H{high}m0-3v6"


def shares_of(trend: JobTrend, frameworks: Mapping[int, Framework]) -> list[Share]:
    """Return the shares of an observation: of these frameworks, and of what is none.

    frameworks: by key; one that is not among them is not published.
    """
    return [
        Share(
            name=frameworks[share.framework_id].name if share.framework_id else share.label,
            sample=trend.sample,
            count=share.count,
            published=share.percent,
            framework=frameworks.get(share.framework_id) if share.framework_id else None,
        )
        for share in trend.shares.all()
        if share.framework_id is None or share.framework_id in frameworks
    ]


@dataclass(frozen=True, slots=True)
class Pair:
    """How many of a sample name both of two frameworks, only one of them, and neither."""

    trend: JobTrend
    first: Framework
    second: Framework
    both: Share
    first_only: Share
    second_only: Share
    neither: Share

    @property
    def sample_text(self) -> str:
        return sample_text(self.trend)

    @property
    def parts(self) -> tuple[Share, Share, Share, Share]:
        return self.both, self.first_only, self.second_only, self.neither

    @property
    def starts(self) -> tuple[str, str]:
        """Where the second and third part of its bar start, on a scale from 0 to 100."""
        after_both = self.both.percent
        return f"{after_both:.1f}", f"{after_both + self.first_only.percent:.1f}"


def pairs_of(trend: JobTrend, frameworks: Mapping[int, Framework]) -> list[Pair]:
    """Return the pairs of an observation that are of these frameworks."""

    def pair(found: JobPair) -> Pair:
        first, second = frameworks[found.first_id], frameworks[found.second_id]
        sample = trend.sample or found.either
        return Pair(
            trend,
            first,
            second,
            both=Share("both", sample, found.both),
            first_only=Share(f"only {first.name}", sample, found.first_only),
            second_only=Share(f"only {second.name}", sample, found.second_only),
            neither=Share("neither", sample, sample - found.either),
        )

    return [
        pair(found)
        for found in trend.pairs.all()
        if found.first_id in frameworks and found.second_id in frameworks
    ]
