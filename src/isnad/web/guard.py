"""Who may ask: this machine alone, from pages of this server alone; elsewhere, only who has the token.

The Host header is checked because a foreign name can be made to lead to 127.0.0.1 (DNS rebinding), the Origin
because a foreign page can send a form here.
"""

import hmac
from collections.abc import Callable, Iterable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, quote, urlencode

from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

_COOKIE = "isnad"
_SAFE = frozenset(("GET", "HEAD"))
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # with none, browsers send a form with no origin either
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Guard:
    """An application that answers only who may ask; every answer says what its page may load.

    ``hosts`` are the Host headers that are accepted. With a ``token`` any is, once the token came in the address
    (``?token=``), from where it moves into a cookie. ``closed`` is asked at each request why nobody may be answered now; it
    returns "" where nothing is in the way.
    """

    def __init__(
        self, app: ASGIApp, hosts: Iterable[str], token: str | None = None, closed: Callable[[], str] = lambda: ""
    ) -> None:
        self.app = app
        self.closed = closed
        self.hosts = frozenset(hosts)
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        refused = self._refused(scope, headers)
        if refused:
            await _answer(send, 403, {"content-type": "text/plain; charset=utf-8"}, refused)
        elif self.token and "token" in dict(_query(scope)):
            await _answer(send, 303, self._admitted(scope), "")
        else:
            await self.app(scope, receive, _with_headers(send))

    def _refused(self, scope: HTTPScope, headers: dict[str, str]) -> str | None:
        """Return why a request is refused, None where it is not."""
        host = headers.get("host", "")
        if self.token is None and host.lower() not in self.hosts:
            return "This address is not served. Open http://127.0.0.1 with the port that «isnad serve» printed."
        if self.token is not None and not self._has_token(scope, headers):
            return "The token is missing. Open the address that «isnad serve» printed, with its ?token=."
        origin = headers.get("origin")
        if scope["method"] not in _SAFE and (origin or "").partition("://")[2].lower() != host.lower():
            return "Only a page of this server may change a case."
        return self.closed() or None

    def _has_token(self, scope: HTTPScope, headers: dict[str, str]) -> bool:
        given = (dict(_query(scope)).get("token", ""), _cookie(headers.get("cookie", "")))
        return any(hmac.compare_digest(value.encode(), (self.token or "").encode()) for value in given)

    def _admitted(self, scope: HTTPScope) -> dict[str, str]:
        """Return the headers that keep the token as a cookie and lead to the same page without it."""
        rest = urlencode([(name, value) for name, value in _query(scope) if name != "token"])
        path = "/" + quote(scope["path"], safe="/~").lstrip("/")  # «//host» would lead elsewhere
        cookie = f"{_COOKIE}={self.token}; HttpOnly; SameSite=Strict; Path=/"
        return {"location": f"{path}?{rest}" if rest else path, "set-cookie": cookie}


def _query(scope: HTTPScope) -> list[tuple[str, str]]:
    return parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)


def _cookie(header: str) -> str:
    try:
        cookie: SimpleCookie = SimpleCookie(header)
    except CookieError:
        return ""
    return cookie[_COOKIE].value if _COOKIE in cookie else ""


def _with_headers(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *((name.encode(), value.encode()) for name, value in _HEADERS.items())]
        await send(message)

    return guarded


async def _answer(send: Send, status: int, headers: dict[str, str], text: str) -> None:
    raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await _with_headers(send)({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": text.encode(), "more_body": False})
