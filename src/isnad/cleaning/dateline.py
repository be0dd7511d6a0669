"""Full dates as stamps and datelines write them: in figures, with month names of all sets, in Latin script."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from isnad.cleaning.lexicon import lexicon
from isnad.languages import pack
from isnad.languages.folding import fold

_YEAR = r"(?:19|20)\d\d"


class Dated(NamedTuple):
    """A date in a folded text: its place there, and the day (ISO 8601), or the month where no day is told."""

    start: int
    end: int
    iso: str


@cache
def months() -> dict[str, int]:
    """Return the folded names of the Gregorian months, with their numbers."""
    named = {name: int(number) for name, number in lexicon().spelled["month"]}
    for record in pack.read("time"):
        if record.fields[0] == "month":
            named |= {fold(surface.text): int(record.fields[1]) for surface in record.surfaces}
    return named


def alternatives(names: "Iterator[str] | list[str]") -> str:
    """Return a pattern for any of the names, the longest first."""
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(set(names), key=len, reverse=True))


@cache
def full_date() -> str:
    """Return the pattern of a full date in folded text. Its groups are named; it must be used once in a pattern."""
    month = alternatives(list(months()))
    second = rf"(?:\s?[/(-]\s?(?:{month})\)?)?"
    words = r"(?:\s*[،,/-]\s*|\s+)(?:من\s+)?(?:عام\s+|سنه\s+|العام\s+)?"
    return (
        rf"(?<!\d)(?:(?P<y1>{_YEAR})(?P<s1>[-/.])(?P<m1>\d\d?)(?P=s1)(?P<d1>\d\d?)(?:t\d\d:\d\d[\d:.+z]*)?"
        rf"|(?P<d2>\d\d?)\s?(?P<s2>[-/.])\s?(?P<m2>\d\d?)\s?(?P=s2)\s?(?P<y2>{_YEAR})"
        rf"|(?P<d3>\d\d?)(?:st|nd|rd|th|er|\.)?[\s/-]*(?:من\s+)?(?:شهر\s+)?(?P<m3>{month}){second}{words}(?P<y3>{_YEAR}))(?!\d)"
        rf"|(?<![^\W\d_a-z])(?P<m4>{month}){second}\.?\s+(?P<d4>\d\d?)(?:st|nd|rd|th)?(?:\s*[،,]\s*|\s+)(?P<y4>{_YEAR})(?!\d)"
    )


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    month = alternatives(list(months()))
    second = rf"(?:\s?[/(-]\s?(?:{month})\)?)?"
    open_month = rf"(?<!\w)(?P<month>{month}){second}\s+(?:من\s+)?(?:عام\s+|سنه\s+)?(?P<year>{_YEAR})(?!\d)"
    return re.compile(full_date()), re.compile(open_month)


def full_dates(folded: str) -> Iterator[Dated]:
    """Yield the full dates in a folded text, in order; those that no calendar has are left out."""
    for match in _patterns()[0].finditer(folded):
        parts = next((match[f"y{i}"], match[f"m{i}"], match[f"d{i}"]) for i in range(1, 5) if match[f"y{i}"])
        if iso := _iso(*parts):
            yield Dated(match.start(), match.end(), iso)


def open_months(folded: str) -> Iterator[Dated]:
    """Yield the months with their years in a folded text, in order: «فبراير 2022» as 2022-02."""
    for match in _patterns()[1].finditer(folded):
        yield Dated(match.start(), match.end(), f"{match['year']}-{_month(match['month']):02d}")


def normal(written: str | None) -> str | None:
    """Return a publication date as an ISO 8601 date or date-time, None where it is none."""
    text = (written or "").strip()
    try:
        return text if date.fromisoformat(text[:10]) and text[10:11] in ("", "T", " ") else None
    except ValueError:
        return next((found.iso for found in full_dates(fold(text[:80]))), None)


def _month(name: str) -> int:
    return int(name) if name.isdigit() else months()[" ".join(name.split())]


def _iso(year: str, month: str, day: str) -> str | None:
    first, second = _month(month), int(day)
    if first > 12 >= second:
        first, second = second, first
    try:
        return date(int(year), first, second).isoformat()
    except ValueError:
        return None
