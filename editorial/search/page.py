"""The page on which readers search: what was asked, what was found, and what else to try."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.text import capfirst, get_text_list

from editorial.content.kinds import Kind, registry
from editorial.forms import SearchForm
from editorial.models import SearchEntry
from editorial.paging import ListPaginator
from editorial.search.entries import label_of, searched_kinds
from editorial.search.expressions import Expression, phrases
from editorial.search.marking import excerpt, is_in, marked
from editorial.search.matching import MOST_COUNTED, MOST_RANKED, best, counts
from editorial.search.understanding import known_queries, understand

LONGEST_QUERY = 200
PAGE_SIZE = 20
EXAMPLES = ("TFLite", "torch.compile", "PyTorch vs TensorFlow", "C++", "robotics", "salary")


@dataclass(frozen=True, slots=True)
class Filter:
    """The entries of a kind that were found; without a kind, all of them."""

    kind: Kind | None
    count: int
    is_more: bool  # more than were counted
    is_chosen: bool

    @property
    def name(self) -> str | None:
        return self.kind.name if self.kind else None

    @property
    def label(self) -> str:
        return capfirst(self.kind.plural) if self.kind else "All"

    @property
    def number(self) -> str:
        return _rounded(self.count) + "+" if self.is_more else f"{self.count:,}"


class Result:
    """An entry in which what was found stands out."""

    def __init__(self, entry: SearchEntry, found: list[tuple[str, ...]]) -> None:
        self.path = entry.path
        self.label = marked(label_of(registry[entry.kind]), found)
        self.title = marked(entry.title, found)
        self.also = marked(entry.also, found)
        # The title shows the words that are in it; the text had better show others, or begin.
        wanted = [phrase for phrase in found if not is_in(entry.title, phrase)]
        self.text = marked(excerpt(entry.text, wanted), found)

    @property
    def shows_names(self) -> bool:
        """Whether other names are why it was found."""
        return "<mark>" in self.also and "<mark>" not in self.title


class SearchPage:
    """What the address asks for, and the answer: five queries at most."""

    def __init__(self, address: QueryDict) -> None:
        typed = " ".join(address.get("q", "").split())
        self.text = typed[:LONGEST_QUERY]
        self.longest = LONGEST_QUERY if len(typed) > LONGEST_QUERY else None
        self.form = SearchForm(address, searched_kinds())
        self.kind = next((registry[name] for name in self.form.chosen("kind")), None)
        self.exactly = "exact" in address
        self.query = understand(self.text, exactly=self.exactly)
        expression = self.query.expression
        self._counts = counts(expression) if expression else {}
        # Where nothing has all of the words, what has any of them is shown.
        self.is_loose = bool(self.query.any_word and not any(self._counts.values()))
        if self.is_loose:
            expression = self.query.any_word
            assert expression
            self._counts = counts(expression)
        self.page = ListPaginator(range(self.reachable), PAGE_SIZE).get_page(address.get("page"))
        self.results = self._results(expression) if self.count and expression else []

    def _results(self, expression: Expression) -> list[Result]:
        first = self.page.start_index() - 1
        entries = best(expression, self.kind, first, first + PAGE_SIZE)
        found = [*phrases(expression)]
        return [Result(entry, found) for entry in entries]

    @property
    def count(self) -> int:
        """How many entries of the chosen kind were counted."""
        return self._counts[self.kind.name] if self.kind and self._counts else self.count_of_all

    @property
    def count_of_all(self) -> int:
        return sum(self._counts.values())

    @property
    def how_many(self) -> str:
        """How many were found, in words."""
        if self._is_more(self.kind):
            return f"More than {_rounded(self.count)} results"
        return "1 result" if self.count == 1 else f"{self.count:,} results"

    def _is_more(self, kind: Kind | None) -> bool:
        """Whether there is more of a kind, or of any, than was counted."""
        shown = [self._counts[kind.name]] if kind else self._counts.values()
        return max(shown, default=0) > MOST_COUNTED

    @property
    def reachable(self) -> int:
        """How many can be looked through."""
        return min(self.count, MOST_RANKED)

    @property
    def is_cut(self) -> bool:
        """Whether there are more than can be looked through."""
        return self._is_more(self.kind) or self.count > self.reachable

    @property
    def filters(self) -> list[Filter]:
        """All kinds of which something was found, the chosen one first."""
        kinds = [kind for kind in searched_kinds() if self._counts[kind.name] or kind is self.kind]
        return [
            Filter(None, self.count_of_all, self._is_more(None), self.kind is None),
            *(
                Filter(kind, self._counts[kind.name], self._is_more(kind), kind is self.kind)
                # On a phone they stand in one line, of which only the beginning is seen.
                for kind in sorted(kinds, key=lambda kind: kind is not self.kind)
            ),
        ]

    @property
    def examples(self) -> list[str]:
        """Queries that find something: one query."""
        return known_queries(EXAMPLES)

    @property
    def searched(self) -> str:
        """What can be searched, in words."""
        return get_text_list([kind.plural for kind in searched_kinds()], "and")

    @property
    def browsable(self) -> list[Kind]:
        """Kinds that have a page of their own, with one kind for each page."""
        pages = {kind.index_path: kind for kind in reversed(searched_kinds()) if kind.index}
        return [*reversed(pages.values())]


def _rounded(count: int) -> str:
    return f"{count // 10 * 10:,}"
