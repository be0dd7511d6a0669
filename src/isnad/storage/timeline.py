"""The timeline of a case: what happened when, as precisely as the texts say it, and who says so."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec import Struct

from isnad.storage.claims import Claimed

_LAST = "9999"  # after every day: where a claim has no day at all


class Moment(Struct, frozen=True, kw_only=True):
    """A claim at a time that some of its reports (indices) give it.

    ``when`` is a TIMEX3 value as precise as the most precise of them: 2024-06 is a month and no day. ``earliest`` and ``latest``
    are the days that it can mean. ``own`` is unset where no text gives a time, and ``when`` is the day of the first publication,
    None where nobody knows that either.
    """

    when: str | None
    earliest: str | None
    latest: str | None
    own: bool
    reports: tuple[int, ...]
    claimed: Claimed


class _Time(NamedTuple):
    earliest: str
    latest: str
    value: str


def timeline(found: Iterable[Claimed]) -> list[Moment]:
    """Return claims in the order of their times. One that is told of several times stands at each of them."""
    moments = [moment for claimed in found for moment in _moments(claimed)]
    return sorted(moments, key=lambda m: (m.earliest or _LAST, m.latest or _LAST, not m.own, m.claimed.claim.id))


def _moments(claimed: Claimed) -> Iterator[Moment]:
    waiting = {index: time for index, told in enumerate(claimed.reports) if (time := _time(claimed, index)) and told}
    if not waiting:
        day = min((told.report.published for told in claimed.reports if told.report.published), default=None)
        every = tuple(range(len(claimed.reports)))
        yield Moment(when=day, earliest=day, latest=day, own=False, reports=every, claimed=claimed)
    while waiting:
        best = min(waiting.values(), key=_width)
        here = [index for index, time in waiting.items() if time.earliest <= best.latest and best.earliest <= time.latest]
        for index in here:
            del waiting[index]
        latest = None if best.latest == _LAST else best.latest
        yield Moment(when=best.value, earliest=best.earliest, latest=latest, own=True, reports=tuple(here), claimed=claimed)


def _time(claimed: Claimed, index: int) -> _Time | None:
    """Return the time that a report gives, None where it has no place in a calendar («XXXX-04»)."""
    report = claimed.reports[index].report
    if report.time is None or report.earliest is None or not report.time[:1].isdigit():
        return None
    return _Time(report.earliest, report.latest or _LAST, report.time)


def _width(time: _Time) -> tuple[int, str, str, str]:
    """Return how precise a time is, the most precise first."""
    return _days(time.latest) - _days(time.earliest), time.earliest, time.value, time.latest


def _days(day: str) -> int:
    year, month, date = (int(part) for part in (day + "-12-31")[:10].split("-"))
    return year * 372 + month * 31 + date
