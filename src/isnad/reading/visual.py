"""Text as printers order it: presentation forms to letters, and lines from the order of the eye to that of the tongue."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_FORMS = re.compile(r"[\ufb1d-\ufdff\ufe70-\ufefc]+")  # without U+FEFF, a mark
# What runs from left to right in a line of Arabic: words of other scripts with all between them, and each number by itself.
_LETTER = "A-Za-zÀ-ɏͰ-ϿЀ-ӿ"
_LEFT_TO_RIGHT = re.compile(
    rf"[{_LETTER}](?:[^\u0590-\u08ff\ufb1d-\ufefc()«»\[\]]*[{_LETTER}0-9%])?|[0-9٠-٩](?:[0-9٠-٩.,:/٫٬-]*[0-9٠-٩])?[%٪]?"
)
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff]")
_SAME_LINE = 0.3  # of a letter's height
_BRACKET = re.compile(r"[()\[\]{}«»]")
_RIGHTLY_SET = re.compile(r"[(\[{«](?=\w)|(?<=[\w.!؟])[)\]}»]")
_MIRRORED = str.maketrans("()[]{}«»<>‹›", ")(][}{»«><›‹")


class Glyph(NamedTuple):
    """A letter where it is printed, in points: its left and right edge, the line on which it stands, and its height."""

    letter: str
    left: float
    right: float
    base: float
    height: float


def lines_of(glyphs: Iterable[Glyph], gap: float) -> Iterator[str]:
    """Yield the lines of a page as they are read, by where its letters stand; ``glyphs`` come as they were printed.

    Those that are printed one after another on one height are a line: columns stay apart, whatever the order within a line.
    A ``gap`` is a space where it is wider than so much of a letter's height.
    """
    line: list[Glyph] = []
    for glyph in glyphs:
        if line and abs(glyph.base - line[-1].base) > _SAME_LINE * max(glyph.height, line[-1].height):
            yield _read(line, gap)
            line = []
        line.append(glyph)
    if line:
        yield _read(line, gap)


def _read(line: list[Glyph], gap: float) -> str:
    order = sorted(range(len(line)), key=lambda at: (line[at].left + line[at].right, -at))  # one glyph may be two letters
    written: list[str] = []
    before: Glyph | None = None
    for at in order:
        glyph = line[at]
        if before and glyph.left - before.right > gap * max(glyph.height, before.height):
            written.append(" ")
        written.append(glyph.letter)
        before = glyph if before is None or glyph.right > before.right else before
    text = plain("".join(written))
    return logical(text) if _RIGHT_TO_LEFT.search(text) else text


def plain(text: str) -> str:
    """Return a text with the shapes of joined letters (ﻻ, ﷲ) as the letters that they show; all else stays."""
    return _FORMS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def logical(line: str) -> str:
    """Return a line that stands in the order of the eye, from left to right, as it is read from right to left.

    Brackets are turned where that makes them open before words and close behind them: some programs have turned them already.
    """
    turned = _LEFT_TO_RIGHT.sub(lambda match: match[0][::-1], line)[::-1]
    mirrored = turned.translate(_MIRRORED)
    return turned if _set(turned) > _set(mirrored) else mirrored


def _set(line: str) -> int:
    """Return how many brackets of a line stand as they should, less those that do not."""
    return 2 * len(_RIGHTLY_SET.findall(line)) - len(_BRACKET.findall(line))
