"""What a web page says of itself: in JSON-LD, in its meta elements, and where it shows its date."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from isnad.reading import dates
from isnad.reading.blocks import Block, shown
from isnad.reading.linked import linked_data

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

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
_MODIFIED = tuple(
    f'meta[{key}="{name}" i]'
    for key, name in [
        ("property", "article:modified_time"),
        ("property", "og:updated_time"),
        ("itemprop", "dateModified"),
        ("name", "lastmod"),
        ("name", "last-modified"),
        ("name", "dcterms.modified"),
    ]
)
_SECTION = ('meta[property="article:section"]', 'meta[name="section" i]', 'meta[itemprop="articleSection"]')
_AGENCY = ('meta[name="agency" i]', 'meta[name="news_agency" i]', 'meta[name="dc.source" i]', 'meta[name="source" i]')
_WEB = re.compile(r"(?:https?:)?//[^/?#\s]", re.IGNORECASE)
_HOME = re.compile(r"(?:https?:)?//[^/]*/?(?:index\.\w+)?$|/?$", re.IGNORECASE)
_MOST_UPDATES = 2_000
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
    modified: str | None
    section: str | None
    agency: str | None
    body: str | None
    """The whole article as JSON-LD has it: plain, or as HTML."""
    updates: tuple[tuple[str | None, str | None, str], ...]
    """The entries of a live blog as JSON-LD has them: headline, publication date, text."""


def about(tree: "LexborHTMLParser", blocks: list[Block]) -> About:
    """Return what a page says of itself. Broken metadata counts as none."""
    linked = linked_data(tree)
    publisher = _named(linked.get("publisher")) or _content(tree, 'meta[property="og:site_name"]')
    url = _address(tree, linked)
    return About(
        title=_title(tree, publisher),
        byline=_byline(tree, linked),
        published=_published(tree, linked, blocks, url),
        publisher=publisher,
        url=url,
        lang=_lang(tree),
        modified=_first_date(_text(linked.get("dateModified")), *(_content(tree, selector) for selector in _MODIFIED)),
        section=_section(tree, linked),
        agency=_agency(tree, linked),
        body=body if isinstance(body := linked.get("articleBody"), str) else None,
        updates=tuple(_updates(linked.get("liveBlogUpdate"))),
    )


def _text(value: object) -> str | None:
    return " ".join(shown(value).split()) or None if isinstance(value, str) else None


def _updates(written: object) -> Iterator[tuple[str | None, str | None, str]]:
    for entry in written[:_MOST_UPDATES] if isinstance(written, list) else ():
        if isinstance(entry, dict) and isinstance(body := entry.get("articleBody"), str) and body.strip():
            yield _text(entry.get("headline")), dates.iso(_text(entry.get("datePublished")) or ""), body


def _address(tree: "LexborHTMLParser", linked: dict[str, object]) -> str | None:
    """Return the page's own address on the web. One that is the site's front page is a fault of the site, and no address.

    Nor is one within a site that is not named («/article?id=7»): another site has it too, and two articles would be one.
    """
    whole = linked.get("mainEntityOfPage")
    told = (
        _attribute(tree, 'link[rel="canonical" i]', "href"),
        _content(tree, 'meta[property="og:url"]'),
        _text(linked.get("url")),
        _text(whole.get("@id") if isinstance(whole, dict) else whole),
    )
    return next((url for url in told if url and _WEB.match(url) and not _HOME.fullmatch(url)), None)


def _first_date(*written: str | None) -> str | None:
    return next((found for text in written if text and (found := dates.iso(text))), None)


def _section(tree: "LexborHTMLParser", linked: dict[str, object]) -> str | None:
    section = linked.get("articleSection")
    told = (section[0] if isinstance(section, list) and section else section, *(_content(tree, name) for name in _SECTION))
    return next((found for value in told if (found := _text(value)) and len(found) <= _SHORT), None)


def _agency(tree: "LexborHTMLParser", linked: dict[str, object]) -> str | None:
    told = (_named(linked.get("sourceOrganization")), *(_named(_content(tree, name)) for name in _AGENCY))
    return next((found for found in told if found and len(found) <= _SHORT), None)


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
    """Return the publication date: as the page's data say, as it is shown, as its address has it."""
    for written in _written_dates(tree, linked):
        if written and (found := dates.iso(written)):
            return found
    for block in blocks:
        if len(block.text) <= _SHORT and not block.linked and (found := dates.worded(block.text) or dates.numeric(block.text)):
            return found
    return dates.in_path(url or "")


def _written_dates(tree: "LexborHTMLParser", linked: dict[str, object]) -> Iterator[str | None]:
    yield _text(linked.get("datePublished"))
    yield from (_content(tree, selector) for selector in _PUBLISHED)
    for node in tree.css('time, [itemprop="datePublished"]')[:20]:
        yield _text(node.attributes.get("datetime") or node.attributes.get("content")) or _text(node.text())
