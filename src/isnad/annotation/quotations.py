"""Quotations: the stretches of a text that stand between quotation marks, of whichever kind.

The Arabic press mixes «…», “…”, ”…“, "…", '…' and forgets a mark now and then: what is not closed in its paragraph is no
quotation, nor is one that a new line of thought cannot have opened (a mark behind a letter, a closing mark alone).
"""

import re
from typing import NamedTuple

_MARK = re.compile("[«»“”\"„‟]|(?<![^\\s(\\[،:])['‘](?=\\S)|(?<=\\S)['’](?![^\\s.,،؛:؟!)\\]])|\n")
_PAIRS = {"«": "»", "“": "”“", "”": "“”", '"': '"”', "„": "“”", "‟": "”", "'": "'’", "‘": "’'"}
_LONGEST = 2_000
_DEEPEST = 6


class Quotation(NamedTuple):
    """A quotation: ``start`` and ``end`` are those of the words inside the marks, on the surface; ``depth`` counts from 1."""

    start: int
    end: int
    depth: int


def quotations(text: str) -> list[Quotation]:
    """Return the quotations of a text, the outer before the inner, in order."""
    found: list[Quotation] = []
    stack: list[tuple[str, int]] = []
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark == "\n":
            stack.clear()
            continue
        closes = [i for i, (opening, _) in enumerate(stack) if mark in _PAIRS[opening]]
        if closes and not (mark in "“”" and _opens(text, at) and not _closes(text, at)):
            depth = closes[-1]
            start = stack[depth][1]
            if at - start <= _LONGEST and text[start:at].strip():
                found.append(Quotation(start, at, depth + 1))
            del stack[depth:]
        elif mark in _PAIRS and len(stack) < _DEEPEST:
            stack.append((mark, at + 1))
    return sorted(found)


def _opens(text: str, at: int) -> bool:
    return (at == 0 or not text[at - 1].isalnum()) and at + 1 < len(text) and not text[at + 1].isspace()


def _closes(text: str, at: int) -> bool:
    return at > 0 and not text[at - 1].isspace()
