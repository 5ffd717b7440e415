"""Answers, computed once for each release and each set of answers."""

from django.core.cache import cache

from careers.guide.score_tables import table_of
from careers.models import Release
from careers.recommendation import Goal, Recommendation, recommend
from careers.recommendation.plain import answer_key

DAY = 24 * 3600


def recommendation_of(release: Release, goal: Goal) -> Recommendation:
    key = answer_key(release.digest, goal)
    found: Recommendation | None = cache.get(key)
    if found is None:
        found = recommend(table_of(release), goal)
        cache.set(key, found, DAY)
    return found
