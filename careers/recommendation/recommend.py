"""From a goal to a recommendation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from careers.recommendation.answer import (
    Deciding,
    DecidingKind,
    Exclusion,
    ExclusionKind,
    Recommendation,
    Second,
    Standing,
    Versions,
)
from careers.recommendation.central import (
    TIE,
    active_items,
    central_leaf_weights,
    central_totals,
    in_order,
    passing,
    rated,
)
from careers.recommendation.edits import Edit, changing_edits, to_show
from careers.recommendation.exact import Shift, flip_distance, lead_range
from careers.recommendation.indices import (
    Indices,
    central_weights,
    confidence_factors,
    first_shares,
    rank_indices,
)
from careers.recommendation.plan import Step, best_order, calendar, with_prerequisites
from careers.recommendation.problem import Dataset, Goal, without_empty
from careers.recommendation.rounding import half_up, largest_remainder
from careers.recommendation.sample import (
    Sample,
    draw,
    flattened,
    totals,
    totals_of_centre,
    totals_of_means,
)
from careers.recommendation.streams import FloatArray
from careers.recommendation.table import Table, mean_value
from careers.recommendation.verdict import Verdict, VerdictKind, small_loss, verdict
from careers.recommendation.weights import tier_centroid

ENGINE_VERSION = "1"

# A tenth of a point, of 100, in units of value.
TENTH = 0.001

# Both leaders must come first in so many readings before we say what decides between them.
WINS_ENOUGH = 0.01


@dataclass(frozen=True)
class _Run:
    """The sample of one goal, and what it says of the alternatives, best first."""

    table: Table
    goal: Goal
    ranking: list[str]
    weights: dict[str, float]  # leaf -> mean weight
    means: dict[str, float]  # alternative -> mean value
    sample: Sample
    values: FloatArray  # shape (alternatives, readings)
    indices: Indices

    @property
    def dataset(self) -> Dataset:
        return self.table.dataset

    def mean(self, leaf: str, framework: str) -> float:
        return float(self.table.means[self.table.leaves[leaf], self.table.alternatives[framework]])

    def drawn(self, leaf: str, framework: str) -> FloatArray:
        drawn: FloatArray = self.table.values[
            self.table.leaves[leaf], self.table.alternatives[framework]
        ]
        return drawn


def recommend(table: Table, goal: Goal) -> Recommendation:
    """Return the recommendation for a goal: the same for the same input, on any machine.

    Raises ValueError, naming the part, for a goal that the dataset does not know.
    """
    dataset = table.dataset
    goal.check(dataset)
    passed = passing(dataset, goal)
    if passed:
        return _among(table, goal, passed, forced=len(passed) == 1)
    if pair := _pair_that_passes(table, goal):
        return _among(table, goal, list(pair), pair=pair)
    # Which must-have excludes most? Without it, the next may still be too much.
    dropped = max(
        sorted(goal.must_have),
        key=lambda m: sum(not dataset.gate(a, m).is_met for a in dataset.alternatives),
    )
    without = recommend(table, replace(goal, must_have=goal.must_have - {dropped}))
    return replace(without, goal=goal, dropped=", ".join(filter(None, [without.dropped, dropped])))


def confidence(table: Table, goal: Goal) -> dict[str, float | None]:
    """Return each ranked framework's confidence factor, 0 to 1; None for one that never wins.

    How often it would come first if the weights were the central ones of its supporters.
    Source: Lahdelma and Salminen, Operations Research 49(3) (2001).
    """
    goal.check(table.dataset)
    alternatives = rated(table, goal, passing(table.dataset, goal))
    if not alternatives:
        return {}
    leaf_weights = draw(table, goal).leaf_weights
    values = totals(table, leaf_weights, alternatives)
    central = central_weights(values, np.stack(list(leaf_weights.values())))
    rows = [table.leaves[leaf] for leaf in leaf_weights]
    columns = [table.alternatives[key] for key in alternatives]
    scores = table.values[np.ix_(rows, columns)]
    return dict(zip(alternatives, confidence_factors(scores, central), strict=True))


def _among(
    table: Table,
    goal: Goal,
    passed: list[str],
    forced: bool = False,
    pair: tuple[str, str] | None = None,
) -> Recommendation:
    """Return the recommendation among frameworks that meet the must-haves, or do so as a pair."""
    alternatives = rated(table, goal, passed)
    if not alternatives or (len(alternatives) == 1 and not forced):
        return _not_enough_data(table, goal, alternatives, passed)
    run = _run(table, goal, alternatives)
    flat = flattened(run.sample, table, goal)
    flat_firsts = first_shares(totals(table, flat.leaf_weights, run.ranking))
    flat_leader = run.ranking[int(np.argmax(flat_firsts))]
    decision = _decide(run, flat_leader, pair)
    second = _second(run, decision.pick, only=pair[1] if pair else None)
    leaf_weights = run.sample.leaf_weights
    sure_priorities = first_shares(totals_of_means(table, leaf_weights, run.ranking))
    sure_data = first_shares(totals_of_centre(table, run.weights, run.ranking))
    place = run.ranking.index(decision.pick)
    two = len(run.ranking) > 1
    return Recommendation(
        goal=goal,
        verdict=decision,
        standings=_standings(run),
        excluded=_exclusions(table, goal, run.ranking, passed),
        pairwise={
            (a, b): float(run.indices.pairwise[i, j])
            for i, a in enumerate(run.ranking)
            for j, b in enumerate(run.ranking)
            if i != j
        },
        weights=run.weights,
        sure_priorities=float(sure_priorities[place]),
        sure_data=float(sure_data[place]),
        second_prior_agrees=flat_leader == decision.pick,
        edits=() if pair else tuple(_edits_to_show(table, goal)),
        shift=_shift(run) if two else None,
        lead_range=_lead_range(run) if two else (0.0, 0.0),
        deciding=_deciding(run, float(sure_priorities[place]), float(sure_data[place]))
        if two
        else None,
        second=second,
        plan=_plan(run, decision.pick, second, pair is not None),
        readings=table.readings,
        versions=Versions(ENGINE_VERSION, table.dataset.release, table.seed),
        names=_names(table.dataset),
    )


def _run(table: Table, goal: Goal, alternatives: list[str]) -> _Run:
    weights = central_leaf_weights(table.dataset, goal)
    central = central_totals(table, weights)
    means = {key: float(central[table.alternatives[key]]) for key in alternatives}
    ranking = in_order(means)
    sample = draw(table, goal)
    values = totals(table, sample.leaf_weights, ranking)
    return _Run(table, goal, ranking, weights, means, sample, values, rank_indices(values))


def _decide(run: _Run, flat_leader: str, pair: tuple[str, str] | None) -> Verdict:
    if pair:
        return Verdict(VerdictKind.BOTH_NEEDED, pair[0], pair[1], contenders=pair)
    if len(run.ranking) == 1:
        return Verdict(VerdictKind.ONLY, run.ranking[0], contenders=(run.ranking[0],))
    return verdict(
        run.ranking,
        [float(share) for share in run.indices.first],
        [float(regret) for regret in run.indices.regret],
        len(run.sample.criteria),
        flat_leader,
    )


def _standings(run: _Run) -> tuple[Standing, ...]:
    central = central_weights(run.values, run.sample.weights)
    leaves = list(run.weights)
    standings = []
    for place, framework in enumerate(run.ranking):
        parts = [run.weights[leaf] * run.mean(leaf, framework) for leaf in leaves]
        weights = central[place]
        standings.append(
            Standing(
                framework,
                half_up(sum(parts) / TENTH),
                dict(zip(leaves, largest_remainder(parts, TENTH, leaves), strict=True)),
                float(run.indices.first[place]),
                tuple(float(share) for share in run.indices.ranks[place]),
                float(run.indices.regret[place]),
                None
                if weights is None
                else dict(zip(run.sample.criteria, map(float, weights), strict=True)),
                tied=place > 0 and run.means[run.ranking[place - 1]] - run.means[framework] <= TIE,
            )
        )
    return tuple(standings)


def _exclusions(
    table: Table, goal: Goal, ranked: Sequence[str], passed: Sequence[str]
) -> tuple[Exclusion, ...]:
    found = []
    for key in sorted(table.dataset.frameworks):
        if table.dataset.frameworks[key].companion:
            found.append(Exclusion(key, ExclusionKind.COMPANION))
        elif key not in passed:
            found += [
                Exclusion(key, ExclusionKind.MUST_HAVE, must_have, gate.state, gate.route)
                for must_have in sorted(goal.must_have)
                if not (gate := table.dataset.gate(key, must_have)).is_met
            ]
        elif key not in ranked:
            found.append(Exclusion(key, ExclusionKind.NOT_RATED))
    return tuple(found)


def _edits_to_show(table: Table, goal: Goal) -> list[Edit]:
    """Return the edits that are shown, each with how often its winner then comes first."""
    shown = []
    for edit in to_show(changing_edits(table, goal)):
        alternatives = rated(table, edit.goal, passing(table.dataset, edit.goal))
        values = totals(table, draw(table, edit.goal).leaf_weights, alternatives)
        share = first_shares(values)[alternatives.index(edit.winner)]
        shown.append(replace(edit, first_share=float(share)))
    return shown


def _criterion_differences(run: _Run, first: str, other: str) -> dict[str, float]:
    """Return the mean difference of two frameworks on every criterion."""
    differences = dict.fromkeys(run.sample.criteria, 0.0)
    for criterion, tiers in sorted(active_items(run.dataset, run.goal).items()):
        for leaf, share in sorted(tier_centroid(tiers).items()):
            differences[criterion] += share * (run.mean(leaf, first) - run.mean(leaf, other))
    return differences


def _shift(run: _Run) -> Shift | None:
    """Return the least shift of importance that lets a challenger tie with the pick."""
    importance = tier_centroid(without_empty(run.goal.tiers))
    pick = run.ranking[0]
    shifts = []
    for challenger in run.ranking[1:]:
        if run.means[pick] - run.means[challenger] <= TIE:
            return Shift(0.0, "", (), challenger)
        shift = flip_distance(importance, _criterion_differences(run, pick, challenger))
        if shift:
            shifts.append(replace(shift, challenger=challenger))
    return min(shifts, key=lambda shift: (shift.mass, shift.challenger), default=None)


def _lead_range(run: _Run) -> tuple[float, float]:
    first, other = run.ranking[0], run.ranking[1]
    least: dict[str, float] = {}
    most: dict[str, float] = {}
    for criterion, tiers in active_items(run.dataset, run.goal).items():
        differences = {
            leaf: run.mean(leaf, first) - run.mean(leaf, other) for tier in tiers for leaf in tier
        }
        # The programme separates: the worst split inside each criterion first.
        least[criterion], most[criterion] = lead_range(tiers, differences)
    tiers = without_empty(run.goal.tiers)
    return lead_range(tiers, least)[0], lead_range(tiers, most)[1]


def _deciding(run: _Run, sure_priorities: float, sure_data: float) -> Deciding | None:
    """Return what decides between the two leaders, from where the doubt is."""
    if min(run.indices.first[:2]) < WINS_ENOUGH:
        return None
    wins = [run.values[place] == run.values.max(axis=0) for place in (0, 1)]
    if sure_priorities <= sure_data:
        weights = run.sample.weights
        gaps = np.abs(weights[:, wins[0]].mean(axis=1) - weights[:, wins[1]].mean(axis=1))
        return Deciding(DecidingKind.PRIORITY, run.sample.criteria[int(np.argmax(gaps))])
    sways: dict[str, float] = {}
    for leaf, weight in run.weights.items():
        gap = run.drawn(leaf, run.ranking[0]) - run.drawn(leaf, run.ranking[1])
        sways[leaf] = weight * abs(float(gap[wins[0]].mean() - gap[wins[1]].mean()))
    return Deciding(DecidingKind.FACT, max(sways, key=lambda leaf: sways[leaf]))


def _second(run: _Run, pick: str, only: str | None = None) -> Second | None:
    """Return the framework that adds most to the pick. `only`: consider this one."""
    others = [only] if only else [key for key in run.ranking if key != pick]
    if not others:
        return None
    added = {other: gain(run.table, run.weights, pick, other) for other in others}
    best = max(sorted(others), key=lambda other: sum(added[other].values()))
    parts = added[best]
    bar = small_loss(len(run.sample.criteria))
    worthwhile = sum(parts.values()) >= bar
    leaves = list(parts)
    tenths = largest_remainder(list(parts.values()), TENTH, leaves)
    return Second(
        best,
        sum(tenths),
        {leaf: part for leaf, part in zip(leaves, tenths, strict=True) if part},
        half_up(bar / TENTH),
        worthwhile,
        worthwhile and run.goal.second_ok,
    )


def gain(table: Table, weights: Mapping[str, float], first: str, other: str) -> dict[str, float]:
    """Return what a second framework covers that the first does not: leaf -> weighted value.

    Only of leaves where someone who knows two tools has the better one. Where it is known how
    many adverts name either of the two, that share is taken; else the larger of the two.
    """
    dataset = table.dataset
    parts: dict[str, float] = {}
    for leaf, weight in weights.items():
        if dataset.leaves[leaf].coverage:
            row = table.means[table.leaves[leaf]]
            joint = dataset.joint_shares.get((leaf, *sorted((first, other))))  # type: ignore[arg-type]
            together = (
                row[table.alternatives[other]]
                if joint is None
                else mean_value(dataset.leaves[leaf], joint)
            )
            parts[leaf] = weight * max(0.0, float(together - row[table.alternatives[first]]))
    return parts


def _pair_that_passes(table: Table, goal: Goal) -> tuple[str, str] | None:
    """Return the best pair that meets all must-haves together, the better one first."""
    dataset = table.dataset
    weights = central_leaf_weights(dataset, goal)
    central = central_totals(table, weights)
    means = {key: float(central[column]) for key, column in table.alternatives.items()}
    candidates: list[tuple[float, tuple[str, str]]] = []
    for two in combinations(rated(table, goal, list(dataset.alternatives)), 2):
        if all(any(dataset.gate(key, m).is_met for key in two) for m in goal.must_have):
            a, b = in_order({key: means[key] for key in two})
            worth = means[a] + sum(gain(table, weights, a, b).values())
            candidates.append((worth, (a, b)))
    return min(candidates, key=lambda item: (-item[0], item[1]))[1] if candidates else None


def _plan(run: _Run, pick: str, second: Second | None, needed: bool) -> tuple[Step, ...]:
    goal = run.goal
    gains = {pick: run.means[pick]}
    if second and (second.now or needed):
        gains[second.framework] = second.points_tenths * TENTH
    items = with_prerequisites(run.dataset, list(gains), goal.known)
    order = best_order(run.dataset, items, gains)
    return tuple(calendar(run.dataset, order, goal.known, goal.hours_per_week, goal.deadline_weeks))


def _not_enough_data(
    table: Table, goal: Goal, alternatives: list[str], passed: list[str]
) -> Recommendation:
    run = _run(table, goal, alternatives) if alternatives else None
    pick = alternatives[0] if alternatives else ""
    return Recommendation(
        goal=goal,
        verdict=Verdict(VerdictKind.NOT_ENOUGH_DATA, pick),
        standings=_standings(run) if run else (),
        excluded=_exclusions(table, goal, alternatives, passed),
        pairwise={},
        weights=central_leaf_weights(table.dataset, goal),
        sure_priorities=0.0,
        sure_data=0.0,
        second_prior_agrees=False,
        edits=(),
        shift=None,
        lead_range=(0.0, 0.0),
        deciding=None,
        second=None,
        plan=(),
        readings=table.readings,
        versions=Versions(ENGINE_VERSION, table.dataset.release, table.seed),
        names=_names(table.dataset),
    )


def _names(dataset: Dataset) -> dict[str, str]:
    names = {key: leaf.label for key, leaf in dataset.leaves.items()}
    names |= {key: criterion.label for key, criterion in dataset.criteria.items()}
    names |= {key: framework.name for key, framework in dataset.frameworks.items()}
    names |= {key: skill.name for key, skill in dataset.skills.items()}
    return names | dict(dataset.must_haves)
