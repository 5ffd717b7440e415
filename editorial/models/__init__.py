"""What keeps content true: sources, dates, review state, and the record of changes."""

from editorial.models.changes import (
    Change,
    ChangeQuerySet,
    ChangeSet,
    ChangeState,
    ChangeSubject,
    LoadedRecord,
    OpenRecord,
    Origin,
    ScheduledMoment,
)
from editorial.models.corrections import Correction, FoundBy
from editorial.models.imports import ImportedFile
from editorial.models.pages import FetchedPage
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
    public_q,
)
from editorial.models.upkeep import KeptRecord, Upkeep

__all__ = [
    "COULD_NOT_BE_CHECKED",
    "URL_LENGTH",
    "Change",
    "ChangeQuerySet",
    "ChangeSet",
    "ChangeState",
    "ChangeSubject",
    "Correction",
    "FetchedPage",
    "FoundBy",
    "ImportedFile",
    "KeptRecord",
    "LinkState",
    "LoadedRecord",
    "OpenRecord",
    "Origin",
    "Published",
    "PublishedQuerySet",
    "ScheduledMoment",
    "SearchEntry",
    "SearchWord",
    "Source",
    "SourceKind",
    "Sourced",
    "SourcesField",
    "Status",
    "Upkeep",
    "public_q",
]
