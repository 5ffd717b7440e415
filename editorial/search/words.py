"""The words of a text, as the index holds them: the same on every database.

Technical words survive: “C++” is a word, and “torch.compile” or “scikit-learn” are words in a row.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from snowballstemmer.english_stemmer import EnglishStemmer

LONGEST = 40  # letters of a word; what is longer is no word of a language, and is cut
# Words joined by one of these are a compound, of at most so many.
JOINTS = frozenset(".-_")
MOST_JOINED = 3

RAW_WORD = re.compile(
    r"(?<![^\W_])c(?:\+\+|\#)"  # C++ and C#, before “c” takes their letter
    r"|[^\W_]+(?:['’][^\W_]+)*",
    re.IGNORECASE,
)
NAMED_SIGNS = {"c++": "cpp", "c#": "csharp"}
# Letters that are not a Latin letter with an accent.
OTHER_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})
# British and American spelling are one: “optimise” and “optimize”, “behaviour” and “behavior”.
SPELLINGS = (
    (re.compile(r"is(?=(?:e[ds]?|ers?|ing|ations?)$)"), "iz"),
    (re.compile(r"our(?=(?:s|ed|ing|al)?$)"), "or"),
)
SHORTEST_RESPELT = 6

# Words that say nothing of what is searched, unless they are all that is asked for.
EMPTY_WORDS = """
a about an and any are as at be between by can do does for from has have how i in into is it its me
my not of on or should so than that the their them there they this to vs versus was we were what
when where which who why will with you your
"""
STOP_WORDS = frozenset(EMPTY_WORDS.split())


class Word(NamedTuple):
    text: str  # small letters from a to z, and digits
    stem: str
    start: int  # where it begins in the text that it was read from …
    end: int  # … and where it ends


def words(text: str) -> list[Word]:
    """Return the words of a text, in order."""
    return [
        Word(plain, stem(plain), *match.span())
        for match in RAW_WORD.finditer(text)
        if (plain := _plain(match[0]))
    ]


def all_words(text: str) -> list[Word]:
    """Return the words of a text, and after them its compounds as one word: “scikitlearn”."""
    found = words(text)
    return found + [
        Word(joined, stem(joined), group[0].start, group[-1].end)
        for group in chunks(text, found)
        if 1 < len(group) <= MOST_JOINED and not (joined := joined_text(group)).isdigit()
    ]


def chunks(text: str, of: list[Word]) -> Iterator[list[Word]]:
    """Yield the words of a text, together where they are parts of one compound."""
    group: list[Word] = []
    for word in of:
        between = text[group[-1].end : word.start] if group else ""
        if group and between not in JOINTS:
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def content_words(of: list[Word]) -> list[Word]:
    """Return the words without those that say nothing, unless there are no others."""
    return [word for word in of if word.text not in STOP_WORDS] or of


def joined_text(group: list[Word]) -> str:
    return "".join(word.text for word in group)[:LONGEST]


@lru_cache(maxsize=2**16)
def stem(word: str) -> str:
    """Return what a word has in common with its other forms: "deploy" for "deployments"."""
    if len(word) >= SHORTEST_RESPELT:
        for pattern, spelling in SPELLINGS:
            word = pattern.sub(spelling, word)
    # Its own stemmer for each: one that threads share would mix their words.
    return str(EnglishStemmer().stemWord(word))


def _plain(raw: str) -> str:
    """Return a word without capitals, accents and apostrophes; "" if nothing is left of it."""
    text = raw.lower()
    if text in NAMED_SIGNS:
        return NAMED_SIGNS[text]
    if text.isascii() and text.isalnum():
        return text[:LONGEST]
    text = text.replace("’", "'").removesuffix("'s").replace("'", "")
    text = unicodedata.normalize("NFKD", text.casefold().translate(OTHER_LETTERS))
    return "".join(letter for letter in text if letter.isascii() and letter.isalnum())[:LONGEST]
