"""What a public interface last answered, so that it need not be fetched again until it changes."""

from django.db import models
from django.utils import timezone

VALIDATOR_LENGTH = 200


class FetchedPage(models.Model):
    """What was needed of one answer, and by what the interface tells whether it has changed."""

    url = models.URLField("address", max_length=500, unique=True)
    etag = models.CharField(max_length=VALIDATOR_LENGTH, blank=True)
    last_modified = models.CharField(max_length=VALIDATOR_LENGTH, blank=True)
    content = models.JSONField()
    fetched_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.url
