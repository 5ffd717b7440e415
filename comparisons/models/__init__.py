"""What is compared, and what is kept in ledgers: claims, predictions, adoption, stories."""

from comparisons.models.claims import Claim, ClaimKind, ClaimTopic, Verdict
from comparisons.models.comparisons import Comparison, ComparisonSection, Part
from comparisons.models.features import Feature, FeatureCategory, FeatureValue, State
from comparisons.models.frameworks import Colour, FactTopic, Framework, FrameworkFact
from comparisons.models.metrics import (
    Lead,
    Metric,
    MetricTopic,
    Milestone,
    MilestoneKind,
    Observation,
)
from comparisons.models.predictions import (
    DECIDED,
    Confidence,
    Outcome,
    Prediction,
    PredictionTopic,
)
from comparisons.models.stories import Domain, Industry, Standing, SuccessStory
from comparisons.models.tools import Outlook, Tool, ToolState

__all__ = [
    "DECIDED",
    "Claim",
    "ClaimKind",
    "ClaimTopic",
    "Colour",
    "Comparison",
    "ComparisonSection",
    "Confidence",
    "Domain",
    "FactTopic",
    "Feature",
    "FeatureCategory",
    "FeatureValue",
    "Framework",
    "FrameworkFact",
    "Industry",
    "Lead",
    "Metric",
    "MetricTopic",
    "Milestone",
    "MilestoneKind",
    "Observation",
    "Outcome",
    "Outlook",
    "Part",
    "Prediction",
    "PredictionTopic",
    "Standing",
    "State",
    "SuccessStory",
    "Tool",
    "ToolState",
    "Verdict",
]
