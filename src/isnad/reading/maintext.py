"""Which blocks of a page are the article: trafilatura chooses, the DOM gives the words.

Trafilatura drops joiners and direction marks and changes no-break spaces, so nothing of its text is kept. Where
it finds nothing, or a page is too large for it, the element that holds most prose wins.
"""

import logging
import re
from collections import Counter

from isnad.reading.blocks import Block

# Above this size trafilatura would take minutes.
_LARGE = 2_000_000
_KEY = 48
_SILENT = re.compile(r"[\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff|-]+")
_PROSE_WORDS = 8


def choose(html: str, blocks: list[Block]) -> list[Block]:
    """Return the blocks that are the article's text, in order; empty where nothing looks like one.

    What stands under pictures is the text of a gallery: where it is more than all else.
    """
    body = _choose(html, [block for block in blocks if not block.caption])
    captions = [block for block in blocks if block.caption and block.linked < 0.5]
    if sum(len(block.text) for block in captions) <= sum(len(block.text) for block in body if _prose(block)):
        return body
    kept = {id(block) for block in (*filter(_prose, body), *captions)}
    return [block for block in blocks if id(block) in kept]


def _choose(html: str, blocks: list[Block]) -> list[Block]:
    keys = _chosen_keys(html) if len(html) <= _LARGE else set()
    chosen = [i for i, block in enumerate(blocks) if keys and _key(block.text) in keys]
    if sum(len(blocks[i].text) for i in chosen) < 0.5 * _most_prose(blocks)[1]:
        chosen = _densest(blocks)
    if not chosen:
        return [block for block in blocks if block.linked < 0.5]
    return [blocks[i] for i in _filled(blocks, chosen)]


def _chosen_keys(html: str) -> set[str]:
    """Return the beginnings of the lines that trafilatura takes for the article."""
    import trafilatura  # half a second to import

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs what we tell as faults
    try:
        text = trafilatura.extract(html, include_comments=False, include_tables=True, deduplicate=False)
    except Exception:  # whatever a hostile page makes it do, the DOM is still there
        return set()
    return {key for line in (text or "").splitlines() if (key := _key(line))}


def _key(text: str) -> str:
    return _SILENT.sub("", text[: 4 * _KEY])[:_KEY]


def _prose(block: Block) -> bool:
    return block.linked < 0.3 and not block.heading and block.text.count(" ") >= _PROSE_WORDS


def _most_prose(blocks: list[Block]) -> tuple[int, int]:
    """Return the element under which most prose stands, and how many letters."""
    held: Counter[int] = Counter()
    for block in blocks:
        if _prose(block):
            held[block.parent if block.tag in ("p", "li", "blockquote") else block.element] += len(block.text)
    return max(held.items(), key=lambda item: item[1], default=(0, 0))


def _densest(blocks: list[Block]) -> list[int]:
    element, _ = _most_prose(blocks)
    return [i for i, b in enumerate(blocks) if element and element in (b.parent, b.element) and b.linked < 0.5]


def _filled(blocks: list[Block], chosen: list[int]) -> list[int]:
    """Return the chosen blocks and the prose among and beside them that was left out."""
    taken = set(chosen)
    beside = {blocks[i].parent for i in chosen if _prose(blocks[i])}
    for i, block in enumerate(blocks):
        if _prose(block) and block.parent in beside:
            taken.add(i)
    return sorted(taken)
