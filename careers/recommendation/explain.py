"""A recommendation in plain words: templates over its numbers, and no arithmetic of its own.

A share of readings is never called a probability: it says how the answers and the facts can be
read, not how a career will go.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from careers.recommendation.answer import DecidingKind, Recommendation
from careers.recommendation.edits import Edit, EditKind
from careers.recommendation.rounding import half_up, percent, percent_in_words
from careers.recommendation.verdict import Cap, VerdictKind

LOCALES = ("en",)
BOXES = ("matters most", "matters", "nice to have")
NOT_RELEVANT = "not relevant"


@dataclass(frozen=True, slots=True)
class Text:
    """The answer in sentences. What does not apply is empty."""

    headline: str
    sureness: str
    cautions: tuple[str, ...]
    why: str
    against: str
    doubt: str
    deciding: str
    edits: tuple[str, ...]
    shift: str
    second: str
    plan: str

    @property
    def sentences(self) -> tuple[str, ...]:
        lines = (self.headline, self.sureness, *self.cautions, self.why, self.against, self.doubt)
        return tuple(
            filter(None, (*lines, self.deciding, *self.edits, self.shift, self.second, self.plan))
        )


def explain(rec: Recommendation, locale: str) -> Text:
    """Return the recommendation in words. Raises ValueError for a locale that nobody wrote."""
    if locale not in LOCALES:
        raise ValueError(f"there is no text for locale {locale}; there is for {', '.join(LOCALES)}")
    return _English(rec).text()


def edit_in_words(edit: Edit, rec: Recommendation) -> str:
    """Return one of the edits of a recommendation as a sentence."""
    return _English(rec).edit(edit)


class _English:
    def __init__(self, rec: Recommendation) -> None:
        self.rec = rec
        self.verdict = rec.verdict

    def text(self) -> Text:
        compared = bool(self.rec.pairwise)
        sampled = compared and self.verdict.kind is not VerdictKind.BOTH_NEEDED
        return Text(
            headline=self._headline(),
            sureness=self._sureness() if sampled else "",
            cautions=self._cautions(),
            why=self._why() if compared else self._score(),
            against=self._against() if compared else "",
            doubt=self._doubt() if sampled else "",
            deciding=self._deciding() if sampled else "",
            edits=self._edits() if sampled else (),
            shift=self._shift() if sampled else "",
            second=self._second(),
            plan=self._plan(),
        )

    def name(self, key: str) -> str:
        return self.rec.names.get(key) or key

    def _headline(self) -> str:
        pick, other = self.name(self.verdict.pick), self.name(self.verdict.runner_up)
        both = self.rec.second and self.rec.second.now
        match self.verdict.kind, self.verdict.stakes_small:
            case VerdictKind.NOT_ENOUGH_DATA, _:
                return "We know too little to recommend a framework for these goals."
            case VerdictKind.ONLY, _:
                return f"Only {pick} meets your must-haves."
            case VerdictKind.BOTH_NEEDED, _:
                return f"You need two: {pick} and {other}. Neither meets your must-haves alone."
            case VerdictKind.CLEAR | VerdictKind.LEAN, _ if both:
                return f"Learn both, {pick} first."
            case VerdictKind.CLEAR, False:
                return f"Learn {pick}."
            case VerdictKind.CLEAR, True:
                return f"Learn {pick}; {other} would serve nearly as well."
            case VerdictKind.LEAN, False:
                return f"{pick} is the better bet."
            case VerdictKind.LEAN, True:
                return f"{pick} by a little; either that or {other} will do."
            case _, True:
                return f"Either {pick} or {other}: it does not matter much."
        contenders = list(self.verdict.contenders)
        if len(contenders) < 2:
            contenders = [self.verdict.pick, self.verdict.runner_up]
        names = _joined([self.name(key) for key in contenders], "or")
        return f"Too close to call: {names}, with {pick} ahead."

    def _sureness(self) -> str:
        pick = self.rec.standing(self.verdict.pick)
        name = self.name(pick.framework)
        if pick.first_share == 1:
            return (
                f"{name} comes first in every one of the {self.rec.readings:,} ways in which we "
                "can read your answers and our data."
            )
        others = [
            f"{self.name(s.framework)} in {percent_in_words(s.first_share)}"
            for s in sorted(self.rec.standings, key=lambda s: -s.first_share)
            if s.framework != pick.framework and s.first_share > 0
        ]
        return (
            f"{name} comes first in {percent_in_words(pick.first_share)} of 100 plausible readings "
            f"of your answers and our data; {_joined(others, 'and')}."
        )

    def _cautions(self) -> tuple[str, ...]:
        found = []
        if self.rec.dropped:
            names = _joined([self.name(key) for key in self.rec.dropped.split(", ")], "and")
            found.append(
                f"No framework, and no two together, meet all your must-haves. This is the answer "
                f"without: {names}."
            )
        if Cap.SECOND_PRIOR in self.verdict.caps:
            found.append(
                "The answer depends on how steeply importance falls from one priority to the next: "
                "where it falls less steeply, another framework comes first more often."
            )
        if Cap.NOT_FIRST_MOST_OFTEN in self.verdict.caps:
            found.append(
                "Another framework comes first in more readings, but by less: on average "
                f"{self.name(self.verdict.pick)} is ahead."
            )
        return tuple(found)

    def _score(self) -> str:
        if not self.rec.standings:
            return ""
        standing = self.rec.standings[0]
        return f"Its match is {_points(standing.score_tenths)} of 100."

    def _why(self) -> str:
        first, other = self.rec.standings[0], self.rec.standings[1]
        name = self.name(other.framework)
        gap = first.score_tenths - other.score_tenths
        reasons = [
            f"{self.name(leaf)} ({_signed(tenths)})"
            for leaf, tenths in self.rec.differences(first.framework, other.framework)
            if tenths > 0
        ]
        level = "is level with it at" if other.tied else "follows with"
        start = f"Match {_points(first.score_tenths)} of 100; {name} {level} "
        start += f"{_points(other.score_tenths)}."
        if not reasons:
            return start
        return f"{start} For it, out of a gap of {_points(gap)}: {_joined(reasons, 'and')}."

    def _against(self) -> str:
        first, other = self.rec.standings[0], self.rec.standings[1]
        reasons = [
            f"{self.name(leaf)} ({_signed(tenths)})"
            for leaf, tenths in reversed(self.rec.differences(first.framework, other.framework))
            if tenths < 0
        ]
        if not reasons:
            return f"Nothing that you marked speaks for {self.name(other.framework)} here."
        return f"Against it: {_joined(reasons, 'and')}."

    def _doubt(self) -> str:
        pick = self.name(self.verdict.pick)
        priorities, facts = self.rec.sure_priorities, self.rec.sure_data
        if percent(self.rec.standing(self.verdict.pick).first_share) == 100:
            return ""
        if priorities > facts:
            return (
                f"The doubt is mostly in our facts. With every fact at its central value, {pick} "
                f"leads in {percent_in_words(priorities)} of 100 readings of your priorities."
            )
        return (
            f"The doubt is mostly in your priorities. With your priorities at their centre, {pick} "
            f"leads in {percent_in_words(facts)} of 100 readings of our facts."
        )

    def _deciding(self) -> str:
        deciding = self.rec.deciding
        if deciding is None:
            return ""
        name = self.name(deciding.subject)
        first, other = (self.name(s.framework) for s in self.rec.standings[:2])
        if deciding.kind is DecidingKind.FACT:
            return f"What decides is how {first} and {other} really compare on: {name}."
        return f"What decides between {first} and {other} is how much this matters to you: {name}."

    def _edits(self) -> tuple[str, ...]:
        if not self.rec.edits:
            return ("No single change to your answers puts another framework first.",)
        return tuple(self.edit(edit) for edit in self.rec.edits)

    def edit(self, edit: Edit) -> str:
        subject = self.name(edit.subject)
        box = NOT_RELEVANT if edit.box is None else BOXES[min(edit.box, len(BOXES) - 1)]
        what = {
            EditKind.MOVE: f"Moving “{subject}” to “{box}”",
            EditKind.ADD: f"Adding “{subject}”",
            EditKind.REMOVE: f"Taking away “{subject}”",
            EditKind.CHOOSE: f"Choosing “{subject}”",
            EditKind.REQUIRE: f"Making “{subject}” a must-have",
            EditKind.RELEASE: f"No longer insisting on “{subject}”",
        }[edit.kind]
        if edit.lead is None:
            return f"{what} leaves only {self.name(edit.winner)}."
        lead = _points(half_up(edit.lead * 1000))
        return f"{what} puts {self.name(edit.winner)} ahead by {lead} points."

    def _shift(self) -> str:
        shift = self.rec.shift
        pick = self.name(self.verdict.pick)
        if shift is None:
            return f"No shift of importance between your priorities puts another one before {pick}."
        if not shift.give_to:
            return f"{pick} and {self.name(shift.challenger)} are level on average."
        return (
            f"In numbers: if {percent_in_words(shift.mass)} of 100 points of importance moved to "
            f"“{self.name(shift.give_to)}”, {self.name(shift.challenger)} would catch up."
        )

    def _second(self) -> str:
        second = self.rec.second
        if second is None or self.verdict.kind is VerdictKind.NOT_ENOUGH_DATA:
            return ""
        parts = [f"{self.name(leaf)} {_points(t)}" for leaf, t in second.parts_tenths.items()]
        bar = _points(second.bar_tenths)
        if not second.worthwhile:
            return f"A second framework would add little for these goals (the bar is {bar} points)."
        start = "" if second.now else "A sensible next step: "
        return (
            f"{start}{self.name(second.framework)} adds {_points(second.points_tenths)} points "
            f"that {self.name(self.verdict.pick)} lacks: {_joined(parts, 'and')}. The bar for "
            f"“worth adding” is {bar}."
        )

    def _plan(self) -> str:
        hours = self.rec.goal.hours_per_week
        steps = [self._step(step.subject, step.weeks, step.later) for step in self.rec.plan]
        if not steps:
            return ""
        start = f"At {hours:g} hours a week" if hours else "In this order"
        return f"{start}: {_joined(steps, 'then')}."

    def _step(self, subject: str, weeks: tuple[int, int] | None, later: bool) -> str:
        name = self.name(subject)
        if later:
            name = f"{name} later"
        if weeks is None:
            return name
        low, high = weeks
        return f"{name} {low} weeks" if low == high else f"{name} {low} to {high} weeks"


def _points(tenths: int) -> str:
    sign = "-" if tenths < 0 else ""
    return f"{sign}{abs(tenths) // 10}.{abs(tenths) % 10}"


def _signed(tenths: int) -> str:
    return f"+{_points(tenths)}" if tenths > 0 else _points(tenths).replace("-", "−")


def _joined(items: Sequence[str], word: str) -> str:
    """Return "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"
