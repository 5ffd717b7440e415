"""Valid objects with fixed values; a test sets only what it is about."""

import datetime as dt
from collections import defaultdict

import factory
from factory.django import DjangoModelFactory

from careers.models import (
    Criterion,
    Currency,
    Finding,
    FindingTopic,
    Goal,
    JobPair,
    JobSeries,
    JobSeriesPoint,
    JobShare,
    JobTrend,
    LearningPath,
    LearningStep,
    Measure,
    MustHave,
    Option,
    PathEntry,
    Reader,
    ReaderResult,
    Release,
    Reliability,
    Resource,
    Role,
    RoleFit,
    RoleStatement,
    RoleTopic,
    SalaryObservation,
    Skill,
    Statistic,
    Support,
)
from comparisons.models import (
    Claim,
    ClaimKind,
    ClaimTopic,
    Colour,
    Comparison,
    ComparisonSection,
    Confidence,
    Domain,
    FactTopic,
    Feature,
    FeatureCategory,
    FeatureValue,
    Framework,
    FrameworkFact,
    Industry,
    Lead,
    Metric,
    MetricTopic,
    Milestone,
    MilestoneKind,
    Observation,
    Outcome,
    Part,
    Prediction,
    PredictionTopic,
    Standing,
    State,
    SuccessStory,
    Tool,
    ToolState,
    Verdict,
)
from editorial.models import Correction, FoundBy, Source, SourceKind, Status, sourcing

TODAY = dt.date(2026, 11, 22)


class ContentFactory(DjangoModelFactory):
    """Makes a record and what it needs, sources included, in one step."""

    class Meta:
        abstract = True

    @classmethod
    def _generate(cls, strategy, params):
        # Sources follow their statement here, always: asking the database for them each time took
        # a tenth of all the time that the tests take.
        token = sourcing._noted.set(defaultdict(set))
        try:
            return super()._generate(strategy, params)
        finally:
            sourcing._noted.reset(token)


class SourceFactory(ContentFactory):
    class Meta:
        model = Source

    slug = factory.Sequence(lambda n: f"source-{n}")
    title = factory.Sequence(lambda n: f"Source {n}")
    publisher = "A publisher"
    url = factory.Sequence(lambda n: f"https://example.org/{n}")
    kind = SourceKind.DOCUMENTATION
    published = "2026-08"
    accessed_on = TODAY


class CorrectionFactory(ContentFactory):
    class Meta:
        model = Correction

    slug = factory.Sequence(lambda n: f"correction-{n}")
    what = factory.Sequence(lambda n: f"Figure {n}")
    path = "/tools/"
    mistake = "It said too much."
    found_on = TODAY
    found_by = FoundBy.EDITOR
    status = Status.PUBLISHED


class SourcedFactory(ContentFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True

    as_of = "2026-08"
    checked_on = TODAY

    @factory.post_generation
    def sources(self, create, extracted):
        if create:
            self.sources.add(*([SourceFactory()] if extracted is None else extracted))


class FrameworkFactory(ContentFactory):
    class Meta:
        model = Framework

    name = factory.Sequence(lambda n: f"Framework {n}")
    slug = factory.Sequence(lambda n: f"framework-{n}")
    kind = "Deep-learning framework"
    mark = factory.Sequence(lambda n: f"{n % 1000}")
    # Each colour once: more frameworks than colours can't be made.
    colour = factory.Sequence(lambda n: Colour.values[n % len(Colour.values)])
    homepage = repository = documentation = "https://example.org/"
    status = Status.PUBLISHED


class FrameworkFactFactory(SourcedFactory):
    class Meta:
        model = FrameworkFact

    framework = factory.SubFactory(FrameworkFactory)
    topic = FactTopic.DESCRIPTION
    text = "A framework for machine learning."


class ToolFactory(SourcedFactory):
    class Meta:
        model = Tool

    name = factory.Sequence(lambda n: f"Tool {n}")
    slug = factory.Sequence(lambda n: f"tool-{n}")
    role = "Model server"
    owner = "A project"
    state = ToolState.ACTIVE
    description = "Serves models."
    advice = "Fine to learn."
    status = Status.PUBLISHED


class ClaimFactory(SourcedFactory):
    class Meta:
        model = Claim

    slug = factory.Sequence(lambda n: f"claim-{n}")
    statement = factory.Sequence(lambda n: f"Statement {n} that is going round.")
    kind = ClaimKind.FACT
    topic = ClaimTopic.DEPLOYMENT
    verdict = Verdict.PARTLY
    made_in = factory.SubFactory(SourceFactory)
    place = "Section 4"
    explanation = "Half of it is so."
    true_now = "What is so now."
    status = Status.PUBLISHED


class PredictionFactory(SourcedFactory):
    class Meta:
        model = Prediction

    slug = factory.Sequence(lambda n: f"prediction-{n}")
    statement = factory.Sequence(lambda n: f"Prediction {n} comes true.")
    topic = PredictionTopic.FRAMEWORKS
    who = "A person"
    who_is = "An analyst"
    made_on = "2024-05"
    made_in = factory.SubFactory(SourceFactory)
    due = "2025-12-31"
    how_decided = "By looking it up."
    outcome = Outcome.CAME_TRUE
    explanation = "It is so."
    confidence = Confidence.HIGH
    status = Status.PUBLISHED


class MetricFactory(SourcedFactory):
    class Meta:
        model = Metric

    slug = factory.Sequence(lambda n: f"metric-{n}")
    name = factory.Sequence(lambda n: f"Metric {n}")
    topic = MetricTopic.CODE
    unit = "stars"
    measures = "How many people have starred the repository."
    how_counted = "Read from a public table."
    cannot_show = "Use."
    lead = Lead.HIGHEST
    parts_of_whole = True
    status = Status.PUBLISHED


class ObservationFactory(ContentFactory):
    class Meta:
        model = Observation

    metric = factory.SubFactory(MetricFactory)
    framework = factory.SubFactory(FrameworkFactory)
    series = factory.LazyAttribute(lambda reading: reading.framework.name)
    on = "2026-08"
    value = 100
    source = factory.SubFactory(SourceFactory)


class MilestoneFactory(SourcedFactory):
    class Meta:
        model = Milestone

    slug = factory.Sequence(lambda n: f"milestone-{n}")
    on = "2024-09-04"
    kind = MilestoneKind.RENAME
    title = factory.Sequence(lambda n: f"Milestone {n}")
    meaning = "What it means."
    status = Status.PUBLISHED


class SuccessStoryFactory(SourcedFactory):
    class Meta:
        model = SuccessStory

    slug = factory.Sequence(lambda n: f"story-{n}")
    organisation = factory.Sequence(lambda n: f"Organisation {n}")
    industry = Industry.SCIENCE
    domain = Domain.LANGUAGE
    built = "A model"
    outcome = "It works."
    happened_on = "2024"
    standing = Standing.CURRENT
    standing_reason = "Its repository is active."
    status = Status.PUBLISHED


class FeatureCategoryFactory(ContentFactory):
    class Meta:
        model = FeatureCategory

    name = factory.Sequence(lambda n: f"Category {n}")
    slug = factory.Sequence(lambda n: f"category-{n}")
    position = factory.Sequence(lambda n: n)


class FeatureFactory(ContentFactory):
    class Meta:
        model = Feature

    category = factory.SubFactory(FeatureCategoryFactory)
    name = factory.Sequence(lambda n: f"Feature {n}")
    slug = factory.Sequence(lambda n: f"feature-{n}")
    question = "Does it work?"
    position = factory.Sequence(lambda n: n)


class FeatureValueFactory(SourcedFactory):
    class Meta:
        model = FeatureValue

    framework = factory.SubFactory(FrameworkFactory)
    feature = factory.SubFactory(FeatureFactory)
    state = State.YES
    statement = "It works."
    low = 3
    rating = 4
    high = 5
    reason = "It works well."
    status = Status.PUBLISHED


class ComparisonFactory(ContentFactory):
    class Meta:
        model = Comparison

    first = factory.SubFactory(FrameworkFactory)
    second = factory.SubFactory(FrameworkFactory)
    status = Status.PUBLISHED


class ComparisonSectionFactory(SourcedFactory):
    class Meta:
        model = ComparisonSection

    comparison = factory.SubFactory(ComparisonFactory)
    position = factory.Sequence(lambda n: n)
    part = Part.ANSWER
    text = "Learn the first."


class SkillFactory(ContentFactory):
    class Meta:
        model = Skill

    name = factory.Sequence(lambda n: f"Skill {n}")
    slug = factory.Sequence(lambda n: f"skill-{n}")


class RoleFactory(ContentFactory):
    class Meta:
        model = Role

    name = factory.Sequence(lambda n: f"Role {n}")
    slug = factory.Sequence(lambda n: f"role-{n}")
    summary = "Builds models and keeps them running."
    position = factory.Sequence(lambda n: n)
    status = Status.PUBLISHED


class RoleFitFactory(ContentFactory):
    class Meta:
        model = RoleFit

    role = factory.SubFactory(RoleFactory)
    framework = factory.SubFactory(FrameworkFactory)
    fit = 2


class RoleStatementFactory(SourcedFactory):
    class Meta:
        model = RoleStatement

    role = factory.SubFactory(RoleFactory)
    position = factory.Sequence(lambda n: n)
    topic = RoleTopic.ENTRY
    text = "Most people come from another job."


class JobTrendFactory(SourcedFactory):
    class Meta:
        model = JobTrend

    slug = factory.Sequence(lambda n: f"job-trend-{n}")
    measure = Measure.NAMES_FRAMEWORK
    what = "Share of adverts that name the framework"
    population = "Adverts for AI engineers"
    region = "US"
    period = "2026"
    sample = 200
    reliability = Reliability.COUNTED
    status = Status.PUBLISHED


class JobShareFactory(ContentFactory):
    class Meta:
        model = JobShare

    trend = factory.SubFactory(JobTrendFactory)
    position = factory.Sequence(lambda n: n)
    framework = factory.SubFactory(FrameworkFactory)
    count = 50


class JobPairFactory(ContentFactory):
    class Meta:
        model = JobPair

    trend = factory.SubFactory(JobTrendFactory)
    first = factory.SubFactory(FrameworkFactory)
    second = factory.SubFactory(FrameworkFactory)
    both = 30
    first_only = 20
    second_only = 10


class JobSeriesFactory(SourcedFactory):
    class Meta:
        model = JobSeries

    slug = factory.Sequence(lambda n: f"job-series-{n}")
    name = factory.Sequence(lambda n: f"Job series {n}")
    unit = "hiring posts"
    measures = "How many posts of the month name each framework."
    cannot_show = "The whole market."
    population = "Posts in a monthly hiring thread"
    region = "mostly US and remote"
    status = Status.PUBLISHED


class JobSeriesPointFactory(ContentFactory):
    class Meta:
        model = JobSeriesPoint

    series = factory.SubFactory(JobSeriesFactory)
    period = "2026-07"
    framework = factory.SubFactory(FrameworkFactory)
    count = 20
    base = 400


class SalaryObservationFactory(SourcedFactory):
    class Meta:
        model = SalaryObservation

    slug = factory.Sequence(lambda n: f"salary-{n}")
    group = "Data scientists"
    population = "Employees"
    region = "US"
    period = "May 2025"
    statistic = Statistic.MEDIAN
    amount = 120_000
    currency = Currency.USD
    reliability = Reliability.PUBLISHED
    status = Status.PUBLISHED


class FindingFactory(SourcedFactory):
    class Meta:
        model = Finding

    slug = factory.Sequence(lambda n: f"finding-{n}")
    topic = FindingTopic.JOBS
    heading = "More adverts name the first framework"
    text = "Of 200 adverts, 50 name the first framework and 30 the second."
    position = factory.Sequence(lambda n: n)
    status = Status.PUBLISHED


class ResourceFactory(SourcedFactory):
    class Meta:
        model = Resource

    slug = factory.Sequence(lambda n: f"resource-{n}")
    title = factory.Sequence(lambda n: f"Resource {n}")
    provider = "A university"
    url = factory.Sequence(lambda n: f"https://example.org/course/{n}")
    kind = "course"
    level = "beginner"
    covers = "The basics of machine learning"
    status = Status.PUBLISHED


class LearningStepFactory(ContentFactory):
    class Meta:
        model = LearningStep

    slug = factory.Sequence(lambda n: f"step-{n}")
    goal = factory.Sequence(lambda n: f"Learn thing {n}")
    project = "Predict one column of a public table."
    acceptance = "The error on held-out rows is below that of the mean."


class LearningPathFactory(ContentFactory):
    class Meta:
        model = LearningPath

    slug = factory.Sequence(lambda n: f"path-{n}")
    title = factory.Sequence(lambda n: f"Path {n}")
    framework = factory.SubFactory(FrameworkFactory)
    prerequisites = "Basic Python"
    why = "Many adverts ask for it."
    status = Status.PUBLISHED


class PathEntryFactory(ContentFactory):
    class Meta:
        model = PathEntry

    path = factory.SubFactory(LearningPathFactory)
    position = factory.Sequence(lambda n: n)
    step = factory.SubFactory(LearningStepFactory)


class CriterionFactory(ContentFactory):
    class Meta:
        model = Criterion

    name = factory.Sequence(lambda n: f"Criterion {n}")
    slug = factory.Sequence(lambda n: f"criterion-{n}")
    worst = "hard to learn"
    best = "easy to learn"
    position = factory.Sequence(lambda n: n)


class OptionFactory(ContentFactory):
    class Meta:
        model = Option
        skip_postgeneration_save = True

    criterion = factory.SubFactory(CriterionFactory)
    position = factory.Sequence(lambda n: n)
    slug = factory.Sequence(lambda n: f"option-{n}")
    name = factory.Sequence(lambda n: f"Option {n}")

    @factory.post_generation
    def features(self, create, extracted):
        if create:
            self.features.add(*([FeatureFactory()] if extracted is None else extracted))


class MustHaveFactory(ContentFactory):
    class Meta:
        model = MustHave

    name = factory.Sequence(lambda n: f"Must-have {n}")
    slug = factory.Sequence(lambda n: f"must-have-{n}")
    feature = factory.SubFactory(FeatureFactory)
    position = factory.Sequence(lambda n: n)


class GoalFactory(SourcedFactory):
    class Meta:
        model = Goal

    slug = factory.Sequence(lambda n: f"goal-{n}")
    name = factory.Sequence(lambda n: f"Goal {n}")
    summary = "Work on new methods."
    answers = "role=ml-research-scientist"
    reason = "Such work is found under this role."
    advice = "Learn the first framework."
    support = Support.SUPPORTED
    finding = "Most papers name the first framework."
    position = factory.Sequence(lambda n: n)
    status = Status.PUBLISHED


class ReaderFactory(ContentFactory):
    class Meta:
        model = Reader
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"reader-{n}")
    name = factory.Sequence(lambda n: f"Reader {n}")
    situation = "Has a degree and wants to do research."
    answers = "role=ml-research-scientist"
    support = Support.SUPPORTED
    why = "The answer is what the founding article advises."
    position = factory.Sequence(lambda n: n)
    status = Status.PUBLISHED

    @factory.post_generation
    def expected(self, create, extracted):
        if create:
            self.expected.add(*([FrameworkFactory()] if extracted is None else extracted))


class ReleaseFactory(ContentFactory):
    class Meta:
        model = Release

    name = factory.Sequence(lambda n: f"2026-11-22.{n}")
    digest = factory.Sequence(lambda n: f"{n:064x}")
    data = {"criteria": []}


class ReaderResultFactory(ContentFactory):
    class Meta:
        model = ReaderResult

    reader = factory.SubFactory(ReaderFactory)
    release = factory.SubFactory(ReleaseFactory)
    engine = "1"
    answers = "role=ml-research-scientist"
    verdict = "clear"
    pick = "framework-0"
    first = "90"
    headline = "Learn the first framework."
