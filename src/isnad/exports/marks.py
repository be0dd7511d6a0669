"""Marks: the reports of articles as an annotation tool shows them, and comes back with them corrected."""

from collections.abc import Iterator

from msgspec import Struct

from isnad.case import Reported
from isnad.exports.material import Material, Source

STATE = "STATE"  # the label of what is no event of the sixteen types
UNTOLD = "none"  # the stance of what no statement tells


class Mark(Struct, frozen=True, kw_only=True):
    """Some words of an article as a report: its ``id`` where it has one, its place in code points, and what can be corrected."""

    id: str | None
    start: int
    end: int
    label: str = STATE
    stance: str = UNTOLD
    factuality: str = "actual"
    accepted: bool = False


class Marked(Struct, frozen=True):
    """An article with its marks."""

    document: str
    text_sha256: str
    marks: tuple[Mark, ...]


def marked(material: Material) -> Iterator[tuple[Source, Marked]]:
    """Yield each article with the marks of its reports, in the order of the text."""
    reports: dict[str, dict[str, Reported]] = {}
    for claimed in material.claims:
        for told in claimed.reports:
            reports.setdefault(told.document_id, {})[told.report.id] = told
    for source in material.sources():
        found = sorted(reports[source.id].values(), key=lambda told: (told.report.start, told.report.end, told.report.id))
        yield source, Marked(source.id, source.text_sha256, tuple(_mark(material, told) for told in found))


def _mark(material: Material, told: Reported) -> Mark:
    report = told.report
    return Mark(
        id=report.id,
        start=report.start,
        end=report.end,
        label=report.type or STATE,
        stance=told.stance or UNTOLD,
        factuality=report.factuality,
        accepted=report.id in material.accepted,
    )
