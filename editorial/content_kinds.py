"""The content that belongs to no app in particular."""

from django.urls import reverse

from editorial.content.kinds import Kind, register
from editorial.models import Source

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
    address=lambda key: reverse("editorial:source", args=[key]),
    files="sources.yaml",
)

register(SOURCE)
