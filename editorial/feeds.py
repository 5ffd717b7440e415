"""What changed, as an Atom feed: of everything, or of what concerns one framework."""

import datetime as dt
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed

from editorial.change_log import ChangedPage, Line, Load, by_day
from editorial.content.kinds import followed_kind
from editorial.models import Change
from editorial.schedule import catch_up

LENGTH = 50


class Changes(Feed):  # type: ignore[type-arg]
    feed_type = Atom1Feed
    subtitle = "What changed in the content, when and why."
    author_name = "Learning Rate"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        catch_up()
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

    def items(self, obj: Any) -> list[ChangedPage | Load]:
        """Return what the newest changes changed; what came in one load is one entry."""
        changes = Change.objects.listed()
        if obj:
            changes = changes.concerning(followed_kind().name, obj.slug)
        return [entry for _, entries in by_day(changes[:LENGTH]) for entry in entries]

    def item_title(self, item: ChangedPage | Load) -> str:
        if isinstance(item, Load):
            return "Added together"
        return f"{item.title}: {'added' if item.newest.is_new else 'changed'}"

    def item_description(self, item: ChangedPage | Load) -> str:
        if isinstance(item, Load):
            texts = [item.newest.reason, ", ".join(title for title, _ in item.parts)]
        else:
            texts = [text for line in item.lines for text in _texts(line)]
        return "\n".join(filter(None, texts)) or self.item_title(item)

    def item_link(self, item: ChangedPage | Load) -> str:
        return getattr(item, "path", "") or reverse("editorial:changes")

    def item_guid(self, item: ChangedPage | Load) -> str:
        return f"change-{item.newest.pk}"

    def item_updateddate(self, item: ChangedPage | Load) -> dt.datetime:
        return item.newest.made_at

    item_pubdate = item_updateddate


def _texts(line: Line) -> list[str]:
    changes = (f"{field.name}: {field.old or 'empty'} → {field.new}" for field in line.fields)
    flips = (f"{f['reader']}: {f['after']} instead of {f['before']}" for f in line.change.flips)
    return [line.change.reason, line.change.flip_reason, *flips, *changes]
