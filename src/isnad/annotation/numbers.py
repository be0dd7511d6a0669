"""Numbers: digits and number words read as values. Quantities and times are made of them.

A number stands on whole words, but for particles before the first. «مئة وخمسة وعشرون ألفاً» is one number,
«10،000» and «2.4 مليار» too; whether it counts something, or dates something, is not asked here.
"""

import re
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from isnad.annotation.tokens import Tokens
from isnad.languages import pack
from isnad.languages.folding import fold
from isnad.languages.words import readings

# Thousands in groups of three behind one kind of mark: «10،000», «1.500.000», «6,000».
_GROUPED = re.compile(r"\d{1,3}(?P<mark>[.,،٬])\d{3}(?:(?P=mark)\d{3})*")
_DECIMAL = re.compile(r"\d+[.,،٫]\d+")
_TANWIN = "\u064b"


class Number(NamedTuple):
    """A number on the words [first, last) after ``skip`` letters of the first; ``low`` is its value.

    ``vague`` numbers («آلاف») have a low end only. ``digits`` tells how it is written, ``definite`` whether it
    carries the article, ``scale`` the last scale word's factor (1 where there is none).
    """

    first: int
    last: int
    skip: int
    low: float
    vague: bool = False
    digits: bool = False
    definite: bool = False
    scale: int = 1
    fraction: bool = False


class Form(NamedTuple):
    """What a folded number word means: its class, its value, and the spellings it must have, if any."""

    kind: str
    value: Fraction
    spellings: frozenset[str]
    partner: bool


@cache
def forms() -> dict[str, tuple[Form, ...]]:
    """Return the number words of the pack by folded form; a form may have several senses («عشر»)."""
    table: dict[str, tuple[Form, ...]] = {}
    for record in pack.read("numbers"):
        kind, value = record.fields
        for text, mark in record.surfaces:
            spellings = frozenset([text]) if mark == "!" else frozenset[str]()
            form = Form(kind, Fraction(value), spellings, mark == "?")
            # a sense that shows in the spelling alone («خُمس») is asked before the plain one («خمس»)
            known = table.get(fold(text), ())
            table[fold(text)] = (form, *known) if spellings else (*known, form)
            if kind == "fraction":  # «ثلثيهم», «نصفها»
                table.update({fold(text + owner): (form,) for owner in ("هم", "ها", "هن", "هما")})
    return table


def without_article(form: str) -> str:
    """Return a folded form without ال, unless the form as it stands is a number word («ألف»)."""
    return form if form in forms() else form.removeprefix("ال")


def _plain(value: Fraction) -> float:
    return int(value) if value.denominator == 1 else float(value)


_NOUGHT = Fraction(0)
_LONGEST = 32  # letters of a numeral with its marks; nothing is counted in longer ones


def numeral(text: str, decimal: bool) -> Fraction | None:
    """Return the value of a folded numeral, None where its marks make no number («1950،1953»).

    ``decimal`` settles what the text leaves open: in «1.375 مليار» the mark is a decimal one, in «1.375
    جندياً» it parts thousands.
    """
    if len(text) > _LONGEST:
        return None
    if text.isdecimal():
        return Fraction(text) if len(text) < 20 else None
    grouped = _GROUPED.fullmatch(text)
    if grouped and not (decimal and text.count(grouped["mark"]) == 1) and not text.startswith("0"):
        return Fraction(re.sub(r"\D", "", text))
    if _DECIMAL.fullmatch(text) and len(text) < 20:
        return Fraction(re.sub(r"\D", ".", text))
    whole, _, rest = text.rpartition(".")
    if rest.isdecimal() and _GROUPED.fullmatch(whole) and "." not in whole:  # «1,234.5»
        return Fraction(re.sub(r"\D", "", whole) + "." + rest)
    return None


class _Reader:
    """Reads one number from a word on: sums what «و» joins, multiplies what stands side by side."""

    def __init__(self, tokens: Tokens, first: int) -> None:
        self.tokens = tokens
        self.first = self.at = first
        self.skip = 0
        self.total = _NOUGHT  # closed by a scale
        self.current = _NOUGHT  # below the next scale
        self.last_scale = 1
        self.ceiling: Fraction | None = None  # what follows must be smaller
        self.definite = self.digits = self.fraction = False

    def read(self) -> Number | None:
        if not self._start():
            return None
        while self.at < len(self.tokens) and (self._scale() or self._add()):
            pass
        return Number(
            self.first,
            self.at,
            self.skip,
            _plain(self.total + self.current),
            digits=self.digits,
            definite=self.definite,
            scale=self.last_scale,
            fraction=self.fraction and self.last_scale == 1,
        )

    def _start(self) -> bool:
        for particles, rest in readings(self.tokens.forms[self.first]):
            bare = without_article(rest)
            if self._begin_with(bare, len(particles)):
                self.definite = bare != rest
                return True
        return False

    def _begin_with(self, form: str, skip: int) -> bool:
        if form[:1].isdecimal():
            value = self._numeral(self.first, form)
            if value is None:
                return False
            self.current, self.digits = value, True
        else:
            sense = self._sense(self.first, form, skip, ("unit", "ten", "hundred", "scale", "dual", "fraction", "dozen"))
            if sense is None or (sense.partner and not self._teen(self.first + 1)):
                return False
            self._take(sense, self.first, skip)
        self.skip = skip
        self.at = self.first + 1
        if self.last_scale > 1:
            self._half()
        return True

    def _take(self, sense: Form, index: int, skip: int) -> None:
        if sense.kind == "scale" and _TANWIN not in self.tokens.quote(index, skip):
            # «ألفا جندي» is two thousand, «ألفاً» one: only the harakah tells them apart
            dual = self.tokens.forms[index].endswith(("الفا", "نا", "را")) and self._noun_follows(index + 1)
            self.total, self.last_scale = sense.value * (2 if dual else 1), int(sense.value)
            self.ceiling = sense.value
        elif sense.kind in ("scale", "dual"):
            self.total, self.last_scale = sense.value * (2 if sense.kind == "dual" else 1), int(sense.value)
            self.ceiling = sense.value
        elif sense.kind == "fraction":
            self.current, self.fraction = sense.value, True
        else:
            self.current = sense.value

    def _noun_follows(self, index: int) -> bool:
        return index < len(self.tokens) and self.tokens.gap(index).isspace() and not self.tokens.breaks(index)

    def _numeral(self, index: int, form: str) -> Fraction | None:
        percent = self.tokens.gap(index + 1).lstrip()[:1] in ("%", "٪")
        return numeral(form, decimal=percent or self._scaled(index))

    def _scaled(self, index: int) -> bool:
        """Whether the word after ``index`` is a scale above a thousand."""
        form = without_article(self.tokens.forms[index + 1]) if index + 1 < len(self.tokens) else ""
        return any(s.kind in ("scale", "many") and s.value > 1000 for s in forms().get(form, ()))

    def _sense(self, index: int, form: str, skip: int, kinds: tuple[str, ...]) -> Form | None:
        for sense in forms().get(form, ()):
            if sense.kind in kinds and (not sense.spellings or self._spelled(index, skip, sense)):
                return sense
        return None

    def _spelled(self, index: int, skip: int, sense: Form) -> bool:
        return self.tokens.quote(index, skip).removeprefix("ال") in sense.spellings

    def _joined(self) -> bool:
        """Whether the next word stands in the same phrase: only white space between."""
        return self.tokens.gap(self.at).isspace() and "\n" not in self.tokens.gap(self.at)

    def _teen(self, index: int) -> bool:
        return index < len(self.tokens) and any(s.kind == "teen" for s in forms().get(self.tokens.forms[index], ()))

    def _scale(self) -> bool:
        """Multiply by a scale that stands right after: «خمسة | آلاف», «12 | ألفاً», «مئة ألف | مليون»."""
        if not self._joined():
            return False
        word = self.tokens.forms[self.at]
        form = without_article(word)
        if self._teen(self.at) and 1 <= self.current % 100 <= 9 and not self.digits:
            self.current += 10
            self.at += 1
            return True
        if form in ("مئه", "مائه", "ميه") and 3 <= self.current <= 9 and not self.digits:
            self.current *= 100
            self.at += 1
            return True
        sense = self._sense(self.at, form, len(word) - len(form), ("scale", "many", "dozen"))
        if sense is None or (sense.kind == "many" and sense.value < 1000):
            return self._parts(form)
        if not self.current and self.last_scale >= sense.value:
            return False
        self.total += self.current * sense.value if self.current else self.total * (sense.value - 1)
        self.current, self.last_scale, self.ceiling = Fraction(0), int(sense.value), sense.value
        self.at += 1
        self._half()
        return True

    def _parts(self, form: str) -> bool:
        """Divide by what stands after: «ثلاثة | أرباع»."""
        sense = self._sense(self.at, form, 0, ("parts",))
        if sense is None or not 2 <= self.current <= 9:
            return False
        self.current, self.fraction = self.current / sense.value, True
        self.at += 1
        return True

    def _half(self) -> None:
        """Add a part of the scale: «مليون ونصف المليون», «مليونين ونصف»."""
        if self.at >= len(self.tokens) or not self._joined():
            return
        form = self.tokens.forms[self.at]
        sense = self._sense(self.at, form[1:], 1, ("fraction",)) if form.startswith("و") else None
        if sense:
            self.total += sense.value * self.last_scale
            self.at += 1
            if self.at < len(self.tokens) and self._joined() and self._is_same_scale(self.tokens.forms[self.at]):
                self.at += 1

    def _is_same_scale(self, word: str) -> bool:
        return any(s.kind == "scale" and s.value == self.last_scale for s in forms().get(without_article(word), ()))

    def _add(self) -> bool:
        """Add a smaller part behind «و»: «مئة | وخمسة | وعشرون», «12 ألفاً | و500»."""
        word = self.tokens.forms[self.at]
        if not word.startswith("و") or not self._joined() or self.fraction:
            return False
        if word == "و":
            return self._add_numeral()
        form = without_article(word[1:])
        if self.last_scale > 1 and not self.current:
            value = self._below_scale(form, len(word) - len(form))
        elif self.digits:
            return False
        else:
            value = self._addend(form, len(word) - len(form))
        if value is None:
            return False
        self.current += value
        self.at += 1
        return True

    def _addend(self, form: str, skip: int) -> Fraction | None:
        sense = self._sense(self.at, form, skip, ("unit", "ten", "hundred"))
        if sense is None:
            return None
        below_ten, tens = self.current % 10, self.current % 100
        if sense.kind == "ten" and 1 <= tens <= 9:
            return sense.value
        if sense.kind == "ten" and self.current >= 100 and tens == 0:
            return sense.value
        if sense.kind == "unit" and self.current >= 100 and tens == 0 and below_ten == 0:
            return sense.value
        return None

    def _below_scale(self, form: str, skip: int) -> Fraction | None:
        """Return the first part of what follows a scale, where that part stays below the scale."""
        sense = self._sense(self.at, form, skip, ("unit", "ten", "hundred", "scale"))
        if sense is None or (self.ceiling is not None and sense.value >= self.ceiling):
            return None
        if sense.kind == "scale":
            self.total += sense.value
            self.last_scale, self.ceiling = int(sense.value), sense.value
            return Fraction(0)
        return sense.value

    def _add_numeral(self) -> bool:
        """Add digits behind «و»: «12 ألفاً | و500»; «3 و5» are two numbers."""
        after = self.at + 1
        if self.last_scale == 1 or self.current or after >= len(self.tokens) or self.tokens.gap(after):
            return False
        value = self._numeral(after, self.tokens.forms[after]) if self.tokens.forms[after][0].isdecimal() else None
        if value is None or value >= self.last_scale or self._scaled(after):
            return False
        self.current, self.at = value, after + 1
        return True


def number_at(tokens: Tokens, first: int) -> Number | None:
    """Return the number that begins at a word, particles before it aside; None where none does."""
    form = tokens.forms[first]
    if not may_begin(form):
        return None
    return _vague(tokens, first) or _Reader(tokens, first).read()


@cache
def may_begin(form: str) -> bool:
    """Whether a number can begin with a folded word."""
    for _, rest in readings(form):
        bare = without_article(rest)
        if bare[:1].isdecimal() or bare in forms() or rest in forms():
            return True
    return False


def _vague(tokens: Tokens, first: int) -> Number | None:
    """Read «آلاف», «مئات الآلاف», «بضع عشرات», «عدة»: plurals of scales with no number before them."""
    for particles, rest in readings(tokens.forms[first]):
        bare = without_article(rest)
        for sense in forms().get(bare, ()):
            if sense.kind in ("many", "some"):
                return _vague_from(tokens, first, len(particles), sense, bare != rest)
    return None


def _vague_from(tokens: Tokens, first: int, skip: int, sense: Form, definite: bool) -> Number:
    scale, some, last = (sense.value, False, first + 1) if sense.kind == "many" else (Fraction(1), True, first + 1)
    while last < len(tokens) and tokens.gap(last).isspace() and "\n" not in tokens.gap(last):
        following = next((s for s in forms().get(without_article(tokens.forms[last]), ()) if s.kind in ("many", "scale")), None)
        if following is None or (some and following.kind == "scale"):
            break
        scale, some, last = scale * following.value, False, last + 1
    return Number(first, last, skip, _plain(2 * scale), vague=True, definite=definite, scale=int(scale))
