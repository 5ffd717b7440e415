"""When each step of a path is due, for so many hours a week from some day on."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from careers.learning.hours import Hours, hours_of, total
from careers.models import LearningStep

WEEK = dt.timedelta(weeks=1)
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PlannedStep:
    step: LearningStep
    hours: Hours
    fewest_weeks: int
    most_weeks: int
    first_day: dt.date
    last_day: dt.date


@dataclass(frozen=True, slots=True)
class StudyPlan:
    hours_a_week: int
    steps: tuple[PlannedStep, ...]

    @property
    def total(self) -> Hours:
        return total(planned.hours for planned in self.steps)

    @property
    def stated(self) -> list[PlannedStep]:
        """The steps whose length a source states."""
        return [planned for planned in self.steps if planned.hours.stated]

    @property
    def stated_total(self) -> Hours:
        return total(planned.hours for planned in self.stated)

    @property
    def unstated(self) -> int:
        return len(self.steps) - len(self.stated)

    @property
    def fewest_weeks(self) -> int:
        return weeks_for(self.total.low, self.hours_a_week)

    @property
    def most_weeks(self) -> int:
        return weeks_for(self.total.high, self.hours_a_week)


def weeks_for(hours: int, hours_a_week: int) -> int:
    """Return in how many weeks these hours are done, the last one counted as whole."""
    return -(-hours // hours_a_week)


def study_plan(steps: Sequence[LearningStep], hours_a_week: int, start: dt.date) -> StudyPlan:
    """Lay the steps out one after another, each as long as the middle of its range of hours.

    A step goes from the week in which it begins to the week in which it ends, and may share both
    with its neighbours.
    """
    planned = []
    done = 0  # twice the middle of what came before, so that halves of hours stay exact
    for step in steps:
        hours = hours_of(step)
        begins = done // (2 * hours_a_week)
        done += hours.low + hours.high
        ends = max(begins + 1, weeks_for(done, 2 * hours_a_week))
        planned.append(
            PlannedStep(
                step=step,
                hours=hours,
                fewest_weeks=weeks_for(hours.low, hours_a_week),
                most_weeks=weeks_for(hours.high, hours_a_week),
                first_day=start + begins * WEEK,
                last_day=start + ends * WEEK - DAY,
            )
        )
    return StudyPlan(hours_a_week, tuple(planned))


def next_monday(day: dt.date) -> dt.date:
    """Return the first Monday after a day."""
    return day + (7 - day.weekday()) * DAY
