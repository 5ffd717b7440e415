"""The forms of records: they never overwrite unseen what somebody else has saved meanwhile."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.forms.models import ModelChoiceField
from django.http import QueryDict
from django.utils.text import capfirst

from editorial.content.kinds import POSITION
from editorial.desk.fields import flip_reason, plain, reason, sources_opened

# Parts that change places are moved out of each other's way first, by more than this.
LAST_POSITION = 9999
# The boxes that take over what another has saved, each with the name of its field.
TAKE_THEIRS = "take_theirs"


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field that two have changed at once. name: of its field in the page."""

    name: str
    label: str
    theirs: str
    mine: str


class ContentForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form in which two who change a record at once both keep what they did.

    The page carries a digest of each value that it was opened with. What comes back as it was
    opened follows the record, whatever that is by now. What comes back changed is saved if the
    record is still what the editor saw; if both were changed, the editor is shown both and chooses.
    """

    change_reason = reason(
        "Reason for the change",
        required=False,
        help_text="Shown to readers in the history: what did you learn, and where?",
    )
    sources_opened = sources_opened()
    flip_reason = flip_reason()
    opened_with = forms.CharField(required=False, widget=forms.HiddenInput)
    # What turned out to be wrong when all of it was tried: field -> message.
    found_wrong: Mapping[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflicts: list[FieldConflict] = []
        if not self.instance.pk:
            return
        now = self._values_of_record()
        digests = {name: _digest(value) for name, value in now.items()}
        self.initial["opened_with"] = json.dumps(digests)
        if self.is_bound:
            self._meet_the_record(now, digests)

    def _meet_the_record(self, now: Mapping[str, Any], digests: Mapping[str, str]) -> None:
        """Follow the record where only that has changed, and find what both have changed."""
        opened = self._opened_with()
        take = cast(QueryDict, self.data).getlist(TAKE_THEIRS)
        follow = {}
        for name in now:
            mine = _digest(self[name].data)
            if mine == digests[name]:
                continue
            if self.add_prefix(name) in take or mine == opened.get(name):
                follow[name] = now[name]
            elif digests[name] != opened.get(name):
                self.conflicts.append(self._conflict(name, now[name]))
        if follow:
            self._send(follow)
        self._touched = any(_digest(self[name].data) != digests[name] for name in now)

    def has_changed(self) -> bool:
        return self._touched if self._meets_record else super().has_changed()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.conflicts:
            # From here on the editor knows: to save once more is their decision.
            self._send({"opened_with": self.initial["opened_with"]})
            raise ValidationError(
                "Somebody else has saved this since you opened it. Nothing is lost: your version "
                "is still in this form, theirs is what the site holds now. The table at the top of "
                "the form shows both: tick what you take over from them, and save again.",
                code="saved_by_another",
            )
        for name, message in self.found_wrong.items():
            self.add_error(name if name in self.fields else None, message)
        return cleaned

    @property
    def _meets_record(self) -> bool:
        return bool(self.is_bound and self.instance.pk)

    @property
    def is_outdated(self) -> bool:
        """Whether anything of it has been changed since it was opened."""
        if not self._meets_record:
            return False
        digests: dict[str, str] = json.loads(self.initial["opened_with"])
        return self._opened_with() != digests

    def _opened_with(self) -> dict[str, str]:
        try:
            found = json.loads(self.data.get(self.add_prefix("opened_with"), ""))
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def mark_as_told(self) -> None:
        self._send({"opened_with": self.initial["opened_with"]})

    def _conflict(self, name: str, theirs: Any) -> FieldConflict:
        field = self.fields[name]
        return FieldConflict(
            self.add_prefix(name),
            str(field.label or capfirst(name)),
            _in_words(field, theirs),
            _in_words(field, self[name].data),
        )

    def _send(self, values: Mapping[str, Any]) -> None:
        """Put values into the form as if the browser had sent them."""
        data = cast(QueryDict, self.data).copy()
        for name, value in values.items():
            data.setlist(self.add_prefix(name), _texts(value))
        self.data = data

    def _values_of_record(self) -> dict[str, Any]:
        values = {}
        for name in self._compared:
            field = self.fields[name]
            value = field.prepare_value(self.get_initial_for_field(field, name))
            boolean = isinstance(field, forms.BooleanField)
            values[name] = bool(value) if boolean else plain(field.widget).format_value(value)
        return values

    @property
    def _compared(self) -> list[str]:
        model_fields = {field.name for field in self.instance._meta.get_fields()}
        return [
            name
            for name, field in self.fields.items()
            if name in model_fields and not field.widget.is_hidden and not field.disabled
        ]


def _texts(value: Any) -> list[str]:
    """Return a value as browsers send it: no text for what is empty or not ticked."""
    items = value if isinstance(value, list | tuple) else [value]
    texts = ["" if item in (None, False) else str(item) for item in items]
    return [text for text in texts if text]


def _digest(value: Any) -> str:
    """Return the same digest for the same value, as widgets show it or as browsers send it."""
    plain_texts = sorted(text.replace("\r\n", "\n").strip() for text in _texts(value))
    return sha256(json.dumps(plain_texts).encode()).hexdigest()[:12]


def _in_words(field: Any, value: Any) -> str:
    """Return a value as people read it: records and choices by their names."""
    texts = _texts(value)
    if isinstance(field, ModelChoiceField) and field.queryset is not None:
        chosen = field.queryset.filter(pk__in=[text for text in texts if text.isdecimal()])
        return ", ".join(sorted(map(str, chosen)))
    names = {str(key): str(name) for key, name in getattr(field, "choices", ())}
    return ", ".join(names.get(text, text) for text in texts)


class PartForm(ContentForm):
    """A part inside the form of what it belongs to."""

    # Django's way to leave fields out: they stand once, in the form of the record.
    change_reason = sources_opened = flip_reason = None  # type: ignore[assignment]
    # Set by the formset, if the part is gone since the page was opened.
    was_removed = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if position := self.fields.get(POSITION):
            position.validators.append(MaxValueValidator(LAST_POSITION))
            position.required = False
            position.help_text = position.help_text or "Its place in the order. Empty: the last."

    def has_changed(self) -> bool:
        if not self.was_removed:
            return super().has_changed()
        opened = self._opened_with()
        return any(_digest(self[name].data) != opened.get(name) for name in self._compared)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.was_removed:
            # What Django says of it speaks of a hidden field.
            self.errors.pop(self.instance._meta.pk.name, None)
            raise ValidationError(
                "Somebody else has removed this since you opened it. Your version is still in this "
                "form. To bring it back, add it anew; then tick “Delete” here and save.",
                code="removed_by_another",
            )
        return cleaned

    def validate_constraints(self) -> None:
        # Parts may change places with one another: the formset compares their positions.
        exclude = {*self._get_validation_exclusions(), POSITION}  # type: ignore[attr-defined]
        try:
            self.instance.validate_constraints(exclude=exclude)
        except ValidationError as error:
            self._update_errors(error)  # type: ignore[attr-defined]
