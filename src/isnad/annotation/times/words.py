"""The words of time in a text: each classed by a letter, so that the grammar can read the text as a string.

What the letters mean stands in ``_LETTERS``, the words of each class in ``languages/ar/time.txt``. Beside them, a
number is N, a part of one Q, four digits that can be a year Y (Hijri: y), eight that are two years 2,
«13.02.2025» J, a lone «و» w.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from isnad.annotation.numbers import Number, may_begin, number_at
from isnad.annotation.tokens import Tokens
from isnad.languages import pack
from isnad.languages.folding import fold
from isnad.languages.phrases import Phrases

_LETTERS = {
    "month": "M",
    "hijri": "H",
    "weekday": "D",
    "season": "S",
    "unit": "U",
    "unit-dual": "V",
    "unit-plural": "W",
    "past": "P",
    "future": "F",
    "present": "C",
    "this": "T",
    "that": "t",
    "same": "s",
    "edge": "E",
    "part": "A",
    "deictic": "X",
    "present-ref": "r",
    "past-ref": "p",
    "future-ref": "f",
    "reference": "R",
    "set": "Z",
    "each": "c",
    "half": "h",
    "quarter": "q",
    "decade": "d",
    "ordinal": "O",
    "before": "B",
    "since": "I",
    "after": "a",
    "around": "n",
    "during": "G",
    "in": "i",
    "of": "o",
    "to": "l",
    "between": "b",
    "era": "e",
    "ahead": "!",
}
_WITH_ARTICLE = frozenset("USVWA")
DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
TWO_YEARS = re.compile(r"((?:1[89]|20)\d\d)((?:1[89]|20)\d\d)")
# Units as TIMEX3 durations write them, by days and by the clock.
ISO_UNITS = {
    "day": "D",
    "night": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
}
CLOCK_UNITS = {"hour": "H", "minute": "M", "second": "S"}


class Item(NamedTuple):
    """A word or number of the text in the eyes of the grammar: its class letter, its place, what it means."""

    letter: str
    first: int
    last: int
    skip: int
    value: str = ""
    number: Number | None = None
    definite: bool = False


class Meaning(NamedTuple):
    """What a listed word of time is: its class, its value, whether it carries ال, and its marks."""

    letter: str
    value: str
    definite: bool
    mark: str
    spelling: str


@cache
def lexicon() -> Phrases[Meaning]:
    """Return the words of time of the pack, each with its class."""
    listed: Phrases[Meaning] = Phrases()
    articled: list[tuple[str, Meaning]] = []
    spelled = set()
    for record in pack.read("time"):
        kind, value = record.fields
        letter = _LETTERS[kind]
        for text, mark in record.surfaces:
            spelled.add(fold(text))
            listed.add(text, Meaning(letter, value, text.startswith("ال"), mark, text))
            if letter in _WITH_ARTICLE and not text.startswith("ال") and " " not in text:
                articled.append(("ال" + text, Meaning(letter, value, True, mark, "ال" + text)))
    for text, meaning in articled:
        if fold(text) not in spelled:
            spelled.add(fold(text))
            listed.add(text, meaning)
    return listed


def items_of(tokens: Tokens) -> tuple[list[Item], str]:
    """Class the words of a text. Punctuation other than / - ( ) , : parts phrases: class ``|``."""
    items: list[Item] = []
    at = 0
    while at < len(tokens):
        gap = tokens.gap(at)
        if gap != " " and (gap.strip(" \u00a0\t") or "\n" in gap):
            mark = gap.strip(" \u00a0\t")
            mark = mark if mark in ("/", "-", "(", ")", "،", ",", ":", "–", "—", "ـ") and "\n" not in gap else "|"
            items.append(Item({"،": ",", "–": "-", "—": "-"}.get(mark, mark), at, at, 0))
        form = tokens.forms[at]
        item = Item("_", at, at + 1, 0, form) if _is_plain(form) else _classed(tokens, at)
        if _is_named_twice(items, item):
            items[-1] = items[-1]._replace(last=item.last)
        else:
            items.append(item)
        at = item.last
    return items, "".join(item.letter for item in items)


def _is_named_twice(items: list[Item], item: Item) -> bool:
    """Whether a month is the one named right before it, by its other name: «24 أغسطس [آب]»."""
    before = items[-1] if items else item
    return item.letter == before.letter == "M" and before.last == item.first and before.value == item.value and not item.skip


@lru_cache(maxsize=1 << 16)
def _is_plain(form: str) -> bool:
    """Whether a folded word is surely none of the words of time, and no number: most words of a text."""
    return form.isalpha() and form != "و" and not may_begin(form) and not lexicon().opens(form)


def _classed(tokens: Tokens, at: int) -> Item:
    form = tokens.forms[at]
    number = number_at(tokens, at)
    match = lexicon().at(tokens.words, at)
    if match and match.value.mark == "!" and match.value.spelling not in tokens.quote(at, match.particles):
        match = None
    if match and (number is None or match.last >= number.last):
        meaning = match.value
        return Item(meaning.letter, at, match.last, match.particles, meaning.value, number, meaning.definite)
    if number is None:
        letter = "J" if DOTTED.fullmatch(form) else "w" if form == "و" else "2" if TWO_YEARS.fullmatch(form) else "_"
        return Item(letter, at, at + 1, 0, form)
    letter = "Q" if number.fraction else "N"
    if number.digits and number.last == at + 1 and len(form) == 4 and form.isdecimal():
        letter = "Y" if 1700 <= number.low <= 2150 else "y" if 1300 <= number.low <= 1500 else "N"
    elif TWO_YEARS.fullmatch(form):
        letter = "2"
    return Item(letter, at, number.last, number.skip, str(number.low), number, number.definite)
