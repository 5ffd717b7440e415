"""The career-goal form: at most seven questions, each of which can be skipped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from django import forms
from django.http import QueryDict
from django.template.defaultfilters import capfirst

from careers.guide.alternatives import JOBS
from careers.guide.answers import BOXES, CRITERION_OF, NOT_RELEVANT, PARAMETER_OF, Answers
from careers.models import Criterion, MustHave, Role
from editorial.filters import FilterForm, KnownChoicesField

HOURS = (2, 4, 6, 8, 10, 15, 20, 30, 40)
WEEKS = {4: "in a month", 13: "in three months", 26: "in half a year", 52: "in a year"}
SECOND = {"yes": "Yes, if it adds something", "no": "No, one at a time"}
BOX_NAMES = dict(
    zip(
        (*BOXES, NOT_RELEVANT),
        ("Matters most", "Matters", "Nice to have", "Not relevant"),
        strict=True,
    )
)

# The questions that are not about the variants of one criterion.
PRIORITIES, TIME = "priorities", "time"

# What the address holds besides answers: which question is asked, and what an answer rested on.
BESIDES = ("ask", "data", "method")


@dataclass(frozen=True, slots=True)
class Question:
    """A page of the form: its name in the address, what it asks, and which fields it has."""

    name: str
    text: str
    help: str
    fields: tuple[str, ...]


class GoalForm(FilterForm):
    """The whole form. It is always valid: what it doesn't know is ignored, and said so."""

    def __init__(
        self,
        data: QueryDict,
        criteria: Sequence[Criterion],
        roles: Iterable[Role],
        must_haves: Iterable[MustHave],
    ) -> None:
        super().__init__(data)
        self.criteria = criteria
        self.roles = list(roles)
        self.must_haves = list(must_haves)
        roles_to_choose = [(role.slug, role.name) for role in self.roles]
        for criterion in criteria:
            parameter = PARAMETER_OF.get(criterion.slug)
            if not parameter:
                continue
            options = roles_to_choose if criterion.slug == JOBS else _options(criterion)
            if options:
                field = _radio if criterion.exclusive else _checkboxes
                self.fields[parameter] = field(criterion.question, options)
        self.fields["first"] = _select("Your first choice, if you named several", roles_to_choose)
        self.fields["must"] = _checkboxes(
            "A must: without it, a framework is left out",
            [(must.slug, must.name) for must in self.must_haves],
        )
        for criterion in criteria:
            name = f"priority-{criterion.slug}"
            self.fields[name] = _radio(criterion.name, list(BOX_NAMES.items()))
        self.fields["hours"] = _select("Hours a week for learning", [(h, str(h)) for h in HOURS])
        self.fields["weeks"] = _select("When you want to be done", list(WEEKS.items()))
        self.fields["second"] = _radio("Would you learn a second one too?", list(SECOND.items()))

    def chosen(self, name: str) -> list[str]:
        """Return the known answers; none to what there is nothing to choose from."""
        return super().chosen(name) if name in self.fields else []

    def with_data(self, data: QueryDict) -> "GoalForm":
        """Return the same form with other answers, without asking the database again."""
        return GoalForm(data, self.criteria, self.roles, self.must_haves)

    @cached_property
    def questions(self) -> list[Question]:
        """Return the questions in order; one without anything to choose from is left out."""
        found = []
        for criterion in self.criteria:
            parameter = PARAMETER_OF.get(criterion.slug)
            if parameter in self.fields:
                more = {"role": ("first",), "runs": ("must",)}.get(parameter, ())
                found.append(
                    Question(parameter, criterion.question, criterion.help, (parameter, *more))
                )
        priorities = tuple(f"priority-{criterion.slug}" for criterion in self.criteria)
        found.append(
            Question(
                PRIORITIES,
                "What matters most to you?",
                "Sort what you have an opinion on, by how much it matters to go from one end of "
                "its range to the other. What you leave out counts as “matters” if it counts.",
                priorities,
            )
        )
        found.append(
            Question(
                TIME,
                "How much time do you have?",
                "Time changes the plan, never the ranking.",
                ("hours", "weeks", "second"),
            )
        )
        return found

    def question(self, name: str) -> Question | None:
        return next((question for question in self.questions if question.name == name), None)

    def criterion_of(self, field: str) -> Criterion:
        """Return the criterion that the field `priority-…` sorts into a box."""
        slug = field.removeprefix("priority-")
        return next(criterion for criterion in self.criteria if criterion.slug == slug)

    @property
    def answers(self) -> Answers:
        one = {name: next(iter(self.chosen(name)), "") for name in ("first", "hours", "weeks")}
        return Answers(
            chosen={
                criterion: tuple(self.chosen(parameter))
                for parameter, criterion in CRITERION_OF.items()
                if self.chosen(parameter)
            },
            first_role=one["first"] if one["first"] in self.chosen("role") else "",
            must=tuple(sorted(self.chosen("must"))),
            boxes={
                criterion.slug: box
                for criterion in self.criteria
                for box in self.chosen(f"priority-{criterion.slug}")[:1]
            },
            hours=int(one["hours"]) if one["hours"] else None,
            weeks=int(one["weeks"]) if one["weeks"] else None,
            second=next(iter(self.chosen("second")), ""),
        )

    @property
    def ignored(self) -> list[str]:
        data = cast(QueryDict, self.data)
        unknown = [name for name in data if name not in self.fields and name not in BESIDES]
        return [*super().ignored, *(f"“{name}”" for name in unknown)]


def goal_form(data: QueryDict) -> GoalForm:
    """Return the form as the site asks it now: four queries."""
    return GoalForm(
        data,
        list(Criterion.objects.prefetch_related("options")),
        Role.objects.published(),
        MustHave.objects.all(),
    )


def _options(criterion: Criterion) -> list[tuple[str, str]]:
    return [(option.slug, capfirst(option.name)) for option in criterion.options.all()]


type Choices = Sequence[tuple[str | int, str]]


def _checkboxes(label: str, choices: Choices) -> KnownChoicesField:
    return KnownChoicesField(label=label, choices=choices, widget=forms.CheckboxSelectMultiple)


def _radio(label: str, choices: Choices) -> KnownChoicesField:
    return KnownChoicesField(label=label, choices=choices, widget=forms.RadioSelect)


def _select(label: str, choices: Choices) -> KnownChoicesField:
    return KnownChoicesField(label=label, choices=[("", "Not said"), *choices], widget=forms.Select)
