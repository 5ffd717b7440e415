"""Which success stories stand beside a framework, a comparison or an answer, and their balance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.utils.text import get_text_list

from comparisons.ledgers.counts import Counted, Part, Phrases, in_words, parts
from comparisons.models import Claim, ClaimTopic, Framework, Standing, SuccessStory
from comparisons.models.claims import ClaimQuerySet
from comparisons.models.stories import SuccessStoryQuerySet

# On the page of a framework: so many of its use, and as many of leaving it.
SHOWN_OF_FRAMEWORK = 5
# Of the claims about successes so many, each with so many stories.
SHOWN_CLAIMS = 12
SHOWN_OF_CLAIM = 6
# Beside a comparison, and in an answer of the career guide.
SHOWN = 4

PHRASES: Phrases = {
    Standing.CURRENT: ("is still true", "are still true"),
    Standing.HISTORICAL: ("is historical", "are historical"),
    Standing.SUPERSEDED: ("is superseded", "are superseded"),
}


@dataclass(frozen=True, slots=True)
class ToldStory:
    """A story with the published frameworks that were used and left in it."""

    story: SuccessStory
    used: list[Framework]
    left: list[Framework]


def told(stories: SuccessStoryQuerySet, every: Iterable[Framework]) -> list[ToldStory]:
    """Return the stories with their frameworks, of which all are loaded already: one query."""
    every = list(every)

    def named(slugs: str | None) -> list[Framework]:
        return [framework for framework in every if framework.slug in (slugs or "").split(",")]

    found: Iterable[Any] = stories.with_framework_slugs()
    return [ToldStory(story, named(story.used_slugs), named(story.left_slugs)) for story in found]


def _any_of(*lists: SuccessStoryQuerySet) -> SuccessStoryQuerySet:
    """Return what is in any of these lists, each of which may be cut to a length."""
    in_one_of_them = Q(*[("pk__in", stories.values("pk")) for stories in lists], _connector=Q.OR)
    return SuccessStory.objects.filter(in_one_of_them).telling_first()


def stories_of(
    framework: Framework, every: Iterable[Framework]
) -> tuple[list[ToldStory], list[ToldStory]]:
    """Return the first stories of its use, and those of leaving it: one query."""
    stories = SuccessStory.objects.published().telling_first()
    found = told(
        _any_of(
            stories.built_with(framework)[:SHOWN_OF_FRAMEWORK],
            stories.leaving(framework)[:SHOWN_OF_FRAMEWORK],
        ),
        every,
    )
    return (
        [item for item in found if framework in item.used],
        [item for item in found if framework in item.left],
    )


def stories_beside(compared: Sequence[Framework], every: Iterable[Framework]) -> list[ToldStory]:
    """Return stories of the use of frameworks that are compared, as many of each: one query.

    First those in which another of them was left, then those in which no other of them was used.
    """
    stories = SuccessStory.objects.published().telling_first()
    candidates = []
    for framework in compared:
        used = stories.built_with(framework)
        others = [other for other in compared if other != framework]
        alone = used.exclude(pk__in=stories.built_with(*others))
        # A story that was chosen for another one is passed over: there must be more to choose from.
        candidates += [used.leaving(*others)[:SHOWN], alone[:SHOWN], used[:SHOWN]]
    found = told(_any_of(*candidates), every)
    chosen: list[ToldStory] = []
    for framework in compared:
        of_it = [item for item in found if framework in item.used and item not in chosen]
        of_it.sort(key=lambda item: (not _among(item.left, compared), _among(item.used, compared)))
        chosen += of_it[: SHOWN // len(compared)]
    return chosen


def _among(frameworks: Iterable[Framework], compared: Iterable[Framework]) -> int:
    """Return how many of these are compared."""
    return len({*frameworks}.intersection(compared))


def stories_for(recommended: Sequence[Framework], every: Iterable[Framework]) -> list[ToldStory]:
    """Return stories of what is recommended, with their sources: two queries.

    Up to half of them tell of leaving it: that is what speaks most against the advice.
    """
    stories = SuccessStory.objects.published().telling_first()
    leaving = stories.leaving(*recommended)[:SHOWN]
    candidates = _any_of(leaving, stories.built_with(*recommended)[:SHOWN])
    found = told(candidates.prefetch_related("sources"), every)
    leavers = [item for item in found if {*recommended}.intersection(item.left)]
    others = [item for item in found if item not in leavers]
    kept = leavers[: max(SHOWN // 2, SHOWN - len(others))]
    kept += others[: SHOWN - len(kept)]
    return [item for item in found if item in kept]


@dataclass(frozen=True, slots=True)
class Use(Counted):
    """How many of all stories tell of the use of a framework."""

    framework: Framework


@dataclass(frozen=True, slots=True)
class Move:
    """So many organisations left one framework for another."""

    old: Framework
    new: Framework
    organisations: int


@dataclass(frozen=True, slots=True)
class Balance:
    """What the stories tell all together."""

    parts: list[Part]
    total: int
    uses: list[Use]  # most first
    of_none: int  # in which none of the frameworks was used
    moves: list[Move]  # most first
    moved: int  # organisations that left any of the frameworks
    never_left: list[Framework]  # that are used in a story and left in none

    @property
    def standings_in_words(self) -> str:
        return in_words(self.parts, PHRASES)

    @property
    def uses_in_words(self) -> str:
        if not self.uses:
            return ""
        first, *others = self.uses
        verb = "uses" if first.count == 1 else "use"
        said = [f"{first.count} {verb} {first.framework}"]
        return get_text_list([*said, *(f"{use.count} {use.framework}" for use in others)], "and")

    @property
    def moves_in_words(self) -> str:
        return get_text_list(
            [f"{move.organisations} from {move.old} to {move.new}" for move in self.moves], "and"
        )

    @property
    def never_left_in_words(self) -> str:
        return get_text_list([str(framework) for framework in self.never_left], "or")


def balance(stories: SuccessStoryQuerySet, every: Iterable[Framework]) -> Balance:
    """Count these stories: four queries."""
    by_key = {framework.pk: framework for framework in every}
    standings = parts(stories, "standing", Standing)
    total = sum(part.count for part in standings)
    of_any = Count("pk", filter=Q(frameworks__in=by_key), distinct=True)
    moved = Count("organisation", filter=Q(moved_from__in=by_key), distinct=True)
    counts = stories.aggregate(of_any=of_any, moved=moved)

    by_use = stories.order_by().values_list("frameworks").annotate(count=Count("pk"))
    uses = [Use(count, total, by_key[key]) for key, count in by_use if key in by_key]
    uses.sort(key=lambda use: (-use.count, use.framework.slug))

    by_move = stories.order_by().values_list("moved_from", "frameworks")
    moves = list(by_move.annotate(organisations=Count("organisation", distinct=True)))
    left = {old for old, _, _ in moves}
    return Balance(
        parts=standings,
        total=total,
        uses=uses,
        of_none=total - counts["of_any"],
        moves=sorted(
            (Move(by_key[old], by_key[new], n) for old, new, n in moves if {old, new} <= {*by_key}),
            key=lambda move: (-move.organisations, move.old.slug, move.new.slug),
        ),
        moved=counts["moved"],
        never_left=[use.framework for use in uses if use.framework.pk not in left],
    )


def claimed_stories() -> ClaimQuerySet:
    """Return the first claims about successes, with the stories that tell of them: two queries."""
    stories = SuccessStory.objects.published()
    about_successes = Claim.objects.published().filter(
        topic=ClaimTopic.STORIES,
        pk__in=SuccessStory.claims.through.objects.filter(successstory__in=stories).values("claim"),
    )
    named = stories.only("slug", "organisation", "built")[:SHOWN_OF_CLAIM]
    return about_successes.prefetch_related(Prefetch("stories", named, "told_by"))[:SHOWN_CLAIMS]
