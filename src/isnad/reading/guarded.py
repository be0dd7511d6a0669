"""Which addresses may be asked: public ones only, checked for every name that a name resolves to, and pinned."""

import ipaddress
import re
import socket
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from isnad.reading.fault import Unreadable

_PORTS = {"http": 80, "https": 443}
_USUAL = frozenset((80, 443, 8000, 8080, 8443))
_LONGEST = 4_000
_HOST = re.compile(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+")
# Hosts and ports that may be asked wherever they are. Empty but in tests, which serve on this machine; no setting fills it.
ALLOWED: frozenset[tuple[str, int]] = frozenset()
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Target(NamedTuple):
    """Where a request goes: its parts, and the numeric addresses that were checked, to one of which it must connect."""

    scheme: str
    host: str
    port: int
    path: str
    numbers: tuple[str, ...]

    @property
    def authority(self) -> str:
        """The host as the Host header has it: with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt stands for."""
        return f"{self.scheme}://{self.authority}"


def target(address: str) -> Target:
    """Return where a request for an address goes. Raises Unreadable where it may not be asked, or has no such host."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port or _PORTS.get(parts.scheme, 0)
        host = (parts.hostname or "").rstrip(".")
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise Unreadable(f"It is no address: {error}.") from error
    if parts.scheme not in _PORTS or not _HOST.fullmatch(host) or len(address) > _LONGEST:
        raise Unreadable("It is no address of a page: those begin with http:// or https://.")
    if parts.username is not None or parts.password is not None:
        raise Unreadable("Addresses with a name or a password in them are not asked.")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (f"?{quote(parts.query, safe=_QUERY)}" if parts.query else "")
    return Target(parts.scheme, host, port, path, _checked(host, port))


_QUERY = "/%:@!$&'()*+,;=~-._?[]"


def _checked(host: str, port: int) -> tuple[str, ...]:
    """Return the numeric addresses of a host. Raises Unreadable where one of them is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreadable(f"There is no host «{host}».") from error
    numbers = tuple(dict.fromkeys(str(info[4][0]) for info in found))
    if (host, port) in ALLOWED:
        return numbers
    if port not in _USUAL:
        raise Unreadable(f"The port {port} is not one of a web server; it is not asked.")
    for number in numbers:
        if not public(number):
            raise Unreadable(f"«{host}» is {number}, which is no public address; it is not asked.")
    return numbers


def public(number: str) -> bool:
    """Whether a numeric address is one of the public internet, also where an older one is wrapped in a newer."""
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return public(str(inner)) and not address.is_private
        if address.is_site_local:  # an older private range, of which Python does not say that it is private
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved
