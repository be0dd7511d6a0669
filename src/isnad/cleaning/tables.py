"""Tables as crawlers leave them: rows of bars and a row of dashes. Empty ones are furniture."""

import re
from collections.abc import Iterator

from isnad.cleaning.lines import Line

_RULE = re.compile(r"[\s|:+-]*---[\s|:+-]*")
_FILLED = 0.5


def empty_tables(lines: list[Line], in_arabic: bool) -> Iterator[int]:
    """Yield the numbers of the lines of tables without content, or in a language that is not the article's."""
    for i, line in enumerate(lines):
        if _rule(line):
            first, last = _reach(lines, i)
            head, rows = lines[first:i], lines[i + 1 : last]
            foreign = in_arabic and any(row.foreign for row in rows + head)
            if foreign or not rows or _filled(rows) < _FILLED:
                yield from range(first, last)


def _reach(lines: list[Line], rule: int) -> tuple[int, int]:
    """Return the first line of the table that a row of dashes belongs to, and the one after its last."""
    first = rule - (rule > 0 and "|" in lines[rule - 1].text)
    last = rule + 1
    while last < len(lines) and _row(lines[last]) and not (last + 1 < len(lines) and _rule(lines[last + 1])):
        last += 1
    return first, last


def _rule(line: Line) -> bool:
    return len(line.text) < 200 and "|" in line.text and bool(_RULE.fullmatch(line.text))


def _row(line: Line) -> bool:
    """Whether a line goes on a table; a row of dashes begins another one."""
    return "|" in line.text and not line.blank_before and not _rule(line)


def _filled(rows: list[Line]) -> float:
    cells = [cell for row in rows for cell in row.text.strip("| ").split("|")]
    return sum(bool(cell.strip()) for cell in cells) / len(cells) if cells else 0.0
