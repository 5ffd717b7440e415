"""One request: to the very computer that was looked up and judged, within a limit of everything."""

import asyncio
import ssl
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus

import httpcore2

from editorial.links.addresses import (
    PORTS,
    Address,
    IPAddress,
    NotAskedError,
    UnreachableError,
    is_public,
    looked_up,
)
from editorial.links.robots import NAME

# A host may have many addresses; if none of the first few answers, it is not there.
MOST_ADDRESSES = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """Times are in seconds, sizes in bytes."""

    connecting: float = 10.0
    visit: float = 30.0  # for all that one visit asks, its redirects too
    pause: float = 1.0  # between two visits of one host
    hosts: int = 8  # visited at once
    redirects: int = 5
    robots: int = 500 * 1024  # RFC 9309 wants that much to be read
    ports: frozenset[int] = frozenset(PORTS.values())
    may_visit: Callable[[IPAddress], bool] = is_public


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]  # names in lower case
    body: bytes

    @property
    def name(self) -> str:
        try:
            return f"{self.status} {HTTPStatus(self.status).phrase}"
        except ValueError:
            return str(self.status)

    @property
    def asks_to_leave(self) -> bool:
        """Whether the host wants no more visits for now."""
        return self.status == 429 or (self.status == 503 and "retry-after" in self.headers)

    @property
    def location(self) -> str | None:
        """Where it redirects to."""
        return self.headers.get("location") if self.status in (301, 302, 303, 307, 308) else None


class Trail:
    """The addresses that a visit was redirected to, one after the other."""

    def __init__(self, start: Address, most: int) -> None:
        self.addresses = [start]
        self.moved_to = start  # as far as the page has moved for good
        self._for_good = True
        self._most = most

    @property
    def redirects(self) -> int:
        return len(self.addresses) - 1

    def follow(self, answer: Answer) -> Address:
        """Return the address that an answer redirects to. Raises UnreachableError."""
        address = self.addresses[-1].joined(answer.location or "")
        if address.page in (passed.page for passed in self.addresses):
            raise UnreachableError("redirects in circles")
        if self.redirects == self._most:
            raise UnreachableError(f"more than {self._most} redirects")
        self.addresses.append(address)
        self._for_good = self._for_good and answer.status in (301, 308)
        if self._for_good:
            self.moved_to = address
        return address


class Visitor:
    """Asks for addresses, and spends no more time on it than one visit may take."""

    def __init__(self, limits: Limits, contact: str) -> None:
        self._limits = limits
        self._time_left = limits.visit
        self._agent = f"{NAME}/1.0 (+{contact})" if contact else f"{NAME}/1.0"

    async def ask(self, address: Address, most: int = 0) -> Answer:
        """Return the answer, and at most so many bytes of its body.

        Raises UnreachableError: one of its kinds, if there is nobody to ask.
        """
        if address.port not in self._limits.ports:
            raise NotAskedError("it has an unusual port")
        try:
            async with self._in_time():
                found = await looked_up(address.host)
                if not all(map(self._limits.may_visit, found)):
                    raise NotAskedError("it leads into a private network")
                return await self._ask_one_of(found[:MOST_ADDRESSES], address, most)
        except (TimeoutError, httpcore2.TimeoutException):
            raise UnreachableError("timed out") from None
        except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError) as error:
            raise UnreachableError(reason_of(error)) from error

    @asynccontextmanager
    async def _in_time(self) -> AsyncGenerator[None]:
        clock = asyncio.get_running_loop().time
        started = clock()
        try:
            async with asyncio.timeout(self._time_left):
                yield
        finally:
            self._time_left -= clock() - started

    async def _ask_one_of(self, found: list[IPAddress], address: Address, most: int) -> Answer:
        *others, last = found
        for ip in others:
            try:
                return await self._ask(ip, address, most)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return await self._ask(last, address, most)

    async def _ask(self, ip: IPAddress, address: Address, most: int) -> Answer:
        # Connected to what was looked up and judged: a second look-up could give another address.
        url = httpcore2.URL(
            scheme=address.scheme, host=str(ip), port=address.port, target=address.target
        )
        headers = [
            ("Host", address.authority),
            ("User-Agent", self._agent),
            ("Accept", "*/*"),
            ("Accept-Encoding", "identity"),
            ("Connection", "close"),
        ]
        extensions = {
            "timeout": {"connect": self._limits.connecting},
            "sni_hostname": address.host,
        }
        async with (
            httpcore2.AsyncHTTPConnection(url.origin, ssl_context=tls()) as connection,
            connection.stream("GET", url, headers=headers, extensions=extensions) as response,
        ):
            body = await beginning(response, most) if most else b""
            return Answer(response.status, texts_of(response.headers), body)


@cache
def tls() -> ssl.SSLContext:
    return httpcore2.default_ssl_context()


async def beginning(response: httpcore2.Response, most: int) -> bytes:
    """Return at most so many bytes of a body, and read hardly more."""
    body = bytearray()
    async with aclosing(response.aiter_stream()) as chunks:
        async for chunk in chunks:
            body += chunk
            if len(body) >= most:
                break
    return bytes(body[:most])


def texts_of(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return the first value of each header."""
    texts: dict[str, str] = {}
    for name, value in headers:
        texts.setdefault(name.decode("ascii", "replace").lower(), value.decode("utf-8", "replace"))
    return texts


def reason_of(error: BaseException) -> str:
    """Return in a few words why a request failed."""
    cause: BaseException | None = error
    while cause:
        match cause:
            case ssl.SSLCertVerificationError():
                return f"its certificate was refused: {cause.verify_message}"
            case ssl.SSLError():
                return "no secure connection"
            case ConnectionRefusedError():
                return "connection refused"
            case httpcore2.ProtocolError():
                return "no proper answer"
        # A pool of connections drops what a connection names as the cause.
        cause = cause.__cause__ or cause.__context__
    return "no connection" if isinstance(error, httpcore2.ConnectError) else "connection lost"
