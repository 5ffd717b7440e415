"""A run: many sources, a few hosts at once, one visit at a time for each of them."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import urlsplit

from django.utils import timezone

from editorial.links.addresses import (
    Address,
    NoSuchHostError,
    NotAskedError,
    NotLookedUpError,
    UnreachableError,
    looked_up,
    parsed,
)
from editorial.links.robots import Robots
from editorial.links.visiting import Answer, Limits, Trail, Visitor
from editorial.models import COULD_NOT_BE_CHECKED, URL_LENGTH, LinkState, Source

logger = logging.getLogger(__name__)

# It exists wherever names can be looked up at all: RFC 2606.
KNOWN_HOST = "example.com"


class Outcome(Enum):
    """What a visit showed, in words for editors."""

    WORKS = "works"
    MOVED = "moved"
    BROKEN = "broken"
    UNCLEAR = COULD_NOT_BE_CHECKED
    LEFT = "left for another run"


STATES = {
    Outcome.WORKS: LinkState.WORKS,
    Outcome.MOVED: LinkState.MOVED,
    Outcome.BROKEN: LinkState.BROKEN,
}


@dataclass(frozen=True, slots=True)
class Visit:
    outcome: Outcome
    status: str
    moved_to: str = ""

    def __str__(self) -> str:
        moved = f" → {self.moved_to}" if self.moved_to else ""
        return f"{self.outcome.value}: {self.status}{moved}"


def visits(
    sources: Sequence[Source], limits: Limits, contact: str = ""
) -> Generator[tuple[Source, Visit]]:
    """Yield each source with what its visit showed, as soon as that is known.

    Whoever stops asking for more drops the visits that are under way.
    """
    with asyncio.Runner() as runner:
        run = runner.run(_started(sources, limits, contact))
        for _ in sources:
            # Between two results nothing else goes on: they can be saved in the usual way.
            yield runner.run(run.shown.get())


def save(source: Source, visit: Visit) -> None:
    """Keep what a visit showed, unless it was left or the source has another address by now."""
    if visit.outcome is Outcome.LEFT:
        return
    now = timezone.now()
    record = Source.objects.filter(pk=source.pk, url=source.url)
    if visit.outcome is Outcome.UNCLEAR:
        # What was known before still stands.
        record.update(link_checked_at=now, link_status=str(visit)[:200])
    else:
        record.update(
            link_checked_at=now,
            link_status=visit.status,
            link_state=STATES[visit.outcome],
            link_moved_to=visit.moved_to,
        )


@dataclass(eq=False)
class _Host:
    pause: float
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    answered_at: float = float("-inf")
    asks_to_leave: str = ""  # what it answered
    # Origin -> its rules, or why there are none to go by.
    robots: dict[str, Robots | UnreachableError] = field(default_factory=dict)


class _HostAsksToLeaveError(Exception):
    """No more visits of this host in this run."""


async def _started(sources: Sequence[Source], limits: Limits, contact: str) -> "_Run":
    run = _Run(limits, contact)
    by_host: defaultdict[str, list[Source]] = defaultdict(list)
    for source in sources:
        by_host[host_of(source.url)].append(source)
    run.tasks = [asyncio.create_task(run.visit_all(some)) for some in by_host.values()]
    return run


def host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


class _Run:
    def __init__(self, limits: Limits, contact: str) -> None:
        self.shown: asyncio.Queue[tuple[Source, Visit]] = asyncio.Queue()
        self.tasks: list[asyncio.Task[None]] = []
        self._limits = limits
        self._contact = contact
        self._hosts: defaultdict[str, _Host] = defaultdict(lambda: _Host(limits.pause))
        self._at_once = asyncio.Semaphore(limits.hosts)
        self._can_look_up: bool | None = None

    async def visit_all(self, sources: Sequence[Source]) -> None:
        for source in sources:
            try:
                visit = await self._judged(source.url)
            except Exception as error:
                # Whatever a server has done to one visit, the others go on.
                logger.exception("The visit of %s failed", source.url)
                visit = Visit(Outcome.UNCLEAR, f"an error of our own, {type(error).__name__}")
            self.shown.put_nowait((source, visit))

    async def _judged(self, url: str) -> Visit:
        try:
            return await self._visit(url)
        except NotLookedUpError as error:
            return await self._visit_of_no_host(error)
        except UnreachableError as error:
            return Visit(Outcome.UNCLEAR, str(error))
        except _HostAsksToLeaveError as error:
            return Visit(Outcome.LEFT, f"its host answered {error}")

    async def _visit_of_no_host(self, error: NotLookedUpError) -> Visit:
        if not await self._names_are_found():
            return Visit(Outcome.LEFT, "no names of hosts can be looked up")
        missing = isinstance(error, NoSuchHostError)
        return Visit(Outcome.BROKEN if missing else Outcome.UNCLEAR, str(error))

    async def _names_are_found(self) -> bool:
        """Return whether this machine can look up names: offline, some say that none exists."""
        if self._can_look_up is None:
            try:
                self._can_look_up = bool(await looked_up(KNOWN_HOST))
            except NotLookedUpError:
                self._can_look_up = False
        return self._can_look_up

    async def _visit(self, url: str) -> Visit:
        visitor = Visitor(self._limits, self._contact)
        address = parsed(url)
        trail = Trail(address, self._limits.redirects)
        while (answer := await self._ask(visitor, address)).location:
            address = trail.follow(answer)
        status = answer.name
        if trail.redirects:
            status += f" after {trail.redirects} redirect{'s' if trail.redirects > 1 else ''}"
        moved_to = str(trail.moved_to)
        if answer.status in (404, 410):
            return Visit(Outcome.BROKEN, status)
        if not 200 <= answer.status < 300:
            return Visit(Outcome.UNCLEAR, status)
        if trail.moved_to is trail.addresses[0] or len(moved_to) > URL_LENGTH:
            return Visit(Outcome.WORKS, status)
        return Visit(Outcome.MOVED, status, moved_to)

    async def _ask(self, visitor: Visitor, address: Address) -> Answer:
        """Ask when no other visit is at this host, if the host allows it."""
        host = self._hosts[address.host]
        async with host.lock:
            if host.asks_to_leave:
                raise _HostAsksToLeaveError(host.asks_to_leave)
            robots = await self._robots(host, address)
            if not robots.allow(str(address.page)):
                raise UnreachableError("its robots.txt asks robots to stay away")
            answer = await self._ask_after_a_pause(host, visitor, address)
            if answer.asks_to_leave:
                host.asks_to_leave = answer.name
            return answer

    async def _ask_after_a_pause(
        self, host: _Host, visitor: Visitor, address: Address, most: int = 0
    ) -> Answer:
        clock = asyncio.get_running_loop().time
        await asyncio.sleep(host.answered_at + host.pause - clock())
        async with self._at_once:
            try:
                return await visitor.ask(address, most)
            finally:
                host.answered_at = clock()

    async def _robots(self, host: _Host, address: Address) -> Robots:
        """Return the rules of a host. They are fetched once."""
        origin = str(address.robots)
        if origin not in host.robots:
            try:
                host.robots[origin] = await self._fetched_robots(host, address.robots)
            except UnreachableError as error:
                host.robots[origin] = error
        robots = host.robots[origin]
        if isinstance(robots, UnreachableError):
            raise robots.with_traceback(None)
        host.pause = max(host.pause, robots.pause)
        return robots

    async def _fetched_robots(self, host: _Host, address: Address) -> Robots:
        visitor = Visitor(self._limits, self._contact)
        trail = Trail(address, self._limits.redirects)
        try:
            while (
                answer := await self._ask_after_a_pause(host, visitor, address, self._limits.robots)
            ).location:
                address = trail.follow(answer)
        except UnreachableError as error:
            if isinstance(error, NotAskedError) and not trail.redirects:
                raise  # so it is with the page
            raise _no_robots(str(error)) from error
        if answer.asks_to_leave:
            host.asks_to_leave = answer.name
            raise _HostAsksToLeaveError(answer.name)
        if 400 <= answer.status < 500:
            return Robots("")  # there is none, and so everything is allowed
        if not 200 <= answer.status < 300:
            raise _no_robots(answer.name)
        if answer.headers.get("content-encoding", "identity") != "identity":
            raise _no_robots("it came compressed")
        return Robots(answer.body.decode("utf-8-sig", "replace"))


def _no_robots(why: str) -> UnreachableError:
    return UnreachableError(f"its robots.txt could not be read: {why}")
