"""Dates for people to read: a TIMEX3 value in words."""

import re
from collections.abc import Callable
from datetime import date

from isnad.languages.wordings import section, word
from isnad.model import Wording

_ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st"}
_PARTS = re.compile(r"(.+)(T(?:MO|AF|EV|NI))")


def when(value: str, within: bool = False) -> Wording | None:
    """Return a TIMEX3 value in words, ``within`` a sentence: "in June 2024"; None where it names no date (``P3D``)."""
    if "/" in value:
        first, _, last = value.partition("/")
        ends = when(first), when(last)
        return _filled("range", within, first=ends[0], last=ends[1]) if ends[0] and ends[1] else None
    if match := _PARTS.fullmatch(value):
        day = when(match[1])
        return _filled("part-of-day", within, date=day, part=word("part", match[2])) if day else None
    value = re.sub(r"T\d\d(:\d\d)*$", "", value)
    for pattern, write in _FORMS:
        if match := pattern.fullmatch(value):
            return write(match, within)
    return None


def _filled(form: str, within: bool, **words: Wording | str | None) -> Wording:
    english, arabic = section("time")[form]
    both = {name: Wording(w, w) if isinstance(w, str) else w for name, w in words.items() if w is not None}
    return Wording(
        arabic[within].format(**{name: w.ar for name, w in both.items()}),
        english[within].format(**{name: w.en for name, w in both.items()}),
    )


def _year(found: re.Match[str], within: bool) -> Wording | None:
    return _filled("year", within, year=found[1])


def _month(found: re.Match[str], within: bool) -> Wording | None:
    month = _of("month", found[2])
    if month is None:
        return None
    return (
        _filled("month-alone", within, month=month)
        if found[1] == "XXXX"
        else _filled("month", within, month=month, year=found[1])
    )


def _day(found: re.Match[str], within: bool) -> Wording | None:
    month, day = _of("month", found[2]), str(int(found[3]))
    if month is None:
        return None
    if found[1] == "XXXX":
        return _filled("day-of-month", within, day=day, month=month)
    return _filled("day", within, day=day, month=month, year=found[1])


def _week(found: re.Match[str], within: bool) -> Wording | None:
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        return None
    month = word("month", f"{monday.month:02d}")
    return _filled("week", within, day=str(monday.day), month=month, year=f"{monday.year:04d}")


def _season(found: re.Match[str], within: bool) -> Wording | None:
    return _filled("season", within, season=word("season", found[2]), year=found[1])


def _part_of_year(found: re.Match[str], within: bool) -> Wording | None:
    form = "quarter" if found[2] == "Q" else "half"
    return _filled(form, within, ordinal=word("ordinal", found[3]), year=found[1])


def _decade(found: re.Match[str], within: bool) -> Wording | None:
    century, place = int(found[1]) + 1, found[2]
    tens = _of("tens", place)
    form = "decade" if tens else "first-decade" if place == "0" else "second-decade"
    return _filled(form, within, decade=f"{found[0]}0", tens=tens, century=str(century))


def _century(found: re.Match[str], within: bool) -> Wording | None:
    number = int(found[1]) + 1
    return _filled("century", within, century=Wording(str(number), f"{number}{_ORDINALS.get(number, 'th')}"))


def _of(name: str, key: str) -> Wording | None:
    return word(name, key) if key in section(name) else None


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], bool], Wording | None]], ...] = (
    (re.compile(r"(\d{4})"), _year),
    (re.compile(r"(\d{4}|XXXX)-(\d\d)"), _month),
    (re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)"), _day),
    (re.compile(r"(\d{4})-W(\d\d)"), _week),
    (re.compile(r"(\d{4})-(SP|SU|FA|WI)"), _season),
    (re.compile(r"(\d{4})-(Q)([1-4])"), _part_of_year),
    (re.compile(r"(\d{4})-(H)([12])"), _part_of_year),
    (re.compile(r"(\d\d)(\d)"), _decade),
    (re.compile(r"(\d\d)"), _century),
)
