"""Books and magazines (.epub): each chapter of the reading order is a page."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from isnad.model import Page
from isnad.reading import dates
from isnad.reading.archive import MOST_UNPACKED, opened, unpack
from isnad.reading.blocks import blocks
from isnad.reading.composing import compose
from isnad.reading.fault import Fault, Unreadable
from isnad.reading.html import parse
from isnad.reading.markup import children, first, local, parse_xml
from isnad.reading.source import Source

_LETTERS = 100  # fewer are a cover or a title page


def read_epub(source: Source) -> Iterator[Page | Fault]:
    """Yield a page for each chapter of a book, and a Fault for each that is broken. Raises Unreadable."""
    with opened(source) as archive:
        package = _package(unpack(archive, "META-INF/container.xml", source.limit))
        root = parse_xml(unpack(archive, package, source.limit), "EPUB")
        metadata = next(children(root, "metadata"), root)
        publisher = first(metadata, "publisher") or first(metadata, "title")
        byline, day, lang = first(metadata, "creator"), first(metadata, "date"), first(metadata, "language")
        unpacked, told = 0, False
        for member in dict.fromkeys(_chapters(root, posixpath.dirname(package))):  # a chapter that is named twice is read once
            name = f"{source.name}#{member}"
            try:
                raw = unpack(archive, member, source.limit)
                title, lines = _chapter(raw)
            except Unreadable as reason:
                yield Fault(name, str(reason))
                told = True
                continue
            unpacked += len(raw)
            if unpacked > MOST_UNPACKED * source.limit:
                raise Unreadable(f"It unpacks to more than {MOST_UNPACKED * source.limit / 1e6:.0f} MB; it is not read further.")
            if sum(map(len, lines)) >= _LETTERS:
                told = True
                yield Page(
                    name=name,
                    text=compose(title, lines),
                    raw=raw,
                    title=title,
                    byline=byline,
                    published=dates.iso(day or ""),
                    publisher=publisher,
                    lang=lang.partition("-")[0].lower() if lang else None,
                )
        if not told:
            raise Unreadable("The book has no chapter with a text.")


def _package(raw: bytes) -> str:
    for node in parse_xml(raw, "EPUB").iter():
        if local(node) == "rootfile" and (path := node.get("full-path")):
            return path
    raise Unreadable("It is no EPUB: its container names no package.")


def _chapters(root: etree._Element, folder: str) -> Iterator[str]:
    """Yield the members of the archive that are read one after another, without the table of contents."""
    items = {node.get("id"): node for node in root.iter() if local(node) == "item"}
    for reference in (node for node in root.iter() if local(node) == "itemref"):
        item = items.get(reference.get("idref"))
        if item is not None and "nav" not in (item.get("properties") or "").split():
            yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))


def _chapter(raw: bytes) -> tuple[str | None, list[str]]:
    """Return the headline and the lines of a chapter: headings of the first three levels that stand above all else."""
    _, tree = parse(raw)
    found = blocks(tree)
    title = found[0].text if found and found[0].tag in ("h1", "h2", "h3") else None
    return title, [block.text for block in found]
