"""What a reader means by a query: its words, completed or corrected where no entry has them."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Length
from rapidfuzz.distance import OSA

from editorial.models import SearchWord
from editorial.search.entries import whole_name
from editorial.search.expressions import All, Any, Expression, Name, Phrase
from editorial.search.words import LONGEST, STOP_WORDS, Word, chunks, joined_text, stem, words

QUOTED = re.compile(r"[\"“”„]([^\"“”„]*)[\"“”„]")
# An unknown word is the beginning of others, if it has so many letters; of so many at most.
SHORTEST_BEGINNING = 2
MOST_COMPLETIONS = 20
# So many unknown words are looked up, among so many known ones for each, the commonest first.
MOST_UNKNOWN = 5
MOST_CANDIDATES = 400
MOST_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. Without an expression there is no word in it."""

    expression: Expression | None = None  # all of the words …
    any_word: Expression | None = None  # … or any of them, if there are several
    corrected: str = ""  # what was typed, with misspelled words corrected; "" if none are
    nearest: tuple[str, ...] = ()  # known words that are like the unknown ones, the most like first


@dataclass(frozen=True, slots=True)
class Known:
    """Words that an unknown one may stand for, the likeliest first."""

    completions: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()


# Words that belong together: one, a compound, or what stands between quotation marks.
type Term = list[Word]


def understand(text: str, *, exactly: bool = False) -> Query:
    """Return what a text looks for: one query, and one more if a word of it is unknown.

    exactly: take all words as they are typed.
    """
    terms = _terms(text)
    if not terms:
        return Query()
    known = _known(terms)
    instead = _instead([*_unknown(terms, known)][:MOST_UNKNOWN])
    nearest = tuple(word for found in instead.values() for word in found.corrections)
    if exactly:
        instead = {}
    corrected = _corrected(text, terms, instead)
    parts = tuple(_parts(terms, known, instead))
    name = whole_name(corrected or text)
    names = (Name(name),) if name else ()
    any_word = Any((*parts, *names)) if len(parts) > 1 else None
    return Query(Any((All(parts), *names)), any_word, corrected, nearest)


def known_queries(texts: Sequence[str]) -> list[str]:
    """Return those of the texts of which all words are known: one query."""
    terms = {text: _terms(text) for text in texts}
    known = _known([term for found in terms.values() for term in found])
    return [text for text in texts if not [*_unknown(terms[text], known)]]


def _terms(text: str) -> list[Term]:
    """Return the terms of a text, without words that say nothing if there are others."""
    quoted = [match.span(1) for match in QUOTED.finditer(text)]
    terms: list[Term] = []
    loose: Term = []
    for word in words(text):
        span = next((span for span in quoted if span[0] <= word.start < span[1]), None)
        if span is None:
            loose.append(word)
            continue
        terms += chunks(text, loose)
        loose = []
        if terms and terms[-1][0].start >= span[0]:
            terms[-1].append(word)
        else:
            terms.append([word])
    terms += chunks(text, loose)
    return [term for term in terms if len(term) > 1 or term[0].text not in STOP_WORDS] or terms


def _pair(terms: list[Term], place: int) -> str:
    """Return a word and the next one, joined; "" if there is no next one or it is a compound."""
    pair = terms[place : place + 2]
    return joined_text([*pair[0], *pair[1]]) if [len(term) for term in pair] == [1, 1] else ""


def _known(terms: list[Term]) -> set[str]:
    """Return which words are known in some form, as stems; and which are known joined."""
    stems = {word.stem for term in terms for word in term}
    joined = {joined_text(term) for term in terms if len(term) > 1}
    joined |= {pair for place in range(len(terms)) if (pair := _pair(terms, place))}
    found = SearchWord.objects.filter(Q(stem__in=stems) | Q(text__in=joined))
    return {known for pair in found.values_list("stem", "text") for known in pair}


def _units(terms: list[Term], known: Collection[str]) -> Iterator[tuple[list[Term], str]]:
    """Yield the terms one by one, or two where they are known joined; and that word, or ""."""
    place = 0
    while place < len(terms):
        if (pair := _pair(terms, place)) in known:
            yield terms[place : place + 2], pair
            place += 2
            continue
        joined = joined_text(terms[place]) if len(terms[place]) > 1 else ""
        yield [terms[place]], joined if joined in known else ""
        place += 1


def _unknown(terms: list[Term], known: Collection[str]) -> Iterator[str]:
    for unit, joined in _units(terms, known):
        if not joined:
            yield from (word.text for term in unit for word in term if word.stem not in known)


def _parts(
    terms: list[Term], known: Collection[str], instead: Mapping[str, Known]
) -> Iterator[Expression]:
    """Yield what every entry must have."""
    for unit, joined in _units(terms, known):
        apart: Expression = All(tuple(_part(term, instead) for term in unit))
        if len(unit) == 1:
            apart = _part(unit[0], instead)
        yield Any((apart, Phrase((stem(joined),)))) if joined else apart


def _part(term: Term, instead: Mapping[str, Known]) -> Expression:
    meanings = [instead.get(word.text, Known()) for word in term]
    if len(term) == 1:
        (found,) = meanings
        if texts := found.completions or found.corrections[:1]:
            return Any(tuple(Phrase((known,)) for known in dict.fromkeys(map(stem, texts))))
    return Phrase(
        tuple(
            stem(next(iter((*found.completions, *found.corrections)), word.text))
            for word, found in zip(term, meanings, strict=True)
        )
    )


def _corrected(text: str, terms: list[Term], instead: Mapping[str, Known]) -> str:
    """Return the text with its corrections; "" if it has none."""
    corrected = text
    for word in reversed([word for term in terms for word in term]):
        found = instead.get(word.text, Known())
        if found.corrections:
            corrected = corrected[: word.start] + found.corrections[0] + corrected[word.end :]
    return corrected if corrected != text else ""


# --- unknown words ------------------------------------------------------------------------------


def _instead(unknown: list[str]) -> dict[str, Known]:
    """Return what unknown words may stand for: one query, or none if there are none."""
    looked_up = [word for word in dict.fromkeys(unknown) if not word.isdigit()]
    if not looked_up:
        return {}
    wanted = Q()
    for word in looked_up:
        wanted |= _beginning_with(word) | _like(word)
    candidates = list(
        SearchWord.objects.annotate(length=Length("text"))
        .filter(wanted)
        .values_list("text", flat=True)[: MOST_CANDIDATES * len(looked_up)]
    )
    return {word: _best(word, candidates) for word in looked_up}


def _beginning_with(word: str, field: str = "text") -> Q:
    # A range, which both databases look up in an index, as SQLite does not with LIKE.
    last = word.ljust(LONGEST, "z")
    return Q(**{f"{field}__gte": word, f"{field}__lte": last})


def _like(word: str) -> Q:
    """Keep words of nearly that length that begin or end in the same way.

    A slip of the finger leaves the first or the last third of a word as it is.
    """
    third = max(1, len(word) // 3)
    slips = _slips(word)
    length = Q(length__range=(len(word) - slips, len(word) + slips))
    backwards = _beginning_with(word[::-1][:third], "backwards")
    return length & (_beginning_with(word[:third]) | backwards)


def _slips(word: str) -> int:
    """Return in how many letters a word may be misspelled."""
    if len(word) < 3:
        return 0
    return 1 if len(word) < 6 else 2


def _best(word: str, candidates: list[str]) -> Known:
    """Choose among candidates, which come in the order of how common they are."""
    if len(word) >= SHORTEST_BEGINNING:
        completions = [known for known in candidates if known.startswith(word)]
        if completions:
            return Known(completions=tuple(completions[:MOST_COMPLETIONS]))
    slips = _slips(word)
    distances = [
        (OSA.distance(word, known, score_cutoff=slips), known)
        for known in candidates
        # Another version or year is not a misspelled one.
        if _digits(known) == _digits(word)
    ]
    near = sorted((pair for pair in distances if pair[0] <= slips), key=lambda pair: pair[0])
    return Known(corrections=tuple(known for _, known in near[:MOST_NEAREST]))


def _digits(word: str) -> str:
    return "".join(filter(str.isdigit, word))
