"""The page with the answer: the recommendation, with the evidence behind each of its numbers.

The numbers are those of the recommendation. Here they are put beside what they rest on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.template.defaultfilters import capfirst

from careers.figures.pay import PayRow
from careers.figures.shares import Share, shares_of
from careers.guide.alternatives import JOBS, must_have_id
from careers.guide.answers import Answers
from careers.guide.forms import BOX_NAMES, GoalForm, Question
from careers.guide.recommending import recommendation_of
from careers.guide.releases import dataset_of
from careers.learning.hours import UNSTATED_HOURS
from careers.models import JobTrend, LearningPath, LearningStep, Release, Role, SalaryObservation
from careers.recommendation import (
    Edit,
    Exclusion,
    ExclusionKind,
    Gate,
    Goal,
    Pass,
    Recommendation,
    Standing,
    Text,
    explain,
    largest_remainder,
)
from careers.recommendation.explain import edit_in_words
from careers.recommendation.plan import Step
from careers.recommendation.rounding import percent_in_words
from comparisons.ledgers.stories import ToldStory, stories_for
from comparisons.models import FeatureValue, Framework

DOTS = 100
# How a framework's dots look, from the first to the last in the ranking; never colour alone.
SHAPES = ("full", "ring", "small", "cross", "bar", "point")

# How many figures of pay are shown of each role; the page on pay has all.
PAY_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Told:
    """A question and what was answered; no answers: it was skipped."""

    question: Question
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rank:
    framework: Framework
    standing: Standing
    first: str  # of 100 readings, in words
    dots: int
    shape: str

    @property
    def points(self) -> str:
        return points(self.standing.score_tenths)

    @property
    def key(self) -> "Dot":
        """A dot of this framework, for the legend."""
        return Dot(5, 5, self.framework, self.shape)

    @property
    def bar(self) -> str:
        """The length of its bar, on a scale from 0 to 100."""
        return f"{self.standing.score_tenths / 10:.1f}"


@dataclass(frozen=True, slots=True)
class Dot:
    x: int
    y: int
    framework: Framework
    shape: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a leaf rests on: our values of its features, or the shares of adverts."""

    values: tuple[FeatureValue, ...] = ()
    trend: JobTrend | None = None
    shares: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """A leaf that counts: what the pick gets for it, and the runner-up, in points."""

    label: str
    weight: str  # percent of all importance
    mine: str
    theirs: str
    difference: int  # tenths
    evidence: Evidence

    @property
    def signed(self) -> str:
        return signed(self.difference)


@dataclass(frozen=True, slots=True)
class ReasonsFor:
    """The reasons of one criterion, with the box that it lies in."""

    label: str
    box: str
    assumed: bool
    worst: str
    best: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Misfit:
    """A leaf on which somebody else is better than the pick, by so many tenths."""

    label: str
    better: str
    by: str


@dataclass(frozen=True, slots=True)
class Change:
    """A single edit that puts another framework first, and the address that applies it."""

    text: str
    query: str
    first: str  # how often the new winner comes first


@dataclass(frozen=True, slots=True)
class LeftOut:
    framework: Framework
    exclusion: Exclusion
    must_have: str
    gate: Gate | None

    @property
    def is_companion(self) -> bool:
        return self.exclusion.kind is ExclusionKind.COMPANION

    @property
    def is_unrated(self) -> bool:
        return self.exclusion.kind is ExclusionKind.NOT_RATED

    @property
    def is_unknown(self) -> bool:
        return self.exclusion.state is Pass.UNKNOWN


@dataclass(frozen=True, slots=True)
class PlanStep:
    step: Step
    name: str
    path: LearningPath | None

    @property
    def hours(self) -> str:
        return span(self.step.hours)

    @property
    def weeks(self) -> str:
        return span(self.step.weeks)


@dataclass(frozen=True, slots=True)
class Work:
    """A role that was chosen: the adverts behind it, and what is known of its pay."""

    role: Role
    trend: JobTrend | None
    shares: tuple[Share, ...]
    pay: tuple[PayRow, ...]


def points(tenths: int) -> str:
    sign = "−" if tenths < 0 else ""
    return f"{sign}{abs(tenths) // 10}.{abs(tenths) % 10}"


def signed(tenths: int) -> str:
    return f"+{points(tenths)}" if tenths > 0 else points(tenths)


def span(ends: tuple[float, float] | None) -> str:
    """Return "3 to 5", "4", or nothing."""
    if ends is None:
        return ""
    low, high = (round(end) for end in ends)
    return str(low) if low == high else f"{low} to {high}"


def told(form: GoalForm) -> list[Told]:
    """Return every question with the answers in words."""
    return [Told(question, tuple(_said(form, question.fields))) for question in form.questions]


def _said(form: GoalForm, names: Iterable[str]) -> Iterable[str]:
    for name in names:
        field = form.fields[name]
        labels = dict(field.choices)  # type: ignore[attr-defined]
        words = [labels[value] for value in _values(labels, form.chosen(name))]
        if not words:
            continue
        if name.startswith("priority-"):
            yield f"{field.label}: {words[0].lower()}"
        elif name == "first":
            yield f"First choice: {words[0]}"
        elif name == "must":
            yield f"Must: {', '.join(words)}"
        elif name == "hours":
            yield f"{words[0]} hours a week"
        elif name == "weeks":
            yield f"Done {words[0]}"
        elif name == "second":
            yield f"A second one? {words[0]}"
        else:
            yield from words


def _values(labels: dict[object, str], chosen: Sequence[str]) -> list[object]:
    """Return the keys of the labels that were chosen; a number is written as text in an address."""
    return [key for key in labels if key != "" and str(key) in chosen]


class Advice:
    """The answer to somebody's answers, from one release: a fixed number of queries."""

    def __init__(self, form: GoalForm, release: Release, goal: Goal) -> None:
        self.form = form
        self.release = release
        self.answers: Answers = form.answers
        self.dataset = dataset_of(release)
        self.goal = goal
        self.recommendation: Recommendation = recommendation_of(release, goal)
        self.text: Text = explain(self.recommendation, "en")
        self.frameworks = {f.slug: f for f in Framework.objects.published()}

    @property
    def pick(self) -> Framework | None:
        return self.frameworks.get(self.recommendation.verdict.pick)

    @property
    def runner_up(self) -> Framework | None:
        return self.frameworks.get(self.recommendation.verdict.runner_up)

    @cached_property
    def ranks(self) -> list[Rank]:
        """The frameworks that are ranked, best first, with their part of the dots."""
        standings = [s for s in self.recommendation.standings if s.framework in self.frameworks]
        shares = [standing.first_share for standing in standings]
        dots = [0] * len(standings)
        if sum(shares) > 0:
            # In hundredths: as many dots as readings out of 100.
            names = [standing.framework for standing in standings]
            dots = largest_remainder(shares, 1 / DOTS, names)
        return [
            Rank(
                framework=self.frameworks[standing.framework],
                standing=standing,
                first=percent_in_words(standing.first_share),
                dots=count,
                shape=SHAPES[min(place, len(SHAPES) - 1)],
            )
            for place, (standing, count) in enumerate(zip(standings, dots, strict=True))
        ]

    @cached_property
    def dots(self) -> list[Dot]:
        """A dot for each of 100 readings, row by row. None, if nothing was sampled."""
        if not self.text.sureness:
            return []
        of = [rank for rank in self.ranks for _ in range(rank.dots)]
        return [
            Dot(n % 10 * 10 + 5, n // 10 * 10 + 5, rank.framework, rank.shape)
            for n, rank in enumerate(of)
        ]

    @property
    def runner_up_rank(self) -> Rank | None:
        return next((rank for rank in self.ranks if rank.framework == self.runner_up), None)

    @property
    def gap(self) -> str:
        """By how much the pick is ahead of the runner-up."""
        assert self.runner_up_rank
        ahead = self.ranks[0].standing.score_tenths - self.runner_up_rank.standing.score_tenths
        return signed(ahead)

    # --- why -------------------------------------------------------------------------------------

    @cached_property
    def why(self) -> list[ReasonsFor]:
        """The criteria that count, most important first, with what pick and runner-up get."""
        if self.pick is None or self.pick.slug not in self.dataset.alternatives:
            return []
        found = []
        for box, tier in zip(BOX_NAMES.values(), self.goal.tiers, strict=False):
            for key in tier:
                criterion = self.dataset.criteria[key]
                reasons = tuple(
                    self._reason(leaf)
                    for leaf in self.recommendation.weights
                    if self.dataset.leaves[leaf].criterion == key
                )
                assumed = key in self.goal.assumed
                label, worst, best = criterion.label, criterion.worst, criterion.best
                found.append(ReasonsFor(label, box, assumed, worst, best, reasons))
        return found

    def _reason(self, leaf: str) -> Reason:
        rec = self.recommendation
        mine = rec.standing(rec.verdict.pick).parts_tenths[leaf]
        theirs = rec.standing(rec.verdict.runner_up).parts_tenths[leaf] if self.runner_up else 0
        return Reason(
            label=self.dataset.leaves[leaf].label,
            weight=percent_in_words(rec.weights[leaf]),
            mine=points(mine),
            theirs=points(theirs) if self.runner_up else "",
            difference=mine - theirs,
            evidence=self._evidence(leaf),
        )

    @property
    def two(self) -> list[Framework]:
        """The pick and the runner-up, as far as there are any."""
        return [framework for framework in (self.pick, self.runner_up) if framework]

    def _evidence(self, leaf: str) -> Evidence:
        refs = [
            ref
            for framework in self.two
            for ref in getattr(self.dataset.cells.get((framework.slug, leaf)), "sources", ())
        ]
        trends = [t for ref in refs if (t := self._trends.get(ref)) is not None]
        if trends:
            wanted = {framework.pk: framework for framework in self.two}
            shares = [s for s in shares_of(trends[0], wanted) if s.framework]
            return Evidence(trend=trends[0], shares=tuple(shares))
        values = [v for ref in refs if (v := self._values.get(ref)) is not None]
        values.sort(key=lambda value: (value.feature.name, value.framework != self.pick))
        return Evidence(values=tuple(values))

    @cached_property
    def _values(self) -> dict[str, FeatureValue]:
        """Our values of pick and runner-up by reference: one query."""
        values = FeatureValue.objects.published().filter(framework__in=self.two)
        return {
            f"value:{value.framework.slug}/{value.feature.slug}": value
            for value in values.select_related("framework", "feature").with_source_count()
        }

    @cached_property
    def _trends(self) -> dict[str, JobTrend]:
        """The observations behind the roles that count, by reference: three queries."""
        slugs = {
            ref.partition(":")[2]
            for (_, leaf), cell in self.dataset.cells.items()
            if leaf in self.recommendation.weights and self.dataset.leaves[leaf].criterion == JOBS
            for ref in cell.sources
        }
        found = JobTrend.objects.published().filter(slug__in=slugs).with_shares()
        return {f"job-trend:{trend.slug}": trend for trend in found}

    @cached_property
    def misfits(self) -> list[Misfit]:
        """Where somebody else who is ranked does better than the pick, worst first."""
        if not self.ranks or self.pick is None:
            return []
        mine = self.recommendation.standing(self.pick.slug).parts_tenths
        found = []
        for leaf, tenths in mine.items():
            best = max(self.ranks, key=lambda rank: rank.standing.parts_tenths[leaf])
            lack = best.standing.parts_tenths[leaf] - tenths
            if lack > 0:
                label = self.dataset.leaves[leaf].label
                found.append((lack, Misfit(label, best.framework.name, points(lack))))
        return [misfit for _, misfit in sorted(found, key=lambda item: -item[0])]

    # --- what would change it, and what is not known ----------------------------------------------

    @cached_property
    def changes(self) -> list[Change]:
        return [self._change(edit) for edit in self.recommendation.edits]

    def _change(self, edit: Edit) -> Change:
        return Change(
            text=edit_in_words(edit, self.recommendation),
            query=self.answers.changed_to(edit.goal, self.dataset).query(),
            first=percent_in_words(edit.first_share)
            if edit.lead is not None and edit.first_share is not None
            else "",
        )

    @cached_property
    def left_out(self) -> list[LeftOut]:
        return [
            LeftOut(
                self.frameworks[exclusion.framework],
                exclusion,
                self.dataset.must_haves.get(exclusion.must_have, ""),
                self.dataset.gate(exclusion.framework, exclusion.must_have)
                if exclusion.must_have
                else None,
            )
            for exclusion in self.recommendation.excluded
            if exclusion.framework in self.frameworks
        ]

    @cached_property
    def routes(self) -> list[tuple[str, str]]:
        """Must-haves that the pick meets by a route only, each with the route."""
        if self.pick is None:
            return []
        gates = [
            (self.dataset.must_haves[key], self.dataset.gate(self.pick.slug, key))
            for key in map(must_have_id, self.answers.must)
            if key in self.dataset.must_haves
        ]
        return [(label, gate.route) for label, gate in gates if gate.state is Pass.EXPORT]

    @cached_property
    def unknown(self) -> list[tuple[str, str]]:
        """Framework and leaf of the facts that count and that nobody knows."""
        return [
            (rank.framework.name, self.dataset.leaves[leaf].label)
            for rank in self.ranks
            for leaf in self.recommendation.weights
            if (rank.framework.slug, leaf) not in self.dataset.cells
        ]

    @property
    def assumed(self) -> list[str]:
        """The priorities that count and that nobody sorted."""
        return [capfirst(self.dataset.criteria[key].label) for key in sorted(self.goal.assumed)]

    # --- what to do ------------------------------------------------------------------------------

    @cached_property
    def work(self) -> list[Work]:
        """The roles that were chosen, with demand and pay: two queries."""
        roles = [role for role in self.form.roles if role.slug in self.answers.chosen.get(JOBS, ())]
        pay: dict[int, list[PayRow]] = {role.pk: [] for role in roles}
        found = SalaryObservation.objects.published().filter(role__in=roles)
        for salary in found.order_by("-as_of", "slug"):
            assert salary.role_id is not None
            if not salary.is_held_back and len(pay[salary.role_id]) < PAY_SHOWN:
                pay[salary.role_id].append(PayRow(salary, None))
        by_role = {trend.role_id: trend for trend in self._trends.values()}
        everybody = {framework.pk: framework for framework in self.frameworks.values()}
        return [
            Work(
                role,
                trend := by_role.get(role.pk),
                tuple(shares_of(trend, everybody)) if trend else (),
                tuple(pay[role.pk]),
            )
            for role in roles
        ]

    @cached_property
    def plan(self) -> list[PlanStep]:
        return [
            PlanStep(step, self.recommendation.names.get(step.subject, step.subject), path)
            for step in self.recommendation.plan
            for path in [self._paths.get(step.subject)]
        ]

    @property
    def unstated_hours(self) -> str:
        """What a step counts of which no source says how long it takes."""
        return span(UNSTATED_HOURS)

    @cached_property
    def _paths(self) -> dict[str, LearningPath]:
        """The learning paths to what is in the plan, by framework: four queries."""
        subjects = [step.subject for step in self.recommendation.plan]
        paths = LearningPath.objects.published().filter(framework__slug__in=subjects)
        return {
            path.framework.slug: path
            for path in paths.select_related("framework")
            .with_steps()
            .prefetch_related("entries__step__resources__frameworks")
            if path.framework
        }

    @property
    def test_project(self) -> LearningStep | None:
        """A cheap test: the first project on the path that is made with the pick itself."""
        path = self._paths.get(self.recommendation.verdict.pick)
        for entry in path.entries.all() if path else ():
            used = {f.slug for r in entry.step.resources.all() for f in r.frameworks.all()}
            if self.recommendation.verdict.pick in used:
                return entry.step
        return None

    @property
    def recommended(self) -> list[Framework]:
        """The pick, and what is to be learned with it."""
        planned = {step.subject for step in self.recommendation.plan if not step.later}
        slugs = planned | {self.recommendation.verdict.pick}
        return [framework for slug, framework in self.frameworks.items() if slug in slugs]

    @cached_property
    def stories(self) -> list[ToldStory]:
        """Who uses what is recommended, and who left it: two queries."""
        return stories_for(self.recommended, self.frameworks.values())

    @property
    def was_left(self) -> bool:
        """Whether one of the stories tells of leaving what is recommended."""
        return any({*self.recommended}.intersection(item.left) for item in self.stories)
