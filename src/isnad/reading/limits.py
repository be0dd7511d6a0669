"""What no page of a newsroom has, and what would keep an HTML parser busy for hours."""

import re

from isnad.reading.fault import Unreadable

# Parsers close these by themselves; all others stay open until they are closed.
_SELF_CLOSING = "p|li|td|th|tr|dt|dd|option|br|hr|img|input|meta|link|source|wbr|col|area|base|embed|param|track"
_TAG = re.compile(rf"<(?P<close>/?)(?!(?:{_SELF_CLOSING})\b)(?P<name>[a-z][a-z0-9]*)", re.IGNORECASE)
_LONG_TAG = re.compile(r"<[a-z][^<>]{20000,}", re.IGNORECASE)
_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
_RAW = ("script", "style", "textarea", "title")
_DEEPEST = 5_000
_MOST_ATTRIBUTES = 2_000
_OPTION = re.compile(r"<option\b", re.IGNORECASE)
_MOST_OPTIONS = 10_000  # the parser looks at all of a list for each of them


def refuse_hostile(html: str) -> None:
    """Raise Unreadable where elements are nested, or attributes or options heaped, beyond all use. Linear in the page."""
    depth, raw = 0, ""
    for tag in _TAG.finditer(html):
        name = tag["name"].lower()
        if raw or name in _RAW:  # in a script «i<n» is no tag
            raw = "" if tag["close"] and name == raw else raw or name
            continue
        depth = max(0, depth - 1) if tag["close"] else depth + 1
        if depth > _DEEPEST:
            raise Unreadable(f"The page is broken: more than {_DEEPEST} elements are nested in one another.")
    if sum(1 for _ in _OPTION.finditer(html)) > _MOST_OPTIONS:
        raise Unreadable(f"The page is broken: it has more than {_MOST_OPTIONS} options to choose from.")
    for tag in _LONG_TAG.finditer(html):
        if len(_VALUE.sub("", tag.group()).split()) > _MOST_ATTRIBUTES:
            raise Unreadable(f"The page is broken: an element has more than {_MOST_ATTRIBUTES} attributes.")
