"""The dates that pages and manifests carry: ISO 8601, numeric, and those of mail headers, as ISO 8601."""

import re
import unicodedata
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_NUMERIC = re.compile(
    r"(?<!\d)(?:(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})"
    r"|(?P<day2>\d{1,2})(?P<sep2>[-/.])(?P<month2>\d{1,2})(?P=sep2)(?P<year2>\d{4}))(?!\d)"
)
_MAIL = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d")
_IN_PATH = re.compile(r"/(?P<year>20\d\d)/(?P<month>\d{1,2})/(?P<day>\d{1,2})(?:/|$)")
_LONGEST = 64


def iso(written: str) -> str | None:
    """Return ``written`` as an ISO 8601 date, or date-time where it is one; None where it is no date.

    A date-time keeps its own offset from UTC. Of 03/04/2025 the day comes first, as newsrooms in Arabic write it.
    """
    text = _ascii_digits(written[: _LONGEST + 1]).strip()
    if not text or len(text) > _LONGEST:
        return None
    return _iso_8601(text) or _mail(text) or numeric(text)


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
        return date(year, month, day).isoformat() if 1800 <= year <= 2200 else None
    except ValueError:
        return None
