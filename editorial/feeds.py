"""What changed, as an Atom feed: of everything, or of what concerns one framework."""

import datetime as dt
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed

from editorial.change_log import page_address
from editorial.content.kinds import followed_kind
from editorial.history import field_changes
from editorial.models import Change

LENGTH = 50


class Changes(Feed):  # type: ignore[type-arg]
    feed_type = Atom1Feed
    subtitle = "What changed in the content, when and why."
    author_name = "Learning Rate"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().__call__(request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        return response

    def get_object(self, request: HttpRequest, key: str = "") -> Any:
        """Return the record that is followed; None for the feed of everything."""
        if not key:
            return None
        record = followed_kind().published().filter(slug=key).first()
        if record is None:
            raise Http404(f"There is no feed of “{key}”.")
        return record

    def title(self, obj: Any) -> str:
        return f"Learning Rate: changes about {obj}" if obj else "Learning Rate: changes"

    def link(self, obj: Any) -> str:
        address = reverse("editorial:changes")
        return f"{address}?{followed_kind().name}={obj.slug}" if obj else address

    def items(self, obj: Any) -> list[Change]:
        changes = Change.objects.listed()
        if obj:
            changes = changes.concerning(followed_kind().name, obj.slug)
        return list(changes[:LENGTH])

    def item_title(self, item: Change) -> str:
        return f"{item.title}: {'added' if item.is_new else 'changed'}"

    def item_description(self, item: Change) -> str:
        lines = [
            f"{field.name}: {field.old or 'empty'} → {field.new}" for field in field_changes(item)
        ]
        return "\n".join([item.reason, *lines]).strip() or self.item_title(item)

    def item_link(self, item: Change) -> str:
        return page_address(item) or reverse("editorial:changes")

    def item_guid(self, item: Change) -> str:
        return f"change-{item.pk}"

    def item_updateddate(self, item: Change) -> dt.datetime:
        return item.made_at

    item_pubdate = item_updateddate
