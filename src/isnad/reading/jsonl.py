"""JSON Lines: one article a line, an object with its text and what is known of it."""

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from isnad.model import Page
from isnad.reading import dates
from isnad.reading.fault import Fault, Unreadable
from isnad.reading.source import Source

_SAMPLE = 1 << 12


class _Row(msgspec.Struct, frozen=True):
    """The fields of a line that are read; others are ignored."""

    text: str
    id: str | int | None = None
    name: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    lang: str | None = None
    modified: str | None = None
    section: str | None = None
    agency: str | None = None
    private: bool = False


def read_lines(source: Source) -> Iterator[Page | Fault]:
    """Yield a page for each line of a source, and a Fault for each that is none; its limit is bytes a line.

    A page is named by its line's ``id`` or ``name``, else ``FILE.jsonl#LINE``; a name given twice is told, and
    the later page takes its line's. Raises Unreadable where the whole file is not text.
    """
    seen: set[str] = set()
    with source.open() as handle:
        head = handle.read(_SAMPLE)
        if not head:
            raise Unreadable("The file is empty.")
        if b"\0" in head:
            raise Unreadable("The file is not JSON Lines: it is binary, or UTF-16 (JSON is UTF-8).")
        handle.seek(0)
        for number, line in enumerate(lines(handle, source.limit), 1):
            place = f"{source.name}#{number}"
            if line is None:
                yield Fault(place, f"The line is too large: the limit is {source.limit / 1e6:.1f} MB.")
            elif line.strip():
                yield from _article(line, place, seen)


def lines(handle: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Yield the lines of a file, None for one that is longer than ``limit``, which is never held whole."""
    while line := handle.readline(limit + 1):
        if len(line) <= limit or line.endswith(b"\n"):
            yield line
            continue
        while (rest := handle.readline(limit + 1)) and not rest.endswith(b"\n"):
            pass
        yield None


def _article(line: bytes, place: str, seen: set[str]) -> Iterator[Page | Fault]:
    try:
        row = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"), type=_Row)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        yield Fault(place, f"The line is no JSON object with an article: {error}.")
        return
    if not row.text.strip():
        yield Fault(place, "The text of the line is empty.")
        return
    yield from _page(row, line, place, seen)


def _page(row: _Row, line: bytes, place: str, seen: set[str]) -> Iterator[Page | Fault]:
    given = str(row.id) if row.id not in (None, "") else row.name or ""
    if given in seen:
        yield Fault(place, f"The id «{given}» was given before; this page is named by its line.")
        given = ""
    elif given:
        seen.add(given)
    published = dates.iso(row.published) if row.published else None
    if row.published and published is None:
        yield Fault(place, f"«{row.published[:40]}» is no date; the page is read without one.")
    yield Page(
        name=given or place,
        text=row.text,
        raw=line,
        title=row.title or None,
        byline=row.byline or None,
        published=published,
        publisher=row.publisher or None,
        url=row.url or None,
        lang=row.lang or None,
        modified=dates.iso(row.modified or ""),
        section=row.section or None,
        agency=row.agency or None,
        private=row.private,
    )
