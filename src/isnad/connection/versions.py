"""Versions: articles that are one document told anew, which of them stands, and what no later one says any more."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from msgspec import Struct

from isnad.connection.conflicts import span_of
from isnad.connection.tolls import comparable
from isnad.model import Report, Revision

_BEFORE = datetime.min.replace(tzinfo=UTC)
Mark = tuple[object, ...]


class Editions(Struct, frozen=True):
    """Which documents (ids) have a later version, and the id of the one that stands; who prints a report, and its words."""

    later: Mapping[str, str] = {}
    outlet: Callable[[Report], str] = lambda report: report.document
    quote: Callable[[Report], str] = lambda report: " ".join(report.stems)

    def superseded(self, reports: Sequence[Report]) -> frozenset[int]:
        """Return the reports (indices) that stand only in an earlier version of their article."""
        return frozenset(index for index, report in enumerate(reports) if report.document in self.later)


NONE = Editions()


def ordered(versions: Sequence[tuple[int, bool, str | None]]) -> list[int]:
    """Return the versions of an article, so that the one that stands comes last, given in the order of their reading.

    Each is a number, whether it was cut off, and the time (ISO 8601) at which it says that it was changed. They are ordered by
    these times where every one of them tells one. One that was cut off, behind a wall where readers pay, takes the place of no
    whole one.
    """
    times = [_moment(modified) for _, _, modified in versions]
    known = all(times)
    keyed = [
        (not cut, time if known and time else _BEFORE, place, number)
        for place, ((number, cut, _), time) in enumerate(zip(versions, times, strict=True))
    ]
    return [number for *_, number in sorted(keyed)]


def _moment(written: str | None) -> datetime | None:
    """Return a time of day (ISO 8601), None for a bare date: it does not tell two versions of one day apart."""
    if not written or len(written) <= len("2025-07-01"):
        return None
    try:
        found = datetime.fromisoformat(written)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def marks(report: Report) -> tuple[Mark, Mark]:
    """Return by what a report is known again in another version: its words in their sentence, or what it tells."""
    manner = (report.polarity, report.factuality, report.unproven, report.origin)
    told = (
        report.key,
        report.actors,
        report.recipients,
        report.object,
        report.time,
        report.place,
        *sorted(report.values.items()),
    )
    return (report.stems, report.context, *manner), (report.stems, *told, *manner)


def told_again(own: Mapping[int, Report], later: Iterable[Mapping[int, Report]]) -> dict[int, int]:
    """Return which reports (numbers) later versions tell again, each with the number of the last that does: one mention.

    ``later`` are the reports of the later versions, in their order.
    """
    found: dict[int, int] = {}
    for version in later:
        known: dict[Mark, int] = {}
        for number, report in version.items():
            for mark in marks(report):
                known.setdefault(mark, number)
        found |= {number: known[mark] for number, report in own.items() for mark in reversed(marks(report)) if mark in known}
    return found


def edits(reports: Sequence[Report], editions: Editions) -> Iterator[Revision]:
    """Yield what outlets changed of a claim in later versions of their articles: what one tells, and what stands now."""
    for index in sorted(editions.superseded(reports)):
        old, stands = reports[index], editions.later[reports[index].document]
        now = [number for number, report in enumerate(reports) if report.document == stands]
        if now:
            best = max(now, key=lambda number: (*_nearness(old, reports[number]), -number))
            by, between = editions.outlet(reports[best]), (index, best)
            changed = list(_changed(old, reports[best], by, between))
            words = Revision("words", editions.quote(old), editions.quote(reports[best]), by, between, True)
            yield from changed or [words]


def _nearness(a: Report, b: Report) -> tuple[bool, int, int]:
    return a.key == b.key, len({*a.stems} & {*b.stems}), len({*a.context} & {*b.context})


def _changed(old: Report, new: Report, by: str, between: tuple[int, int]) -> Iterator[Revision]:
    if old.polarity != new.polarity:
        was, now = ("denied", "confirmed") if old.polarity == "-" else ("asserted", "denied")
        yield Revision("polarity", was, now, by, between, True)
    pairs = ((one, other) for one in sorted(old.values) for other in sorted(new.values) if one and comparable(one, other))
    for one, other in pairs:
        if old.values[one] != new.values[other] and any(value is not None for value in (*old.values[one], *new.values[other])):
            yield Revision("count", span_of(old.values[one]), span_of(new.values[other]), by, between, True)
    if old.time and new.time and old.time != new.time:
        yield Revision("time", old.time, new.time, by, between, True)
    if old.place and new.place and old.place != new.place:
        yield Revision("place", old.place, new.place, by, between, True)
    if old.actors and new.actors and old.actors != new.actors:
        yield Revision("actor", " ".join(old.actors), " ".join(new.actors), by, between, True)
    if old.recipients and new.recipients and old.recipients != new.recipients:
        yield Revision("recipient", " ".join(old.recipients), " ".join(new.recipients), by, between, True)
