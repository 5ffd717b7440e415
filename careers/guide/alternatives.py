"""What the recommendation rests on, derived from what the site holds.

This module alone turns content into the criteria, leaves and cells of `careers.recommendation`:

- A *criterion* is a `Criterion`; its *leaves* are its options. The options of `jobs` are the roles.
- A leaf of `jobs` is the share of adverts for that role that name a framework, in percent, on a
  straight line from 0 to `MOST_ADVERTS`, with Wilson bounds. It is taken from one observation, the
  newest that is large enough: shares of different data sets are not comparable.
- Any other leaf is the mean of our ratings of its features, with the mean of their lows and highs.
  What is removed, not offered or not applicable has the lowest grade. What is unknown may be
  anything. Momentum and research rest on adoption in this way, by the values of these features.
- A *must-have* is met by a feature that is there, or by a route that leads there, if it says so.
- *Hours* are those of the framework's learning path, up to where it says that one may stop.

Every cell names its evidence as `kind:key`, as the content files do.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from careers.learning.hours import hours_of, total
from careers.models import Criterion, JobTrend, LearningPath, LearningStep, Measure, MustHave, Role
from careers.recommendation import problem as engine
from careers.recommendation import wilson
from comparisons.models import FeatureValue, Framework
from comparisons.models.features import State

JOBS = "jobs"

# Percent of adverts: a round number above the largest share in the data.
MOST_ADVERTS = 80.0

# An observation of fewer adverts stands for a role only if there is no larger one.
ENOUGH_ADVERTS = 30

# Ratings go from 1 to 5, grades from 0 to 4.
GRADES = 5
LOWEST, MIDDLE, HIGHEST = 0.0, (GRADES - 1) / 2, float(GRADES - 1)

# States in which there is nothing to grade, because it is not there.
ABSENT = (State.NO, State.PLANNED, State.REMOVED, State.NOT_APPLICABLE)

# What every path to a framework builds on.
PYTHON = "python"
BASICS = "ml-basics"

type Values = Mapping[tuple[int, int], FeatureValue]  # (framework, feature), primary keys


def dataset(release: str) -> engine.Dataset:
    """Return everything that the recommendation rests on now: a fixed number of queries.

    release: what to call it. Raises ValueError, naming the part, for content that contradicts
    itself or is not enough (no framework, no criterion).
    """
    frameworks = list(Framework.objects.published())
    criteria = list(Criterion.objects.prefetch_related("options__features"))
    found = FeatureValue.objects.published().filter(framework__in=frameworks)
    values: Values = {(v.framework_id, v.feature_id): v for v in found}
    must_haves = list(MustHave.objects.select_related("feature"))
    leaves: dict[str, engine.Leaf] = {}
    cells: dict[tuple[str, str], engine.Cell] = {}
    joint: dict[tuple[str, str, str], engine.Cell] = {}
    for criterion in criteria:
        if criterion.slug == JOBS:
            _add_jobs(criterion, leaves, cells, joint)
        else:
            _add_options(criterion, frameworks, values, leaves, cells)
    known = {framework.slug for framework in frameworks}
    learning = _Learning(LearningPath.objects.published().with_steps().select_related("framework"))
    return engine.Dataset(
        release=release,
        frameworks={
            framework.slug: engine.Framework(
                name=framework.name,
                gates=_gates(framework, must_haves, values),
                hours=learning.hours(framework.slug),
                prerequisites=learning.prerequisites,
                savings=learning.savings(framework.slug),
                companion=not framework.trains_models,
            )
            for framework in frameworks
        },
        criteria={
            c.slug: engine.Criterion(c.name, c.worst, c.best, c.exclusive)
            for c in criteria
            if any(leaf.criterion == c.slug for leaf in leaves.values())
        },
        leaves=leaves,
        cells={key: cell for key, cell in cells.items() if key[0] in known},
        joint_shares={key: c for key, c in joint.items() if {key[1], key[2]} <= known},
        skills=learning.skills,
        must_haves={must_have_id(m.slug): m.name for m in must_haves},
    )


def leaf_id(criterion: str, option: str) -> str:
    """Return what the engine calls an option; the only one of its criterion bears its name."""
    return criterion if criterion == option else f"{criterion}-{option}"


def must_have_id(slug: str) -> str:
    return f"needs-{slug}"


# --- jobs ---------------------------------------------------------------------------------------


def _add_jobs(
    criterion: Criterion,
    leaves: dict[str, engine.Leaf],
    cells: dict[tuple[str, str], engine.Cell],
    joint: dict[tuple[str, str, str], engine.Cell],
) -> None:
    scale = engine.Pwl((0.0, MOST_ADVERTS), (0.0, 1.0))
    trends = trends_of_roles()
    for role in Role.objects.published():
        leaf = leaf_id(JOBS, role.slug)
        label = f"{criterion.name}: {role.name}"
        leaves[leaf] = _leaf(leaf, criterion, scale, label)
        trend = trends.get(role.pk)
        if trend is None or not trend.sample:
            continue
        sources = (f"job-trend:{trend.slug}",)
        for share in trend.shares.all():
            if share.framework and share.count is not None:
                cell = _percent(share.count, trend.sample, sources)
                cells[share.framework.slug, leaf] = cell
        for pair in trend.pairs.all():
            first, second = sorted((pair.first.slug, pair.second.slug))
            joint[leaf, first, second] = _percent(pair.either, trend.sample, sources)


def trends_of_roles() -> dict[int, JobTrend]:
    """Return the observation that stands for each role, by its primary key: three queries."""
    trends = JobTrend.objects.published().with_shares()
    by_role: dict[int, list[JobTrend]] = {}
    for trend in trends.filter(measure=Measure.NAMES_FRAMEWORK, role__isnull=False):
        assert trend.role_id is not None
        by_role.setdefault(trend.role_id, []).append(trend)
    return {role: best_trend(found) for role, found in by_role.items()}


def best_trend(trends: Sequence[JobTrend]) -> JobTrend:
    """Return the newest observation of enough adverts, or else the largest."""
    enough = [trend for trend in trends if (trend.sample or 0) >= ENOUGH_ADVERTS]
    if enough:
        return max(enough, key=lambda trend: (trend.as_of, trend.slug))
    return max(trends, key=lambda trend: (trend.sample or 0, trend.slug))


def _percent(count: int, sample: int, sources: tuple[str, ...]) -> engine.Cell:
    low, high = wilson(count, sample)
    best = count / sample
    # The ends of the interval may miss an observed 0 or 1 by a rounding error.
    return engine.Cell(100 * min(low, best), 100 * best, 100 * max(high, best), sources)


# --- ratings ------------------------------------------------------------------------------------


def _add_options(
    criterion: Criterion,
    frameworks: Iterable[Framework],
    values: Values,
    leaves: dict[str, engine.Leaf],
    cells: dict[tuple[str, str], engine.Cell],
) -> None:
    options = list(criterion.options.all())
    for option in options:
        features = list(option.features.all())
        leaf = leaf_id(criterion.slug, option.slug)
        label = criterion.name if len(options) == 1 else f"{criterion.name}: {option.name}"
        leaves[leaf] = _leaf(leaf, criterion, engine.Levels(GRADES), label)
        for framework in frameworks:
            found = [values.get((framework.pk, feature.pk)) for feature in features]
            if any(value and _is_known(value) for value in found):
                refs = [f"value:{framework.slug}/{f.slug}" for f in features]
                cells[framework.slug, leaf] = _mean_grade(found, refs)


def _is_known(value: FeatureValue) -> bool:
    return value.rating is not None or value.state in ABSENT


def grades(value: FeatureValue | None) -> tuple[float, float, float]:
    """Return low, best and high grade, each 0 (worst) to 4."""
    if value is not None and value.rating is not None:
        assert value.low is not None
        assert value.high is not None
        return value.low - 1.0, value.rating - 1.0, value.high - 1.0
    if value is not None and value.state in ABSENT:
        return LOWEST, LOWEST, LOWEST
    return LOWEST, MIDDLE, HIGHEST


def _mean_grade(values: Sequence[FeatureValue | None], refs: Sequence[str]) -> engine.Cell:
    columns = zip(*(grades(value) for value in values), strict=True)
    low, best, high = (sum(column) / len(values) for column in columns)
    sources = tuple(ref for ref, value in zip(refs, values, strict=True) if value is not None)
    return engine.Cell(low, best, high, sources)


def _leaf(
    leaf: str, criterion: Criterion, scale: engine.Pwl | engine.Levels, label: str
) -> engine.Leaf:
    return engine.Leaf(
        leaf, criterion.slug, scale, criterion.coverage, label, criterion.worst, criterion.best
    )


# --- must-haves ---------------------------------------------------------------------------------


def _gates(
    framework: Framework, must_haves: Iterable[MustHave], values: Values
) -> dict[str, engine.Gate]:
    return {
        must_have_id(m.slug): _gate(framework, m, values.get((framework.pk, m.feature_id)))
        for m in must_haves
    }


def _gate(framework: Framework, must_have: MustHave, value: FeatureValue | None) -> engine.Gate:
    if value is None or value.state == State.UNKNOWN:
        return engine.UNKNOWN_GATE
    sources = (f"value:{framework.slug}/{must_have.feature.slug}",)
    if value.state == State.YES:
        return engine.Gate(engine.Pass.YES, sources=sources)
    if value.state == State.PARTIAL and must_have.partial_counts:
        return engine.Gate(engine.Pass.EXPORT, value.note, sources)
    return engine.Gate(engine.Pass.NO, sources=sources)


# --- learning -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Steps:
    """The steps of a path to a framework, up to working knowledge, without the basics."""

    steps: tuple[LearningStep, ...]

    def total(self, of: Iterable[str]) -> engine.Span:
        chosen = {*of}
        low, high, _ = total(hours_of(step) for step in self.steps if step.slug in chosen)
        return low, high

    @property
    def slugs(self) -> list[str]:
        return [step.slug for step in self.steps]


class _Learning:
    def __init__(self, paths: Iterable[LearningPath]) -> None:
        self._paths: dict[str, _Steps] = {}
        basics: engine.Span | None = None
        for path in paths:
            steps = []
            for entry in path.entries.all():
                if entry.step.slug == BASICS:
                    basics = hours_of(entry.step)[:2]
                else:
                    steps.append(entry.step)
                if entry.step_id == path.stop_after_id:
                    break
            if path.framework:
                self._paths[path.framework.slug] = _Steps(tuple(steps))
        self.skills = {
            PYTHON: engine.Skill("Python"),
            BASICS: engine.Skill("the basics of machine learning", basics, (PYTHON,)),
        }
        self.prerequisites = (BASICS, PYTHON)

    def hours(self, framework: str) -> engine.Span | None:
        path = self._paths.get(framework)
        return path.total(path.slugs) if path else None

    def savings(self, framework: str) -> dict[str, engine.Span]:
        """Return what each other path has in common with this one, as a share of its hours."""
        path = self._paths.get(framework)
        if path is None:
            return {}
        low, high = path.total(path.slugs)
        found = {}
        for other, steps in self._paths.items():
            shared_low, shared_high = path.total(steps.slugs)
            if other != framework and shared_high:
                ends = sorted((shared_low / low if low else 0.0, shared_high / high))
                found[other] = (ends[0], ends[1])
        return found
