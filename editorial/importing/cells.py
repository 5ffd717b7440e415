"""Between the values of a record and the cells of a spreadsheet."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import is_naive, make_aware

from config.downloads import FORMULA_STARTS
from editorial.content.kinds import Kind, plain

YES_OR_NO = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def columns_of(kind: Kind) -> tuple[str, ...]:
    """Return the columns that such records have in a file; those that tell them apart first."""
    return tuple(dict.fromkeys((*kind.key, *kind.links, *kind.columns, *kind.lists)))


def text_of(value: Any) -> str:
    """Return a value of a snapshot as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(value)
    return harmless(value) if isinstance(value, str) else str(value)


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; `meant` is the way back."""
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_STARTS) else text


def meant(text: str) -> str:
    return text[1:] if text.startswith("'") and harmless(text[1:]) == text else text


def value_of(kind: Kind, name: str, cell: str) -> Any:
    """Return what a cell says, as a snapshot has it. Raises ValidationError if that is nothing."""
    text = meant(cell.strip())
    if name in kind.lists:
        keys = [key.strip() for key in text.split(";")]
        keys = sorted(key for key in keys if key)
        if twice := next((key for key in keys if keys.count(key) > 1), None):
            raise ValidationError(f"“{twice}” is listed twice")
        return keys
    if name in kind.links:
        return text or None
    column = kind.model._meta.get_field(name)
    assert isinstance(column, models.Field)
    if not text:
        return "" if isinstance(column, models.CharField) else None
    if isinstance(column, models.BooleanField):
        if text.lower() not in YES_OR_NO:
            raise ValidationError(f"“{text}” is neither true nor false")
        return YES_OR_NO[text.lower()]
    if isinstance(column, models.DateTimeField):
        # A day alone is its beginning; Django would ask whose midnight that is.
        text = text if len(text) > len("2024-09-04") else f"{text}T00:00"
        moment = column.to_python(text)
        return plain(make_aware(moment) if is_naive(moment) else moment)
    return plain(column.to_python(text))
