"""A learning path as a calendar and as Markdown, to follow it somewhere else."""

import datetime as dt
import re
from collections.abc import Sequence

from icalendar import Calendar, Event, vText

from careers.learning.hours import Hours, hours_of
from careers.learning.study_plan import StudyPlan
from careers.models import LearningPath, LearningStep

DAY = dt.timedelta(days=1)
SPECIAL_IN_MARKDOWN = re.compile(r"([\\`*_\[\]<>])")


def calendar_file(path: LearningPath, plan: StudyPlan, address: str, host: str) -> bytes:
    """Return the plan as an RFC 5545 calendar: one all-day event for each step.

    address: of the path's page. host: makes the identifiers of the events unique.
    Nothing in it depends on when it is made, so that the same plan is the same file.
    """
    calendar = Calendar()
    calendar.add("PRODID", "-//Learning Rate//Learning paths//EN")
    calendar.add("VERSION", "2.0")
    # vText: the library does not escape what is no property of the standard.
    calendar.add("X-WR-CALNAME", vText(f"Learning path: {path.title}"))
    for number, planned in enumerate(plan.steps, start=1):
        step = planned.step
        event = Event()
        # The same step keeps its identifier, so that a new plan moves it and adds no second one.
        event.add("UID", f"{path.slug}.{step.slug}@{host}")
        event.add("DTSTAMP", path.updated_at)
        event.add("DTSTART", planned.first_day)
        event.add("DTEND", planned.last_day + DAY)  # the first day that is not part of it
        event.add("SUMMARY", f"{path.title}, step {number}: {step.goal}")
        event.add("DESCRIPTION", "\n\n".join(_lines(step, plan.hours_a_week, address)))
        event.add("URL", f"{address}#{step.slug}")
        event.add("TRANSP", "TRANSPARENT")  # learning some hours a week leaves the day free
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def markdown_file(path: LearningPath, steps: Sequence[LearningStep], address: str) -> str:
    """Return the path as Markdown, with a box to tick for each step."""
    parts = [
        f"# Learning path: {_escaped(path.title)}",
        _escaped(path.why),
        f"Before you start: {_escaped(path.prerequisites)}",
        f"From <{address}>",
    ]
    for number, step in enumerate(steps, start=1):
        lines = [
            f"- [ ] **{number}. {_escaped(step.goal)}**",
            *(
                f"  - Learn: [{_escaped(resource.title)}](<{resource.url}>), "
                f"{_escaped(resource.provider)}"
                for resource in step.resources.all()
            ),
            f"  - Hours: {_escaped(hours_in_words(step))}",
            f"  - Project: {_escaped(step.project)}",
            f"  - Done when: {_escaped(step.acceptance)}",
        ]
        if step.hardware:
            lines.append(f"  - Special hardware: {_escaped(step.hardware)}")
        parts.append("\n".join(lines))
        if path.stop and path.stop_after_id == step.pk:
            parts.append(f"**A good place to stop.** {_escaped(path.stop)}")
    if path.stop and path.stop_after_id is None:
        parts.append(f"**A good place to stop.** {_escaped(path.stop)}")
    return "\n\n".join(parts) + "\n"


def hours_in_words(step: LearningStep) -> str:
    hours = hours_of(step)
    stated = f"{_range(hours)}, as stated." if hours.stated else "no source says how long."
    return f"{stated} {step.hours_note}".strip()


def _range(hours: Hours) -> str:
    if hours.low == hours.high:
        return f"{hours.low} hour{'' if hours.low == 1 else 's'}"
    return f"{hours.low} to {hours.high} hours"


def _lines(step: LearningStep, hours_a_week: int, address: str) -> list[str]:
    return [
        *(f"Learn: {resource.title}, {resource.url}" for resource in step.resources.all()),
        f"Hours: {hours_in_words(step)} Planned at {hours_a_week} a week.",
        f"Project: {step.project}",
        f"Done when: {step.acceptance}",
        *([f"Special hardware: {step.hardware}"] if step.hardware else []),
        f"The whole path: {address}",
    ]


def _escaped(text: str) -> str:
    return SPECIAL_IN_MARKDOWN.sub(r"\\\1", text)
