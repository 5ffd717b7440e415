"""What the reference readers are told, and what they were told before."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Prefetch
from django.http import QueryDict

from careers.guide import releases
from careers.guide.forms import GoalForm, goal_form
from careers.guide.recommending import recommendation_of
from careers.models import Reader, ReaderResult, Release
from careers.recommendation import ENGINE_VERSION, Recommendation, Text, explain
from careers.recommendation.rounding import percent_in_words
from comparisons.models import Framework


@dataclass(frozen=True, slots=True)
class ToldToday:
    """A reader with today's answer, and those of earlier releases that differ from the next."""

    reader: Reader
    recommendation: Recommendation | None
    text: Text | None
    pick: Framework | None
    expected: bool
    history: tuple[ReaderResult, ...]


def readers_today() -> list[ToldToday]:
    """Return the published readers with what they are told: a fixed number of queries."""
    release = releases.current()
    frameworks = {framework.slug: framework for framework in Framework.objects.published()}
    results = ReaderResult.objects.select_related("release").defer("release__data")
    readers = Reader.objects.published().prefetch_related("expected", Prefetch("results", results))
    found = []
    for reader, recommendation in recommendations(list(readers), release):
        pick = frameworks.get(recommendation.verdict.pick) if recommendation else None
        found.append(
            ToldToday(
                reader,
                recommendation,
                explain(recommendation, "en") if recommendation else None,
                pick,
                pick in reader.expected.all(),
                tuple(_turns(reader.results.all())),
            )
        )
    return found


def record_results() -> None:
    """Keep what each reader is told from the newest release, unless it is kept already."""
    release = releases.refresh()
    if release is None:
        return
    kept = dict(
        ReaderResult.objects.filter(release=release, engine=ENGINE_VERSION).values_list(
            "reader", "answers"
        )
    )
    readers = [r for r in Reader.objects.published() if kept.get(r.pk) != r.answers]
    for reader, found in recommendations(readers, release):
        if found:
            ReaderResult.objects.update_or_create(
                reader=reader,
                release=release,
                engine=ENGINE_VERSION,
                defaults={
                    "answers": reader.answers,
                    "verdict": found.verdict.kind,
                    "pick": found.verdict.pick,
                    "first": _first(found),
                    "headline": explain(found, "en").headline,
                },
            )


def _first(found: Recommendation) -> str:
    """Return how often the pick comes first, of 100; nothing where it was not compared."""
    compared = [s for s in found.standings if s.framework == found.verdict.pick and found.pairwise]
    return percent_in_words(compared[0].first_share) if compared else ""


def recommendations(
    readers: list[Reader], release: Release | None
) -> Iterator[tuple[Reader, Recommendation | None]]:
    """Yield each reader's answer; None if the reader says nothing to rank by."""
    empty: GoalForm = goal_form(QueryDict())
    for reader in readers:
        answers = empty.with_data(QueryDict(reader.answers)).answers
        goal = answers.goal(releases.dataset_of(release)) if release else None
        yield reader, recommendation_of(release, goal) if release and goal else None


def _turns(found: Iterable[ReaderResult]) -> Iterator[ReaderResult]:
    """Yield the results, newest first, at which what the reader was told changed."""
    results = list(found)
    for result, older in zip(results, [*results[1:], None], strict=True):
        if older is None or (result.headline, result.pick) != (older.headline, older.pick):
            yield result
