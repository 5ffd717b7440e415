"""Data releases: what the recommendation rests on, kept for as long as links name it.

A release is made when the content has changed in a way that can change an answer, and at no other
time. Its data are whole: what it said can be computed again when the content has moved on.
"""

import logging
from functools import lru_cache
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from careers.guide.alternatives import dataset
from careers.models import Release
from careers.recommendation import Dataset
from careers.recommendation.plain import canonical_json, dataset_as_data, dataset_from_data
from editorial.schedule import catch_up

logger = logging.getLogger(__name__)


def current() -> Release | None:
    """Return the newest release without its data: two queries, but for the first time of all.

    None if nothing can be made of the content.
    """
    catch_up()
    return Release.objects.defer("data").first() or refresh()


def named(name: str) -> Release | None:
    return Release.objects.defer("data").filter(name=name).first()


def dataset_of(release: Release) -> Dataset:
    """Return the data of a release; a query only the first time that this process asks."""
    return _dataset(release.pk, release.name, release.digest)


@lru_cache(maxsize=8)
def _dataset(pk: int, name: str, digest: str) -> Dataset:
    data = Release.objects.values_list("data", flat=True).get(pk=pk)
    return dataset_from_data(name, data)


def refresh() -> Release | None:
    """Return the newest release, and make one first if the content says something else now.

    Content from which no recommendation can be made leaves the last release in place.
    """
    with transaction.atomic():
        # Two editors at once must not both find that a release is missing.
        newest = Release.objects.select_for_update().defer("data").first()
        try:
            data = dataset_as_data(dataset(""))
        except ValueError as problem:
            logger.warning("No data release can be made from the content: %s", problem)
            return newest
        text = canonical_json(data)
        digest = sha256(text.encode()).hexdigest()
        if newest is not None and newest.digest == digest:
            return newest
        return Release.objects.create(name=_next_name(), digest=digest, data=data)


def _next_name() -> str:
    """Return today's date, with a number from the second release of the day."""
    today = timezone.localdate().isoformat()
    made = Release.objects.filter(name__startswith=today).count()
    return f"{today}.{made + 1}" if made else today
