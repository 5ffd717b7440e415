"""The two forms of an import: the file, then why."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from editorial.desk.fields import flip_reason, reason, sources_opened
from editorial.importing.reading import MAX_BYTES


class UploadForm(forms.Form):
    file = forms.FileField(
        label="CSV or XLSX file",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        allow_empty_file=True,  # what is wrong with it is said once, when it is read
    )

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        # Before any of it is read into memory.
        if (file.size or 0) > MAX_BYTES:
            raise ValidationError("It is larger than 5 MB. Import it in parts.")
        return file


class ConfirmForm(forms.Form):
    reason = reason(
        "Reason for the import",
        help_text="Shown to readers in the history of each record: what did you learn, and where?",
    )
    opened = sources_opened()
    flip_reason = flip_reason()

    class Media:
        js = ["js/labels.js"]

    def __init__(self, *args: Any, asks_about_flips: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asks_about_flips:
            self.fields["flip_reason"].required = True
        else:
            del self.fields["flip_reason"]
