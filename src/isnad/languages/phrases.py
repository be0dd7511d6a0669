"""The matching engine: which phrases of a list stand where in a text, one scan, the longest first.

A list is a plain dictionary from every phrase, and every beginning of one, to what is known of it; so a
list of any size costs one look-up a word, nothing can run away, and a compiled list is data that can be kept.
"""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from isnad.languages.folding import fold
from isnad.languages.words import Reading, Word, readings, words

T = TypeVar("T")
# Between the words of one phrase only these may stand: «بيونغ-يانغ», «آذار / مارس» is two phrases.
_JOINTS = frozenset((" ", "-", "‑", "–", "  ", "\u00a0", "'", "’", ".", ". "))

_KEPT = 1 << 15  # words of which a list remembers how they can open a phrase


class Match(Struct, Generic[T], frozen=True):
    """A phrase found: the words [first, last) on which it stands, the letters of the first that are particles, what it is."""

    first: int
    last: int
    particles: int
    value: T


def key(surface: str) -> str:
    """Return the form under which a surface is listed: its folded words, joined by single spaces."""
    return " ".join(word.form for word in words(fold(surface)))


class Phrases(Generic[T]):
    """A list of phrases, each with a value."""

    def __init__(self, entries: Iterable[tuple[str, T]] = ()) -> None:
        self.table: dict[str, T | None] = {}
        self._openings: dict[str, list[Reading]] = {}
        for surface, value in entries:
            self.add(surface, value)

    def add(self, surface: str, value: T) -> None:
        """List a surface; the last value given for a surface stands. Raises ValueError if it holds no word."""
        phrase = key(surface)
        if not phrase:
            raise ValueError(f"no word in {surface!r}")
        self.add_folded(phrase, value)

    def add_folded(self, phrase: str, value: T) -> None:
        """List a surface that is folded already: words of a text, joined by single spaces."""
        self.table[phrase] = value
        self._openings.clear()
        head, space, _ = phrase.rpartition(" ")
        while space:
            self.table.setdefault(head, None)
            head, space, _ = head.rpartition(" ")

    def at(self, text: Sequence[Word], first: int) -> Match[T] | None:
        """Return the longest phrase that begins at a word, with or without particles before it."""
        best: Match[T] | None = None
        form = text[first].form
        openings = self._openings.get(form)
        if openings is None:
            openings = self._opening(form)
        if not openings:
            return None
        for particles, rest in openings:
            found = self._longest(text, first, rest)
            if found and (best is None or found[0] > best.last):
                best = Match(first, found[0], len(particles), found[1])
        return best

    def _opening(self, form: str) -> list[Reading]:
        """Return the ways to read a word with which a phrase can begin; kept, for most words of a text have been asked for."""
        if len(self._openings) > _KEPT:
            self._openings.clear()
        found = self._openings[form] = [reading for reading in readings(form) if reading.rest in self.table]
        return found

    def opens(self, form: str) -> bool:
        """Whether a phrase can begin with a word, with or without particles before it."""
        openings = self._openings.get(form)
        return bool(self._opening(form) if openings is None else openings)

    def bare(self, text: Sequence[Word], first: int) -> Match[T] | None:
        """Return the longest phrase that begins at a word and has no particle before it."""
        found = self._longest(text, first, text[first].form)
        return Match(first, found[0], 0, found[1]) if found else None

    def get(self, form: str) -> T | None:
        """Return what is known of a folded form of one word, None where it is not listed."""
        return self.table.get(form)

    def _longest(self, text: Sequence[Word], first: int, form: str) -> tuple[int, T] | None:
        found, last = None, first + 1
        while form in self.table:
            value = self.table[form]
            if value is not None:
                found = last, value
            if last == len(text) or text[last].gap not in _JOINTS:
                break
            form = f"{form} {text[last].form}"
            last += 1
        return found
