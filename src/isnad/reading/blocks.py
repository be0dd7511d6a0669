"""The visible text of a web page, block by block, taken from its DOM: joiners and no-break spaces stay."""

import re
from collections.abc import Iterator
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
        "figcaption",
        "-comment",
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
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class Block(NamedTuple):
    """A line of text as a browser would break it: the element it stands in and that one's parent, by number.

    ``linked`` is the share of its letters and figures that are links.
    """

    text: str
    tag: str
    element: int
    parent: int
    linked: float

    @property
    def heading(self) -> bool:
        """Whether it is a heading."""
        return self.tag in _HEADINGS


class _Place(NamedTuple):
    """What an element means for the text in it: its block, that block's parent, whether it is a link, or unseen."""

    block: int
    parent: int
    tag: str
    link: bool
    unseen: bool


def blocks(tree: "LexborHTMLParser") -> list[Block]:
    """Return the visible blocks of a page in order, without those that hold no letter. Linear in the page."""
    return [block for run in _runs(tree) if (block := _joined(run))]


def _runs(tree: "LexborHTMLParser") -> Iterator[list[tuple[str, _Place]]]:
    """Yield the stretches of text that no block boundary parts."""
    if tree.root is None:
        return
    places: dict[int, _Place] = {}
    outside = _Place(0, 0, "", False, False)
    run: list[tuple[str, _Place]] = []
    for node in tree.root.traverse(include_text=True):
        above = places.get(node.parent.mem_id, outside) if node.parent else outside
        if node.tag == "-text":
            if run and run[-1][1].block != above.block:
                yield run
                run = []
            if not above.unseen:
                run.append((node.text_content or "", above))
            continue
        places[node.mem_id] = _place(node, above)
        if node.tag in _BLOCKS and run:
            yield run
            run = []
    yield run


def _place(node: "LexborNode", above: _Place) -> _Place:
    tag = node.tag or ""
    unseen = above.unseen or tag in _SKIPPED or _hidden(node)
    if tag in _BLOCKS:
        return _Place(node.mem_id, above.block, tag, above.link, unseen)
    return above._replace(link=above.link or tag == "a", unseen=unseen)


def _hidden(node: "LexborNode") -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _joined(run: list[tuple[str, _Place]]) -> Block | None:
    text = _SPACE.sub(" ", "".join(text for text, _ in run)).strip(" ")
    letters = sum(map(str.isalnum, text))
    if not letters:
        return None
    linked = sum(sum(map(str.isalnum, text)) for text, place in run if place.link)
    place = run[0][1]
    return Block(text, place.tag, place.block, place.parent, linked / letters)
