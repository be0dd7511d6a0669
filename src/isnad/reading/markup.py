"""XML from anywhere: no entity is resolved, nothing is fetched, and depth and size are bounded by the parser."""

import re
from collections.abc import Iterator
from html import unescape
from typing import cast

from lxml import etree

from isnad.reading.fault import Unreadable

_BARE = re.compile(rb"&(?!#?\w{1,31};)")
_NAMED = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\w+);)([A-Za-z][A-Za-z0-9]{1,31});")


def parse_xml(raw: bytes, what: str, *, recover: bool = False) -> etree._Element:
    """Return the root of an XML file; ``what`` is what it should be, for the error. Raises Unreadable.

    With ``recover``, one that is not well-formed is read as far as it goes, and entities of HTML («&nbsp;») are taken.
    A file that declares entities of its own is refused: articles do not, attacks do.
    """
    if recover:
        raw = _BARE.sub(b"&amp;", _NAMED.sub(_letter, raw))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, recover=recover)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(f"It is no {what}: the XML is broken ({str(error)[:160]}).") from error
    if root is None:
        raise Unreadable(f"It is no {what}: it holds no XML.")
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and list(declared.iterentities()):  # type: ignore[union-attr]  # the stubs lack it
        raise Unreadable("The XML declares entities of its own, as attacks do; it is not read.")
    return root


def local(node: etree._Element) -> str:
    """Return the name of an element without its namespace, and without a prefix that nobody declared; empty for a comment."""
    return node.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(node.tag, str) else ""


def children(node: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield the children that bear one of the names, whatever their namespace."""
    return (child for child in node if local(child) in names)


def first(node: etree._Element, *names: str) -> str | None:
    """Return the text of the first child that has one and bears one of the names; the names are tried in order."""
    for name in names:
        for child in children(node, name):
            if text := " ".join(written(child).split()):
                return text
    return None


def written(node: etree._Element) -> str:
    """Return all text in an element."""
    return "".join(cast("Iterator[str]", node.itertext()))


def _letter(match: re.Match[bytes]) -> bytes:
    letter = unescape(match[0].decode("ascii"))
    return letter.encode("utf-8") if letter[0] != "&" else b"&amp;" + match[0][1:]
