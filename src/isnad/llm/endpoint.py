"""The endpoint of a model that speaks the protocol of OpenAI's chat completions: asked once, with bounds on time and size."""

import http.client
import socket
import ssl
from contextlib import suppress
from threading import Event, Timer
from typing import Self
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

_LARGEST = 1_000_000  # bytes of an answer


class ModelError(Exception):
    """Something that an endpoint did not do. The message is a sentence for a person."""


class _Message(Struct):
    content: str | None = None


class _Choice(Struct):
    message: _Message


class _Completion(Struct):
    choices: list[_Choice]


class Model(Struct, frozen=True):
    """A model: the address of its endpoint (``http://127.0.0.1:8000/v1``), its name there, and how long it may take (seconds)."""

    url: str
    name: str
    seconds: float = 60.0

    @classmethod
    def parse(cls, text: str, seconds: float = 60.0) -> Self:
        """Return the model that «URL#NAME» means. Raises ValueError."""
        url, _, name = text.partition("#")
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or not name.strip():
            raise ValueError(f"{text!r} names no model. One is written URL#NAME, as http://127.0.0.1:8000/v1#qwen3")
        return cls(url.rstrip("/"), name.strip(), seconds)

    @property
    def host(self) -> str:
        """The machine to which the words of articles are sent."""
        return urlsplit(self.url).hostname or ""

    @property
    def is_here(self) -> bool:
        """Whether that is this machine."""
        return self.host in ("localhost", "127.0.0.1", "::1")

    def ask(self, system: str, user: str, key: str | None = None) -> str:
        """Return what the model answers to one message. Redirects are not followed. Raises ModelError."""
        body = {
            "model": self.name,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
            "temperature": 0,
            "stream": False,
            "response_format": {"type": "json_object"},
        }
        headers = {"content-type": "application/json", "accept": "application/json"}
        if key:
            headers["authorization"] = f"Bearer {key}"
        answer = self._post(msgspec.json.encode(body), headers)
        try:
            found = msgspec.json.decode(answer, type=_Completion)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise ModelError(f"{self.host} gave no chat completion") from error
        if not found.choices or not found.choices[0].message.content:
            raise ModelError(f"{self.host} gave an empty answer")
        return found.choices[0].message.content

    def _post(self, body: bytes, headers: dict[str, str]) -> bytes:
        """Return the body of the answer. One clock runs over all of it: an endpoint may drip a byte now and then for ever."""
        connection = self._connection()
        late = Event()
        clock: Timer | None = None
        try:
            connection.connect()
            clock = Timer(
                self.seconds, _cut, (connection.sock, late)
            )  # the connection forgets its socket before the answer is read
            clock.daemon = True
            clock.start()
            connection.request("POST", f"{urlsplit(self.url).path}/chat/completions", body, headers)
            response = connection.getresponse()
            if response.status != http.client.OK:
                raise ModelError(f"{self.host} answered {_status(response.status)}")
            answer = response.read(_LARGEST + 1)
        except (OSError, http.client.HTTPException) as error:
            if late.is_set() or isinstance(error, TimeoutError):
                raise ModelError(f"{self.host} took longer than {self.seconds:g} seconds") from error
            raise ModelError(f"{self.host} cannot be asked: {error or type(error).__name__}") from error
        finally:
            if clock is not None:
                clock.cancel()
            connection.close()
        if late.is_set():
            raise ModelError(f"{self.host} took longer than {self.seconds:g} seconds")
        if len(answer) > _LARGEST:
            raise ModelError(f"{self.host} gave an answer of more than {_LARGEST:,} bytes")
        return answer

    def _connection(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.url)
        if parts.scheme == "https":
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(self.host, parts.port, timeout=self.seconds, context=context)
        return http.client.HTTPConnection(self.host, parts.port, timeout=self.seconds)


def _status(code: int) -> str:
    """Return a status as the standard words it; those of the endpoint may be anything."""
    return f"{code} {http.client.responses.get(code, '')}".strip()


def _cut(connected: socket.socket, late: Event) -> None:
    """End a connection whose time is over, whoever waits on it."""
    late.set()
    with suppress(OSError):
        connected.shutdown(socket.SHUT_RDWR)
