"""Asking the databases: how many entries match, and which come first.

The work is bounded, however many match: the count of a kind stops after `MOST_COUNTED`, and of what
matches, the first `MOST_RANKED` in the order of the kinds are ranked.
"""

from django.db import connection

from editorial.content.kinds import Kind
from editorial.models import SearchEntry
from editorial.search.entries import BLOCK, entry_keys, search_of, searched_kinds
from editorial.search.expressions import Expression, for_postgresql, for_sqlite

MOST_COUNTED = 300
MOST_RANKED = 600
# How much less an entry counts with each place of its kind.
LESS_BY_PLACE = 0.04
ALL_KEYS = range(1000 * BLOCK)

# A word counts most in the whole name, then in the title, in other names, in the text. The lower
# bm25() is, the better; ts_rank_cd() grows each time that a word is in a text, and 32 bounds it.
SQLITE_SCORE = "-bm25(editorial_searchindex, 10, 6, 4, 1)"
EVERY = "w"  # what words begin with in the index of all kinds
POSTGRESQL_SCORE = "ts_rank_cd('{0.02, 0.25, 0.4, 1}', vector, %s::tsquery, 32)"


def counts(expression: Expression) -> dict[str, int]:
    """Return how many entries of each kind match, at most one more than `MOST_COUNTED`."""
    queries = []
    parameters: list[str | int] = []
    for kind in searched_kinds():
        matches, asked = _matches(expression, kind)
        # Only our own words are in the query; what a reader typed is a parameter.
        queries.append(f"SELECT %s, count(*) FROM (SELECT 1 {matches} LIMIT %s) AS matches")  # noqa: S608
        parameters += [kind.name, *asked, MOST_COUNTED + 1]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(queries), parameters)
        return dict(cursor.fetchall())


def best(expression: Expression, kind: Kind | None, start: int, end: int) -> list[SearchEntry]:
    """Return the entries from one place in the ranking to another, of one kind or of all."""
    matches, asked = _matches(expression, kind)
    if _is_postgresql():
        key, score = "id", POSTGRESQL_SCORE
        asked = [for_postgresql(expression, EVERY), *asked]
    else:
        key, score = "rowid", SQLITE_SCORE
    query = f"""
        SELECT entry.id, kind, path, title, also, text
        FROM (
            SELECT id, score / (1 + {LESS_BY_PLACE} * (id / {BLOCK})) AS score
            FROM (
                SELECT {key} AS id, {score} AS score {matches} ORDER BY {key} LIMIT {MOST_RANKED}
            ) AS first
            ORDER BY 2 DESC, 1
            LIMIT %s OFFSET %s
        ) AS best
        JOIN editorial_searchentry AS entry ON entry.id = best.id
        ORDER BY best.score DESC, entry.id
    """  # noqa: S608  # the same
    return list(SearchEntry.objects.raw(query, [*asked, end - start, start]))


def _matches(expression: Expression, kind: Kind | None) -> tuple[str, list[str | int]]:
    """Return where to look for what matches, and the parameters of that."""
    if not _is_postgresql():
        keys = entry_keys(kind) if kind else ALL_KEYS
        matches = "editorial_searchindex MATCH %s AND rowid BETWEEN %s AND %s"
        asked: list[str | int] = [for_sqlite(expression), keys[0], keys[-1]]
        return f"FROM editorial_searchindex WHERE {matches}", asked
    if not kind:
        matches, text = "vector @@ %s::tsquery", for_postgresql(expression, EVERY)
    else:
        # An index in which the words of each kind are words of their own: of a common word, all
        # that is in the other kinds would have to be passed over.
        matches = "vector_of_kind @@ %s::tsquery"
        text = for_postgresql(expression, f"k{search_of(kind).place}x")
    return f"FROM editorial_searchentry WHERE {matches}", [text]


def _is_postgresql() -> bool:
    return connection.vendor == "postgresql"
