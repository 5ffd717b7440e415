"""What the page of a comparison shows: the chosen frameworks, the filters and the table."""

from collections.abc import Iterable, Sequence

from django.http import QueryDict

from comparisons.addresses import FEWEST, MOST, comparison_path
from comparisons.forms import ComparisonForm
from comparisons.ledgers.claims import claims_about
from comparisons.ledgers.stories import stories_beside
from comparisons.models import Comparison, Feature, FeatureCategory, Framework
from comparisons.sections import EditedComparison
from comparisons.tables import table_with_sources
from comparisons.trends.adoption import trends_of


class ComparisonPage:
    """A comparison of two to four frameworks: at most eight queries."""

    def __init__(self, every: Sequence[Framework], slugs: Iterable[str], query: QueryDict) -> None:
        """every: all published frameworks, in canonical order. slugs: those to compare."""
        self.frameworks = [framework for framework in every if framework.slug in {*slugs}]
        self._others = [framework for framework in every if framework not in self.frameworks]
        self._query = query

        features = Feature.objects.in_order().with_values_of(*self.frameworks)
        self.table = table_with_sources(self.frameworks, features)

        self.categories: list[FeatureCategory] = [group.category for group in self.table.groups]
        self.form = ComparisonForm(query, self.categories)
        self.only_differences = bool(self.form.chosen("differences"))
        self._chosen_categories = self.form.chosen("category")
        self.visible = self.table.only(self._chosen_categories, self.only_differences)
        self.edited = self._edited()
        self.claims = claims_about(*self.frameworks)
        self.stories = stories_beside(self.frameworks, every)
        self.trends = trends_of(*self.frameworks)

    def _edited(self) -> EditedComparison | None:
        if len(self.frameworks) > FEWEST:
            return None
        found = Comparison.objects.published().of(*self.frameworks).with_frameworks().first()
        return EditedComparison(found) if found else None

    @property
    def title(self) -> str:
        return " vs ".join(framework.name for framework in self.frameworks)

    @property
    def names(self) -> str:
        *names, last = [framework.name for framework in self.frameworks]
        return f"{', '.join(names)} and {last}"

    @property
    def shown_categories(self) -> list[str]:
        """The categories that are ticked; none named means all."""
        return self._chosen_categories or [category.slug for category in self.categories]

    @property
    def shorter_query(self) -> str | None:
        """The query without what says nothing: all categories are the same as none named."""
        if not self._chosen_categories or len(self._chosen_categories) < len(self.categories):
            return None
        query = self._query.copy()
        del query["category"]
        return query.urlencode()

    @property
    def removals(self) -> list[tuple[Framework, str]]:
        """Each framework, and the path of the comparison without it."""
        slugs = [framework.slug for framework in self.frameworks]
        return [(f, self._path([s for s in slugs if s != f.slug])) for f in self.frameworks]

    @property
    def additions(self) -> list[tuple[Framework, str]]:
        """Each other framework, and the path of the comparison with it; none when it is full."""
        slugs = [framework.slug for framework in self.frameworks]
        if len(slugs) == MOST:
            return []
        return [(f, self._path([*slugs, f.slug])) for f in self._others]

    def _path(self, slugs: list[str]) -> str:
        """Return the path of a comparison, with the filters of this one."""
        path = comparison_path(slugs)
        return f"{path}?{self._query.urlencode()}" if self._query and "?" not in path else path
