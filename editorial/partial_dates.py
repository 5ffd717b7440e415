"""Dates as exact as they are known: a year, a month or a day.

Sources often give only a month or a year, and a made-up day would be an invented fact. The value is
the ISO text ("2024", "2024-09", "2024-09-04"), which sorts by time as text.
"""

import datetime as dt
import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import formats

PATTERN = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def validate_partial_date(value: str) -> None:
    """Raise ValidationError unless value is a year, a month or a day that exists."""
    try:
        if not PATTERN.fullmatch(value):
            raise ValueError(value)
        first_day(value)
    except ValueError:
        raise ValidationError(
            "“%(value)s” is not a date. Write 2024, 2024-09 or 2024-09-04.",
            code="invalid_partial_date",
            params={"value": value},
        ) from None


def first_day(value: str) -> dt.date:
    """Return the first day that a partial date can mean. Raises ValueError if there is none."""
    return dt.date.fromisoformat(value + "0000-01-01"[len(value) :])


def last_day(value: str) -> dt.date:
    """Return the last day that a partial date can mean. Raises ValueError if there is none."""
    first = first_day(value)
    if len(value) == len("2024-09-04"):
        return first
    months = 1 if len(value) == len("2024-09") else 12
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return dt.date(year, month + 1, 1) - dt.timedelta(days=1)


def format_partial_date(value: str) -> str:
    """Return "2024", "Sep 2024" or "4 Sep 2024"; an empty value stays empty."""
    if len(value) <= 4:
        return value
    return formats.date_format(first_day(value), "M Y" if len(value) == 7 else "j M Y")


class PartialDateField(models.CharField):  # type: ignore[type-arg]
    """A date as exact as it is known, stored as its ISO text."""

    default_validators = [validate_partial_date]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs
