"""Telegram's exports, as JSON (`result.json`) and as pages (`messages.html`): a message is a page.

Only a chat that the export calls public is so; all others are private. Pages do not say what their chat is: private.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from isnad.model import Page
from isnad.reading import dates
from isnad.reading.composing import compose
from isnad.reading.disk import load
from isnad.reading.fault import Fault, Unreadable
from isnad.reading.html import fragment, parse
from isnad.reading.source import Source

_PUBLIC = ("public_channel", "public_supergroup")
_ONE_PERSON = ("personal_chat", "bot_chat", "saved_messages")
_DATE = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)(?: UTC([+-]\d\d:\d\d))?")
_NAME = ".body:not(.forwarded) > .from_name"  # who wrote a message, not from whom it was passed on
_LARGER = 10  # an export of years is one file, of which nothing but its messages is kept


class _Chat(Struct):
    messages: list[msgspec.Raw]
    name: str | None = None
    type: str = ""
    id: int | None = None


class _Chats(Struct):
    chats: list[_Chat] = msgspec.field(default_factory=list, name="list")


class _Export(Struct):
    """One chat, or all chats of an account."""

    messages: list[msgspec.Raw] | None = None
    chats: _Chats | None = None
    name: str | None = None
    type: str = ""
    id: int | None = None


class _Message(Struct):
    id: int
    type: str = ""
    date: str | None = None
    date_unixtime: str | None = None
    edited: str | None = None
    sender: str | None = msgspec.field(default=None, name="from")
    from_id: str | int | None = None
    forwarded_from: str | None = None
    forwarded_from_id: str | None = None
    text: Any = ""


def read_export(source: Source) -> Iterator[Page | Fault]:
    """Yield a page for each message of an export that has words, and a Fault for each that is broken. Raises Unreadable."""
    limit = source.limit * _LARGER
    raw = load(source.path, limit) if source.path else source.load()
    if not raw.strip():
        raise Unreadable("The file is empty.")
    try:
        export = msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf"), type=_Export)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable(f"It is no export of Telegram: {error}.") from error
    chats = [_Chat(export.messages, export.name, export.type, export.id)] if export.messages is not None else []
    chats += export.chats.chats if export.chats else []
    if not chats:
        raise Unreadable("It is no export of Telegram: it holds no messages.")
    yield from _apart(_messages(chats, source.name, several=export.chats is not None), source)


def _apart(pages: Iterator[Page | Fault], source: Source) -> Iterator[Page | Fault]:
    """Yield pages of which no two have one name: under it they would be two versions of one message."""
    seen: set[str] = set()
    for count, page in enumerate(pages, 1):
        if page.name in seen and isinstance(page, Page):
            place = f"{source.name}#item {count}"
            yield Fault(place, f"A message «{page.name}» was read before; this one is named by its place in the file.")
            page = msgspec.structs.replace(page, name=place)
        seen.add(page.name)
        yield page


def _messages(chats: list[_Chat], name: str, *, several: bool) -> Iterator[Page | Fault]:
    for chat in chats:
        prefix = f"{name}#{chat.id}-" if several else f"{name}#"
        for number, written in enumerate(chat.messages, 1):
            yield from _message(bytes(written), chat, prefix, number)


def _message(raw: bytes, chat: _Chat, prefix: str, number: int) -> Iterator[Page | Fault]:
    try:
        message = msgspec.json.decode(raw, type=_Message)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        yield Fault(f"{prefix}message {number}", f"The message is broken: {error}.")
        return
    text = compose(None, _words(message.text).splitlines())
    if message.type != "message" or not any(map(str.isalpha, text)):
        return  # somebody joined, a picture, a sticker
    private = chat.type not in _PUBLIC
    yield Page(
        name=f"{prefix}{message.id}",
        text=text,
        raw=raw,
        byline=_sender(message, chat),
        published=_moment(message.date_unixtime, message.date),
        publisher=None if chat.type in _ONE_PERSON else chat.name,
        modified=dates.iso(message.edited or ""),
        agency=message.forwarded_from if not private or _is_channel(message) else None,
        private=private,
    )


def _words(text: Any) -> str:
    """Return the words of a message: a string, or a list of strings and of objects that have one."""
    if isinstance(text, str):
        return text
    parts = text if isinstance(text, list) else []
    found = (part.get("text") if isinstance(part, dict) else part for part in parts)
    return "".join(part for part in found if isinstance(part, str))


def _sender(message: _Message, chat: _Chat) -> str | None:
    if message.sender == chat.name and chat.type.endswith("channel"):
        return None  # a channel speaks for itself
    return message.sender or (str(message.from_id) if message.from_id is not None else None)


def _is_channel(message: _Message) -> bool:
    """Whether what was forwarded is a channel's; a person who wrote in private is nobody's agency, and stays unnamed."""
    return (message.forwarded_from_id or "").startswith("channel")


def _moment(seconds: str | None, date: str | None) -> str | None:
    """Return when a message was sent: its own date is in the zone of who exported it, and does not say which."""
    return (dates.of_seconds(int(seconds)) if seconds and seconds.isdecimal() else None) or dates.iso(date or "")


def read_export_page(raw: bytes, source: Source) -> Iterator[Page | Fault]:
    """Yield a page for each message of a `messages.html`, and a Fault for each that bears another's number. Raises Unreadable."""
    yield from _apart(_shown(raw, source), source)


def _shown(raw: bytes, source: Source) -> Iterator[Page]:
    _, tree = parse(raw)
    head = tree.css_first(".page_header .text")
    chat = " ".join(head.text().split()) if head else None
    members = {" ".join(name.text(deep=False).split()) for name in tree.css(f"div.message {_NAME}")}
    of_two = chat in members and len(members) > 1  # such a chat is called after the other person
    sender: str | None = None
    for node in tree.css("div.message.default"):
        name, words = node.css_first(_NAME), node.css_first(".body > .text")
        sender = " ".join(name.text(deep=False).split()) if name else sender  # none above it: the one before goes on
        forwarded = node.css_first(".forwarded")
        if forwarded:
            words = words or forwarded.css_first(".text")
        text = compose(None, fragment(words.html or "")) if words else ""
        if not any(map(str.isalpha, text)):
            continue
        origin = forwarded.css_first(".from_name") if forwarded else None
        agency = " ".join(origin.text(deep=False).split()) if origin else ""
        date = node.css_first(".date.details")
        yield Page(
            name=f"{source.name}#{(node.attributes.get('id') or '').removeprefix('message')}",
            text=text,
            raw=(node.html or "").encode(),
            byline=None if sender == chat and not of_two else sender,
            published=_written_date(date.attributes.get("title") or "") if date else None,
            publisher=None if of_two else chat,
            agency=agency if agency and agency not in members else None,  # a page does not say who is a channel
            private=True,
        )


def _written_date(written: str) -> str | None:
    match = _DATE.search(written)
    if not match:
        return None
    day, month, year, clock, zone = match.groups()
    try:
        return datetime.fromisoformat(f"{year}-{month}-{day}T{clock}{zone or ''}").isoformat()
    except ValueError:
        return None
