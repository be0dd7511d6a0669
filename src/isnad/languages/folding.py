"""Folding: one form for the many ways of writing a word, with an exact map back to the surface.

Folding knows the Arabic script whatever the language of the text, for a page is searched before its
language is known. It drops what does not tell words apart (harakat, tatweel, controls) and unites
letters that newsrooms write alike (أ إ آ ا, ى ي, ة ه, ؤ و, ئ ي); digits of all scripts become ASCII ones,
presentation forms plain letters, Latin letters lower case, spaces of every width the plain one.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from isnad.model import Span

# Letters that newsrooms, keyboards and neighbouring scripts write differently, after the form that stands for all.
_UNITED = {
    "ا": "أإآٱٲٳٵ",
    "ي": "ىئیېۍۑےۓٸ",
    "و": "ؤۆۇۈۋٶٷ",
    "ه": "ةۀہۂۃھە",
    "ك": "کڪگڭګ",
    "ف": "ڤڡ",
    "ج": "چ",
    "ب": "پ",
    "ز": "ژ",
}
_FORM = {letter: form for form, letters in _UNITED.items() for letter in letters}
# What stands in a word without being a letter of it: tatweel, joiners, direction controls; and the harakat.
_CONTROLS = "ـ\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff"
_PRESENTATION = "\ufb50-\ufdff\ufe70-\ufefc"
_MARK = re.compile(f"[{_MARKS}]*")
_DROPPED = re.compile(f"[{_CONTROLS}{_MARKS}]")
_UNEVEN = re.compile(f"[{_CONTROLS}{_MARKS}{_PRESENTATION}]")


def _fold_char(char: str) -> str:
    if _DROPPED.match(char):
        return ""
    if "\ufb50" <= char <= "\ufefc":
        plain = unicodedata.normalize("NFKC", char)
        return "".join(map(_fold_char, plain)).strip() if plain != char else char
    if char in _FORM:
        return _FORM[char]
    if unicodedata.category(char) == "Zs":  # a space that does not break, or a thin one, parts words as any other
        return " "
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    lower = char.lower()
    return lower if len(lower) == 1 else char


class _Table(dict[int, str]):
    """A table for ``str.translate`` that learns each code point when it first meets it."""

    def __missing__(self, code: int) -> str:
        self[code] = form = _fold_char(chr(code))
        return form


_TABLE = _Table()


def _origins(surface: str) -> list[int]:
    """Return for each code point of a folded text the one it came from: all but the uneven ones come from one, in order."""
    found: list[int] = []
    end = 0
    for match in _UNEVEN.finditer(surface):
        at = match.start()
        found += range(end, at)
        found += [at] * len(_TABLE[ord(surface[at])])
        end = at + 1
    found += range(end, len(surface))
    return found


class Folded:
    """A text folded, each of its code points knowing the one that it came from.

    ``folded.text`` is the folded form; ``folded.span(start, end)`` the surface on which a stretch of it stands.
    """

    __slots__ = ("even", "origin", "surface", "text")

    def __init__(self, surface: str) -> None:
        self.surface = surface
        self.text = surface.translate(_TABLE)
        self.even = _UNEVEN.search(surface) is None
        """Whether each code point stands where it stood."""
        self.origin: Sequence[int] = range(len(surface)) if self.even else _origins(surface)

    def span(self, start: int, end: int) -> Span:
        """Return the surface of ``text[start:end]`` (not empty), with the harakat of its last letter.

        A ligature of which only a part is meant is taken whole. Raises IndexError outside the text.
        """
        return Span(self.origin[start], self.end(end))

    def end(self, at: int) -> int:
        """Return where on the surface the stretch that ends at the folded position ``at`` ends."""
        end = self.origin[at - 1] + 1
        if self.even or _TABLE[ord(self.surface[end : end + 1] or " ")]:
            return end
        marks = _MARK.match(self.surface, end)
        return marks.end() if marks else end

    def start(self, at: int) -> int:
        """Return where on the surface the folded position ``at`` begins; the text's length for its end."""
        return self.origin[at] if at < len(self.origin) else len(self.surface)


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return ``text`` folded, for comparing words; no map is kept."""
    return text.translate(_TABLE)
