"""Asking one public interface: within its limits and ours, and not again for what has not changed.

Limits are kept as GitHub describes them, which fits others that say less of theirs:
https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
Conditional requests: RFC 9110, section 13. Retry-After: section 10.2.3.
"""

import asyncio
import datetime as dt
import json
from asyncio import sleep
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from time import time as now
from typing import Any
from urllib.parse import urljoin

import httpcore2
from django.utils.formats import date_format

from editorial.links.addresses import UnreachableError
from editorial.links.visiting import Answer, beginning, reason_of, texts_of, tls
from editorial.models import FetchedPage
from editorial.models.pages import VALIDATOR_LENGTH

AGENT = "LearningRate-Refresh/1.0"
OK, NOT_MODIFIED, UNAUTHORIZED = 200, 304, 401
# How long to wait where an interface wants no more requests for now and gives no time.
MINUTE = 60.0
# What an interface asks for counts as no more than this.
LONGEST_WAIT = 30 * 24 * 3600.0
REPORT_EVERY = 50

# The JSON of an answer and its headers -> what is needed of it, as JSON. Raises what an unexpected
# shape raises.
type Read = Callable[[Any, Mapping[str, str]], Any]
type Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """Times are in seconds, sizes in bytes."""

    connecting: float = 10.0
    answer: float = 30.0  # for one answer with all of its body
    body: int = 1024 * 1024
    requests: int = 100  # in a run
    at_once: int = 1
    tries: int = 4  # of one question
    pause: float = 1.0  # before the second try, and twice as long before each further one
    waiting: float = 300.0  # in a run, where the interface asks to wait
    failures: int = 2  # questions in a row without an answer, and no more are asked
    redirects: int = 3


class NoAnswerError(Exception):
    """A question was not answered; the text says why.

    status: of the answer that was none; 0 if it was something else.
    """

    def __init__(self, text: str, status: int = 0) -> None:
        self.status = status
        super().__init__(text)


class NoMoreAnswersError(NoAnswerError):
    """No more questions are asked in this run."""


class Interface:
    """A public interface, in one run."""

    def __init__(
        self,
        name: str,
        base: str,
        limits: Limits,
        headers: Mapping[str, str],
        known: Mapping[str, FetchedPage],
        say: Say,
    ) -> None:
        """base: what all its addresses begin with, without a slash. known: address -> page."""
        self.name = name
        self.base = base
        self.fetched: list[FetchedPage] = []  # to be remembered
        self.requests = 0
        self._limits = limits
        self._headers = {
            "User-Agent": AGENT,
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            **headers,
        }
        self._known = known
        self._say = say
        self._pool = httpcore2.AsyncConnectionPool(tls(), max_connections=limits.at_once)
        self._at_once = asyncio.Semaphore(limits.at_once)
        self._one_waits = asyncio.Lock()
        self._not_before = 0.0  # the time until which the interface wants no requests
        self._waited = 0.0
        self._failures = 0
        self._closed = ""  # why no more questions are asked

    def say(self, text: str) -> None:
        self._say(f"{self.name}: {text}")

    async def used_by[T](self, fetching: "Callable[[Interface], Awaitable[T]]") -> T:
        async with self._pool:
            return await fetching(self)

    async def ask(self, path: str, read: Read, *, remember: bool = True) -> Any:
        """Return what `read` takes from the answer; from the former one if nothing has changed.

        Raises NoAnswerError.
        """
        url = self.base + path
        async with self._at_once:
            known = self._known.get(url) if remember else None
            answer = await self._answered(url, known)
        if answer.status == NOT_MODIFIED and known is not None:
            return known.content
        content = _content(answer, read)
        if remember:
            self._remember(url, answer, content)
        return content

    def _remember(self, url: str, answer: Answer, content: Any) -> None:
        etag, modified = (answer.headers.get(name, "") for name in ("etag", "last-modified"))
        if (etag or modified) and max(len(etag), len(modified)) <= VALIDATOR_LENGTH:
            page = FetchedPage(url=url, etag=etag, last_modified=modified, content=content)
            self.fetched.append(page)

    # --- one question ---------------------------------------------------------------------------

    async def _answered(self, url: str, known: FetchedPage | None) -> Answer:
        """Return an answer of the status 200 or 304, after some tries if need be."""
        headers = self._headers | _conditions(known)
        trouble = ""
        for number in range(self._limits.tries):
            if number and self._not_before <= now():
                await sleep(self._limits.pause * 2 ** (number - 1))
            await self._until_it_may()
            try:
                answer = await self._followed(url, headers)
            except UnreachableError as error:
                trouble = str(error)
                continue
            if (until := _not_before(answer, number)) is not None:
                self._not_before = max(self._not_before, until)
            if answer.status >= 500 or _is_limit(answer):
                trouble = answer.name
                continue
            if answer.status == UNAUTHORIZED:
                self._closed = f"it does not accept who asks ({answer.name})"
                raise NoMoreAnswersError(self._closed)
            if answer.status != OK and not (answer.status == NOT_MODIFIED and known):
                raise NoAnswerError(answer.name, answer.status)
            self._failures = 0
            return answer
        self._failures += 1
        trouble = f"{trouble}, {self._limits.tries} times"
        if self._failures >= self._limits.failures:
            self._closed = f"it does not answer ({trouble})"
        raise NoAnswerError(trouble)

    async def _until_it_may(self) -> None:
        """Wait as long as the interface asks to. Raises NoMoreAnswersError if that is too long."""
        async with self._one_waits:
            wait = self._not_before - now()
            if wait > self._limits.waiting - self._waited:
                until = dt.datetime.fromtimestamp(self._not_before, dt.UTC)
                moment = f"{until:%H:%M} on {date_format(until, 'j F')} (UTC)"
                self._closed = f"it wants no more requests until {moment}"
            elif wait > 0:
                self.say(f"waits {wait:.0f} seconds, as it asks …")
                self._waited += wait
                await sleep(wait)
        if self.requests >= self._limits.requests:
            self._closed = f"a run makes no more than {self._limits.requests:,} requests"
        if self._closed:
            raise NoMoreAnswersError(self._closed)

    async def _followed(self, url: str, headers: Mapping[str, str]) -> Answer:
        """Return what it answers in the end. Nobody else is asked: the headers may hold a token."""
        for _ in range(self._limits.redirects + 1):
            answer = await self._asked(url, headers)
            if not answer.location:
                return answer
            url = urljoin(url, answer.location)
            if not url.startswith(f"{self.base}/"):
                raise NoAnswerError("it redirects to another host")
        raise NoAnswerError(f"more than {self._limits.redirects} redirects")

    async def _asked(self, url: str, headers: Mapping[str, str]) -> Answer:
        self.requests += 1
        if self.requests % REPORT_EVERY == 0:
            self.say(f"{self.requests} requests …")
        extensions = {"timeout": {"connect": self._limits.connecting}}
        request = self._pool.stream("GET", url, headers=[*headers.items()], extensions=extensions)
        try:
            async with asyncio.timeout(self._limits.answer), request as response:
                body = await beginning(response, self._limits.body + 1)
        except (TimeoutError, httpcore2.TimeoutException):
            raise UnreachableError("timed out") from None
        except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError) as error:
            raise UnreachableError(reason_of(error)) from None
        if len(body) > self._limits.body:
            raise NoAnswerError(f"the answer is longer than {self._limits.body // 1024:,} KiB")
        return Answer(response.status, texts_of(response.headers), body)


def _conditions(known: FetchedPage | None) -> dict[str, str]:
    if known is None:
        return {}
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in asked.items() if value}


def _content(answer: Answer, read: Read) -> Any:
    if answer.headers.get("content-encoding", "identity") != "identity":
        raise NoAnswerError("the answer came compressed")
    try:
        data = json.loads(answer.body)
    except (ValueError, RecursionError):
        raise NoAnswerError("the answer is no JSON") from None
    try:
        return read(data, answer.headers)
    except (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError):
        raise NoAnswerError("the answer is not what its documentation describes") from None


def _is_limit(answer: Answer) -> bool:
    """Whether it answers so because it was asked too often. A 403 may also be a plain no."""
    if answer.status == 403:
        left = answer.headers.get("x-ratelimit-remaining")
        return left == "0" or "retry-after" in answer.headers or b"rate limit" in answer.body
    return answer.status == 429


def _not_before(answer: Answer, number: int) -> float | None:
    """Return the time before which it wants no further request; None if it may be asked at once.

    number: how often the same was tried before.
    """
    if (given := answer.headers.get("retry-after")) and answer.status >= 400:
        wait = _seconds(given)
    elif answer.headers.get("x-ratelimit-remaining") == "0":
        wait = _seconds(answer.headers.get("x-ratelimit-reset", ""), since=now())
    elif _is_limit(answer):
        wait = None
    else:
        return None
    if wait is None:
        wait = MINUTE * 2**number
    return now() + min(max(wait, 1.0), LONGEST_WAIT)


def _seconds(text: str, since: float = 0.0) -> float | None:
    """Return the seconds that a number or a date means; None if it is neither."""
    if text.isdecimal() and text.isascii():
        return min(float(text), 1e12) - since
    try:
        return parsedate_to_datetime(text).timestamp() - now()
    except (ValueError, OverflowError):
        return None


def fetched[T](
    name: str,
    base: str,
    fetching: Callable[[Interface], Awaitable[T]],
    *,
    limits: Limits,
    say: Say,
    headers: Mapping[str, str] | None = None,
) -> T:
    """Return what `fetching` gets from an interface, and remember its answers for the next run.

    They are remembered even if it is interrupted.
    """
    pages = FetchedPage.objects.filter(url__startswith=f"{base}/")
    known = {page.url: page for page in pages}
    interface = Interface(name, base, limits, headers or {}, known, say)
    try:
        return asyncio.run(interface.used_by(fetching))
    finally:
        FetchedPage.objects.bulk_create(
            {page.url: page for page in interface.fetched}.values(),
            update_conflicts=True,
            unique_fields=["url"],
            update_fields=["etag", "last_modified", "content", "fetched_at"],
        )
