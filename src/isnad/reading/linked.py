"""What a page says of itself in JSON-LD, also where the JSON is broken."""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_ARTICLES = re.compile(r"article|posting|report", re.IGNORECASE)
_MOST_NODES = 10_000
_WRAPPING = re.compile(r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*$|;\s*$")
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
# Of a script that is no JSON whatever one does: single values that nothing else could mean.
_VALUE = re.compile(r'"(datePublished|dateModified|articleSection)"\s*:\s*"([^"\\\n]{1,64})"')


def linked_data(tree: "LexborHTMLParser") -> dict[str, object]:
    """Return the first object of the page's JSON-LD that is an article; empty where there is none."""
    broken: dict[str, object] = {}
    for script in tree.css('script[type="application/ld+json" i]'):
        written = script.text() or ""
        data = _loaded(written)
        if data is None:
            broken = broken or dict(_VALUE.findall(written[:1_000_000]))
            continue
        for node in _nodes(data):
            kind = node.get("@type")
            if any(_ARTICLES.search(str(name)) for name in (kind if isinstance(kind, list) else [kind])):
                return node
    return broken


def _loaded(written: str) -> object:
    """Return the value of a script, None where it cannot be read even when it is mended."""
    bare = _WRAPPING.sub("", written.strip())
    for attempt in (written, bare, _TRAILING_COMMA.sub("", bare)):
        try:
            found: object = json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
        return found
    return None


def _nodes(data: object) -> Iterator[dict[str, object]]:
    """Yield the objects in a tree of JSON, at most ten thousand."""
    waiting, seen = [data], 0
    while waiting and seen < _MOST_NODES:
        item, seen = waiting.pop(0), seen + 1
        if isinstance(item, dict):
            yield item
            waiting += [value for value in item.values() if isinstance(value, dict | list)][:_MOST_NODES]
        elif isinstance(item, list):
            waiting += item[:_MOST_NODES]
