"""What a briefing is made of, whatever it is written as: sections of lines, each line in pieces and with its notes."""

from typing import Literal

from msgspec import Struct

from isnad.languages.amounts import category

Lang = Literal["ar", "en"]
LANGS: tuple[Lang, ...] = ("ar", "en")
Kind = Literal["text", "name", "quote", "strong", "code", "mark"]


class Piece(Struct, frozen=True):
    """Some words: Isnad's own ("text"), a name, words of an article, a claim's line ("strong"), a command, the mark."""

    text: str
    kind: Kind = "text"


class Line(Struct, frozen=True, kw_only=True):
    """A line: its pieces, the numbers of its notes, and whether it rests on a report that nobody accepted.

    ``level`` 0 opens something, 1 says more of it, 2 is one side of a conflict.
    """

    pieces: tuple[Piece, ...]
    notes: tuple[int, ...] = ()
    unreviewed: bool = False
    level: int = 0

    @property
    def text(self) -> str:
        """The line without its notes."""
        return "".join(piece.text for piece in self.pieces)


class Section(Struct, frozen=True, kw_only=True):
    """A part of the briefing under its title; ``key`` is the same in every language."""

    key: str
    title: str
    lines: tuple[Line, ...]


class Note(Struct, frozen=True, kw_only=True):
    """The words on which lines stand: who says them where, the sentence in three parts, and where to look it up."""

    number: int
    voice: tuple[Piece, ...]
    before: str
    quote: str
    after: str
    place: tuple[Piece, ...]
    url: str | None
    translations: tuple[tuple[Piece, ...], ...]
    unreviewed: bool


class Briefing(Struct, frozen=True, kw_only=True):
    """A briefing in one language. ``mark`` is what stands on each line that rests on something that nobody accepted."""

    lang: Lang
    title: str
    lead: tuple[Line, ...]
    sections: tuple[Section, ...]
    notes_title: str
    notes: tuple[Note, ...]
    mark: str

    @property
    def direction(self) -> str:
        """Return "rtl" or "ltr"."""
        return "rtl" if self.lang == "ar" else "ltr"


def form(lang: Lang, number: int) -> str:
    """Return the plural category of CLDR that a whole number takes."""
    return category(number) if lang == "ar" else "one" if number == 1 else "other"
