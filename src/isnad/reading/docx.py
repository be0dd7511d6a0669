"""Word files (.docx): paragraphs, lists and tables as a reader sees them, deletions left out."""

from collections.abc import Iterator

from lxml import etree

from isnad.model import Page
from isnad.reading.archive import opened, unpack
from isnad.reading.composing import compose
from isnad.reading.fault import Unreadable
from isnad.reading.markup import children, first, local, parse_xml
from isnad.reading.source import Source

_TITLES = ("title", "heading1", "1")
# Deleted words, words moved from here, the codes of fields, and the second telling of a text box.
_UNSEEN = ("del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr")


def read_docx(source: Source) -> Iterator[Page]:
    """Yield the page that a Word file is. Raises Unreadable."""
    raw = source.load()
    with opened(source) as archive:
        root = parse_xml(unpack(archive, "word/document.xml", source.limit), "Word file")
        known = _properties(unpack(archive, "docProps/core.xml", source.limit)) if _has_properties(archive.namelist()) else {}
    lines = [(style, line) for style, text in _paragraphs(root) for line in text.split("\n")]
    heading = next((text for style, text in lines if text.strip()), "") if lines and _styled(lines) else None
    text = compose(heading, (text for _, text in lines))
    if not any(map(str.isalpha, text)):
        raise Unreadable("The file holds no text; it may be a scan.")
    yield Page(name=source.name, text=text, raw=raw, title=heading or known.get("title"), byline=known.get("creator"))


def _has_properties(names: list[str]) -> bool:
    return "docProps/core.xml" in names


def _properties(raw: bytes) -> dict[str, str]:
    """Return title and author of a file. Its dates are those of the file, and of no article."""
    try:
        root = parse_xml(raw, "Word file")
    except Unreadable:
        return {}
    return {name: found for name in ("title", "creator") if (found := first(root, name))}


def _styled(lines: list[tuple[str, str]]) -> bool:
    """Whether the first line with words is styled as a headline."""
    return next((style in _TITLES for style, text in lines if text.strip()), False)


def _paragraphs(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the style and the text of each paragraph in order, also those in cells and text boxes. Linear in the file."""
    for node in root.iter():
        if local(node) == "p" and not _unseen(node):
            yield _style(node), "".join(_runs(node))


def _unseen(node: etree._Element) -> bool:
    return any(local(above) in _UNSEEN for above in node.iterancestors())


def _style(paragraph: etree._Element) -> str:
    for properties in children(paragraph, "pPr"):
        for style in children(properties, "pStyle"):
            return next((str(value) for key, value in style.attrib.items() if str(key).endswith("}val")), "").lower()
    return ""


def _runs(node: etree._Element) -> Iterator[str]:
    """Yield the words of a paragraph; one that stands in a text box of it comes by itself."""
    for child in node:
        name = local(child)
        if name in _UNSEEN or name == "p" or (name == "r" and _hidden(child)):
            continue
        if name == "t":
            yield child.text or ""
        elif name in ("tab", "cr", "br"):
            yield "\n" if name != "tab" and child.get(_TYPE) != "page" else " "
        elif name == "noBreakHyphen":
            yield "\u2011"
        else:
            yield from _runs(child)


_TYPE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}type"


def _hidden(run: etree._Element) -> bool:
    return any(local(mark) == "vanish" for properties in children(run, "rPr") for mark in properties)
