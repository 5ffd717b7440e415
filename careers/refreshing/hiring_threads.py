"""Names of frameworks in the monthly hiring threads, from the public interface of Hacker News.

https://github.com/HackerNews/API

The series goes on as others have counted it (https://github.com/controlarm/hn-hiring-analysis): the
month is that in which the thread began, in UTC; a post is a comment right under it that has a text;
a post names a framework if its name stands in it as a word, in whatever case; and only months that
are over count. They had read the threads through a search service, so a month may differ by a few
posts that were deleted or hidden since.
"""

import asyncio
import datetime as dt
import html
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import batched
from typing import Any

from django.utils.formats import date_format
from django.utils.text import get_text_list

from careers.models import JobSeries
from comparisons.models import Framework
from editorial.content.kinds import Snapshot, kind_of
from editorial.models import ChangeState, SourceKind
from editorial.partial_dates import first_day, last_day
from editorial.refreshing.asking import Interface, Limits, NoAnswerError, Say, fetched
from editorial.refreshing.proposing import Proposals

NAME = "Hacker News"
BASE = "https://hacker-news.firebaseio.com"
USER, ITEM = "/v0/user/whoishiring.json", "/v0/item/{}.json"
# A thread has some hundred posts, each of which is a request.
LIMITS = Limits(requests=2000, at_once=4)
MOST_MONTHS = 3
# Posts that are waited for before more are asked for.
AT_ONCE = 50
SERIES = "hacker-news-hiring"
# The same account asks who wants to be hired, and who is a freelancer.
TITLE = re.compile(r"who is hiring\?", re.IGNORECASE)
TAG = re.compile(r"<[^>]+>")
SOURCE = {
    "slug": "hn-who-is-hiring",
    "url": "https://news.ycombinator.com/submitted?id=whoishiring",
    "title": "Ask HN: Who is hiring? (the monthly threads)",
    "publisher": "Hacker News",
    "kind": SourceKind.FORUM.value,
    "caveat": "Counted by us: comments right under a thread that are neither deleted nor hidden. "
    "Others counted earlier months in the same way through a search service, so a month may "
    "differ by a few posts.",
}


@dataclass(frozen=True, slots=True)
class Count:
    """What the threads of a month hold."""

    threads: Sequence[int]
    posts: int
    naming: Mapping[str, int]  # slug of a framework -> posts that name it


# --- what is taken from an answer -----------------------------------------------------------------


def submitted(data: Any, headers: Mapping[str, str]) -> list[int]:
    """Return the numbers of what the account has written, newest first."""
    return sorted(map(int, data["submitted"]), reverse=True)


def thread(data: Any, headers: Mapping[str, str]) -> dict[str, Any]:
    """Return when something was written, and the posts under it if it is a hiring thread."""
    written = dt.datetime.fromtimestamp(data["time"], dt.UTC)
    is_one = data["type"] == "story" and TITLE.search(data.get("title", ""))
    posts = [int(number) for number in data.get("kids", ())] if is_one else None
    return {"month": f"{written:%Y-%m}", "posts": posts}


def post(data: Any, headers: Mapping[str, str]) -> str:
    """Return the text of a post, in lower case; "" if it does not count."""
    if data is None or data.get("deleted") or data.get("dead"):
        return ""
    return html.unescape(TAG.sub(" ", data.get("text", ""))).strip().lower()


# --- the months that are due ----------------------------------------------------------------------


def refresh(proposals: Proposals, say: Say) -> list[str]:
    """Propose the months that are over and not counted, and return what was not answered."""
    kind = kind_of(JobSeries)
    series = kind.published().filter(slug=SERIES)
    if (record := kind.records().filter(pk__in=series).first()) is None:
        return []
    old = kind.snapshot(record)
    earlier = [*proposals.earlier(kind, key=SERIES)]
    if any(change.state == ChangeState.PROPOSED for change in earlier):
        say(f"{NAME}: a proposal for “{kind.title_of(record)}” waits, so nothing is counted")
        return []
    declined = [
        row["period"] for change in earlier for row in change.fields.get("points", ((), ()))[1]
    ]
    months = due_months(old["points"], declined, proposals.day)
    if not months:
        return []
    words = _words(old["points"])
    counts, problems = fetched(NAME, BASE, partial(_count, months, words), limits=LIMITS, say=say)
    if counts:
        _propose(proposals, old, counts)
    return problems


def due_months(points: Iterable[Snapshot], declined: Iterable[str], day: dt.date) -> list[str]:
    """Return the first months after the last one that are over, oldest first."""
    months: list[str] = []
    newest = max((row["period"] for row in points), default="")
    if not newest:
        return []
    while len(months) < MOST_MONTHS:
        newest = f"{last_day(newest) + dt.timedelta(days=1):%Y-%m}"
        if last_day(newest) >= day:
            break
        if newest not in declined:
            months.append(newest)
    return months


def _words(points: Sequence[Snapshot]) -> dict[str, re.Pattern[str]]:
    """Return what stands for each framework that the series counts."""
    newest = max(row["period"] for row in points)
    slugs = {row["framework"] for row in points if row["period"] == newest}
    names = Framework.objects.filter(slug__in=slugs).values_list("slug", "name")
    return {slug: re.compile(rf"\b{re.escape(name.lower())}\b") for slug, name in names}


# --- counting -------------------------------------------------------------------------------------


async def _count(
    months: Sequence[str], words: Mapping[str, re.Pattern[str]], interface: Interface
) -> tuple[dict[str, Count], list[str]]:
    """Return the months that were counted whole, and what went wrong."""
    counts: dict[str, Count] = {}
    try:
        threads = await _threads(months, interface)
        for month in months:
            if posts := {number: threads[month][number] for number in sorted(threads[month])}:
                texts = await _texts([one for some in posts.values() for one in some], interface)
                naming = {
                    slug: sum(bool(word.search(text)) for text in texts)
                    for slug, word in words.items()
                }
                counts[month] = Count([*posts], len(texts), naming)
                interface.say(f"{month}: {len(texts)} posts")
            else:
                interface.say(f"{month}: no thread found")
    except NoAnswerError as error:
        # Months after one that is missing would leave a gap that no later run fills.
        return counts, [f"{NAME}: {error}"]
    return counts, []


async def _threads(months: Sequence[str], interface: Interface) -> dict[str, dict[int, list[int]]]:
    """Return the posts of each hiring thread of the months."""
    found: defaultdict[str, dict[int, list[int]]] = defaultdict(dict)
    for number in await interface.ask(USER, submitted):
        about = await interface.ask(ITEM.format(number), thread, remember=False)
        if about["month"] < months[0]:
            break
        if about["posts"] is not None and about["month"] in months:
            found[about["month"]][number] = about["posts"]
    return found


async def _texts(posts: Sequence[int], interface: Interface) -> list[str]:
    """Return the text of each post that counts."""
    texts: list[str] = []
    for some in batched(posts, AT_ONCE):
        asked = (interface.ask(ITEM.format(one), post, remember=False) for one in some)
        for answer in await asyncio.gather(*asked, return_exceptions=True):
            if isinstance(answer, BaseException):
                raise answer
            texts.append(answer)
    return [text for text in texts if text]


# --- proposing ------------------------------------------------------------------------------------


def _propose(proposals: Proposals, old: Snapshot, counts: Mapping[str, Count]) -> None:
    kind = kind_of(JobSeries)
    part = kind.parts["points"]
    points: list[Snapshot] = [
        {"period": month, "framework": slug, "count": naming, "base": count.posts}
        for month, count in counts.items()
        if count.posts
        for slug, naming in count.naming.items()
    ]
    if not points:
        return
    source = proposals.source(**SOURCE)
    new = old | {
        "points": sorted(
            [*old["points"], *points], key=lambda row: [row[name] for name in part.sort_key]
        ),
        "as_of": max(point["period"] for point in points),
        "checked_on": proposals.day.isoformat(),
        "sources": sorted({*old["sources"], source}),
    }
    months = [date_format(first_day(month), "F Y") for month in counts]
    threads = [str(number) for count in counts.values() for number in count.threads]
    reason = (
        f"Counted in the same way as before, in the threads of {get_text_list(months, 'and')}, on "
        f"{proposals.day_in_words}: items {get_text_list(threads, 'and')} of {BASE}"
    )
    proposals.add(kind, SERIES, old["name"], old, new, reason=reason, cites=[source])
