"""New readings of the metrics that GitHub can continue.

Only what was counted in the same way continues a metric. Stars are one number of GitHub, which the
ranking that we read had taken over. Contributors are the pages of a list with one on each, those
without an account included: so the list that we read had counted them. Dependents are in no
interface, and commits, authors and releases of a year were counted in copies of the repositories.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from comparisons.models import Metric, Observation
from comparisons.refreshing import github
from comparisons.refreshing.github import contributors, repository_of, source_of, stars
from comparisons.trends.readings import figure, with_unit
from editorial.content.kinds import kind_of
from editorial.content.writing import complete
from editorial.partial_dates import first_day
from editorial.refreshing.asking import Read, Say
from editorial.refreshing.proposing import Proposals

# Of the series that count no framework of ours.
OTHER_REPOSITORIES = {
    "Flax": "google/flax",
    "ONNX": "onnx/onnx",
    "Transformers": "huggingface/transformers",
}
# GitHub has counted too few before: less than so much of the last reading is a fault.
LEAST_PART = Decimal("0.5")
OWN_FIGURES = "are GitHub’s own, from its public interface."


def month(on: str) -> str:
    return f"{first_day(on):%Y-%m}"


def quarter(on: str) -> str:
    day = first_day(on)
    return f"{day.year}, {(day.month + 2) // 3}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric that GitHub can continue."""

    metric: str
    path: str
    read: Read
    period: Callable[[str], str]  # the metric has one reading of each


FIGURES = (
    Figure("github-stars", "/repos/{}", stars, month),
    Figure(
        "github-contributors", "/repos/{}/contributors?per_page=1&anon=true", contributors, quarter
    ),
)


@dataclass(frozen=True, slots=True)
class Due:
    """A series that has no reading of this month or quarter yet."""

    last: Observation
    repository: str
    figure: Figure

    @property
    def path(self) -> str:
        return self.figure.path.format(self.repository)


def due_readings(proposals: Proposals) -> list[Due]:
    metrics = {metric.slug: metric for metric in Metric.objects.published()}
    return [
        due
        for about in FIGURES
        if about.metric in metrics
        for due in _due(about, metrics[about.metric], proposals)
    ]


def _due(about: Figure, metric: Metric, proposals: Proposals) -> Iterator[Due]:
    ends = Observation.objects.ends({metric.pk: ""}).select_related("framework", "metric")
    last = {reading.series: reading for reading in ends.order_by("on")}
    there = {(series, about.period(reading.on)) for series, reading in last.items()}
    for change in proposals.earlier(kind_of(Observation), key__startswith=f"{metric.slug}//"):
        there.add((change.fields["series"][1], about.period(change.fields["on"][1])))
    for series, reading in sorted(last.items()):
        framework = reading.framework
        of_others = OTHER_REPOSITORIES.get(series, "")
        repository = repository_of(framework) if framework else of_others
        if repository and (series, about.period(proposals.day.isoformat())) not in there:
            yield Due(reading, repository, about)


def propose_readings(
    proposals: Proposals, due: Sequence[Due], answers: Mapping[str, int], say: Say
) -> None:
    """Propose a reading for each answer, and that the metrics say so."""
    cited: dict[Metric, set[str]] = {}
    for one in due:
        if one.path not in answers:
            continue
        value, last = Decimal(answers[one.path]), one.last
        shown = with_unit(last.metric, value)
        if last.value and value < last.value * LEAST_PART:
            before = f"{figure(last.value)} on {last.on}"
            say(f"{github.NAME}: {one.repository}: {shown} after {before}, left out as a fault")
            continue
        source = source_of(proposals, one.repository)
        reason = f"GitHub gave {shown} of {one.repository} on {proposals.day_in_words}"
        _propose(proposals, one, value, source, f"{reason}: {github.BASE}{one.path}")
        cited.setdefault(last.metric, set()).add(source)
    for metric, sources in cited.items():
        _propose_metric(proposals, metric, sources)


def _propose(proposals: Proposals, due: Due, value: Decimal, source: str, reason: str) -> None:
    kind = kind_of(Observation)
    metric, framework = due.last.metric, due.last.framework
    on = proposals.day.isoformat()
    reading = Observation(metric=metric, series=due.last.series, on=on)
    values = {
        "metric": metric.slug,
        "series": due.last.series,
        "framework": framework and framework.slug,
        "on": on,
        "value": str(value),
        "source": source,
    }
    key, title, new = kind.key_of(reading), kind.title_of(reading), complete(kind, values)
    proposals.add(kind, key, title, None, new, reason=reason, cites=[source])


def _propose_metric(proposals: Proposals, metric: Metric, sources: Iterable[str]) -> None:
    """Propose that a metric says what its new readings are, unless such a proposal waits."""
    kind = kind_of(Metric)
    record = kind.find(metric.slug)
    if record is None or proposals.earlier(kind, key=metric.slug).proposed().exists():
        return
    old = kind.snapshot(record)
    limit: int = Metric._meta.get_field("how_counted").max_length  # type: ignore[assignment]
    how = f"{metric.how_counted} Readings from {proposals.day_in_words} on {OWN_FIGURES}"
    if OWN_FIGURES in metric.how_counted or len(how) > limit:
        how = metric.how_counted
    new = old | {
        "as_of": proposals.day.isoformat(),
        "checked_on": proposals.day.isoformat(),
        "how_counted": how,
        "sources": sorted({*old["sources"], *sources}),
    }
    reason = f"New readings are GitHub’s own, fetched on {proposals.day_in_words}"
    proposals.add(kind, metric.slug, metric.name, old, new, reason=reason, cites=sources)
