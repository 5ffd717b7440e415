"""What is compared: frameworks and their tools, features and their values, edited comparisons."""

from comparisons.models.comparisons import Comparison, ComparisonSection, Part
from comparisons.models.features import Feature, FeatureCategory, FeatureValue, State
from comparisons.models.frameworks import Colour, FactTopic, Framework, FrameworkFact
from comparisons.models.tools import Outlook, Tool, ToolState

__all__ = [
    "Colour",
    "Comparison",
    "ComparisonSection",
    "FactTopic",
    "Feature",
    "FeatureCategory",
    "FeatureValue",
    "Framework",
    "FrameworkFact",
    "Outlook",
    "Part",
    "State",
    "Tool",
    "ToolState",
]
