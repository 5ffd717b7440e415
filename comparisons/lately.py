"""What has changed lately: releases, tools that changed their state, and edits of this site."""

from dataclasses import dataclass

from comparisons.models import FactTopic, FrameworkFact, Tool
from editorial.change_log import page_address
from editorial.models import Change, Origin, public_q


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, on a date as exact as it is known."""

    on: str
    title: str
    text: str
    path: str


def latest_events(limit: int) -> list[Event]:
    """Return the newest events, newest first: three queries."""
    events: list[Event] = []
    versions = FrameworkFact.objects.filter(public_q("framework__"), topic=FactTopic.LATEST_VERSION)
    for fact in versions.select_related("framework").order_by("-as_of")[:limit]:
        framework = fact.framework
        version = fact.text.partition(",")[0]
        path = framework.get_absolute_url()
        events.append(Event(fact.as_of, framework.name, f"Version {version} released", path))
    for tool in Tool.objects.published().exclude(since="").order_by("-since", "name")[:limit]:
        state = tool.get_state_display()
        events.append(Event(tool.since, tool.name, state, tool.get_absolute_url()))
    for change in Change.objects.listed().filter(origin=Origin.EDITOR)[:limit]:
        if path := page_address(change):
            text = change.reason or ("Added here" if change.is_new else "Edited here")
            events.append(Event(change.made_at.date().isoformat(), change.title, text, path))
    return sorted(events, key=lambda event: (event.on, event.title), reverse=True)[:limit]
