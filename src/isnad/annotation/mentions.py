"""Candidates for mentions, and how those that overlap are settled."""

from collections.abc import Iterable
from typing import NamedTuple

from isnad.annotation.tokens import Tokens
from isnad.languages.folding import fold
from isnad.model import EntityType


class Candidate(NamedTuple):
    """A proposed mention: the words [first, last) after ``skip`` letters of the first, and what they name."""

    first: int
    last: int
    skip: int
    type: EntityType
    id: str
    name: str
    rule: str
    closed: bool = False
    """Whether the quotation mark after the last word belongs to the mention."""

    @property
    def size(self) -> int:
        """How many words it stands on."""
        return self.last - self.first


# Letters that transliteration confuses: g is غ, ج, ق or ك; v is ف; long vowels come and go; doubled and silent letters.
_CONFUSED = str.maketrans({"غ": "ج", "ق": "ج", "ك": "ج", "ث": "ت", "ظ": "ز", "ص": "س", "ط": "ت", "ض": "د"})


def skeleton(form: str) -> str:
    """Return what the spellings of one foreign word share: no long vowels after the first letter, g as ج.

    «يونغ» and «يونج» share one, «بوك» and «هيون» do not. Too coarse for Arabic names, where قاسم is not جاسم.
    """
    plain = form.translate(_CONFUSED)
    return plain[:1] + "".join(letter for letter in plain[1:] if letter not in "اويه")


def is_latin(form: str) -> bool:
    """Whether a word begins with a Latin letter: «Lüdersen», «KN»."""
    return form[:1].isalpha() and form[:1] < "\u0250"


def slug(type: EntityType, words: Iterable[str]) -> str:
    """Return the id of a name that no list knows, from its folded words: the same for its every occurrence."""
    return f"{type.lower()}-{'-'.join(fold(word) for word in words)}"


def longest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates that stand when of any two that overlap the longer wins, then the one proposed first."""
    ranked = sorted(enumerate(candidates), key=lambda c: (-c[1].size, c[1].skip, c[0]))
    taken: set[int] = set()
    chosen = []
    for _, candidate in ranked:
        words = range(candidate.first, candidate.last)
        if taken.isdisjoint(words):
            taken.update(words)
            chosen.append(candidate)
    return sorted(chosen)


_CLOSING = {"«": "»", "“": "”", "”": "“", '"': '"', "„": "“", "'": "'", "‘": "’"}


def quoted_end(tokens: Tokens, first: int, limit: int = 6) -> int | None:
    """Return the word after a quotation that opens before ``first`` and closes within ``limit`` words, else None."""
    opening = tokens.gap(first).rstrip()[-1:]
    closing = _CLOSING.get(opening)
    if closing is None:
        return None
    for last in range(first + 1, min(first + limit, len(tokens)) + 1):
        gap = tokens.gap(last)
        if closing in gap or (opening == "”" and "”" in gap):
            return last
        if "\n" in gap or any(mark in gap for mark in '«»“”".؟!'):
            return None
    return None
