"""Valid objects with fixed values; a test sets only what it is about."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from comparisons.models import (
    Colour,
    Comparison,
    ComparisonSection,
    FactTopic,
    Feature,
    FeatureCategory,
    FeatureValue,
    Framework,
    FrameworkFact,
    Part,
    State,
    Tool,
    ToolState,
)
from editorial.models import Source, SourceKind, Status

TODAY = dt.date(2026, 11, 22)


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    slug = factory.Sequence(lambda n: f"source-{n}")
    title = factory.Sequence(lambda n: f"Source {n}")
    publisher = "A publisher"
    url = factory.Sequence(lambda n: f"https://example.org/{n}")
    kind = SourceKind.DOCUMENTATION
    published = "2026-08"
    accessed_on = TODAY


class SourcedFactory(DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True

    as_of = "2026-08"
    checked_on = TODAY

    @factory.post_generation
    def sources(self, create, extracted):
        if create:
            self.sources.set([SourceFactory()] if extracted is None else extracted)


class FrameworkFactory(DjangoModelFactory):
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


class FeatureCategoryFactory(DjangoModelFactory):
    class Meta:
        model = FeatureCategory

    name = factory.Sequence(lambda n: f"Category {n}")
    slug = factory.Sequence(lambda n: f"category-{n}")
    position = factory.Sequence(lambda n: n)


class FeatureFactory(DjangoModelFactory):
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


class ComparisonFactory(DjangoModelFactory):
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
