"""What the content files say of roles, demand, pay, learning, and what the form asks."""

from collections.abc import Callable

from django.urls import reverse

from careers.models import (
    Criterion,
    Finding,
    Goal,
    JobPair,
    JobSeries,
    JobSeriesPoint,
    JobShare,
    JobTrend,
    LearningPath,
    LearningStep,
    MustHave,
    Option,
    PathEntry,
    Reader,
    Resource,
    Role,
    RoleFit,
    RoleStatement,
    SalaryObservation,
    Skill,
)
from careers.rules import shares_problem, stop_problem
from comparisons.content_kinds import PUBLISHED, SOURCED, SOURCES
from editorial.content.kinds import Kind, register

OBSERVATION = ("population", "region", "period", "sample", "note", "reliability")


def on_page(name: str) -> Callable[[str], str]:
    """Return the function from a key to its place on a page."""
    return lambda key: f"{reverse(name)}#{key}"


SKILL = Kind(
    name="skill",
    model=Skill,
    key=("slug",),
    fields=("slug", "name"),
    title=("name",),
    files="skills.yaml",
)
ROLE = Kind(
    name="role",
    index="careers:home",
    model=Role,
    key=("slug",),
    fields=(
        "slug",
        "name",
        "also_called",
        "summary",
        "occupation_code",
        "occupation_title",
        "occupation_fit",
        "occupation_note",
        "status",
    ),
    lists={"skills": "skill", "claims": "claim", "stories": "story"},
    parts={
        "fits": Kind(
            name="fit",
            model=RoleFit,
            parent="role",
            key=("framework",),
            fields=("fit",),
            links={"framework": "framework"},
        ),
        "statements": Kind(
            name="statement",
            model=RoleStatement,
            parent="role",
            key=("position",),
            fields=("topic", "text", *SOURCED),
            lists=SOURCES,
            ordered=True,
        ),
    },
    ordered=True,
    title=("name",),
    address=lambda key: reverse("careers:role", args=[key]),
    defaults=PUBLISHED,
    files="roles.yaml",
)
JOB_TREND = Kind(
    name="job-trend",
    many="observations of demand",
    index="careers:jobs",
    model=JobTrend,
    key=("slug",),
    fields=(
        "slug",
        "measure",
        "what",
        "subject",
        "grouping",
        *OBSERVATION,
        "value",
        "unit",
        "text",
        *SOURCED,
        "status",
    ),
    links={"role": "role"},
    lists=SOURCES,
    parts={
        "shares": Kind(
            name="share",
            model=JobShare,
            parent="trend",
            key=("position",),
            fields=("label", "count", "percent"),
            links={"framework": "framework"},
            ordered=True,
        ),
        "pairs": Kind(
            name="pair",
            model=JobPair,
            parent="trend",
            key=("first", "second"),
            fields=("both", "first_only", "second_only"),
            links={"first": "framework", "second": "framework"},
        ),
    },
    rule=shares_problem,
    title=("what", "subject"),
    address=on_page("careers:jobs"),
    defaults=PUBLISHED,
    files="jobs.yaml",
)
JOB_SERIES = Kind(
    name="job-series",
    many="series of job posts",
    index="careers:jobs",
    model=JobSeries,
    key=("slug",),
    fields=(
        "slug",
        "name",
        "unit",
        "measures",
        "cannot_show",
        "population",
        "region",
        *SOURCED,
        "status",
    ),
    lists=SOURCES,
    parts={
        "points": Kind(
            name="point",
            model=JobSeriesPoint,
            parent="series",
            key=("period", "framework"),
            fields=("period", "count", "base"),
            links={"framework": "framework"},
        )
    },
    title=("name",),
    address=on_page("careers:jobs"),
    defaults=PUBLISHED,
    files="job-series.yaml",
)
SALARY = Kind(
    name="salary",
    many="observations of pay",
    index="careers:salaries",
    model=SalaryObservation,
    key=("slug",),
    fields=(
        "slug",
        "group",
        *OBSERVATION,
        "statistic",
        "amount",
        "low",
        "high",
        "range_kind",
        "interval_low",
        "interval_high",
        "currency",
        "per",
        *SOURCED,
        "status",
    ),
    links={"role": "role"},
    lists=SOURCES,
    title=("group", "region", "period"),
    title_separator=", ",
    address=on_page("careers:salaries"),
    defaults=PUBLISHED,
    files="salaries.yaml",
)


FINDING = Kind(
    name="finding",
    index="careers:jobs",
    model=Finding,
    key=("slug",),
    fields=("slug", "topic", "heading", "text", *SOURCED, "status"),
    lists=SOURCES,
    ordered=True,
    title=("heading",),
    address=lambda key: reverse("careers:finding", args=[key]),
    defaults=PUBLISHED,
    files="findings.yaml",
)
RESOURCE = Kind(
    name="resource",
    model=Resource,
    key=("slug",),
    fields=(
        "slug",
        "title",
        "provider",
        "url",
        "kind",
        "level",
        "hours",
        "length",
        "covers",
        "note",
        *SOURCED,
        "status",
    ),
    lists={"frameworks": "framework", **SOURCES},
    title=("title",),
    address=on_page("careers:paths"),
    defaults=PUBLISHED,
    files="resources.yaml",
)
STEP = Kind(
    name="step",
    model=LearningStep,
    key=("slug",),
    fields=(
        "slug",
        "goal",
        "hours_low",
        "hours_high",
        "hours_note",
        "project",
        "acceptance",
        "hardware",
    ),
    lists={"resources": "resource"},
    title=("goal",),
    files="steps.yaml",
)
PATH = Kind(
    name="path",
    many="learning paths",
    index="careers:paths",
    model=LearningPath,
    key=("slug",),
    fields=("slug", "title", "prerequisites", "why", "stop", "status"),
    links={"framework": "framework", "role": "role", "stop_after": "step"},
    parts={
        "entries": Kind(
            name="entry",
            model=PathEntry,
            parent="path",
            key=("position",),
            fields=(),
            links={"step": "step"},
            ordered=True,
        )
    },
    rule=stop_problem,
    title=("title",),
    address=lambda key: reverse("careers:path", args=[key]),
    defaults=PUBLISHED,
    files="paths.yaml",
)
CRITERION = Kind(
    name="criterion",
    many="criteria",
    model=Criterion,
    key=("slug",),
    fields=("slug", "name", "worst", "best", "question", "help", "coverage", "exclusive"),
    parts={
        "options": Kind(
            name="option",
            model=Option,
            parent="criterion",
            key=("position",),
            fields=("slug", "name"),
            lists={"features": "feature"},
            ordered=True,
        )
    },
    ordered=True,
    title=("name",),
    address=on_page("careers:method"),
    files="criteria.yaml",
)
MUST_HAVE = Kind(
    name="must-have",
    model=MustHave,
    key=("slug",),
    fields=("slug", "name", "partial_counts"),
    links={"feature": "feature"},
    ordered=True,
    title=("name",),
    address=lambda key: f"{reverse('careers:method')}#must-haves",
    files="must-haves.yaml",
)
GOAL = Kind(
    name="goal",
    model=Goal,
    key=("slug",),
    fields=(
        "slug",
        "name",
        "summary",
        "answers",
        "reason",
        "advice",
        "support",
        "finding",
        *SOURCED,
        "status",
    ),
    lists=SOURCES,
    ordered=True,
    title=("name",),
    address=on_page("careers:home"),
    defaults=PUBLISHED,
    files="goals.yaml",
)
READER = Kind(
    name="reader",
    many="reference readers",
    index="careers:readers",
    model=Reader,
    key=("slug",),
    fields=("slug", "name", "situation", "answers", "advice", "support", "why", "status"),
    lists={"expected": "framework"},
    ordered=True,
    title=("name",),
    address=on_page("careers:readers"),
    defaults=PUBLISHED,
    files="readers.yaml",
)

register(
    SKILL,
    ROLE,
    JOB_TREND,
    JOB_SERIES,
    SALARY,
    FINDING,
    RESOURCE,
    STEP,
    PATH,
    CRITERION,
    MUST_HAVE,
    GOAL,
    READER,
)
