"""The latest version of each framework, from its latest release at GitHub."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.formats import date_format

from comparisons.models import FactTopic, Framework
from comparisons.refreshing import github
from comparisons.refreshing.github import repository_of, source_of
from editorial.content.kinds import Kind, Snapshot, kind_of
from editorial.content.writing import complete
from editorial.freshness import GoodFor
from editorial.partial_dates import first_day
from editorial.refreshing.asking import Say
from editorial.refreshing.proposing import Proposals

PATH = "/repos/{}/releases/latest"
# At the end of a tag: "v2.15.0", "jax-v0.12.0", and not "v2.16.0-rc1".
OF_TAG = re.compile(r"(?:^|[^\d.])(\d+(?:\.\d+)+)$")
OF_TEXT = re.compile(r"\d+(?:\.\d+)*")


def released() -> dict[str, Framework]:
    """Return the frameworks whose releases can be asked for, by path."""
    return {
        PATH.format(repository): framework
        for framework in Framework.objects.published()
        if (repository := repository_of(framework))
    }


def propose_versions(
    proposals: Proposals, frameworks: Mapping[str, Framework], answers: Mapping[str, Any], say: Say
) -> None:
    """answers: path -> tag and month."""
    kind = kind_of(Framework)
    paths = {framework.pk: path for path, framework in frameworks.items() if path in answers}
    for record in kind.records().filter(pk__in=paths).order_by("slug"):
        path = paths[record.pk]
        old, framework = kind.snapshot(record), frameworks[path]
        row = latest(old["facts"])
        if not (text := new_text(framework, row, answers[path], say)):
            continue
        if any(text == said for said in _said_before(proposals, kind, framework)):
            continue
        repository = repository_of(framework)
        source = source_of(proposals, repository, "/releases")
        values = {
            "text": text,
            "as_of": answers[path]["month"],
            "checked_on": proposals.day.isoformat(),
            "sources": sorted({*(row["sources"] if row else ()), source}),
        }
        new = old | {"facts": _with_latest(kind.parts["facts"], old["facts"], values)}
        reason = (
            f"GitHub gave {answers[path]['tag']} as the latest release of {repository} on "
            f"{proposals.day_in_words}: {github.BASE}{path}"
        )
        if row and row["note"]:
            reason += " (the note is about the version before it)"
        key, title = kind.key_of(record), kind.title_of(record)
        proposals.add(kind, key, title, old, new, reason=reason, cites=[source])


def new_text(
    framework: Framework, row: Snapshot | None, answer: Mapping[str, str], say: Say
) -> str:
    """Return what is to be said of a release, such as "2.15.0, October 2026"; "" if nothing new."""
    if (found := OF_TAG.search(answer["tag"])) is None:
        say(f"{github.NAME}: {framework.name}: the tag {answer['tag']} names no version")
        return ""
    version = found[1]
    if here := OF_TEXT.match(row["text"] if row else ""):
        if _comparable(version) < _comparable(here[0]):
            say(f"{github.NAME}: {framework.name}: {version} is older than {here[0]}, left out")
        if _comparable(version) <= _comparable(here[0]):
            return ""
    return f"{version}, {date_format(first_day(answer['month']), 'F Y')}"


def _comparable(version: str) -> list[int]:
    """2.15 and 2.15.0 are the same."""
    return [int(part) for part in re.sub(r"(\.0+)+$", "", version).split(".")]


def _said_before(proposals: Proposals, kind: Kind, framework: Framework) -> Iterable[str]:
    for change in proposals.earlier(kind, key=framework.slug):
        if row := latest(change.fields.get("facts", ((), ()))[1]):
            yield row["text"]


def latest(facts: Iterable[Snapshot]) -> Snapshot | None:
    """Return the fact that is about the latest version; None if there is none."""
    return next((fact for fact in facts if fact["topic"] == FactTopic.LATEST_VERSION), None)


def _with_latest(part: Kind, facts: Sequence[Snapshot], values: Snapshot) -> list[Snapshot]:
    new = {"topic": FactTopic.LATEST_VERSION.value, "good_for": GoodFor.QUARTER.value}
    row = latest(facts) or complete(part, new)
    rest = [fact for fact in facts if fact is not row]
    return sorted([*rest, row | values], key=lambda fact: [fact[name] for name in part.sort_key])
