"""The words of site furniture (``languages/ar/boilerplate.txt``): which class they show, and where in a line."""

from functools import cache
from typing import NamedTuple

from isnad.languages import pack
from isnad.languages.folding import fold
from isnad.languages.phrases import Match, Phrases
from isnad.languages.phrases import key as phrase_key
from isnad.languages.words import Word

REACHES = ("line", "list", "end")


class Entry(NamedTuple):
    """What a listed phrase shows: its class, where it must stand, how far it reaches, its mark."""

    kind: str
    place: str
    reach: str
    mark: str


class Lexicon(NamedTuple):
    """The phrases by place («whole», «start» …), and those of stamps as they are spelled, by class."""

    places: dict[str, Phrases[Entry]]
    kinds: dict[str, Phrases[Entry]]
    spelled: dict[str, list[tuple[str, str]]]

    def begins(self, place: str, words: list[Word], first: int = 0) -> Match[Entry] | None:
        """Return the longest phrase for a place that begins at a word."""
        return self.places[place].bare(words, first)

    def opens(self, kind: str, words: list[Word]) -> Match[Entry] | None:
        """Return the longest phrase of a class with which the words begin."""
        return self.kinds[kind].bare(words, 0) if words else None

    def holds(self, kind: str, words: list[Word]) -> bool:
        """Whether a phrase of a class stands anywhere among the words."""
        return any(self.kinds[kind].bare(words, first) for first in range(len(words)))


@cache
def lexicon() -> Lexicon:
    """Return the compiled word list. Raises ValueError where the file is broken."""
    found = Lexicon({}, {}, {})
    for record in pack.read("boilerplate"):
        kind, place = record.fields[:2]
        reach = record.settings.get("reach", "line")
        for text, mark in record.surfaces:
            entry = Entry(kind, place, reach, mark)
            for index, key in ((found.places, place), (found.kinds, kind)):
                phrases = index.setdefault(key, Phrases())
                known = phrases.get(phrase_key(text))
                if known is None or REACHES.index(known.reach) <= REACHES.index(reach):
                    phrases.add(text, entry)
            if kind in ("stamp", "weekday", "zone"):
                found.spelled.setdefault(kind, []).append((fold(text), mark))
            elif kind == "month":
                found.spelled.setdefault(kind, []).append((fold(text), place))
    return found
