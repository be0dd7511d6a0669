"""A text as the layers see it: folded, cut into words, with a way back to the surface."""

import re
from bisect import bisect_left
from functools import cached_property
from itertools import pairwise

from isnad.annotation.quotations import Quotation, quotations
from isnad.languages.folding import Folded
from isnad.languages.words import words
from isnad.model import Span

COMMAS = frozenset("،,")
_LONGEST = 200  # words of a sentence: none that a person wrote is longer
_SENTENCE_END = re.compile(r"[.!?؟…]+(?=[\s»”\"')]|$)|[\n؛]")


class Tokens:
    """The words of a text. Layers speak of words by their index, and of a place in a word by its letters."""

    def __init__(self, surface: str) -> None:
        self.folded = Folded(surface)
        self.surface = surface
        self.words = words(self.folded.text)
        self.forms = [word.form for word in self.words]
        self.gaps = [word.gap for word in self.words]
        self._size = len(self.words)
        self._after = self.folded.text[self.words[-1].end :] if self.words else self.folded.text

    def __len__(self) -> int:
        """How many words."""
        return self._size

    @cached_property
    def starts(self) -> list[int]:
        """Where each word begins on the surface."""
        origin = self.folded.origin
        return [origin[word.start] for word in self.words]

    @cached_property
    def quotations(self) -> list[Quotation]:
        """The quotations of the text, on its surface."""
        return quotations(self.surface)

    @cached_property
    def quotes(self) -> list[str]:
        """Each word as it is written."""
        end, origin, surface = self.folded.end, self.folded.origin, self.surface
        if self.folded.even:
            return [surface[word.start : word.end] for word in self.words]
        return [surface[origin[word.start] : end(word.end)] for word in self.words]

    def span(self, first: int, last: int, skip: int = 0) -> Span:
        """Return the surface of the words [first, last), without the first ``skip`` letters (its particles)."""
        return self.folded.span(self.words[first].start + skip, self.words[last - 1].end)

    def quote(self, first: int, skip: int = 0) -> str:
        """Return one word as it is written."""
        return self.span(first, first + 1, skip).quote(self.surface) if skip else self.quotes[first]

    def bare(self, index: int, skip: int) -> str:
        """Return a folded word without its particles; behind «لل» the alef of the article is put back."""
        form = self.forms[index]
        rest = form[skip:]
        return "ا" + rest if skip and form[skip - 1] == "ل" and rest.startswith("ل") else rest

    def gap(self, index: int) -> str:
        """Return what stands before a word; for the index after the last word, what stands after it."""
        return self.gaps[index] if index < self._size else self._after

    def breaks(self, index: int) -> bool:
        """Whether a sentence ends before the word at ``index`` (or the text does)."""
        return index <= 0 or index >= self._size or self._breaks[index]

    def sentence(self, index: int) -> int:
        """Return the number of the sentence in which a word stands, from 0."""
        return self._sentences[index]

    def sentence_start(self, at: int) -> int:
        """Return the first word of a word's sentence."""
        return self._firsts[at] if 0 <= at < len(self._firsts) else at

    def sentence_end(self, at: int) -> int:
        """Return the word with which the next sentence begins."""
        return self._ends[at] if 0 <= at < len(self._ends) else at + 1

    @cached_property
    def _firsts(self) -> list[int]:
        """For each word the first of its sentence."""
        found, first = [], 0
        for at, breaks in enumerate(self._breaks[: len(self.words)]):
            first = at if breaks else first
            found.append(first)
        return found

    @cached_property
    def _ends(self) -> list[int]:
        """For each word the one behind its sentence."""
        found, end = [], len(self.words)
        for at in range(len(self.words) - 1, -1, -1):
            found.append(end)
            end = at if self._breaks[at] else end
        return found[::-1]

    @cached_property
    def _breaks(self) -> list[bool]:
        """For each word whether it is the first of its sentence."""
        numbers = self._sentences
        return [True, *(number != last for last, number in pairwise(numbers))]

    @cached_property
    def _sentences(self) -> list[int]:
        ends = [match.start() for match in _SENTENCE_END.finditer(self.folded.text)]
        found: list[int] = []
        cuts = began = 0
        for at, word in enumerate(self.words):
            number = bisect_left(ends, word.end) + cuts
            if found and number != found[-1]:
                began = at
            elif at - began >= _LONGEST:  # one that never ends would cost every layer the square of its length
                cuts, began, number = cuts + 1, at, number + 1
            found.append(number)
        return found
