"""What a web page says of itself: in JSON-LD, in its meta elements, and where it shows its date."""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from isnad.reading import dates
from isnad.reading.blocks import Block

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_ARTICLES = re.compile(r"article|posting|report", re.IGNORECASE)
_MOST_NODES = 10_000
_SEPARATED = re.compile(r"\s+[|\-–—»·•]+\s+")
_PUBLISHED = (
    'meta[property="article:published_time"]',
    'meta[property="og:article:published_time"]',
    'meta[property="og:published_time"]',
    'meta[itemprop="datePublished"]',
    *(
        f'meta[name="{name}" i]'
        for name in [
            "article:published_time",
            "pubdate",
            "publishdate",
            "publish-date",
            "publication_date",
            "date",
            "dc.date",
            "dc.date.issued",
            "dcterms.date",
            "dcterms.created",
            "sailthru.date",
            "parsely-pub-date",
            "cxenseparse:recs:publishtime",
        ]
    ),
)
_SHORT = 80
_SITE_WORDS = 4
# Site, section and subject may stand after a headline; more would be none of them.
_SEPARATORS = 3


class About(Struct, frozen=True):
    """What a page says of itself; None where it says nothing."""

    title: str | None
    byline: str | None
    published: str | None
    publisher: str | None
    url: str | None
    lang: str | None


def about(tree: "LexborHTMLParser", blocks: list[Block]) -> About:
    """Return what a page says of itself. Broken metadata counts as none."""
    linked = _linked_data(tree)
    publisher = _named(linked.get("publisher")) or _content(tree, 'meta[property="og:site_name"]')
    url = _attribute(tree, 'link[rel="canonical"]', "href") or _content(tree, 'meta[property="og:url"]')
    return About(
        title=_title(tree, publisher),
        byline=_byline(tree, linked),
        published=_published(tree, linked, blocks, url),
        publisher=publisher,
        url=url or _text(linked.get("url")),
        lang=_lang(tree),
    )


def _linked_data(tree: "LexborHTMLParser") -> dict[str, object]:
    """Return the first object of the page's JSON-LD that is an article; empty where there is none."""
    for script in tree.css('script[type="application/ld+json"]'):
        try:
            data = json.loads(script.text() or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            kind = node.get("@type")
            if any(_ARTICLES.search(str(name)) for name in (kind if isinstance(kind, list) else [kind])):
                return node
    return {}


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


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _named(value: object) -> str | None:
    """Return the name of a person or organisation as JSON-LD writes it: a string, an object, a list of them."""
    if isinstance(value, list):
        return "، ".join(name for item in value[:9] if (name := _named(item))) or None
    if isinstance(value, dict):
        value = value.get("name")
        return None if isinstance(value, dict | list) else _named(value)
    name = _text(value)
    return None if name is None or name.startswith(("http:", "https:")) else name


def _attribute(tree: "LexborHTMLParser", selector: str, name: str) -> str | None:
    node = tree.css_first(selector)
    return _text(node.attributes.get(name)) if node else None


def _content(tree: "LexborHTMLParser", selector: str) -> str | None:
    return _attribute(tree, selector, "content")


def _lang(tree: "LexborHTMLParser") -> str | None:
    tag = (_attribute(tree, "html", "lang") or "").replace("_", "-").partition("-")[0].lower()
    return tag if 2 <= len(tag) <= 3 and tag.isascii() and tag.isalpha() else None


def _title(tree: "LexborHTMLParser", publisher: str | None) -> str | None:
    """Return the headline: the one first-level heading that the head's title repeats, else that without the site."""
    heads = [text for node in tree.css("h1") if (text := _text(node.text()))]
    shown = _content(tree, 'meta[property="og:title"]')
    node = tree.css_first("title")
    full = shown or (_text(node.text()) if node else None)
    for head in heads:
        if full and len(head) > 8 and (head in full or full in head):
            return head
    return _without_site(full, publisher) if full else (heads[0] if heads else None)


def _without_site(title: str, publisher: str | None) -> str:
    for separator in reversed(list(_SEPARATED.finditer(title))[-_SEPARATORS:]):
        rest, last = title[: separator.start()], title[separator.end() :]
        if last != publisher and not len(last.split()) <= _SITE_WORDS <= len(rest.split()):
            break
        title = rest
    return title


def _byline(tree: "LexborHTMLParser", linked: dict[str, object]) -> str | None:
    named = _named(linked.get("author")) or _named(_content(tree, 'meta[name="author" i]'))
    if named:
        return named
    node = tree.css_first('[rel="author"], [itemprop="author"]')
    shown = _text(node.text()) if node else None
    return shown if shown and len(shown) <= _SHORT else None


def _published(tree: "LexborHTMLParser", linked: dict[str, object], blocks: list[Block], url: str | None) -> str | None:
    """Return the publication date: as the page's data say, as it is shown in figures, as its address has it."""
    for written in _written_dates(tree, linked):
        if written and (found := dates.iso(written)):
            return found
    for block in blocks:
        if len(block.text) <= _SHORT and not block.linked and (found := dates.numeric(block.text)):
            return found
    return dates.in_path(url or "")


def _written_dates(tree: "LexborHTMLParser", linked: dict[str, object]) -> Iterator[str | None]:
    yield _text(linked.get("datePublished"))
    yield from (_content(tree, selector) for selector in _PUBLISHED)
    for node in tree.css('time, [itemprop="datePublished"]')[:20]:
        yield _text(node.attributes.get("datetime") or node.attributes.get("content")) or _text(node.text())
