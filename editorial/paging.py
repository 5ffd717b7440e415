"""Pages of long lists."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet

PAGE_SIZE = 40


class ListPage(Page):  # type: ignore[type-arg]
    @property
    def shown_numbers(self) -> list[int | str]:
        """The numbers to link to: the first, the last and those nearby, "…" for the rest."""
        return list(self.paginator.get_elided_page_range(self.number))


class ListPaginator(Paginator):  # type: ignore[type-arg]
    def _get_page(self, *args: Any, **kwargs: Any) -> ListPage:
        return ListPage(*args, **kwargs)


def page_of(records: QuerySet[Model], number: str | None, size: int = PAGE_SIZE) -> ListPage:
    """Return one page of the records, in their order; an unknown number leads to the nearest.

    The records on it are looked up by their keys: what lies before them is counted off in an
    index, and its rows, lists and sources are never read. One query more than the records take.
    """
    page = ListPaginator(records.values_list("pk", flat=True), size).get_page(number)
    keys = list(page.object_list)
    found = records.in_bulk(keys)
    page.object_list = [found[key] for key in keys]
    assert isinstance(page, ListPage)
    return page
