"""A report as a page shows it: its sentence with the quote marked, and in it the words in which it differs from another."""

from typing import NamedTuple

from isnad.case import Claimed, Reported
from isnad.model import Annotations, Conflict, Slot, Span
from isnad.web.texts import Piece, moved, pieces
from isnad.web.view import View


class Quote(NamedTuple):
    """A report, and its sentence cut into pieces: "quote" marks the report's words, "differs" those that differ."""

    reported: Reported
    pieces: list[Piece]


class Facing(NamedTuple):
    """Two reports that disagree, face to face."""

    claimed: Claimed
    conflict: Conflict
    sides: tuple[Quote, Quote]


def quoted(reported: Reported, differs: list[Span] | None = None) -> Quote:
    """Return a report with its words marked; ``differs`` are spans of its document."""
    start = reported.report.start - reported.at.start
    marks = [("quote", reported.at), *(("differs", span) for span in moved(differs or [], start))]
    return Quote(reported, pieces(reported.sentence, marks))


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
