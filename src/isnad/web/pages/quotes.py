"""A report as a page shows it: its sentence with the quote marked, and in it the words in which it differs from another."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from isnad.case import Claimed, Reported
from isnad.model import Annotations, Conflict, Slot, Span
from isnad.web.texts import Piece, moved, pieces
from isnad.web.view import View


class Quote(NamedTuple):
    """Reports that stand in one sentence, and it cut into pieces: "quote" marks their words, "differs" those that differ."""

    reports: Sequence[Reported]
    pieces: list[Piece]

    @property
    def reported(self) -> Reported:
        """The first of the reports."""
        return self.reports[0]

    @property
    def chains(self) -> list[Reported]:
        """The reports without those that come by the same chain as one before them."""
        return list({tuple(link.id for link in one.chain): one for one in reversed(self.reports)}.values())[::-1]


class Facing(NamedTuple):
    """Two reports that disagree, face to face."""

    claimed: Claimed
    conflict: Conflict
    sides: tuple[Quote, Quote]


def quoted(reported: Reported, differs: list[Span] | None = None) -> Quote:
    """Return a report with its words marked; ``differs`` are spans of its document."""
    start = reported.report.start - reported.at.start
    marks = [("quote", reported.at), *(("differs", span) for span in moved(differs or [], start))]
    return Quote((reported,), pieces(reported.sentence, marks))


def sentences(reports: Iterable[Reported]) -> list[Quote]:
    """Return reports by the sentences in which they stand: one that tells a thing twice is to be read once."""
    found: dict[tuple[str, int], list[Reported]] = {}
    for one in reports:
        found.setdefault((one.document_id, one.report.start - one.at.start), []).append(one)
    return [Quote(some, pieces(some[0].sentence, [("quote", one.at) for one in some])) for some in found.values()]


def facing(view: View, claimed: Claimed, conflict: Conflict) -> Facing:
    """Return the two reports of a conflict with the words marked in which they differ."""
    first, second = (claimed.reports[at] for at in conflict.between)
    sides = (quoted(first, _differing(view, first, conflict.slot)), quoted(second, _differing(view, second, conflict.slot)))
    return Facing(claimed, conflict, sides)


def _differing(view: View, reported: Reported, slot: Slot) -> list[Span]:
    """Return the words of a report's sentence that fill a slot."""
    found = view.shelf.annotations(reported.document_id)
    start = reported.report.start - reported.at.start
    end = start + len(reported.sentence)
    return [span for span in _filling(found, reported, slot) if start <= span.start and span.end <= end]


def _filling(found: Annotations, reported: Reported, slot: Slot) -> list[Span]:
    report = reported.report
    if slot == "count":
        bounds = set(report.values.values())
        return [Span(q.start, q.end) for q in found.quantities if (q.low, q.high) in bounds]
    if slot == "time":
        return [Span(time.start, time.end) for time in found.times if time.value == report.time]
    if slot == "polarity":
        said = None if report.statement is None else found.statements[report.statement]
        return [said.cue] if said and said.stance in ("deny", "confirm") else []
    wanted = {"place": "location"}.get(slot, slot)
    return [] if report.event is None else [span for role, span in found.events[report.event].words if role == wanted]
