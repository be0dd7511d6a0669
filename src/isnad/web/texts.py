"""Text of documents on a page: in its own direction, with some of its words marked."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple
from unicodedata import bidirectional

from isnad.model import Span

MARKS = {"rtl": "\u200f", "ltr": "\u200e"}  # without a shape; what begins with one runs its way whatever follows
_CLOSED = {"«": "»", "“": "”", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_RIGHT_TO_LEFT = ("ar", "fa", "he", "ps", "ur", "ckb", "sd", "ug", "yi")


class Piece(NamedTuple):
    """Some letters of a text, and the marks that lie over all of them."""

    text: str
    marks: frozenset[str]


def pieces(text: str, marks: Iterable[tuple[str, Span]], start: int = 0, end: int | None = None) -> list[Piece]:
    """Cut ``text[start:end]`` where a mark begins or ends, so that marks may overlap."""
    end = len(text) if end is None else end
    marks = [(kind, span) for kind, span in marks if span.start < end and span.end > start and span.start < span.end]
    inner = {place for _, span in marks for place in (span.start, span.end) if start < place < end}
    return [
        Piece(text[first:last], frozenset(kind for kind, span in marks if span.start <= first and last <= span.end))
        for first, last in pairwise(sorted({start, end} | inner))
    ]


def moved(spans: Sequence[Span], by: int) -> list[Span]:
    """Return spans as offsets into a text that begins ``by`` code points later."""
    return [Span(span.start - by, span.end - by) for span in spans]


def direction(text: str) -> str:
    """Return "rtl" or "ltr", as the first letter that has a direction and is not isolated says (UAX 9, P2)."""
    depth = 0
    for kind in map(bidirectional, text):
        if kind in ("LRI", "RLI", "FSI"):
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


def language_direction(lang: str) -> str:
    """Return the direction in which a language (ISO 639-1) is written; "auto" where it is not known."""
    return "rtl" if lang in _RIGHT_TO_LEFT else "auto" if lang == "und" else "ltr"


def cut(text: str, longest: int) -> str:
    """Return a text of at most ``longest`` letters, on one line, cut between words where it can be."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    end = text.rfind(" ", longest // 2, longest)
    return _closed(f"{text[: end if end > 0 else longest - 1].rstrip('،, ')}…")


def paired(text: str) -> str:
    """Return a title whose quotation marks stand in pairs: «الجسر «خضع للصيانة» as «الجسر “خضع للصيانة”».

    A quote within a quote has marks of its own, and what one leaves open is closed. No comma stands before the end of a quote.
    """
    parts = [part if at % 2 == 0 else _inner(part) for at, part in enumerate(re.split("([\u2068][^\u2069]*)", text))]
    return re.sub(r"[،,؛;:] *(?=[\u2069”»])", "", _closed("".join(parts) if len(parts) > 1 else _nested(text)))


def marked(words: str, longest: int) -> str:
    """Return the beginning of some words between quotation marks, which stand in pairs also where the words have some."""
    return paired(f"«{cut(words, longest)}»")


def _nested(text: str) -> str:
    """Return a text with “ ” for the « » that stand within others."""
    found, depth = [], 0
    for letter in text:
        if letter == "«":
            depth += 1
            found.append("«" if depth == 1 else "“")
        elif letter == "»":
            found.append("»" if depth == 1 else "”" if depth else "")
            depth = max(0, depth - 1)
        else:
            found.append(letter)
    return "".join(found)


def _inner(text: str) -> str:
    """Return some isolated words with their « » in pairs."""
    opened, found = 0, []
    for letter in text:
        opened += letter == "«"
        if letter != "»" or opened > 0:
            found.append(letter)
        opened -= letter == "»" and opened > 0
    return "".join(found) + "»" * opened


def _closed(text: str) -> str:
    """Return a text with what it leaves open closed at its end: quotation marks, and what isolates words."""
    opened = list[str]()
    for letter in text:
        if letter in _CLOSED:
            opened.append(_CLOSED[letter])
        elif opened and letter in _CLOSED.values() and letter in opened:
            del opened[len(opened) - 1 - opened[::-1].index(letter) :]
    return text + "".join(reversed(opened))


def amid(sentence: str, at: Span, longest: int) -> str:
    """Return some words with what stands around them in their sentence, cut between words: «… كما قاطعت النقابة الجلسة …»."""
    if len(" ".join(sentence.split())) <= longest:
        return " ".join(sentence.split())
    room = max(longest - (at.end - at.start), 0)
    start, end = max(0, at.start - room // 3), min(len(sentence), at.end + room - min(at.start, room // 3))
    while 0 < start < at.start and not sentence[start - 1].isspace():
        start += 1
    while at.end < end < len(sentence) and not sentence[end].isspace():
        end -= 1
    inner = " ".join(sentence[start:end].split())
    kept = cut(inner, longest + 1).rstrip("،,;؛:. ")
    return f"{'…' if start else ''}{kept}{'…' if end < len(sentence) and '…' not in kept[-2:] else ''}"
