"""The visible text of a web page, block by block, taken from its DOM: joiners and no-break spaces stay."""

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

# What is never the text of an article, with all that is in it.
_SKIPPED = frozenset(
    [
        "head",
        "script",
        "style",
        "noscript",
        "noframes",
        "noembed",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "canvas",
        "select",
        "button",
        "textarea",
        "datalist",
        "dialog",
        "nav",
        "aside",
        "footer",
        "-comment",
        "amp-sidebar",
        "amp-ad",
        "amp-consent",
        "amp-user-notification",
        "amp-lightbox",
        "amp-list",
        "amp-state",
    ]
)
_BLOCKS = frozenset(
    [
        "html",
        "body",
        "main",
        "article",
        "section",
        "header",
        "div",
        "p",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "figure",
        "figcaption",
        "form",
        "fieldset",
        "address",
        "center",
        "details",
        "summary",
        "hr",
        "br",
    ]
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Runs of spaces; and what a page shows as signs because it was escaped twice: «&amp;quot;», «&amp;nbsp;», «&amp;#1575;».
_SPACE_OR_ENTITY = re.compile(
    r"[ \t\r\n\f]+"
    r"|&(?:quot|apos|amp|lt|gt|nbsp|laquo|raquo|ldquo|rdquo|hellip|ndash|mdash|[rl]rm|zwn?j|#\d{2,6});"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class Piece(NamedTuple):
    """The words of one text node: where they begin in the text content of the page's body (code points), -1 outside of it."""

    start: int
    text: str


class Block(NamedTuple):
    """A line of text as a browser would break it: the element it stands in and that one's parent, by number.

    ``linked`` is the share of its letters and figures that are links; ``pieces`` are the words as the page has them;
    ``caption``: it stands under a picture.
    """

    text: str
    tag: str
    element: int
    parent: int
    linked: float
    pieces: tuple[Piece, ...] = ()
    caption: bool = False

    @property
    def heading(self) -> bool:
        """Whether it is a heading."""
        return self.tag in _HEADINGS


class _Place(NamedTuple):
    """What an element means for the text in it: its block, that block's parent, whether it is a link, or unseen.

    ``caption``: it is under a picture; ``body``: it is in the page's body.
    """

    block: int
    parent: int
    tag: str
    link: bool
    unseen: bool
    caption: bool
    body: bool


def blocks(tree: "LexborHTMLParser") -> list[Block]:
    """Return the visible blocks of a page in order, without those that hold no letter. Linear in the page."""
    return [block for run in _runs(tree) if (block := _joined(run))]


def _runs(tree: "LexborHTMLParser") -> Iterator[list[tuple[Piece, _Place]]]:
    """Yield the stretches of text that no block boundary parts."""
    if tree.root is None:
        return
    places: dict[int, _Place] = {}
    outside = _Place(0, 0, "", False, False, False, False)
    run: list[tuple[Piece, _Place]] = []
    length = 0
    for node in tree.root.traverse(include_text=True):
        above = places.get(node.parent.mem_id, outside) if node.parent else outside
        if node.tag == "-text":
            text = node.text_content or ""
            if run and run[-1][1].block != above.block:
                yield run
                run = []
            if not above.unseen:
                run.append((Piece(length if above.body else -1, text), above))
            length += len(text) if above.body else 0
            continue
        places[node.mem_id] = _place(node, above)
        if node.tag in _BLOCKS and run:
            yield run
            run = []
    yield run


def _place(node: "LexborNode", above: _Place) -> _Place:
    tag = node.tag or ""
    unseen = above.unseen or tag in _SKIPPED or _hidden(node)
    caption, body = above.caption or tag == "figcaption", above.body or tag == "body"
    if tag in _BLOCKS:
        return _Place(node.mem_id, above.block, tag, above.link, unseen, caption, body)
    link = above.link or tag == "a"
    return above if (link, unseen) == (above.link, above.unseen) else above._replace(link=link, unseen=unseen)


def _hidden(node: "LexborNode") -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def shown(text: str) -> str:
    """Return the words of a page as a line of text: each run of spaces is one space, and what was escaped twice is a letter."""
    return _SPACE_OR_ENTITY.sub(_sign, text).strip(" ")


def _sign(match: re.Match[str]) -> str:
    return unescape(match.group()) if match.group()[0] == "&" else " "


def offsets(pieces: "tuple[Piece, ...]") -> list[int]:
    """Return for each letter of a block's text where it begins in the page's body (code points), and last where it ends."""
    joined = "".join(piece.text for piece in pieces)
    places = [at for piece in pieces for at in range(piece.start, piece.start + len(piece.text))]
    found: list[tuple[str, int, int]] = []
    last = 0
    for match in _SPACE_OR_ENTITY.finditer(joined):
        found += [(joined[at], places[at], places[at] + 1) for at in range(last, match.start())]
        found += [(sign, places[match.start()], places[match.end() - 1] + 1) for sign in _sign(match)]
        last = match.end()
    found += [(joined[at], places[at], places[at] + 1) for at in range(last, len(joined))]
    while found and found[0][0] == " ":
        found.pop(0)
    while found and found[-1][0] == " ":
        found.pop()
    return [start for _, start, _ in found] + [end for _, _, end in found[-1:]]


def _joined(run: list[tuple[Piece, _Place]]) -> Block | None:
    text = shown("".join(piece.text for piece, _ in run))
    letters = sum(map(str.isalnum, text))
    if not letters:
        return None
    linked = sum(sum(map(str.isalnum, piece.text)) for piece, place in run if place.link)
    place = run[0][1]
    pieces = tuple(piece for piece, _ in run)
    return Block(text, place.tag, place.block, place.parent, linked / letters, pieces, place.caption)
