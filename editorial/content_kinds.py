"""The content that belongs to no app in particular: sources, and our own corrections."""

from django.urls import reverse

from editorial.content.kinds import Kind, Search, register
from editorial.models import Correction, Source

SOURCE = Kind(
    name="source",
    model=Source,
    key=("slug",),
    fields=(
        "slug",
        "title",
        "publisher",
        "url",
        "kind",
        "published",
        "accessed_on",
        "quote",
        "caveat",
    ),
    title=("title",),
    search=Search(19, ("publisher", "quote", "caveat")),
    address=lambda key: reverse("editorial:source", args=[key]),
    index="editorial:sources",
    free_to_add=True,
    files="sources.yaml",
)
CORRECTION = Kind(
    name="correction",
    model=Correction,
    key=("slug",),
    fields=(
        "slug",
        "what",
        "path",
        "mistake",
        "found_on",
        "found_by",
        "mended_on",
        "remedy",
        "status",
    ),
    title=("what",),
    search=Search(20, ("mistake", "remedy")),
    address=lambda key: f"{reverse('editorial:quality')}#{key}",
    index="editorial:quality",
    defaults={"status": "published"},
    files="corrections.yaml",
)

register(SOURCE, CORRECTION)
