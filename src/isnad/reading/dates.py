"""The dates that pages and manifests carry: ISO 8601, numeric, and those of mail headers, as ISO 8601."""

import re
import unicodedata
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import cache

from isnad.languages import pack
from isnad.languages.folding import fold

_NUMERIC = re.compile(
    r"(?<!\d)(?:(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})"
    r"|(?P<day2>\d{1,2})(?P<sep2>[-/.])(?P<month2>\d{1,2})(?P=sep2)(?P<year2>\d{4}))(?!\d)"
)
_MAIL = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d")
_IN_PATH = re.compile(r"/(?P<year>20\d\d)/(?P<month>\d{1,2})/(?P<day>\d{1,2})(?:/|$)")
_CLOCK = re.compile(r"(?<!\d)(?P<hour>\d\d?):(?P<minute>\d\d)(?::\d\d)?\s*(?P<half>(?:صباحا|مساء|ص|م|[ap]\.?m)(?!\w))?")
_LONGEST = 64
_FIRST, _LAST = 1800, 2200  # years in which an article can have been printed


def iso(written: str) -> str | None:
    """Return ``written`` as an ISO 8601 date, or date-time where it is one; None where it is no date.

    A date-time keeps its own offset from UTC. Before 1800 and after 2200 is no date: programs that know none write 0001-01-01 or
    9999-12-31. Of 03/04/2025 the day comes first, as newsrooms in Arabic write it.
    """
    text = _ascii_digits(written[: _LONGEST + 1]).strip()
    if not text or len(text) > _LONGEST:
        return None
    found = _iso_8601(text) or _mail(text)
    if found:
        return found if _FIRST <= int(found[:4]) <= _LAST else None
    return worded(text) or numeric(text)


def worded(text: str) -> str | None:
    """Return the first date with the name of a month, in Arabic or Hijri, and its time of day where one stands beside it.

    «الأحد، ١٣ تموز/يوليو ٢٠٢٥ 10:30 م» is 2025-07-13T22:30; a zone that is named in words is not taken.
    """
    folded = fold(_ascii_digits(text))
    for match in _worded().finditer(folded):
        name = " ".join(match["month"].split())
        year, day = int(match["year"]), int(match["day"])
        if name in _months("month"):
            found = _day(year, _months("month")[name], day)
        else:
            found = _of_hijri(year, _months("hijri")[name], day)
        if found:
            return found + _time_of_day(folded)
    return None


@cache
def _months(kind: str) -> dict[str, int]:
    listed = (record for record in pack.read("time") if record.fields[0] == kind)
    return {fold(surface.text): int(record.fields[1]) for record in listed for surface in record.surfaces}


@cache
def _worded() -> re.Pattern[str]:
    names = sorted({*_months("month"), *_months("hijri")}, key=len, reverse=True)
    month = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    second = rf"(?:\s?[/(-]\s?(?:{month})\)?)?"
    return re.compile(rf"(?<!\d)(?P<day>\d\d?)[\s/-]+(?:من\s+)?(?P<month>{month}){second}[\s،,/-]+(?P<year>\d{{4}})(?!\d)")


def _of_hijri(year: int, month: int, day: int) -> str | None:
    from hijridate import Hijri

    try:
        return str(Hijri(year, month, day).to_gregorian().isoformat())
    except (ValueError, OverflowError):
        return None


def _time_of_day(folded: str) -> str:
    """Return the time of day in a folded text as the end of an ISO 8601 date-time, empty where it has none."""
    if not (match := _CLOCK.search(folded)):
        return ""
    hour, minute = int(match["hour"]), int(match["minute"])
    half = (match["half"] or "")[:1]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half in "مp" else 0)
    return f"T{hour:02d}:{minute:02d}:00" if hour < 24 and minute < 60 else ""


def numeric(text: str) -> str | None:
    """Return the first full date in figures that stands in ``text``: 2025-04-28, 28/4/2025, ٢٨.٠٤.٢٠٢٥."""
    for match in _NUMERIC.finditer(_ascii_digits(text)):
        parts = (
            match["year"] or match["year2"],
            match["month"] or match["month2"],
            match["day"] or match["day2"],
        )
        year, month, day = map(int, parts)
        if match["year2"] and month > 12 >= day:
            day, month = month, day
        if found := _day(year, month, day):
            return found
    return None


def in_path(url: str) -> str | None:
    """Return the day that an address names as folders: https://example.org/news/2025/4/28/title."""
    match = _IN_PATH.search(url)
    return _day(int(match["year"]), int(match["month"]), int(match["day"])) if match else None


def of_seconds(count: int) -> str | None:
    """Return the moment (ISO 8601, UTC) of so many seconds, or milliseconds, since 1970; None where no article is from then."""
    seconds = count // 1000 if count > 10**11 else count
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat() if 0 < seconds < 10**10 else None
    except (ValueError, OverflowError, OSError):
        return None


def _ascii_digits(text: str) -> str:
    digits = (unicodedata.decimal(char, None) for char in text)
    return "".join(char if digit is None else str(digit) for char, digit in zip(text, digits, strict=True))


def _iso_8601(text: str) -> str | None:
    try:
        if "T" not in text and ":" not in text:
            return date.fromisoformat(text).isoformat() if text.count("-") == 2 else None
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _mail(text: str) -> str | None:
    if not _MAIL.match(text):
        return None
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, IndexError):
        return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if _FIRST <= year <= _LAST else None
    except ValueError:
        return None
