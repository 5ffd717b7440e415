"""What keeps content true: sources, dates, review state, and the record of changes."""

from editorial.models.changes import Change, ChangeQuerySet, ChangeSubject, LoadedRecord, Origin
from editorial.models.corrections import Correction, FoundBy
from editorial.models.search import SearchEntry, SearchWord
from editorial.models.sources import (
    COULD_NOT_BE_CHECKED,
    URL_LENGTH,
    LinkState,
    Source,
    SourceKind,
)
from editorial.models.statements import (
    Published,
    PublishedQuerySet,
    Sourced,
    SourcesField,
    Status,
)

__all__ = [
    "COULD_NOT_BE_CHECKED",
    "URL_LENGTH",
    "Change",
    "ChangeQuerySet",
    "ChangeSubject",
    "Correction",
    "FoundBy",
    "LinkState",
    "LoadedRecord",
    "Origin",
    "Published",
    "PublishedQuerySet",
    "SearchEntry",
    "SearchWord",
    "Source",
    "SourceKind",
    "Sourced",
    "SourcesField",
    "Status",
]
