"""Web pages: the article's text from the DOM, and what the page says of itself."""

import re

from isnad.model import Page
from isnad.reading.blocks import Block, blocks
from isnad.reading.encoding import decode
from isnad.reading.fault import Unreadable
from isnad.reading.limits import refuse_hostile
from isnad.reading.maintext import choose
from isnad.reading.metadata import about

_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_HEAD = 4096


def read_html(raw: bytes, name: str) -> Page:
    """Return the article of a web page: its headline, an empty line, and one block a line. Raises Unreadable."""
    from selectolax.lexbor import LexborHTMLParser  # only where a web page is read

    declared = _CHARSET.search(raw[:_HEAD])
    html = decode(raw, declared[1].decode("ascii", "replace") if declared else None, forgiving=True)
    html = html.removeprefix("\ufeff")
    refuse_hostile(html)
    tree = LexborHTMLParser(html)
    shown = blocks(tree)
    known = about(tree, shown)
    body = choose(html, shown)
    if not body:
        raise Unreadable("The page holds no text that could be an article.")
    return Page(
        name=name,
        text=_text(known.title, body),
        raw=raw,
        title=known.title,
        byline=known.byline,
        published=known.published,
        publisher=known.publisher,
        url=known.url,
        lang=known.lang,
    )


def _text(title: str | None, body: list[Block]) -> str:
    """Return the text of a page; a headline that the body repeats at its top stands once."""
    lines = [block.text for block in body]
    if title is None:
        return "\n".join(lines) + "\n"
    while lines and _same(lines[0], title):
        lines.pop(0)
    return "\n".join([title, "", *lines]) + "\n"


def _same(line: str, title: str) -> bool:
    return line.split() == title.split()
