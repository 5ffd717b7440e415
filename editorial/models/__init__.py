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

__all__ = [
    "COULD_NOT_BE_CHECKED",
    "URL_LENGTH",
    "Change",
    "ChangeQuerySet",
    "ChangeSet",
    "ChangeState",
    "ChangeSubject",
    "Correction",
    "FoundBy",
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
    "public_q",
]
