"""The public interface of GitHub: what is asked of a repository, and what is taken from it.

https://docs.github.com/en/rest/repos/repos#get-a-repository
https://docs.github.com/en/rest/repos/repos#list-repository-contributors
https://docs.github.com/en/rest/releases/releases#get-the-latest-release
https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api
"""

import datetime as dt
import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from django.conf import settings
from django.utils.text import slugify

from comparisons.models import Framework
from editorial.models import SourceKind
from editorial.refreshing.asking import (
    Interface,
    Limits,
    NoAnswerError,
    NoMoreAnswersError,
    Read,
    Say,
    fetched,
)
from editorial.refreshing.proposing import Proposals

NAME = "GitHub"
BASE = "https://api.github.com"
# One request after the other, as GitHub asks.
LIMITS = Limits(requests=200, at_once=1)
HEADERS = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
REPOSITORY = re.compile(r"https://github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?/?")
LAST_PAGE = re.compile(r'[?&]page=(\d+)[^>]*>;\s*rel="last"')


def repository_of(framework: Framework) -> str:
    """Return "owner/name"; "" if it is not at GitHub, or not published."""
    found = REPOSITORY.fullmatch(framework.repository) if framework.is_public else None
    return found[1] if found else ""


def stars(data: Any, headers: Mapping[str, str]) -> int:
    count = data["stargazers_count"]
    if type(count) is not int or count < 0:
        raise ValueError(count)
    return count


def contributors(data: Any, headers: Mapping[str, str]) -> int:
    """Return the number of the last page of one each; where there is only one, none is named."""
    if not isinstance(data, list):
        raise TypeError(data)
    last = LAST_PAGE.search(headers.get("link", ""))
    return int(last[1]) if last else len(data)


def release(data: Any, headers: Mapping[str, str]) -> dict[str, str]:
    """Return the tag of a release, and the month in which it was published."""
    published = dt.datetime.fromisoformat(data["published_at"])
    if not isinstance(data["tag_name"], str):
        raise TypeError(data["tag_name"])
    return {"tag": data["tag_name"], "month": f"{published:%Y-%m}"}


def answers_to(questions: Mapping[str, Read], say: Say) -> tuple[dict[str, Any], list[str]]:
    """Return the answers, by path, and what is wrong with those that are missing."""
    token = settings.GITHUB_TOKEN
    headers = HEADERS | ({"Authorization": f"Bearer {token}"} if token else {})
    return fetched(NAME, BASE, partial(_ask, questions), limits=LIMITS, say=say, headers=headers)


async def _ask(
    questions: Mapping[str, Read], interface: Interface
) -> tuple[dict[str, Any], list[str]]:
    answers, problems = {}, []
    for path, read in questions.items():
        try:
            answers[path] = await interface.ask(path, read)
        except NoMoreAnswersError as error:
            problems.append(f"{NAME}: {error}")
            break
        except NoAnswerError as error:
            # A project may well have no release.
            if not (read is release and error.status == 404):
                problems.append(f"{NAME}, {path}: {error}")
    interface.say(f"{len(answers)} of {len(questions)} answers")
    return answers, problems


def source_of(proposals: Proposals, repository: str, part: str = "") -> str:
    """Return the slug of the source that a repository, or such a part of it, is."""
    owner = repository.partition("/")[0]
    return proposals.source(
        f"https://github.com/{repository}{part}",
        slugify(f"github-{repository}{part}".replace("/", "-").replace(".", "-"))[:60],
        title=f"{repository} on GitHub{part.replace('/', ': ')}",
        publisher=f"{owner} on GitHub",
        kind=(SourceKind.RELEASE_NOTES if part else SourceKind.REPOSITORY).value,
    )
