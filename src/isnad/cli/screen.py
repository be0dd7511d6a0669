"""The terminal: text of articles made safe to print, right to left where it is so, and marks that need no colour."""

import re
import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text

_RLM, _LRM = "\u200f", "\u200e"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# An article's escape sequences would be the terminal's orders.
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), "\ufffd")
_CONTROLS |= dict.fromkeys((*b"\n\v\f", 0x85, 0x2028, 0x2029), "\n") | dict.fromkeys(b"\r\t", " ")
# What turns letters round, or is closed by nothing, would turn round what stands beside it in a line of the terminal.
_CONTROLS |= dict.fromkeys((0x202D, 0x202E), "\ufffd")
_CONTROLS |= dict.fromkeys((*range(0x202A, 0x202D), *range(0x2066, 0x206A)), "\u200b")
_WIDEST = 100  # columns; longer lines are hard to read


class Mark(NamedTuple):
    """A stretch of a text to be shown between two brackets, and in a style where there is colour."""

    start: int
    end: int
    opening: str
    closing: str
    style: str


def printable(text: str) -> str:
    """Return a text of the same length in which nothing gives the terminal an order."""
    return text.translate(_CONTROLS)


def one_line(text: str) -> str:
    """Return a text in which nothing gives the terminal an order or begins another line: a name, or a sentence with one."""
    return printable(text).replace("\n", " ")


class Screen:
    """Standard output as a terminal, or as what it is sent to: then without colours, directions and line breaks."""

    def __init__(self, plain: bool = False) -> None:
        terminal = False if plain else None  # None: what standard output is
        self.console = Console(file=sys.stdout, force_terminal=terminal, highlight=False, markup=False, emoji=False)
        self.plain = not self.console.is_terminal
        if self.plain:
            self.console.width = 10_000
        self.width = min(self.console.width, _WIDEST)

    def line(self, text: str | Text = "", style: str = "") -> None:
        """Print one line."""
        self.console.print(Text(text, style) if isinstance(text, str) else text, soft_wrap=True)

    def paragraph(self, text: Text, indent: int = 0) -> None:
        """Print a text with its own line ends, each line in the direction of its letters."""
        for line in text.split("\n", allow_blank=True):
            for part in [line] if self.plain else line.wrap(self.console, self.width - indent) or [Text()]:
                part.rstrip()
                self.console.print(Text(" " * indent) + self._directed(part), soft_wrap=True)

    def _directed(self, line: Text) -> Text:
        """Return a line that a terminal which knows directions sets right to left, where it has such letters."""
        return Text(_RLM) + line if not self.plain and _RIGHT_TO_LEFT.search(line.plain) else line

    def cell(self, value: str) -> str:
        """Return a value that stands in an English line or a table, and does not turn its neighbours round."""
        value = one_line(value)
        if self.plain or not _RIGHT_TO_LEFT.search(value):
            return value
        return f"{_LRM}{value}{_LRM}"

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[str | int]], title: str | None = None) -> None:
        """Print a table; numbers stand to the right."""
        rows = list(rows)
        if self.plain:
            self._tabbed(heads, rows)
            return
        table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
        for at, head in enumerate(heads):
            number = bool(rows) and all(isinstance(row[at], int) for row in rows)
            table.add_column(head, justify="right" if number else "left", overflow="fold")
        for row in rows:
            table.add_row(*(Text(f"{v:,}" if isinstance(v, int) else self.cell(v)) for v in row))
        self.console.print(table)

    def _tabbed(self, heads: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
        """Print a table as other programs read it: tabs between the columns."""
        for row in (heads, *rows):
            print("\t".join(self.cell(str(value)) for value in row), file=self.console.file)


def painted(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> Text:
    """Return ``text[start:end]`` with its marks; those that reach over an end are cut."""
    end = len(text) if end is None else end
    shown, at, open_marks = Text(), start, list[Mark]()
    for place, closes, mark in _edges(marks, start, end):
        shown.append(printable(text[at:place]), open_marks[-1].style if open_marks else "")
        shown.append(mark.closing if closes else mark.opening, mark.style)
        if closes:
            open_marks.remove(mark)
        else:
            open_marks.append(mark)
        at = place
    shown.append(printable(text[at:end]))
    return shown


def _edges(marks: Iterable[Mark], start: int, end: int) -> list[tuple[int, bool, Mark]]:
    """Return where marks open and close, in order: what opened last closes first."""
    opening: list[tuple[int, bool, Mark]] = []
    closing: list[tuple[int, bool, Mark]] = []
    for mark in marks:
        if max(mark.start, start) < min(mark.end, end):
            opening.append((max(mark.start, start), False, mark))
            closing.append((min(mark.end, end), True, mark))
    # The sort keeps the order of equals: of marks on the same words the first is the outermost.
    edges = [*reversed(closing), *opening]
    return sorted(edges, key=lambda e: (e[0], not e[1], -e[2].start if e[1] else -e[2].end))
