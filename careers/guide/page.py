"""The page with the career-goal form: which question it asks, its address, and what it answers.

One address holds everything: the answers, the question on the page, and the data release and
version of the method that the answer rested on when the address was made.
"""

from functools import cached_property

from django.http import QueryDict
from django.urls import reverse

from careers.guide import releases
from careers.guide.advice import Advice, Told, told
from careers.guide.forms import BESIDES, PRIORITIES, TIME, GoalForm, Question, goal_form
from careers.guide.since import Since, changes_since
from careers.recommendation import ENGINE_VERSION

# Values of `ask` that are no question: all of them on one page, and none.
ALL, NONE = "all", "none"


class GoalPage:
    def __init__(self, data: QueryDict) -> None:
        self.form: GoalForm = goal_form(data)
        self.answers = self.form.answers
        self.release = releases.current()
        # A button stands behind a hidden field of the same name: the last value counts.
        self._given = {name: data.get(name, "") for name in BESIDES}
        self.ask = self._given["ask"]
        if self.ask not in (ALL, NONE) and self.form.question(self.ask) is None:
            self.ask = NONE if self.is_answered else self.questions[0].name

    # --- the form --------------------------------------------------------------------------------

    @property
    def questions(self) -> list[Question]:
        return self.form.questions

    @property
    def question(self) -> Question | None:
        """The only question on the page, if there is only one."""
        return self.form.question(self.ask)

    @property
    def asked(self) -> list[Question]:
        return self.questions if self.all else [self.question] if self.question else []

    @property
    def all(self) -> bool:
        return self.ask == ALL

    @property
    def number(self) -> int:
        return self.questions.index(self.question) + 1 if self.question else 0

    @property
    def next(self) -> str:
        """What comes after the question on the page: another one, or the answer."""
        later = self.questions[self.number :] if self.question else []
        return later[0].name if later else NONE

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The answers to the questions that are not on the page."""
        shown = {name for question in self.asked for name in question.fields}
        query = QueryDict(self.answers.query())
        return [(n, value) for n, values in query.lists() for value in values if n not in shown]

    @property
    def is_answered(self) -> bool:
        return bool(self.answers.query())

    # --- addresses -------------------------------------------------------------------------------

    @property
    def address(self) -> str:
        """The one address of this page."""
        default = NONE if self.is_answered else self.questions[0].name
        ask = "" if self.ask == default else self.ask
        return self._address(self.answers.query(), ask, self._given["data"], self._given["method"])

    @property
    def shared(self) -> str:
        """The address of the answer as it is today."""
        return self._address(self.answers.query(), "", "", "")

    @property
    def skipping(self) -> str:
        """The address of the next question, with nothing said to this one."""
        query = QueryDict(mutable=True)
        for name, value in self.hidden:
            query.appendlist(name, value)
        return self.asking(self.next, query.urlencode())

    @property
    def all_at_once(self) -> str:
        return self.asking(ALL)

    @property
    def one_at_a_time(self) -> str:
        return self.asking(self.questions[0].name)

    @property
    def sorting(self) -> str:
        return self.asking(PRIORITIES)

    @property
    def timing(self) -> str:
        return self.asking(TIME)

    @property
    def changing(self) -> list[tuple[Told, str]]:
        """What was told, each with the address at which it can be changed."""
        return [(item, self.asking(item.question.name)) for item in told(self.form)]

    def asking(self, ask: str, query: str | None = None) -> str:
        return self._address(self.answers.query() if query is None else query, ask, "", "")

    def _address(self, answers: str, ask: str, data: str, method: str) -> str:
        query = QueryDict(answers, mutable=True)
        if answers and self.release:
            query["data"] = data or self.release.name
            query["method"] = method or ENGINE_VERSION
        if ask:
            query["ask"] = ask
        path = reverse("careers:recommend")
        return f"{path}?{query.urlencode()}" if query else path

    # --- the answer ------------------------------------------------------------------------------

    @cached_property
    def advice(self) -> Advice | None:
        """The answer; None if too little was said, or if there is nothing to recommend from."""
        if self.release is None or not self.answers.says_what_matters:
            return None
        goal = self.answers.goal(releases.dataset_of(self.release))
        return Advice(self.form, self.release, goal) if goal else None

    @cached_property
    def since(self) -> Since | None:
        """What has changed since the address was made; None if nothing could."""
        name = self._given["data"]
        if self.release is None or name in ("", self.release.name) or not self.advice:
            return None
        old = releases.named(name)
        return changes_since(old, self.release, self.answers) if old else None

    @property
    def unknown_release(self) -> str:
        """The data release in the address, if there has never been one of that name."""
        name = self._given["data"]
        known = not name or (self.release and name == self.release.name) or self.since
        return "" if known or not self.advice else name

    @property
    def older_method(self) -> str:
        method = self._given["method"]
        return "" if method in ("", ENGINE_VERSION) else method
