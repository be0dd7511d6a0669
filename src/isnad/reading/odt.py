"""OpenDocument texts (.odt): paragraphs, headings, lists and tables, without notes and deletions."""

from collections.abc import Iterator

from lxml import etree

from isnad.model import Page
from isnad.reading.archive import opened, unpack
from isnad.reading.composing import compose
from isnad.reading.fault import Unreadable
from isnad.reading.markup import children, first, local, parse_xml
from isnad.reading.source import Source

_UNSEEN = ("tracked-changes", "annotation", "annotation-end", "forms", "sequence-decls", "note-citation")
_MOST_SPACES = 100


def read_odt(source: Source) -> Iterator[Page]:
    """Yield the page that an OpenDocument text is. Raises Unreadable."""
    raw = source.load()
    with opened(source) as archive:
        root = parse_xml(unpack(archive, "content.xml", source.limit), "OpenDocument text")
        known = _properties(unpack(archive, "meta.xml", source.limit)) if "meta.xml" in archive.namelist() else {}
    lines = list(_paragraphs(root))
    head = next(((heads, text) for heads, text in lines if text.strip()), (False, ""))
    text = compose(head[1] if head[0] else None, (line for _, written in lines for line in written.split("\n")))
    if not any(map(str.isalpha, text)):
        raise Unreadable("The file holds no text; it may be a scan.")
    title = head[1] if head[0] else known.get("title")
    yield Page(name=source.name, text=text, raw=raw, title=title, byline=known.get("creator"))


def _properties(raw: bytes) -> dict[str, str]:
    try:
        root = parse_xml(raw, "OpenDocument text")
    except Unreadable:
        return {}
    meta = next(children(root, "meta"), root)
    told = {"title": first(meta, "title"), "creator": first(meta, "initial-creator", "creator")}
    return {name: found for name, found in told.items() if found}


def _paragraphs(root: etree._Element) -> Iterator[tuple[bool, str]]:
    """Yield each paragraph in order, and whether it is a headline: of the first level, or in the style of a title."""
    body = next((node for node in root.iter() if local(node) == "body"), root)
    for node in body.iter():
        if local(node) in ("p", "h") and not any(local(above) in _UNSEEN for above in node.iterancestors()):
            told = {local_name(key): str(value) for key, value in node.attrib.items()}
            heads = (local(node) == "h" and told.get("outline-level", "1") == "1") or told.get("style-name") == "Title"
            yield heads, "".join(_words(node))


def local_name(key: str | bytes) -> str:
    """Return the name of an attribute without its namespace."""
    return etree.QName(key).localname


def _words(node: etree._Element) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        name = local(child)
        if name == "s":
            count = next((str(value) for key, value in child.attrib.items() if local_name(key) == "c"), "1")
            yield " " * min(int(count[:9]) if count.isdecimal() else 1, _MOST_SPACES)
        elif name in ("tab", "line-break"):
            yield " " if name == "tab" else "\n"
        elif name not in (*_UNSEEN, "p", "h", ""):  # a paragraph in a frame comes by itself
            yield from _words(child)
        yield child.tail or ""
