"""What readers find records by."""

from django.db import models


class SearchEntry(models.Model):
    """What readers find a published record by, made from it by `editorial.search`.

    The databases index the columns of words by themselves, each in its own way: migration 0004.
    """

    # The place of the kind and the key of the record, so that neither has to be looked up, and what
    # matters more comes first: see `editorial.search.entries`.
    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=30)
    path = models.CharField(max_length=300)
    title = models.TextField()
    also = models.TextField(blank=True)  # other names
    text = models.TextField(blank=True)
    # The same as stems, with spaces between them; names are one word each.
    name_words = models.TextField(blank=True)
    title_words = models.TextField(blank=True)
    also_words = models.TextField(blank=True)
    text_words = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "search entries"

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A word that some entries have, to complete and correct what readers type."""

    text = models.CharField(max_length=40, unique=True)
    backwards = models.CharField(max_length=40, db_index=True)
    stem = models.CharField(max_length=40, db_index=True)
    entries = models.PositiveIntegerField(help_text="How many entries have it.")

    class Meta:
        ordering = ["-entries", "text"]

    def __str__(self) -> str:
        return self.text
