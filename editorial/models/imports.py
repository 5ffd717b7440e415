"""What editors have uploaded and not confirmed yet."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class ImportedFile(models.Model):
    """A file between its preview and the editor's word. Then it is gone, and its changes are there.

    What is applied is made of what is kept here, never of what a browser sends back.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    name = models.CharField(max_length=150)
    uploaded_at = models.DateTimeField(default=timezone.now, db_index=True)
    table = models.JSONField(help_text="The rows, as `editorial.importing.reading` reads them.")
    preview = models.JSONField(help_text="What its editor was shown last.")

    def __str__(self) -> str:
        return self.name
