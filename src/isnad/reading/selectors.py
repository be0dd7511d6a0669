"""The way back from a text to the page it was taken from: W3C selectors (Web Annotation Data Model, 4.2.4 and 4.2.5).

Positions are code points into ``document.body.textContent`` of the page as a browser parses it, scripts left off.
"""

from msgspec import Struct

from isnad.reading.blocks import Block, offsets
from isnad.reading.fault import Unreadable
from isnad.reading.html import extract, parse
from isnad.reading.letters import plain

_BESIDE = 32  # letters before and behind a quotation, by which it is told from others


class Selectors(Struct, frozen=True):
    """A stretch of text in a page: its words there with those beside it, and its place, None where the body has it nowhere.

    ``exact`` are the page's own letters and spaces, which may be broken into lines otherwise than the text is.
    """

    exact: str
    prefix: str
    suffix: str
    start: int | None
    end: int | None

    def annotation(self, address: str | None) -> dict[str, object]:
        """Return the target of a web annotation: JSON-LD as the W3C has it."""
        quote = {"type": "TextQuoteSelector", "exact": self.exact, "prefix": self.prefix, "suffix": self.suffix}
        place = [] if self.start is None else [{"type": "TextPositionSelector", "start": self.start, "end": self.end}]
        return {"source": address, "selector": [quote, *place]}


def select(raw: bytes, text: str, start: int, end: int) -> Selectors:
    """Return where the letters from ``start`` to ``end`` of a text stand in the page (``raw``) that it was read from.

    Where the bytes are no web page, or the text stands in the page's head or its data alone, it has words and no place.
    Raises ValueError where the text has no such letters.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"the text has no letters {start} to {end}; it has {len(text)}")
    places = _places_of(raw, text)
    inside = [places[at] for at in range(start, end) if at in places]
    if not inside:
        return Selectors(text[start:end], text[max(0, start - _BESIDE) : start], text[end : end + _BESIDE], None, None)
    body = body_text(raw)
    first, last = inside[0][0], inside[-1][1]
    return Selectors(body[first:last], body[max(0, first - _BESIDE) : first], body[last : last + _BESIDE], first, last)


def _places_of(raw: bytes, text: str) -> dict[int, tuple[int, int]]:
    """Return for each letter of a text where it begins and ends in the body of its page; empty where it is of no page."""
    try:
        article = next(article for article in extract(raw)[1] if plain(article.text) == text)
    except (Unreadable, StopIteration):
        return {}
    places = _places(article.lines, 0 if article.title is None else len(article.title) + 2)
    if article.heading and article.heading.text == article.title:
        places |= _places([article.heading], 0)
    return places


def body_text(raw: bytes) -> str:
    """Return the text content of a page's body, by which positions count. Raises Unreadable."""
    _, tree = parse(raw)
    nodes = tree.body.traverse(include_text=True) if tree.body else ()
    return "".join(node.text_content or "" for node in nodes if node.tag == "-text")


def _places(lines: list[Block], at: int) -> dict[int, tuple[int, int]]:
    """Return for each letter of the text that stands in the body where it begins and ends there; ``at``: the first line's."""
    found: dict[int, tuple[int, int]] = {}
    for block in lines:
        if block.pieces and all(piece.start >= 0 for piece in block.pieces):
            known = offsets(block.pieces)
            found |= {at + i: (known[i], known[i + 1] if i + 2 == len(known) else known[i] + 1) for i in range(len(known) - 1)}
        at += len(block.text) + 1
    return found
