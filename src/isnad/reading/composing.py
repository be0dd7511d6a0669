"""How the parts of an article become its text, the same in every format: the headline, an empty line, one block a line."""

import re
from collections.abc import Iterable

_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_BULLET = re.compile(r"\s*(?:[-–—•*▪●>]|\d{1,2}[.)-])\s")
_NARROW = 110  # letters; wider lines were not broken by a program that counts them
_ROOM = 0.85  # of the widest line: letters are of several widths, so a line may break well before
_END = re.compile(r"[.!?؟:»”\"]\s*$")


def compose(title: str | None, lines: Iterable[str]) -> str:
    """Return the text of an article; a headline that the lines repeat at their top stands once, empty lines not at all."""
    kept = [line for written in lines if (line := _SPACE.sub(" ", written).strip(" "))]
    while title and kept and kept[0].split() == title.split():
        kept.pop(0)
    return "\n".join(kept if not title else [title, "", *kept]) + "\n"


def unwrap(lines: list[str], widest: int = _NARROW) -> list[str]:
    """Return the paragraphs of lines that were broken to a width.

    A line goes on in the next where that one's first word had no room in it; where it had, somebody ended the line.
    Lines wider than ``widest`` letters were not broken, and stay.
    """
    width = max(map(len, lines), default=0)
    if not 40 < width <= widest:
        return lines
    paragraphs: list[list[str]] = []
    before = ""
    for line in map(str.strip, lines):
        needed = len(before) + 1 + len(line.partition(" ")[0])
        room = width if _END.search(before) else _ROOM * width
        if before and line and needed > room and not _BULLET.match(line):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
        before = line
    return [" ".join(parts) for parts in paragraphs]
