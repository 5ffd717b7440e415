"""What the content files say of frameworks, tools, features, comparisons, and in the ledgers."""

from collections.abc import Collection

from django.db.models import Q
from django.urls import reverse

from comparisons.addresses import comparison_path
from comparisons.models import (
    Claim,
    Comparison,
    ComparisonSection,
    Feature,
    FeatureCategory,
    FeatureValue,
    Framework,
    FrameworkFact,
    Metric,
    Milestone,
    Observation,
    Part,
    Prediction,
    State,
    SuccessStory,
    Tool,
    Verdict,
)
from comparisons.models.metrics import milestone_path
from comparisons.models.predictions import overdue_q
from comparisons.sections import length_problem
from editorial.content.kinds import Kind, Search, Snapshot, register

SOURCED: tuple[str, ...] = ("as_of", "checked_on", "good_for")
SOURCES = {"sources": "source"}
LINKED_NAMES = (
    "frameworks__name",
    "frameworks__also_called",
    "tools__name",
    "tools__also_called",
)
# What is in the files was reviewed before it came there.
PUBLISHED = {"status": "published"}

FACT = Kind(
    name="fact",
    model=FrameworkFact,
    parent="framework",
    key=("topic",),
    fields=("topic", "text", "note", *SOURCED),
    lists=SOURCES,
    topic="topic",
)
FRAMEWORK = Kind(
    name="framework",
    model=Framework,
    key=("slug",),
    fields=(
        "slug",
        "name",
        "also_called",
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
    search=Search(1, ("description", "kind", "facts__text", "facts__note"), names=("also_called",)),
    followed=True,
    index="comparisons:frameworks",
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
        "also_called",
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
    search=Search(
        2,
        ("role", "state", "owner", "description", "advice", "successor_note", "frameworks__name"),
        names=(
            "also_called",
            "successors__name",
            "successors__also_called",
            "predecessors__name",
            "predecessors__also_called",
        ),
    ),
    index="comparisons:tools",
    address=lambda key: f"{reverse('comparisons:tools')}#{key}",
    defaults=PUBLISHED,
    files="tools.yaml",
)
CATEGORY = Kind(
    name="category",
    many="categories",
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


def comparisons_with_others(keys: Collection[str]) -> dict[str, list[tuple[str, str]]]:
    """Return the pages that compare the framework of a value with one other: one query."""
    names = dict(Framework.objects.published().values_list("slug", "name"))
    found: dict[str, list[tuple[str, str]]] = {}
    for key in keys:
        own = key.partition("/")[0]
        pairs = (sorted((own, other)) for other in names if own in names and other != own)
        found[key] = [
            (" and ".join(names[slug] for slug in pair), comparison_path(pair)) for pair in pairs
        ]
    return found


VALUE = Kind(
    name="value",
    model=FeatureValue,
    parent="feature",
    key=("framework", "feature"),
    fields=("state", "statement", "note", "low", "rating", "high", "reason", *SOURCED, "status"),
    links={"framework": "framework", "feature": "feature"},
    lists=SOURCES,
    title=("framework__name", "feature__name"),
    search=Search(
        4,
        ("state", "statement", "note", "reason", "feature__question"),
        names=("framework__also_called",),
    ),
    many="feature values",
    topic="feature__category__name",
    also_on=comparisons_with_others,
    index="comparisons:picker",
    weakness=("unknown", lambda today: Q(state=State.UNKNOWN)),
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
    topic="part",
    title=("heading",),
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
    search=Search(
        3,
        ("sections__heading", "sections__text"),
        names=("first__also_called", "second__also_called"),
    ),
    index="comparisons:picker",
    title_separator=" and ",
    rule=comparison_problem,
    address=lambda key: comparison_path(key.split("/")),
    defaults=PUBLISHED,
    files="comparisons/*.yaml",
)

CLAIM = Kind(
    name="claim",
    model=Claim,
    key=("slug",),
    fields=(
        "slug",
        "statement",
        "kind",
        "topic",
        "verdict",
        "place",
        "explanation",
        "true_now",
        *SOURCED,
        "status",
    ),
    links={"made_in": "source"},
    lists={"frameworks": "framework", "tools": "tool", "repeats": "claim", **SOURCES},
    title=("statement",),
    search=Search(5, ("verdict", "explanation", "true_now", *LINKED_NAMES)),
    index="comparisons:claims",
    weakness=("unsupported", lambda today: Q(verdict=Verdict.UNSUPPORTED)),
    topic="topic",
    address=lambda key: reverse("comparisons:claim", args=[key]),
    defaults=PUBLISHED,
    files="claims/*.yaml",
)
PREDICTION = Kind(
    name="prediction",
    model=Prediction,
    key=("slug",),
    fields=(
        "slug",
        "statement",
        "topic",
        "who",
        "who_is",
        "made_on",
        "made_on_note",
        "due",
        "due_note",
        "how_decided",
        "outcome",
        "explanation",
        "confidence",
        *SOURCED,
        "status",
    ),
    links={"made_in": "source"},
    lists={"frameworks": "framework", "tools": "tool", "claims": "claim", **SOURCES},
    title=("statement",),
    search=Search(6, ("who", "who_is", "how_decided", "outcome", "explanation", *LINKED_NAMES)),
    index="comparisons:predictions",
    weakness=("overdue", overdue_q),
    due_on="overdue_on",
    topic="topic",
    address=lambda key: reverse("comparisons:prediction", args=[key]),
    defaults=PUBLISHED,
    files="predictions.yaml",
)
METRIC = Kind(
    name="metric",
    model=Metric,
    key=("slug",),
    fields=(
        "slug",
        "name",
        "topic",
        "unit",
        "measures",
        "how_counted",
        "cannot_show",
        "lead",
        "parts_of_whole",
        "grouped_by",
        *SOURCED,
        "status",
    ),
    lists=SOURCES,
    holds={"observations": "observation"},
    title=("name",),
    search=Search(8, ("measures", "how_counted", "cannot_show", "unit")),
    index="comparisons:trends",
    address=lambda key: reverse("comparisons:metric", args=[key]),
    topic="topic",
    charted=True,
    defaults=PUBLISHED,
    files="metrics/*.yaml",
)
OBSERVATION = Kind(
    name="observation",
    model=Observation,
    parent="metric",
    key=("metric", "group", "series", "on"),
    fields=("group", "series", "on", "value", "text", "is_unfinished", "note"),
    links={"metric": "metric", "framework": "framework", "source": "source"},
    title=("metric__name", "series", "on"),
    charted=True,
    index="comparisons:trends",
    address=lambda key: reverse("comparisons:metric", args=[key.split("/")[0]]),
)
MILESTONE = Kind(
    name="milestone",
    index="comparisons:milestones",
    model=Milestone,
    key=("slug",),
    fields=(
        "slug",
        "on",
        "kind",
        "title",
        "meaning",
        "note",
        "is_major",
        "other",
        *SOURCED,
        "status",
    ),
    lists={"frameworks": "framework", "tools": "tool", **SOURCES},
    title=("title",),
    search=Search(9, ("kind", "meaning", "note", *LINKED_NAMES, "other")),
    topic="kind",
    address=milestone_path,
    defaults=PUBLISHED,
    files="milestones.yaml",
)
STORY = Kind(
    name="story",
    model=SuccessStory,
    key=("slug",),
    fields=(
        "slug",
        "organisation",
        "industry",
        "domain",
        "built",
        "outcome",
        "figures",
        "happened_on",
        "other",
        "standing",
        "standing_reason",
        "note",
        *SOURCED,
        "status",
    ),
    lists={
        "frameworks": "framework",
        "tools": "tool",
        "moved_from": "framework",
        "claims": "claim",
        **SOURCES,
    },
    title=("organisation", "built"),
    search=Search(
        7,
        (
            "outcome",
            "figures",
            "standing",
            "standing_reason",
            "note",
            "industry",
            "domain",
            *LINKED_NAMES,
            "moved_from__name",
            "other",
        ),
    ),
    many="success stories",
    topic="industry",
    index="comparisons:stories",
    address=lambda key: reverse("comparisons:story", args=[key]),
    defaults=PUBLISHED,
    files="stories.yaml",
)

register(
    FRAMEWORK,
    TOOL,
    CATEGORY,
    FEATURE,
    VALUE,
    COMPARISON,
    CLAIM,
    PREDICTION,
    METRIC,
    OBSERVATION,
    MILESTONE,
    STORY,
)
