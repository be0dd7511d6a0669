"""A text cut into lines, each with its words and what its shape tells: prose, links, menus."""

import re
from functools import cached_property

from isnad.languages.folding import Folded
from isnad.languages.words import Word, words
from isnad.model import Span

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_CLOSING = " \t\u00a0»”\"'’)]"
_BAR = re.compile(r"[|/›>•·▪●⁃]|\t|[ \u00a0]{2,}| [-–—] ")
_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3\ufb50-\ufefc]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_NUMBERED = re.compile(r"\s*[\d٠-٩۰-۹]{1,2}\s*[-.)–]\s*\S")
_SENTENCE_WORDS = 8
_HEADLINE_WORDS = 30


class Line:
    """A line that is not empty: its place in the text (without the spaces around it) and its words, folded."""

    def __init__(self, text: str, start: int, blank_before: bool) -> None:
        self.text = text
        self.start = start
        self.blank_before = blank_before

    @property
    def end(self) -> int:
        """Where the line ends in the text."""
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        """The line's place in the text."""
        return Span(self.start, self.end)

    @cached_property
    def folded(self) -> Folded:
        """The line folded, with the way back."""
        return Folded(self.text)

    @cached_property
    def words(self) -> list[Word]:
        """The words of the line, as places in its folded text."""
        return words(self.folded.text)

    @cached_property
    def key(self) -> str:
        """What tells lines apart: the folded words alone."""
        return " ".join(word.form for word in self.words)

    def __len__(self) -> int:
        """How many words."""
        return len(self.words)

    @cached_property
    def stops(self) -> bool:
        """Whether it ends as a sentence does, or as one that was cut."""
        last = self.text.rstrip(_CLOSING)[-1:]
        return last in tuple(".…،؛:") or (last in tuple("؟?!") and len(self) > 2 * _SENTENCE_WORDS)

    @cached_property
    def prose(self) -> bool:
        """Whether it is surely running text: a full sentence, or too long for anything else."""
        if self.menu:
            return False
        return len(self) > _HEADLINE_WORDS or (self.stops and len(self) >= _SENTENCE_WORDS)

    @cached_property
    def long(self) -> bool:
        """Whether it is prose, or long enough to be some that lost its full stop."""
        return self.prose or (len(self) >= 18 and not self.menu)

    @cached_property
    def cells(self) -> list[str]:
        """What stands between the bars, bullets and tabs of the line."""
        return [cell for cell in _BAR.split(self.text) if cell.strip()]

    @cached_property
    def menu(self) -> bool:
        """Whether it is a row of links: at least three cells of a few words, and no sentence."""
        if len(self.text) > 2000 or len(self.cells) < 3 or self.text.endswith("."):
            return False
        return all(cell.count(" ") < 5 for cell in self.cells) and len(self) <= 5 * len(self.cells)

    @cached_property
    def foreign(self) -> bool:
        """Whether it has Latin letters and no Arabic ones."""
        return bool(_LATIN.search(self.text)) and not _ARABIC.search(self.text)

    @cached_property
    def numbered(self) -> bool:
        """Whether it begins as the entry of a list does: «2- »."""
        return bool(_NUMBERED.match(self.text))


def cut(text: str) -> list[Line]:
    """Return the lines of a text that are not empty, in order. Linear in the text."""
    found: list[Line] = []
    end = 0
    for match in _LINE.finditer(text):
        stripped = match.group().strip(" \t\u00a0\ufeff\u200e\u200f")
        if not stripped:
            continue
        start = match.start() + match.group().index(stripped)
        found.append(Line(stripped, start, text.count("\n", end, start) > 1 or not found))
        end = match.end()
    return found


def arabic(text: str) -> bool:
    """Whether most letters of a text are of the Arabic script."""
    return sum(map(len, _ARABIC.findall(text))) > sum(map(len, _LATIN.findall(text)))
