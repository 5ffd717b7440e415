"""What the content files say of frameworks, tools, features and comparisons."""

from django.urls import reverse

from comparisons.addresses import comparison_path
from comparisons.models import (
    Comparison,
    ComparisonSection,
    Feature,
    FeatureCategory,
    FeatureValue,
    Framework,
    FrameworkFact,
    Part,
    Tool,
)
from comparisons.sections import length_problem
from editorial.content.kinds import Kind, Snapshot, register

SOURCED: tuple[str, ...] = ("as_of", "checked_on", "good_for")
SOURCES = {"sources": "source"}
# What is in the files was reviewed before it came there.
PUBLISHED = {"status": "published"}

FACT = Kind(
    name="fact",
    model=FrameworkFact,
    parent="framework",
    key=("topic",),
    fields=("topic", "text", "note", *SOURCED),
    lists=SOURCES,
)
FRAMEWORK = Kind(
    name="framework",
    model=Framework,
    key=("slug",),
    fields=(
        "slug",
        "name",
        "mark",
        "colour",
        "kind",
        "trains_models",
        "homepage",
        "repository",
        "documentation",
        "status",
    ),
    parts={"facts": FACT},
    title=("name",),
    address=lambda key: reverse("comparisons:framework", args=[key]),
    defaults=PUBLISHED,
    files="frameworks.yaml",
)
TOOL = Kind(
    name="tool",
    model=Tool,
    key=("slug",),
    fields=(
        "slug",
        "name",
        "role",
        "owner",
        "state",
        "since",
        "successor_note",
        "description",
        "advice",
        *SOURCED,
        "status",
    ),
    lists={"frameworks": "framework", "successors": "tool", **SOURCES},
    title=("name",),
    address=lambda key: f"{reverse('comparisons:tools')}#{key}",
    defaults=PUBLISHED,
    files="tools.yaml",
)
CATEGORY = Kind(
    name="category",
    model=FeatureCategory,
    key=("slug",),
    fields=("slug", "name", "position"),
    title=("name",),
    holds={"features": "feature"},
    files="features/*.yaml",
)
FEATURE = Kind(
    name="feature",
    model=Feature,
    parent="category",
    key=("slug",),
    fields=("slug", "name", "question"),
    links={"category": "category"},
    title=("name",),
    ordered=True,
    holds={"values": "value"},
)
VALUE = Kind(
    name="value",
    model=FeatureValue,
    parent="feature",
    key=("framework", "feature"),
    fields=("state", "statement", "note", "low", "rating", "high", "reason", *SOURCED, "status"),
    links={"framework": "framework", "feature": "feature"},
    lists=SOURCES,
    title=("framework__name", "feature__name"),
    address=lambda key: reverse("comparisons:value", args=key.split("/")),
    defaults=PUBLISHED,
)
SECTION = Kind(
    name="section",
    model=ComparisonSection,
    parent="comparison",
    key=("position",),
    fields=("part", "heading", "text", *SOURCED),
    links={"framework": "framework"},
    lists=SOURCES,
    ordered=True,
)


def comparison_problem(snapshot: Snapshot) -> str:
    if (snapshot["first"] or "") > (snapshot["second"] or ""):
        return "the framework that comes first in the alphabet must be “first”"
    sections = snapshot["sections"]
    return length_problem([row["text"] for row in sections if row["part"] == Part.CHOOSE])


COMPARISON = Kind(
    name="comparison",
    model=Comparison,
    key=("first", "second"),
    fields=("featured", "status"),
    links={"first": "framework", "second": "framework"},
    parts={"sections": SECTION},
    title=("first__name", "second__name"),
    title_separator=" and ",
    rule=comparison_problem,
    address=lambda key: comparison_path(key.split("/")),
    defaults=PUBLISHED,
    files="comparisons/*.yaml",
)

register(FRAMEWORK, TOOL, CATEGORY, FEATURE, VALUE, COMPARISON)
