"""The pages on frameworks and comparisons, for search engines."""

import datetime as dt
from itertools import combinations

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from comparisons.addresses import comparison_path
from comparisons.models import Claim, FeatureValue, Framework, Metric, Prediction, SuccessStory
from editorial.models import Source, public_q


class Lists(Sitemap):  # type: ignore[type-arg]
    def items(self) -> list[str]:
        names = (
            *("home", "frameworks", "tools", "picker", "claims", "predictions", "stories"),
            *("trends", "leaders", "milestones"),
        )
        return [
            *(f"comparisons:{name}" for name in names),
            "editorial:sources",
            "editorial:changes",
            "editorial:quality",
        ]

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
        published = FeatureValue.objects.published().filter(public_q("framework__"))
        return list(published.select_related("framework", "feature").order_by("pk"))

    def lastmod(self, item: FeatureValue) -> dt.datetime:
        return item.updated_at


class Claims(Sitemap):  # type: ignore[type-arg]
    def items(self) -> list[Claim]:
        return list(Claim.objects.published())

    def lastmod(self, item: Claim) -> dt.datetime:
        return item.updated_at


class Predictions(Sitemap):  # type: ignore[type-arg]
    def items(self) -> list[Prediction]:
        return list(Prediction.objects.published())

    def lastmod(self, item: Prediction) -> dt.datetime:
        return item.updated_at


class Metrics(Sitemap):  # type: ignore[type-arg]
    def items(self) -> list[Metric]:
        return list(Metric.objects.published())

    def lastmod(self, item: Metric) -> dt.datetime:
        return item.updated_at


class Stories(Sitemap):  # type: ignore[type-arg]
    def items(self) -> list[SuccessStory]:
        return list(SuccessStory.objects.published())

    def lastmod(self, item: SuccessStory) -> dt.datetime:
        return item.updated_at


class Sources(Sitemap):  # type: ignore[type-arg]
    def items(self) -> list[Source]:
        return list(Source.objects.order_by("pk"))


SITEMAPS = {
    "lists": Lists,
    "frameworks": Frameworks,
    "pairs": Pairs,
    "values": Values,
    "claims": Claims,
    "predictions": Predictions,
    "metrics": Metrics,
    "stories": Stories,
    "sources": Sources,
}
