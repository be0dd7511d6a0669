"""The words of the briefing in one language: templates filled with pieces, counts, days, lists of names."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

from isnad.briefing.lines import Lang, Piece, form
from isnad.languages.dates import when
from isnad.model import Wording

Pieces = tuple[Piece, ...]
Value = str | int | Piece | Pieces
_MOST = 6  # names in a list
_LATIN = re.compile("[A-Za-z]")


class Words:
    """The words of one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self._at = 0 if lang == "ar" else 1

    def __call__(self, key: str, **slots: Value) -> Pieces:
        """Return the words of a key with its slots filled."""
        found: list[Piece] = []
        for text, slot, _, _ in Formatter().parse(_table()["words"][key][self._at]):
            if text:
                found.append(Piece(text))
            if slot is not None:
                found += pieces(slots[slot])
        return _attached(found, self.lang)

    def plain(self, key: str, **slots: Value) -> str:
        """Return the words of a key as a text."""
        return "".join(piece.text for piece in self(key, **slots))

    def count(self, key: str, number: int) -> str:
        """Return a number with what it counts, in the form that it asks for."""
        forms = _table()["counts"][key][self.lang]
        return str(forms[form(self.lang, number)].format(n=f"{number:,}"))

    def say(self, wording: Wording) -> str:
        """Return a sentence of the engine in this language."""
        return wording.ar if self.lang == "ar" else wording.en

    def day(self, date: str | None) -> str:
        """Return a day, month or year as a person reads it; that it is not known where it is None."""
        told = when(date[:10]) if date else None
        return self.say(told) if told else date or self.plain("undated")

    def days(self, dates: Iterable[str | None], first: str = "between", one: str | None = None) -> str:
        """Return between which days some lie, said by the keys; undated ones are told apart."""
        every = [date[:10] if date else None for date in dates]
        known = sorted(date for date in every if date)
        if not known:
            return self.plain("undated")
        if known[0] == known[-1]:
            said = self.plain(one, day=self.day(known[0])) if one else self.day(known[0])
        else:
            said = self.plain(first, first=self.day(known[0]), last=self.day(known[-1]))
        return said if len(known) == len(every) else self.plain("and_undated", days=said)

    def names(self, found: Sequence[Pieces]) -> Pieces:
        """Return names in a row; where they are many only the first, and that there are others."""
        shown = found[:_MOST]
        joined: list[Piece] = []
        for index, name in enumerate(shown):
            last = index == len(shown) - 1 and len(found) <= _MOST
            if index and self.lang == "ar":
                joined.append(Piece(" و"))
            elif index:
                joined.append(Piece(" and " if last else ", "))
            joined += name
        names = _attached(joined, self.lang)
        return self("and_more", names=names) if len(found) > _MOST else names


def pieces(value: Value) -> Pieces:
    """Return a value of a slot as pieces: plain text where it is none."""
    if isinstance(value, Piece):
        return (value,)
    return value if isinstance(value, tuple) else (Piece(str(value)),)


def _attached(found: Sequence[Piece], lang: Lang) -> Pieces:
    """Return pieces; «و» stands apart from Latin letters: «روسيا و NATO», but «2 و20 مارس», «روسيا و«مصدر»»."""
    made: list[Piece] = []
    for piece in found:
        if lang == "ar" and made and made[-1].text.endswith(" و") and _LATIN.match(piece.text):
            made.append(Piece(" "))
        made.append(piece)
    return tuple(made)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("isnad.briefing").joinpath("words.toml").read_text(encoding="utf-8"))
