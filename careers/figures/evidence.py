"""What observations and findings rest on, ready to print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from careers.models import Finding, FindingTopic, JobTrend, SalaryObservation
from editorial.models import Source


@dataclass(frozen=True, slots=True)
class TopicFindings:
    topic: FindingTopic
    findings: tuple[Finding, ...]


def findings_by_topic(topics: Sequence[FindingTopic]) -> dict[str, TopicFindings]:
    """Return the published findings of these topics by the topic's name: two queries."""
    found = list(Finding.objects.published().filter(topic__in=topics).with_sources())
    return {
        topic.name.lower(): TopicFindings(topic, tuple(f for f in found if f.topic == topic))
        for topic in topics
    }


def common_evidence[Observation: (JobTrend, SalaryObservation)](
    observations: Sequence[Observation],
) -> Observation | None:
    """Return an observation that speaks for the sources and dates of all; None if they differ."""
    seen = {
        (
            found.as_of,
            found.checked_on,
            found.good_for,
            found.reliability,
            frozenset(source.pk for source in found.sources.all()),
        )
        for found in observations
    }
    return observations[0] if len(seen) == 1 else None


def addresses(sources: Iterable[Source]) -> str:
    """Return the addresses of sources for one cell; a source without one has its title."""
    return " ".join(source.url or source.title for source in sources)
