"""Letters (.eml) and boxes of them (.mbox): private, each letter a page, with what is attached read by its own format."""

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parseaddr
from typing import BinaryIO

import msgspec

from isnad.model import Page, digest
from isnad.reading import dates
from isnad.reading.composing import compose, unwrap
from isnad.reading.encoding import decode
from isnad.reading.fault import Fault, Unreadable
from isnad.reading.html import fragment
from isnad.reading.source import Source

_FROM = re.compile(rb"From \S+.*\d")
_MULTIPART = re.compile(rb"^content-type\s*:[^;\r\n]{0,80}\s?[^;\r\n]{0,80}?multipart/", re.IGNORECASE | re.MULTILINE)
_BOUNDARY = re.compile(rb"\bboundary[*0-9]{0,3}\s?=\s?[\"']?([^\s\"';]{1,70})", re.IGNORECASE)
# What is read of the headers of a letter and its parts, for which the parser takes time and memory far beyond their length.
_HEADER = re.compile(
    rb"^(?:subject|from|date|mime-version|(?P<part>content-[a-z-]{1,40}))[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*",
    re.IGNORECASE | re.MULTILINE,
)
_EMPTY_LINE = re.compile(rb"\r?\n\r?\n")
_LONGEST_HEADER, _LONGEST_OF_PART = 10_000, 3_000  # bytes; each of very many parts may have one of the second
_MOST_PARTS = 200
_MOST_STEPS = 50_000_000
_MOST_HEADERS = 1 << 20
_LETTERS = ("message/rfc822", "message/global")
_DEEPEST = 3  # letters and archives in letters


def read_letter(source: Source) -> Iterator[Page | Fault]:
    """Yield the page that a letter is, and those of what is attached to it. Raises Unreadable."""
    yield from _letter(source.load(), source)


def read_box(source: Source) -> Iterator[Page | Fault]:
    """Yield the pages of a box of letters, and a Fault for each that is broken; the limit is bytes a letter."""
    with source.open() as handle:
        seen: set[str] = set()
        for number, raw in enumerate(_cut(handle, source.limit), 1):
            place = f"{source.name}#{number}"
            if raw is None:
                yield Fault(place, f"The letter is too large: the limit is {source.limit / 1e6:.1f} MB.")
                continue
            if (known := _known(raw)) and known not in seen:
                seen.add(known)
                place = f"{source.name}#{known}"
            try:
                yield from _letter(raw, msgspec.structs.replace(source, name=place, path=None, held=raw))
            except Unreadable as reason:
                yield Fault(place, str(reason))


def _cut(handle: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Yield the letters of a box, None for one that is too large, which is never held whole."""
    held: list[bytes] = []
    size, after_empty, any_yet = 0, True, False
    while line := handle.readline(limit + 1):
        if after_empty and _FROM.match(line):
            if any_yet:
                yield b"".join(held) if size <= limit else None
            held, size, any_yet, after_empty = [], 0, True, False
            continue
        if not any_yet:
            raise Unreadable("It is no box of letters: its first line does not begin with «From ».")
        size += len(line)
        if size <= limit:
            held.append(line[1:] if line.startswith(b">From ") else line)
        else:
            held = []
        after_empty = not line.strip()
    if any_yet:
        yield b"".join(held) if size <= limit else None


def _known(raw: bytes) -> str | None:
    """Return eight digits that a letter's own id gives it, so that it keeps its name where others are deleted before it."""
    match = re.search(rb"^message-id:\s*(\S+)", raw[:_MOST_HEADERS].partition(b"\n\n")[0], re.IGNORECASE | re.MULTILINE)
    return digest(match[1].decode("latin-1"))[:8] if match else None


def _refuse_hostile(raw: bytes) -> None:
    """Raise Unreadable where the parser, which looks in each line for the end of each part around it, would take hours."""
    for block in _header_blocks(raw):
        for header in _HEADER.finditer(block):
            longest = _LONGEST_OF_PART if header["part"] else _LONGEST_HEADER
            if header.end() - header.start() > longest:
                raise Unreadable(f"The letter is broken: one of its headers is longer than {longest} bytes.")
    lines, nested = raw.count(b"\n"), len(_MULTIPART.findall(raw))
    parts = sum(raw.count(b"\n--" + boundary) for boundary in set(_BOUNDARY.findall(raw)[: _MOST_PARTS + 1]))
    if nested > _MOST_PARTS or parts > 2 * _MOST_PARTS + nested:
        raise Unreadable(f"The letter has more than {_MOST_PARTS} parts.")
    if lines * nested > _MOST_STEPS:
        raise Unreadable("The letter is broken: it has too many lines for its many parts.")


def _header_blocks(raw: bytes) -> Iterator[bytes]:
    """Yield what can be headers: what opens a letter, stands behind a boundary, or opens a letter that is passed on.

    In a digest each part is a letter, though its head, which is mostly empty, does not say so.
    """
    opens, digest = True, b"multipart/digest" in raw.lower()
    for block in _EMPTY_LINE.split(raw):
        at = 0 if block.startswith(b"--") else block.find(b"\n--")
        head = block[at:] if at >= 0 else block if opens else b""
        if head:
            yield head
        opens = b"message/" in head.lower() or (digest and at >= 0)


def _letter(raw: bytes, source: Source) -> Iterator[Page | Fault]:
    _refuse_hostile(raw)
    message = BytesParser(policy=policy.default).parsebytes(raw)
    if not message.keys():
        raise Unreadable("It is no letter: it has no headers.")
    parts = list(_parts(message))
    if len(parts) > _MOST_PARTS:
        raise Unreadable(f"The letter has more than {_MOST_PARTS} parts.")
    title = " ".join(_header(message, "subject").split()) or None
    lines = _body(message)
    told = bool(lines or title)
    if told:
        yield Page(
            name=source.name,
            text=compose(title, lines),
            raw=raw,
            title=title,
            byline=_sender(message),
            published=dates.iso(_header(message, "date").partition(" (")[0]),
            private=True,
        )
    seen: set[str] = set()
    for number, part in enumerate(parts, 1):
        for item in _attached(part, source, number, seen):
            told = True
            yield item
    if not told:
        raise Unreadable("The letter has neither a subject nor a text, and nothing that is read is attached to it.")


def _parts(part: MIMEPart) -> Iterator[MIMEPart]:
    """Yield the parts of a letter that hold no others; a letter that is passed on in it is one of them."""
    if part.get_content_type() in _LETTERS or not part.is_multipart():
        yield part
        return
    for inner in part.iter_parts():
        yield from _parts(inner)


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name, ""))
    except Exception:  # the header parser fails on some of what spam contains
        return ""


def _sender(message: EmailMessage) -> str | None:
    """Return who wrote a letter: the address, by which a person is one whatever the name beside it."""
    name, address = parseaddr(_header(message, "from"))
    return address.lower() or name or None


def _body(message: EmailMessage) -> list[str]:
    """Return the lines of a letter: its plain text, with broken lines joined, else its HTML."""
    part = message.get_body(("plain", "html"))
    if part is None:
        return []
    text = _text(part)
    if part.get_content_subtype() == "html":
        return fragment(text)
    if str(part.get_param("format", "")).lower() == "flowed":
        return re.sub(r" \r?\n", " ", text.replace("\n-- \n", "\n--\n")).splitlines()
    return unwrap(text.splitlines())


def _text(part: MIMEPart) -> str:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    return decode(raw, part.get_content_charset(), forgiving=True) if raw.strip() else ""


def _attached(part: MIMEPart, source: Source, number: int, seen: set[str]) -> Iterator[Page | Fault]:
    """Yield the pages of an attached file or letter; ``seen`` are the names of those before it, ``number`` is its place."""
    from isnad.reading.readers import ending, read_source

    called = (part.get_filename() or "").replace("\\", "/").rpartition("/")[2]
    kind: str | None
    raw: object
    if part.get_content_type() in _LETTERS:
        kind, raw = ".eml", _passed_on(part)
        if raw is None:
            yield Fault(
                f"{source.name}/{called or f'letter {number}'}", "The letter is broken: it cannot be taken out of its letter."
            )
            return
    else:
        kind = ending(called) if part.get_content_disposition() == "attachment" else None
        raw = part.get_payload(decode=True) if kind else None
    if not kind or not isinstance(raw, bytes):
        return
    name = f"{source.name}/{called or f'letter {number}'}"
    if name in seen:  # under one name they would be two versions of one file
        name = f"{name}#{number}"
    seen.add(name)
    if source.depth >= _DEEPEST:
        yield Fault(name, f"More than {_DEEPEST} letters and archives are in one another.")
        return
    inner = Source(name=name, limit=source.limit, held=raw, depth=source.depth + 1, columns=source.columns)
    for page in read_source(inner, kind):
        yield msgspec.structs.replace(page, private=True) if isinstance(page, Page) else page


def _passed_on(part: MIMEPart) -> bytes | None:
    """Return the bytes of a letter that is passed on within another; None where it is broken."""
    held = part.get_payload()
    letter = held[0] if isinstance(held, list) and held else None
    try:
        return letter.as_bytes() if isinstance(letter, MIMEPart) else b""
    except Exception:  # the library cannot write again some of what it reads
        return None
