"""The pages on work and learning, for search engines. Answers of the form are not among them."""

import datetime as dt

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from careers.models import LearningPath, Role


class Careers(Sitemap):  # type: ignore[type-arg]
    def items(self) -> list[str]:
        names = ("home", "recommend", "jobs", "salaries", "paths", "readers", "method")
        return [f"careers:{name}" for name in names]

    def location(self, item: str) -> str:
        return reverse(item)


class Roles(Sitemap):  # type: ignore[type-arg]
    def items(self) -> list[Role]:
        return list(Role.objects.published())

    def lastmod(self, item: Role) -> dt.datetime:
        return item.updated_at


class Paths(Sitemap):  # type: ignore[type-arg]
    def items(self) -> list[LearningPath]:
        return list(LearningPath.objects.published())

    def lastmod(self, item: LearningPath) -> dt.datetime:
        return item.updated_at


SITEMAPS = {"careers": Careers, "roles": Roles, "paths": Paths}
