"""Fetching politely: what robots.txt allows, one request a host at a time with a pause, and never into a private network."""

import http.client
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Mapping
from threading import Timer
from typing import NamedTuple
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from isnad.reading.fault import Unreadable
from isnad.reading.guarded import Target, target
from isnad.release import __version__

AGENT = f"isnad/{__version__}"
_MOST_HOPS = 5
_PATIENCE = 20.0  # seconds without a byte
_DEADLINE = 90.0  # seconds for one answer, however slowly it drips
_PAUSE = 1.0  # seconds between two requests to one host
_LONGEST_PAUSE = 30.0
_ROBOTS_LIMIT = 500_000
_TRIES = 3
_BUSY = (429, 502, 503, 504)
_CHUNK = 1 << 16


class Answer(NamedTuple):
    """What a server answered: the address at the end of all redirects, the status, the headers in small letters, the bytes."""

    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Fetcher:
    """Asks servers, one request after another; remembers of each host when it was asked last and what its robots.txt says."""

    def __init__(self, limit: int, sleep: Callable[[float], None] = time.sleep) -> None:
        self._limit = limit
        self._sleep = sleep
        self._asked: dict[str, float] = {}
        self._robots: dict[str, RobotFileParser] = {}

    def get(self, address: str, known: Mapping[str, str] | None = None) -> Answer:
        """Return the answer for an address; with ``known`` (etag, last-modified) it may be 304, without bytes.

        A busy server is asked again, later each time. Raises Unreadable where the address may not or cannot be asked, where
        robots.txt forbids it, where the server does not answer in time, or with more bytes than the limit, or with an error.
        """
        asked = {"If-None-Match": (known or {}).get("etag"), "If-Modified-Since": (known or {}).get("last-modified")}
        headers = {name: value for name, value in asked.items() if value}
        for _ in range(_MOST_HOPS + 1):
            place = target(address)
            self._allowed(place, address)
            answer = self._patiently(place, address, headers)
            if answer.status not in (301, 302, 303, 307, 308):
                return _sound(answer)
            address = urljoin(address, answer.headers.get("location", ""))
        raise Unreadable(f"It leads on more than {_MOST_HOPS} times.")

    def _patiently(self, place: Target, address: str, headers: Mapping[str, str]) -> Answer:
        for again in range(_TRIES):
            self._wait(place)
            answer = _asked(place, address, headers, self._limit)
            if answer.status not in _BUSY or again + 1 == _TRIES:
                return answer
            told = answer.headers.get("retry-after", "")
            self._sleep(min(float(told) if told.isdecimal() else 4.0**again, _LONGEST_PAUSE))
        raise AssertionError("unreachable")

    def _wait(self, place: Target) -> None:
        robots = self._robots.get(place.origin)
        told = robots.crawl_delay("isnad") if robots else None
        pause = min(max(_PAUSE, float(told or 0)), _LONGEST_PAUSE)
        since = time.monotonic() - self._asked.get(place.host, -_LONGEST_PAUSE)
        if since < pause:
            self._sleep(pause - since)
        self._asked[place.host] = time.monotonic()

    def _allowed(self, place: Target, address: str) -> None:
        """Raise Unreadable where the host's robots.txt forbids the address. Its absence allows all, its failure nothing."""
        if place.origin not in self._robots:
            self._robots[place.origin] = self._robots_of(place)
        if not self._robots[place.origin].can_fetch("isnad", address):
            raise Unreadable("The site's robots.txt does not allow it.")

    def _robots_of(self, place: Target) -> RobotFileParser:
        rules = RobotFileParser()
        address = f"{place.origin}/robots.txt"
        for _ in range(_MOST_HOPS):
            asked = target(address)
            self._wait(asked)
            answer = _asked(asked, address, {}, _ROBOTS_LIMIT)
            if answer.status not in (301, 302, 303, 307, 308):
                break
            address = urljoin(address, answer.headers.get("location", ""))
        if answer.status == 200:
            rules.parse(answer.body.decode("utf-8-sig", "replace").splitlines())  # a mark before it would hide its first rule
        elif 400 <= answer.status < 500:
            rules.parse(["User-agent: *", "Allow: /"])
        else:
            raise Unreadable(f"The site's robots.txt cannot be asked for: the server answers with {answer.status}.")
        return rules


def _sound(answer: Answer) -> Answer:
    if answer.status in (200, 304):
        return answer
    raise Unreadable(f"The server answers with {answer.status} {http.client.responses.get(answer.status, '')}".rstrip() + ".")


class _Pinned(http.client.HTTPConnection):
    """A connection to one of the numeric addresses that were checked: the name is not resolved a second time."""

    def __init__(self, place: Target) -> None:
        super().__init__(place.host, place.port, timeout=_PATIENCE)
        self._place = place
        self.line: socket.socket | None = None  # the connection forgets its socket as soon as an answer begins

    def connect(self) -> None:
        error: OSError | None = None
        for number in self._place.numbers:
            try:
                self.sock = socket.create_connection((number, self._place.port), _PATIENCE)
                break
            except OSError as found:
                error = found
        else:
            raise error or OSError("no address")
        if self._place.scheme == "https":
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self._place.host)
        self.line = self.sock


def _asked(place: Target, address: str, headers: Mapping[str, str], limit: int) -> Answer:
    connection = _Pinned(place)
    timer = Timer(_DEADLINE, _cut, [connection])
    timer.daemon = True
    timer.start()
    began = time.monotonic()
    try:
        connection.putrequest("GET", place.path, skip_host=True, skip_accept_encoding=True)
        sent = {"Host": place.authority, "User-Agent": AGENT, "Accept-Encoding": "gzip", "Connection": "close", **headers}
        for name, value in sent.items():
            connection.putheader(name, value.encode("latin-1", "replace"))
        connection.endheaders()
        with connection.getresponse() as response:
            known = {name.lower(): value for name, value in response.getheaders()}
            body = _body(response, known.get("content-encoding", ""), limit)
        if time.monotonic() - began >= _DEADLINE:
            raise Unreadable(f"The server does not finish its answer in {_DEADLINE:.0f} seconds.")
        return Answer(address, response.status, known, body)
    except (OSError, http.client.HTTPException, ValueError) as error:
        late = time.monotonic() - began >= min(_DEADLINE, _PATIENCE)
        why = "it does not answer in time" if late else f"{type(error).__name__}: {str(error)[:120]}".rstrip(": ")
        raise Unreadable(f"The server cannot be read from: {why}.") from error
    finally:
        timer.cancel()
        connection.close()


def _cut(connection: _Pinned) -> None:
    try:
        if connection.line:
            connection.line.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it is closed already


def _body(response: http.client.HTTPResponse, encoding: str, limit: int) -> bytes:
    """Return the bytes of an answer, unpacked. Raises Unreadable where they are more than the limit, or packed otherwise."""
    packed = encoding.strip().lower()
    if packed not in ("", "identity", "gzip", "x-gzip"):
        raise Unreadable(f"The answer is packed as «{packed[:20]}», for which nobody asked.")
    unpack = zlib.decompressobj(wbits=31) if packed.endswith("gzip") else None
    held, size, received = [], 0, 0
    while size <= limit and (chunk := response.read(_CHUNK)):
        try:
            found = unpack.decompress(chunk, limit + 1 - size) if unpack else chunk
        except zlib.error as error:
            raise Unreadable(f"The answer cannot be unpacked: {error}.") from error
        held.append(found)
        size, received = size + len(found), received + len(chunk)
    if size > limit or (unpack and unpack.unconsumed_tail):
        raise Unreadable(f"The answer is too large: the limit is {limit / 1e6:.1f} MB.")
    told = response.getheader("content-length") or ""
    if (unpack and received and not unpack.eof) or (told.isdecimal() and received < int(told) and response.status == 200):
        raise Unreadable("The answer ends before it is complete.")
    return b"".join(held)
