"""When a document without a date can have appeared: not before the latest past day that it names."""

import re

from isnad.cleaning.dateline import full_dates, open_months
from isnad.cleaning.furniture import Layout
from isnad.model import Bounds

# What before a date says that it lies ahead, and after it.
_AHEAD_BEFORE = re.compile(r"(?<!\w)(?:بحلول|حتي|المقرر|مقرر|سوف|المتوقع|متوقع|موعد|اعتبارا|ابتداء|س[يتن]\w{3,}|نهايه|قبل)(?!\w)")
_AHEAD_AFTER = re.compile(r"\s*(?:المقبل|القادم|الاتي)")
_REACH = 60


def bounds(layout: Layout) -> Bounds | None:
    """Return the bounds that the article's own dates set, None where it names none that is surely past."""
    latest = max((day for line in _article(layout) for day in _past(line)), default=None)
    if latest is None:
        return None
    return Bounds(latest, None, f"The text names {latest} as a day or month that has begun.")


def _article(layout: Layout) -> list[str]:
    return [line.folded.text for line, marked in zip(layout.lines, layout.marked, strict=True) if not marked]


def _past(folded: str) -> list[str]:
    found = [*full_dates(folded), *open_months(folded)]
    return [
        date.iso if len(date.iso) > 7 else f"{date.iso}-01"
        for date in found
        if not _AHEAD_BEFORE.search(folded[max(0, date.start - _REACH) : date.start])
        and not _AHEAD_AFTER.match(folded[date.end : date.end + 12])
    ]
