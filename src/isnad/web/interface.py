"""The languages of the interface: every word that Isnad itself says, counted and dated as each language does."""

import tomllib
from calendar import monthrange
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from string import Formatter
from typing import Any, Literal

from markupsafe import Markup, escape

from isnad.languages.amounts import amount
from isnad.languages.dates import when
from isnad.languages.wordings import noun_of
from isnad.model import Wording

Lang = Literal["ar", "en"]
LANGS: tuple[Lang, ...] = ("ar", "en")
_DIRECTIONS: dict[Lang, str] = {"ar": "rtl", "en": "ltr"}


class Interface:
    """One language of the interface. Called with a key and the values of its slots it gives words, safe for a page."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.dir = _DIRECTIONS[lang]

    def __call__(self, key: str, **values: object) -> Markup:
        """Return the words of a key, each value isolated from the direction of what stands around it."""
        return _filled(table()["words"][key][self.lang], values)

    def count(self, key: str, number: int) -> Markup:
        """Return «5 articles» in the plural form that the number asks for."""
        forms = table()["counts"][key][self.lang]
        return _filled(forms[plural(self.lang, number)], {"n": self.number(number)})

    def named(self, kind: str, value: str) -> Markup:
        """Return the word for a value of an annotation («stance», "deny"); the value itself where no word is known."""
        known = table()["words"].get(f"{kind}_{value}")
        return escape(known[self.lang] if known else value)

    def giving(self, type: str) -> Markup:
        """Return what becomes of what passes hands, in brackets: that it is cut off, else by which deed."""
        known = table()["words"].get(f"flow_{type}")
        return escape(known[self.lang]) if known else escape(f"({self.named('event', type)})")

    def counted(self, unit: str) -> str:
        """Return what a report counts, as it stands above its numbers: «قتلى مدنيون», "civilians killed"."""
        if not unit:
            return str(self("count").striptags())
        noun = noun_of(unit)
        words = zip(noun.ar[0].split(), noun.ar[1].split(), strict=False)
        return (
            " ".join(f"{one}ون" if several == f"{one}ين" else several for one, several in words)
            if self.lang == "ar"
            else noun.en[1]
        )

    def amount(self, bounds: tuple[float | None, float | None], unit: str) -> str:
        """Return a number with what it counts: «12 قتيلاً مدنياً»; the noun alone where no number is told."""
        told = amount(*bounds, noun_of(unit) if unit else None, alone=True)
        return self.say(told) if told else self.counted(unit)

    def say(self, wording: Wording) -> str:
        """Return a sentence of the engine in this language."""
        return wording.ar if self.lang == "ar" else wording.en

    def number(self, value: float) -> str:
        """Return a number as it is read: 12,000."""
        return f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"

    def percent(self, share: float) -> str:
        """Return a share (0 to 1) as it is read, its sign on the right of the number in either language: 78%."""
        return f"\u200e{round(100 * share)}%\u200e"

    def day(self, date: str | None) -> Markup:
        """Return an ISO date as a person reads it; what is no date stays as it is, what is missing is told."""
        return _day(self.lang, date) if date else self("undated")

    def span(self, first: str | None, last: str | None) -> Markup:
        """Return the days between two ISO dates as a person says them: «2024», «June 2024», «2 March – 5 April 2024»."""
        if not first or not last or first[:10] == last[:10]:
            return self.day(first or last)
        begin, end = _months(first[:10], last[:10]) or (first, last)
        return self.day(begin) if begin == end else self("span_days", first=self.day(begin), last=self.day(end))

    def time(self, value: str) -> Markup:
        """Return a TIMEX3 value or a moment as a person reads it, as precise as it is; one that cannot be said stays as it is."""
        if len(value) > 10 and value[10] == "T" and value[11:13].isdecimal():
            return self.day(value)
        told = when(value)
        return escape(self.say(told)) if told else Markup("<bdi>{}</bdi>").format(value)

    def bounds(self, low: float | None, high: float | None) -> Markup:
        """Return inclusive bounds in words: «12 or more»."""
        if low is None and high is None:
            return self("value_none")
        if low is None or high is None:
            return self("value_max", n=self.number(high)) if high is not None else self("value_min", n=self.number(low or 0))
        if low == high:
            return self("value_exact", n=self.number(low))
        return self("value_range", low=self.number(low), high=self.number(high))


def plural(lang: Lang, number: int) -> str:
    """Return the plural category of CLDR that a whole number takes."""
    if lang == "en":
        return "one" if number == 1 else "other"
    if number in (0, 1, 2):
        return ("zero", "one", "two")[number]
    rest = number % 100
    return "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"


def _months(first: str, last: str) -> tuple[str, str] | None:
    """Return the months or years that two days (ISO) begin and end; None where they stand amid one, or are no days."""
    try:
        begin, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    if begin.day != 1 or end.day != monthrange(end.year, end.month)[1]:
        return None
    whole = 4 if (begin.month, end.month) == (1, 12) else 7
    return first[:whole], last[:whole]


@lru_cache(maxsize=4096)
def _day(lang: Lang, date: str) -> Markup:
    year, *rest = date[:10].split("-")
    if not year.isdecimal() or not all(part.isdecimal() for part in rest):
        return escape(date)
    months = table()["months"][lang]
    month = months[int(rest[0]) - 1] if rest and 1 <= int(rest[0]) <= len(months) else ""
    parts = [str(int(rest[1])) if len(rest) > 1 else "", month, year]
    return Markup('<time datetime="{}">{}</time>').format(date, " ".join(filter(None, parts)))


@cache
def table() -> dict[str, Any]:
    """Return the words of the interface, as `words.toml` has them."""
    return tomllib.loads(files("isnad.web").joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def _slots(pattern: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((str(escape(text)), slot) for text, slot, _, _ in Formatter().parse(pattern))


def _filled(pattern: str, values: dict[str, object]) -> Markup:
    """Return a pattern with its slots filled; a value runs its own way (an Arabic name in an English line)."""
    parts: list[str] = []
    for text, slot in _slots(pattern):
        parts.append(text)
        if slot is not None:
            parts += "<bdi>", escape(values[slot]), "</bdi>"
    return Markup("".join(parts))
