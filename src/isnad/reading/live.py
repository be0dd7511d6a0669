"""Live blogs: one page that tells many things, each with its own time."""

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from isnad.reading import dates
from isnad.reading.blocks import Block

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_LIVE = re.compile(r"(?<![a-z])live(?:$|[^a-z]|blog|post|update|cover|feed|item|entr|stream)|timeline|ticker", re.IGNORECASE)
_TALK = re.compile(r"comment|disqus|repl(?:y|ies)|related", re.IGNORECASE)
_TIMES = "time, [data-timestamp], [itemprop='datePublished']"
_MAY_BE_A_TIME = "span, div, strong, b, small, p"
_MOST = 20_000
_ENTRIES = ("div", "article", "li", "section")
_TELLING = ("class", "id", "itemprop", "itemtype")
_FEWEST = 3
_HIGHEST = 8  # how far above its time an item may begin
_ZONE = re.compile(r"(?<=:\d\d)(?:[+-]\d\d:\d\d|Z)$")
_CLOCK = re.compile(r"\D{0,3}(\d{1,2}):(\d\d)\D{0,3}")
_LETTERS = 30


class Item(NamedTuple):
    """One entry of a live blog: its anchor in the page («» without one), its time, and its blocks."""

    anchor: str
    published: str | None
    blocks: list[Block]


def live_items(tree: "LexborHTMLParser", blocks: list[Block], published: str | None) -> tuple[list[Item], list[Block]]:
    """Return the entries of a live blog, and the blocks that belong to none; no entries where the page is no live blog.

    An entry that tells only a time of day has the day of the page (``published``).
    """
    nodes = _entries(tree)
    if len(nodes) < _FEWEST:
        return [], blocks
    owner = {inner.mem_id: number for number, node in enumerate(nodes) for inner in node.traverse()}
    held: dict[int, list[Block]] = defaultdict(list)
    rest: list[Block] = []
    for block in blocks:
        number = owner.get(block.element)
        (rest if number is None else held[number]).append(block)
    items = [_item(node, held[number], published) for number, node in enumerate(nodes)]
    return [item for item in items if sum(len(block.text) for block in item.blocks) >= _LETTERS], rest


def _entries(tree: "LexborHTMLParser") -> list["LexborNode"]:
    """Return the largest group of elements that stand side by side, hold one time each, and are called live."""
    groups: dict[int, dict[int, LexborNode]] = defaultdict(dict)
    for time in _times(tree):
        node, called = time, False
        for _ in range(_HIGHEST):
            parent = node.parent
            if parent is None or parent.tag in ("body", "html"):
                break
            if _called(node, _TALK):
                break  # readers have times too
            called = called or _called(node, _LIVE)
            if (
                (called or _called(parent, _LIVE))
                and not _called(parent, _TALK)
                and node.tag in ("div", "article", "li", "section")
            ):
                groups[parent.mem_id][node.mem_id] = node
            node = parent
    return max((list(group.values()) for group in groups.values()), key=len, default=[])


def _times(tree: "LexborHTMLParser") -> list["LexborNode"]:
    """Return the elements that are times, by their name or data, or because a time of day is all that they hold."""
    found = tree.css(_TIMES)[:_MOST]
    if len(found) >= _FEWEST:
        return found
    return [node for node in tree.css(_MAY_BE_A_TIME)[:_MOST] if _CLOCK.fullmatch(node.text(deep=False).strip()[:12])]


def _called(node: "LexborNode", pattern: re.Pattern[str]) -> bool:
    attributes = node.attributes
    return any(pattern.search(attributes.get(name) or "") for name in _TELLING)


def _item(node: "LexborNode", blocks: list[Block], day: str | None) -> Item:
    time = node.css_first(_TIMES) or next((n for n in node.css(_MAY_BE_A_TIME) if _CLOCK.fullmatch(n.text().strip())), None)
    shown = (time.text() if time else "").strip()
    published = _moment(time, shown, day) if time else None
    body = [block for block in blocks if block.text != " ".join(shown.split()) and block.linked < 0.5]
    return Item(node.attributes.get("id") or "", published, body)


def _moment(time: "LexborNode", shown: str, day: str | None) -> str | None:
    attributes = time.attributes
    for written in (attributes.get("datetime"), attributes.get("content"), shown):
        if written and (found := dates.iso(written)):
            return found
    if (stamp := attributes.get("data-timestamp") or "").isdecimal():
        return dates.of_seconds(int(stamp))
    clock = _CLOCK.fullmatch(shown)
    if not (clock and day and int(clock[1]) < 24 and int(clock[2]) < 60):
        return day
    zone = _ZONE.search(day)
    return f"{day[:10]}T{int(clock[1]):02d}:{clock[2]}:00{zone[0] if zone else ''}"
