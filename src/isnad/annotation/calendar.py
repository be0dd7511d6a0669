"""TIMEX3 values: dates at the grain in which a text gives them, and the days that they can mean.

A value is a string as in ISO-TimeML: ``2025``, ``2025-04``, ``2025-04-27``, ``2025-W27``, ``2025-Q3``, ``2025-H1``,
``2022-SU``, ``198`` (a decade), ``19`` (a century: 1900 to 1999, as in TIMEX3), ``2025-07-12TEV``, ``A/B`` (a range).
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from hijridate import Gregorian, Hijri

_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
Bounds = tuple[str | None, str | None]
_OPEN: Bounds = (None, None)


def parse(published: str | None) -> date | None:
    """Return the day of an ISO 8601 date or date-time, None where it is none."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def month_value(year: int, month: int) -> str:
    """Return a month as a value: ``2025-04``."""
    return f"{year:04d}-{month:02d}"


def week_value(day: date) -> str:
    """Return the ISO week of a day: ``2025-W27``."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def add_months(day: date, months: int) -> date:
    """Return the first of the month that lies ``months`` from the month of ``day``.

    Raises OverflowError outside the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(f"no year: {year}")
    return date(year, month + 1, 1)


def shift(day: date, count: int, unit: str) -> str:
    """Return the day's distance of ``count`` units as a value in the grain of the unit (hours in days).

    Raises OverflowError outside the years 1 to 9999.
    """
    if unit == "week":
        return week_value(day + timedelta(weeks=count))
    if unit == "month":
        return month_value((moved := add_months(day, count)).year, moved.month)
    if unit in ("year", "decade", "century"):
        year = day.year + count * {"year": 1, "decade": 10, "century": 100}[unit]
        if not 1 <= year <= 9999:
            raise OverflowError(f"no year: {year}")
        return f"{year:04d}"
    if unit in ("hour", "minute", "second"):
        return day.isoformat()
    return (day + timedelta(days=count)).isoformat()


def hijri_value(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """Return the Gregorian value of a Hijri date (Umm al-Qura), None where the calendar does not reach.

    A whole month or year has the value of the Gregorian month or year in which most of it lies.
    """
    try:
        if month and day:
            return str(Hijri(year, month, day).to_gregorian().isoformat())
        middle = Hijri(year, month or 7, 15 if month else 1).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return month_value(middle.year, middle.month) if month else f"{middle.year:04d}"


def hijri_near(day: date, month: int, day_of_month: int | None, ahead: bool) -> str | None:
    """Return the nearest Hijri month, or day of it, before ``day`` (after it where ``ahead``) as a Gregorian value."""
    try:
        year = Gregorian.fromdate(day).to_hijri().year
    except (ValueError, OverflowError):
        return None
    for step in (0, 1) if ahead else (0, -1):
        value = hijri_value(year + step, month, day_of_month)
        if value and ((value >= day.isoformat()[: len(value)]) if ahead else (value <= day.isoformat()[: len(value)])):
            return value
    return None


def bounds(value: str) -> Bounds:
    """Return the first and the last day (ISO) that a value can mean; None on a side that is open."""
    if "/" in value:
        first, last = value.split("/", 1)
        return bounds(first)[0], bounds(last)[1]
    for pattern, reach in _REACHES:
        if match := pattern.fullmatch(value):
            try:
                start, end = reach(*match.groups())
            except (ValueError, OverflowError):
                return _OPEN
            return start.isoformat(), end.isoformat()
    return _OPEN


def _day(day: str) -> tuple[date, date]:
    return date.fromisoformat(day), date.fromisoformat(day)


def _month(year: str, month: str) -> tuple[date, date]:
    return _months(int(year), int(month), int(month))


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    until = year + (last < first)
    return date(year, first, 1), date(until, last, monthrange(until, last)[1])


def _week(year: str, week: str) -> tuple[date, date]:
    return date.fromisocalendar(int(year), int(week), 1), date.fromisocalendar(int(year), int(week), 7)


def _quarter(year: str, quarter: str) -> tuple[date, date]:
    return _months(int(year), 3 * int(quarter) - 2, 3 * int(quarter))


def _half(year: str, half: str) -> tuple[date, date]:
    return _months(int(year), 6 * int(half) - 5, 6 * int(half))


def _season(year: str, season: str) -> tuple[date, date]:
    return _months(int(year), *_SEASONS[season])


def _years(start: str) -> tuple[date, date]:
    width = 10 ** (4 - len(start))
    first = int(start) * width
    return date(first, 1, 1), date(first + width - 1, 12, 31)


_REACHES = (
    (re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?"), _day),
    (re.compile(r"(\d{4})-(\d\d)"), _month),
    (re.compile(r"(\d{4})-W(\d\d)"), _week),
    (re.compile(r"(\d{4})-Q([1-4])"), _quarter),
    (re.compile(r"(\d{4})-H([12])"), _half),
    (re.compile(r"(\d{4})-(SP|SU|FA|WI)"), _season),
    (re.compile(r"(\d{2,4})"), _years),
)
