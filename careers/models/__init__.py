"""The work and how to get there: roles, demand, pay, learning, and what the form asks."""

from careers.models.demand import (
    Grouping,
    JobPair,
    JobSeries,
    JobSeriesPoint,
    JobShare,
    JobTrend,
    Measure,
    Reliability,
)
from careers.models.findings import JOB_TOPICS, PAY_TOPICS, Finding, FindingTopic
from careers.models.goals import Goal, Reader, ReaderResult, Release, Support
from careers.models.learning import LearningPath, LearningStep, PathEntry, Resource
from careers.models.pay import Currency, Per, RangeKind, SalaryObservation, Statistic
from careers.models.questions import Criterion, MustHave, Option
from careers.models.roles import (
    BEST_FIT,
    OccupationFit,
    Role,
    RoleFit,
    RoleStatement,
    RoleTopic,
    Skill,
)

__all__ = [
    "BEST_FIT",
    "JOB_TOPICS",
    "PAY_TOPICS",
    "Criterion",
    "Currency",
    "Finding",
    "FindingTopic",
    "Goal",
    "Grouping",
    "JobPair",
    "JobSeries",
    "JobSeriesPoint",
    "JobShare",
    "JobTrend",
    "LearningPath",
    "LearningStep",
    "Measure",
    "MustHave",
    "OccupationFit",
    "Option",
    "PathEntry",
    "Per",
    "RangeKind",
    "Reader",
    "ReaderResult",
    "Release",
    "Reliability",
    "Resource",
    "Role",
    "RoleFit",
    "RoleStatement",
    "RoleTopic",
    "SalaryObservation",
    "Skill",
    "Statistic",
    "Support",
]
