"""Showing which words of a text were found."""

from collections import defaultdict
from collections.abc import Collection

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from editorial.search.words import all_words

EXCERPT = 240  # characters, about two lines
BEFORE = 60  # of them before the first word that was found

# Where what was found begins and ends, and which of the phrases it is.
type Span = tuple[int, int, tuple[str, ...]]


def marked(text: str, phrases: Collection[tuple[str, ...]]) -> SafeString:
    """Return a text as HTML in which what was found stands out."""
    pieces = []
    end = 0
    for start, stop, _ in _spans(text, phrases):
        if start >= end:
            pieces += [escape(text[end:start]), "<mark>", escape(text[start:stop]), "</mark>"]
            end = stop
    # All that came from outside was escaped above.
    return mark_safe("".join([*pieces, escape(text[end:])]))  # noqa: S308


def is_in(text: str, phrase: tuple[str, ...]) -> bool:
    return bool(_spans(text, [phrase]))


def excerpt(text: str, phrases: Collection[tuple[str, ...]]) -> str:
    """Return the part of a text in which most of the phrases stand; the beginning if none does."""
    if len(text) <= EXCERPT:
        return text
    spans = _spans(text, phrases)
    starts = [start for start, _, _ in spans] or [0]

    def found_from(start: int) -> int:
        end = start + EXCERPT - BEFORE
        return len({phrase for begin, stop, phrase in spans if begin >= start and stop <= end})

    # Of several that are as good, max() takes the first.
    start = max(0, max(starts, key=found_from) - BEFORE)
    end = start + EXCERPT
    # From the beginning of a word to the end of one, unless there is hardly any.
    first = text.find(" ", start, start + BEFORE) + 1 if start else 0
    last = len(text) if end >= len(text) else text.rfind(" ", end - BEFORE, end)
    if last < 0:
        last = end
    return f"{'… ' if first else ''}{text[first or start : last]}{' …' if last < len(text) else ''}"


def _spans(text: str, phrases: Collection[tuple[str, ...]]) -> list[Span]:
    """Return where phrases stand in a text, in order; the longest first where two begin."""
    if not phrases:
        return []
    by_first = defaultdict(list)
    for phrase in phrases:
        by_first[phrase[0]].append(phrase)
    found = all_words(text)
    stems = tuple(word.stem for word in found)
    spans = [
        (found[place].start, found[place + len(phrase) - 1].end, phrase)
        for place, stem in enumerate(stems)
        for phrase in by_first.get(stem, ())
        if stems[place : place + len(phrase)] == phrase
    ]
    return sorted(spans, key=lambda span: (span[0], -span[1]))
