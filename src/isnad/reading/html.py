"""Web pages: the article's text from the DOM, and what the page says of itself."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from isnad.model import Page
from isnad.reading.blocks import Block, blocks
from isnad.reading.encoding import decode
from isnad.reading.fault import Fault, Unreadable
from isnad.reading.limits import refuse_hostile
from isnad.reading.live import live_items
from isnad.reading.maintext import choose
from isnad.reading.metadata import About, about
from isnad.reading.source import Source

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_HEAD = 4096
_TELEGRAM = re.compile(rb'class="(?:page_header|message (?:default|service))')
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_CUT = 2  # a page shows a part where its JSON-LD has more than so many times as much


class Article(NamedTuple):
    """One article of a page: its part of the page's name («» for the page itself), its headline, and its lines in order.

    ``heading`` is where the page's body shows the headline, None where it does nowhere.
    """

    part: str
    title: str | None
    lines: list[Block]
    published: str | None
    heading: Block | None

    @property
    def text(self) -> str:
        """The text of the article: its headline, an empty line, and one block a line."""
        lines = [block.text for block in self.lines]
        return "\n".join(lines if self.title is None else [self.title, "", *lines]) + "\n"


def read_html(source: Source) -> Iterator[Page | Fault]:
    """Yield the article of a web page, of a live blog one page for each of its entries. Raises Unreadable."""
    raw = source.load()
    if _TELEGRAM.search(raw[: 1 << 16]):
        from isnad.reading.telegram import read_export_page

        yield from read_export_page(raw, source)
        return
    yield from read_page(raw, source.name)


def read_page(raw: bytes, name: str) -> Iterator[Page]:
    """Yield the articles of a web page from its bytes. Raises Unreadable."""
    known, articles = extract(raw)
    page = Page(
        name=name,
        text="",
        raw=raw,
        byline=known.byline,
        publisher=known.publisher,
        url=known.url,
        lang=known.lang,
        modified=known.modified,
        section=known.section,
        agency=known.agency,
    )
    for article in articles:
        yield msgspec.structs.replace(
            page,
            name=f"{name}#{article.part}" if article.part else name,
            text=article.text,
            title=article.title,
            published=article.published,
            url=f"{known.url}#{article.part}" if known.url and article.part else known.url,
        )


def extract(raw: bytes) -> tuple[About, list[Article]]:
    """Return what a page says of itself, and its articles. Raises Unreadable where it has none."""
    html, tree = parse(raw)
    every = blocks(tree)
    known = about(tree, [block for block in every if not block.caption])
    items, rest = live_items(tree, every, known.published)
    if len(items) < 2 and len(known.updates) > 1:
        return known, list(_updates(known, choose(html, every), every))
    if len(items) < 2:
        body = _whole(known, choose(html, every))
        if not body:
            raise Unreadable(_nothing(tree))
        return known, [_article("", known.title, body, known.published, every)]
    lead = [block for block in choose(html, rest) if block.linked < 0.5]
    head = _article("", known.title, lead, known.published, every)
    articles = [head] if head.lines else []
    for number, item in enumerate(items, 1):
        title = item.blocks[0].text if item.blocks[0].heading and len(item.blocks) > 1 else None
        articles.append(_article(item.anchor or str(number), title, item.blocks, item.published, item.blocks))
    return known, articles


def parse(raw: bytes) -> tuple[str, "LexborHTMLParser"]:
    """Return the letters of a page and its DOM. Raises Unreadable."""
    from selectolax.lexbor import LexborHTMLParser  # only where a web page is read

    declared = _CHARSET.search(raw[:_HEAD])
    html = decode(raw, declared[1].decode("ascii", "replace") if declared else None, forgiving=True)
    html = html.removeprefix("\ufeff")
    refuse_hostile(html)
    return html, LexborHTMLParser(html)


def fragment(html: str) -> list[str]:
    """Return the lines of a piece of HTML that is all text: the content of a feed's entry, of a letter, of a chapter."""
    from selectolax.lexbor import LexborHTMLParser

    refuse_hostile(html)
    return [block.text for block in blocks(LexborHTMLParser(html))]


def _article(part: str, title: str | None, body: list[Block], published: str | None, every: list[Block]) -> Article:
    """Return an article; a headline that the body repeats at its top stands once."""
    lines = list(body)
    while title and lines and lines[0].text.split() == title.split():
        lines.pop(0)
    heading = next((block for block in every if title and block.text.split() == title.split()), None)
    return Article(part, title, lines, published, heading)


def _updates(known: About, lead: list[Block], every: list[Block]) -> Iterator[Article]:
    """Yield the entries of a live blog that the page has only in its data, behind what stands above them."""
    head = _article("", known.title, lead, known.published, every)
    if head.lines:
        yield head
    for number, (title, published, written) in enumerate(known.updates, 1):
        yield Article(str(number), title, _blocks_of(written), published or known.published, None)


def _blocks_of(written: str) -> list[Block]:
    """Return the lines of an article in a page's data, plain or as HTML; they have no place in the page."""
    lines = fragment(written) if _MARKUP.search(written) else [" ".join(line.split()) for line in written.splitlines()]
    return [Block(line, "p", 0, 0, 0.0) for line in lines if line]


def _whole(known: About, body: list[Block]) -> list[Block]:
    """Return the whole article where the page shows only its beginning, and has all of it in its JSON-LD."""
    written = known.body or ""
    if len(written) <= _CUT * sum(len(block.text) for block in body):
        return body
    whole = _blocks_of(written)
    return whole if sum(len(block.text) for block in whole) > _CUT * sum(len(block.text) for block in body) else body


def _nothing(tree: "LexborHTMLParser") -> str:
    frames = [source for node in tree.css("frame, iframe")[:9] if (source := node.attributes.get("src"))]
    if frames and tree.css_first("frameset"):
        return f"The page is a set of frames; its text is in other pages: {', '.join(frames)}."
    return "The page holds no text that could be an article."
