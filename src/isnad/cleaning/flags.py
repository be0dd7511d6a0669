"""Flags: what a reader must know of a document before trusting it as an article of record."""

import re
from collections.abc import Iterator

from isnad.cleaning.dateline import full_dates
from isnad.cleaning.furniture import Layout
from isnad.cleaning.lexicon import lexicon
from isnad.cleaning.lines import Line
from isnad.cleaning.translation import translated
from isnad.model import Flag

_CUT = ("،", ",", "...", "…", "[…]", "[...]")
_QUOTED = re.compile(r"«[^»\n]{0,2000}»|“[^”\n]{0,2000}”|\"[^\"\n]{0,2000}\"")
# The writer speaking: «I believe», «in my view», «we Arabs» …, outside quotation marks.
_FIRST_PERSON = re.compile(
    r"(?<!\w)(?:[وف]?(?:أعتقد|أظن|أرى|أزعم|أتذكر|أذكر|أستبعد|أتساءل|أقول|أكتب|أدري|أعرف|لست|كنت|أنا|إنني|إني|لنبدأ|لنقل|دعونا"
    r"|فلنعد|لنعد|علينا|لدينا|أمتنا|حياتنا|عالمنا|نحن|برأيي|رأيي|تقديري|ظني|نظري|اعتقادي|قناعتي|لي|عزيزي))(?!\w)"
)
_PER_WORDS = 150


def flags(text: str, layout: Layout, dated: bool) -> tuple[Flag, ...]:
    """Return the flags of a document, in a fixed order; ``dated`` is whether its text gives its date."""
    return tuple(_flags(text, layout, dated))


def _flags(text: str, layout: Layout, dated: bool) -> Iterator[Flag]:
    if truncated(layout):
        yield "truncated"
    if translated(text, layout):
        yield "machine_translated"
    if not dated:
        yield "undated"
    if opinion(layout):
        yield "opinion"


def _article(layout: Layout) -> list[Line]:
    return [line for line, marked in zip(layout.lines, layout.marked, strict=True) if not marked]


def truncated(layout: Layout) -> bool:
    """Whether the article was cut: by an offer to pay for the rest, or in the middle of a sentence."""
    if any(sign and sign.kind == "paywall" for sign in layout.signs):
        return True
    if layout.last >= len(layout.lines):
        return False
    last = layout.lines[layout.last].text.rstrip(' \u00a0»”"')
    if last.endswith(("،", ",", "[…]", "[...]")):
        return True
    following = layout.lines[layout.last + 1 : layout.last + 3]
    return last.endswith(_CUT) and any(_continues(line) for line in following)


def _continues(line: Line) -> bool:
    match = lexicon().opens("continue", line.words)
    return match is not None and match.last == len(line)


def opinion(layout: Layout) -> bool:
    """Whether the page shows an article of opinion: by two of section, byline, disclaimer and first person."""
    kinds = [sign.kind for sign in layout.signs if sign]
    signed = any(line.key.startswith("بقلم") for line in layout.lines[: layout.first])
    weight = 2 * ("disclaimer" in kinds) + signed + 2 * _in_section(layout) + _first_person(_article(layout))
    return weight >= 2


def _in_section(layout: Layout) -> bool:
    """Whether above the article there stands its section, alone or at the end of a path: «الرئيسية / رأي»."""
    for line in layout.lines[: layout.first]:
        if 0 < len(line) <= 5 and len(line.cells) <= 3:
            last = lexicon().kinds["opinion"]
            if any((m := last.bare(line.words, i)) and m.last == len(line) for i in range(len(line))):
                return True
    return False


def _first_person(lines: list[Line]) -> int:
    """Return how strongly the writer speaks as «I» or «we» outside quotations: 0, 1 or 2."""
    spoken = _QUOTED.sub(" ", "\n".join(line.text for line in lines if line.long))
    said = len(_FIRST_PERSON.findall(spoken))
    share = said * _PER_WORDS / max(spoken.count(" "), _PER_WORDS)
    return (said >= 2) + (said >= 4 and share >= 1.5)


def gives_date(layout: Layout) -> str | None:
    """Return the day on which the text says that it appeared: a stamp, a dateline, or «today, 28 April 2025»."""
    for i, sign in enumerate(layout.signs):
        near = i <= layout.first or i == layout.last + 1 or (sign and sign.sure and i > layout.last)
        if sign and sign.kind == "stamp" and sign.date and near:
            return sign.date
    return _in_parts(layout) or _in_prose(layout)


def _in_parts(layout: Layout) -> str | None:
    text = [line.folded for line in layout.lines if any(line.start <= p.start < line.end for p in layout.parts)]
    return next((found.iso for folded in text for found in full_dates(folded.text)), None)


_TODAY = re.compile(r"(?<!\w)اليوم(?:\s+\w+)?[\s،,(]*$")
_OPENING = re.compile(r"^\S+(?:\s\S+){0,2}\s*(?:في|-|–|،|/)?\s*[(]?\s*$")


def _in_prose(layout: Layout) -> str | None:
    """Return the date of a dateline at the head of the first paragraphs, or of «اليوم» in them."""
    for line in layout.lines[layout.first : layout.first + 3]:
        for found in full_dates(line.folded.text[:1000]):
            before = line.folded.text[: found.start]
            if _TODAY.search(before) or (line is layout.lines[layout.first] and _dateline(line, found.end, before)):
                return found.iso
    return None


def _dateline(line: Line, end: int, before: str) -> bool:
    after = line.folded.text[end : end + 12].lstrip()
    return len(before) < 40 and bool(_OPENING.match(before)) and after.startswith(("-", "–", "—", "/", "(", "ـ", ":"))
