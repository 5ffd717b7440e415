"""Which addresses may be visited: public ones on the web, and nothing inside anybody's network."""

import asyncio
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urljoin, urlsplit

from django.utils.encoding import iri_to_uri

PORTS = {"http": 80, "https": 443}
# Where a network without IPv4 reaches the addresses of IPv4, which are the last 32 bits.
NAT64 = IPv6Network("64:ff9b::/96")

type IPAddress = IPv4Address | IPv6Address


class UnreachableError(Exception):
    """A visit showed nothing about the page; the text says why."""


class NotAskedError(UnreachableError):
    """There is nobody to ask, or nobody who may be asked."""


class NotLookedUpError(NotAskedError):
    """The name of the host leads to no address, perhaps only for now."""


class NoSuchHostError(NotLookedUpError):
    """The name of the host does not exist."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address on the web, in the parts that a request needs."""

    scheme: str
    host: str  # in ASCII
    port: int
    target: str  # path and query
    fragment: str = ""

    def __str__(self) -> str:
        fragment = f"#{self.fragment}" if self.fragment else ""
        return f"{self.scheme}://{self.authority}{self.target}{fragment}"

    @property
    def authority(self) -> str:
        """Host and port, as the header Host wants them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def page(self) -> "Address":
        """The address without the place on the page."""
        return Address(self.scheme, self.host, self.port, self.target)

    @property
    def robots(self) -> "Address":
        return Address(self.scheme, self.host, self.port, "/robots.txt")

    def joined(self, reference: str) -> "Address":
        """Return the address that a redirect from here leads to. Raises NotAskedError."""
        address = parsed(urljoin(str(self.page), reference))
        if address.fragment:
            return address
        return Address(
            address.scheme, address.host, address.port, address.target, fragment=self.fragment
        )


def parsed(url: str) -> Address:
    """Return the parts of an address. Raises NotAskedError if it can't be one on the web."""
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError:  # a UnicodeError is one
        raise NotAskedError("it is no proper address") from None
    if parts.scheme not in PORTS:
        raise NotAskedError("it is no address of http or https")
    if not host or parts.username is not None or parts.password is not None:
        raise NotAskedError("it is no proper address")
    target = iri_to_uri(parts.path or "/") + (f"?{iri_to_uri(parts.query)}" if parts.query else "")
    return Address(
        parts.scheme,
        host,
        PORTS[parts.scheme] if port is None else port,
        target.replace("#", "%23"),
        iri_to_uri(parts.fragment),
    )


def is_public(address: IPAddress) -> bool:
    """Return whether it is an address of a computer that anybody can reach."""
    if isinstance(address, IPv6Address):
        if address in NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        # Each of these is a way to write another address.
        if address.ipv4_mapped or address.sixtofour or address.teredo or address.is_site_local:
            return False
    return address.is_global and not (
        address.is_multicast
        or address.is_reserved
        or address.is_loopback
        or address.is_link_local
        or address.is_unspecified
    )


async def looked_up(host: str) -> list[IPAddress]:
    """Return the addresses of a host. Raises NotLookedUpError."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno == socket.EAI_NONAME:
            raise NoSuchHostError("its host does not exist") from None
        raise NotLookedUpError("the name of its host could not be looked up") from None
    except UnicodeError:
        raise NotAskedError("it is no proper address") from None
    return [ip_address(address[0]) for *_, address in found]
