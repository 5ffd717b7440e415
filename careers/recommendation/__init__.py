"""The recommendation: from a goal and a table of sourced scores to an answer that adds up.

Pure functions: no framework of the web, no clock, no state. A weighted additive value model with
fixed anchors; all weightings and scores that fit what is known count as equally plausible.
`docs/recommendation.md` explains the method; each module names the source of what it computes.
"""

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
from careers.recommendation.central import ranking
from careers.recommendation.edits import Edit, EditKind, single_edits
from careers.recommendation.exact import Shift, flip_distance, lead_range, pairwise_exact
from careers.recommendation.explain import Text, explain
from careers.recommendation.indices import (
    Indices,
    additive_totals,
    central_weights,
    confidence_factors,
    entropy,
    rank_indices,
)
from careers.recommendation.plan import Step
from careers.recommendation.problem import (
    Cell,
    Criterion,
    Dataset,
    Framework,
    Gate,
    Goal,
    Leaf,
    Levels,
    Pass,
    Pwl,
    Skill,
)
from careers.recommendation.recommend import ENGINE_VERSION, confidence, recommend
from careers.recommendation.rounding import largest_remainder
from careers.recommendation.streams import ENGINE_SEED, stream
from careers.recommendation.table import READINGS, Table, build_table, means_only, table_with
from careers.recommendation.values import pwl, split_uniform, wilson
from careers.recommendation.verdict import Cap, Verdict, VerdictKind
from careers.recommendation.weights import roc, tier_centroid, tier_weights

__all__ = [
    "ENGINE_SEED",
    "ENGINE_VERSION",
    "READINGS",
    "Cap",
    "Cell",
    "Criterion",
    "Dataset",
    "Deciding",
    "DecidingKind",
    "Edit",
    "EditKind",
    "Exclusion",
    "ExclusionKind",
    "Framework",
    "Gate",
    "Goal",
    "Indices",
    "Leaf",
    "Levels",
    "Pass",
    "Pwl",
    "Recommendation",
    "Second",
    "Shift",
    "Skill",
    "Standing",
    "Step",
    "Table",
    "Text",
    "Verdict",
    "VerdictKind",
    "Versions",
    "additive_totals",
    "build_table",
    "central_weights",
    "confidence",
    "confidence_factors",
    "entropy",
    "explain",
    "flip_distance",
    "largest_remainder",
    "lead_range",
    "means_only",
    "pairwise_exact",
    "pwl",
    "rank_indices",
    "ranking",
    "recommend",
    "roc",
    "single_edits",
    "split_uniform",
    "stream",
    "table_with",
    "tier_centroid",
    "tier_weights",
    "wilson",
]
