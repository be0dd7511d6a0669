"""Words: where they stand in a folded text, and the particles that can be taken off an Arabic one."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

_LATIN = "a-z\u00c0-\u024f"
_WORD = re.compile(
    rf"[{_LATIN}\d]*[{_LATIN}][{_LATIN}\d]*"  # KN, M1991, covid19: Latin letters keep their digits
    r"|\d+(?:[.,،٬٫]\d+)*"  # a numeral with its separators
    r"|[^\W\d_]+"
)
# What may stand before a noun: a conjunction, then a preposition, in this order, each at most once.
_CONJUNCTIONS = "وف"
_PREPOSITIONS = "بكل"


class Word(Struct, frozen=True):
    """A word of a folded text: its form, where it stands there, and what stands between it and the one before."""

    form: str
    start: int
    end: int
    gap: str


def words(folded: str) -> list[Word]:
    """Return the words of a folded text, in order. A numeral keeps its separators: «10،000», «2.4»."""
    found, end = [], 0
    for match in _WORD.finditer(folded):
        start, stop = match.span()
        found.append(Word(match.group(), start, stop, folded[end:start]))
        end = stop
    return found


class Reading(NamedTuple):
    """One way to read a word: the particles before it, and what then is the word."""

    particles: str
    rest: str


@lru_cache(maxsize=1 << 16)
def readings(form: str) -> tuple[Reading, ...]:
    """Return all ways to take attached particles off a folded form, the whole word first.

    «لل» hides the alef of the article: in «للجنود» the rest is «الجنود», whose surface begins at the
    second lam. Nothing here knows which rests are words: whoever asks looks them up.
    """
    return tuple(_readings(form))


def _readings(form: str) -> Iterator[Reading]:
    yield Reading("", form)
    for conjunction in ("", form[:1]):
        if conjunction and conjunction not in _CONJUNCTIONS:
            return
        rest = form[len(conjunction) :]
        if conjunction and len(rest) > 1:
            yield Reading(conjunction, rest)
        if len(rest) > 2 and rest[0] in _PREPOSITIONS:
            yield Reading(conjunction + rest[0], rest[1:])
            if rest.startswith("لل"):
                yield Reading(conjunction + "ل", "ا" + rest[1:])
