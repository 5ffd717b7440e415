"""Where the desk's pages of records are."""

from typing import Any

from django.urls import reverse

from editorial.content.kinds import Kind


def record_path(kind: Kind, pk: Any, page: str = "change") -> str:
    """Return the path of a page of a record at the desk, such as "change" or "checked"."""
    meta = kind.model._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=[pk])


def list_path(kind: Kind) -> str:
    """Return the path of the desk's list of all records of a kind."""
    meta = kind.model._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
