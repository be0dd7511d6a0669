"""Feeds: RSS of all versions, Atom and JSON Feed; each entry is a page, named by its address."""

import re
from collections.abc import Iterator

import msgspec
from lxml import etree
from msgspec import Struct

from isnad.model import Page
from isnad.reading import dates
from isnad.reading.blocks import shown
from isnad.reading.composing import compose
from isnad.reading.encoding import decode
from isnad.reading.fault import Fault, Unreadable
from isnad.reading.html import fragment
from isnad.reading.markup import children, first, local, parse_xml, written
from isnad.reading.naming import plain_address
from isnad.reading.source import Source

_MOST = 10_000
_ENTRIES = ("item", "entry")
_TAIL = 4096
_CLOSED = re.compile(rb"</(?:\w+:)?(?:rss|feed|RDF)\s*>|</\0(?:\w\0)+")  # the second: of UTF-16
_CONTENT = ("encoded", "content", "description", "summary")


class Entry(Struct, frozen=True, kw_only=True):
    """One entry of a feed; ``lines`` is what the feed itself has of the article, ``raw`` the entry's own bytes."""

    title: str | None = None
    address: str | None = None
    id: str | None = None
    published: str | None = None
    modified: str | None = None
    byline: str | None = None
    publisher: str | None = None
    section: str | None = None
    lines: tuple[str, ...] = ()
    raw: bytes = b""


class _Author(Struct):
    name: str | None = None


class _Item(Struct):
    """An entry of a JSON Feed, as its specification names the fields."""

    id: str | int | float | None = None
    url: str | None = None
    title: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    summary: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    authors: list[_Author] = []
    author: _Author | None = None
    tags: list[str] = []


class _JsonFeed(Struct):
    items: list[msgspec.Raw]
    title: str | None = None


def read_feed(source: Source) -> Iterator[Page | Fault]:
    """Yield a page for each entry of a feed, and a Fault for each without a text. Raises Unreadable."""
    seen: dict[str, str] = {}
    for number, entry in enumerate(entries(source.load()), 1):
        place = f"{source.name}#{number}"
        if isinstance(entry, Fault):
            yield Fault(place, entry.reason)
        elif not entry.lines and not entry.title:
            yield Fault(place, "The entry has neither a headline nor a text.")
        else:
            page = page_of(entry, plain_address(entry.address) if entry.address else entry.id or place)
            if seen.setdefault(page.name, page.text) != page.text:  # under one address they would be two versions of one article
                yield Fault(place, f"An entry before has the address «{page.name}» too; this one is named by its place.")
                page = msgspec.structs.replace(page, name=place, url=None)
            yield page


def page_of(entry: Entry, name: str) -> Page:
    """Return the page that an entry is by what the feed has of it."""
    return Page(
        name=name,
        text=compose(entry.title, entry.lines),
        raw=entry.raw,
        title=entry.title,
        byline=entry.byline,
        published=entry.published,
        publisher=entry.publisher,
        url=entry.address,
        modified=entry.modified,
        section=entry.section,
    )


def entries(raw: bytes) -> Iterator[Entry | Fault]:
    """Yield the entries of a feed, at most ten thousand. Raises Unreadable where the bytes are no feed."""
    head = raw[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    found = _of_json(raw) if head.startswith(b"{") else _of_xml(raw)
    for number, entry in enumerate(found):
        if number == _MOST:
            raise Unreadable(f"The feed has more than {_MOST} entries; it is not read further.")
        yield entry


def _of_json(raw: bytes) -> Iterator[Entry | Fault]:
    try:
        feed = msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf"), type=_JsonFeed)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise Unreadable(f"It is no JSON Feed: {error}.") from error
    for written_item in feed.items:
        try:
            item = msgspec.json.decode(written_item, type=_Item)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
            yield Fault("", f"The entry is broken: {error}.")
            continue
        html = item.content_html
        try:
            lines = fragment(html) if html else (item.content_text or item.summary or "").splitlines()
        except Unreadable as reason:
            yield Fault("", str(reason))
            continue
        names = [author.name for author in (*item.authors, *([item.author] if item.author else [])) if author.name]
        yield Entry(
            title=item.title,
            address=_address(item.url),
            id=str(item.id) if item.id not in (None, "") else None,
            published=dates.iso(item.date_published or ""),
            modified=dates.iso(item.date_modified or ""),
            byline="، ".join(dict.fromkeys(names)) or None,
            publisher=feed.title,
            section=item.tags[0] if item.tags else None,
            lines=tuple(lines),
            raw=bytes(written_item),
        )


def _of_xml(raw: bytes) -> Iterator[Entry | Fault]:
    root = parse_xml(_utf_8(raw), "feed", recover=True)
    if local(root) not in ("rss", "feed", "RDF"):
        raise Unreadable(f"It is no feed: its root is «{local(root)[:40]}», and no rss, feed or RDF.")
    channel = next(children(root, "channel"), root)
    publisher = first(channel, "title")
    for node in root.iter():
        if local(node) in _ENTRIES and not any(local(above) in _ENTRIES for above in node.iterancestors()):
            try:  # one that stands in another is its content: else a feed says one text many times
                yield _entry(node, publisher)
            except Unreadable as reason:
                yield Fault("", str(reason))
    if not _CLOSED.search(raw[-_TAIL:]):
        yield Fault("", "The feed ends before it is complete; it is read as far as it goes.")


def _utf_8(raw: bytes) -> bytes:
    """Return XML in UTF-8 whatever it was in: its declaration of an encoding often lies."""
    text = decode(raw, forgiving=True).removeprefix("\ufeff").lstrip()
    if text.startswith("<?xml"):
        text = text[text.find("?>") + 2 :]
    return text.encode("utf-8", "replace")


def _entry(node: etree._Element, publisher: str | None) -> Entry:
    content = next((child for name in _CONTENT for child in children(node, name) if len(written(child).strip()) > 1), None)
    title, day = first(node, "title"), first(node, "pubDate", "published", "date", "issued", "created")
    changed = first(node, "updated", "modified")
    names = [first(child, "name") or written(child).strip() for child in children(node, "creator", "author")]
    source = next(children(node, "source"), None)
    told = (first(source, "title") or written(source).strip()) if source is not None else None
    return Entry(
        title=(" ".join(fragment(title)) if "<" in title else shown(title)) if title else None,
        address=_link(node),
        id=first(node, "guid", "id"),
        published=dates.iso(day or changed or ""),
        modified=dates.iso(changed or ""),
        byline="، ".join(name for name in names if name) or None,
        publisher=told or publisher,
        section=_section(node),
        lines=tuple(_lines(content)) if content is not None else (),
        raw=etree.tostring(node, encoding="utf-8", with_tail=False),
    )


def _lines(content: etree._Element) -> list[str]:
    if len(content):  # Atom with XHTML in it, or HTML that nobody escaped
        return fragment("".join(etree.tostring(child, encoding="unicode") for child in content))
    html = content.text or ""
    return fragment(html) if "<" in html or "&" in html else html.splitlines()


def _link(node: etree._Element) -> str | None:
    for child in children(node, "link"):
        if child.get("rel", "alternate") == "alternate" and (found := _address(child.get("href") or child.text)):
            return found
    guid = first(node, "guid")
    return _address(guid)


def _address(written_address: str | None) -> str | None:
    address = (written_address or "").strip()
    return address if address.lower().startswith(("http://", "https://")) else None


def _section(node: etree._Element) -> str | None:
    for child in children(node, "category"):
        if found := (child.get("term") or child.text or "").strip():
            return found
    return None
