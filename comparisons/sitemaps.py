"""The pages on frameworks and comparisons, for search engines."""

import datetime as dt
from itertools import combinations

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from comparisons.addresses import comparison_path
from comparisons.models import FeatureValue, Framework
from editorial.models import Source


class Lists(Sitemap):  # type: ignore[type-arg]
    def items(self) -> list[str]:
        names = ("home", "frameworks", "tools", "picker")
        return [*(f"comparisons:{name}" for name in names), "editorial:sources"]

    def location(self, item: str) -> str:
        return reverse(item)


class Frameworks(Sitemap):  # type: ignore[type-arg]
    def items(self) -> list[Framework]:
        return list(Framework.objects.published())

    def lastmod(self, item: Framework) -> dt.datetime:
        return item.updated_at


class Pairs(Sitemap):  # type: ignore[type-arg]
    def items(self) -> list[str]:
        slugs = Framework.objects.published().values_list("slug", flat=True)
        return [comparison_path(pair) for pair in combinations(slugs, 2)]

    def location(self, item: str) -> str:
        return item


class Values(Sitemap):  # type: ignore[type-arg]
    def items(self) -> list[FeatureValue]:
        published = FeatureValue.objects.published().filter(framework__status="published")
        return list(published.select_related("framework", "feature").order_by("pk"))

    def lastmod(self, item: FeatureValue) -> dt.datetime:
        return item.updated_at


class Sources(Sitemap):  # type: ignore[type-arg]
    def items(self) -> list[Source]:
        return list(Source.objects.order_by("pk"))


SITEMAPS = {
    "lists": Lists,
    "frameworks": Frameworks,
    "pairs": Pairs,
    "values": Values,
    "sources": Sources,
}
