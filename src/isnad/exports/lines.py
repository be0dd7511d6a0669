"""Lines: of what the tables of an export are made, one thing a line."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, NamedTuple

from isnad.case import Claimed, Reported
from isnad.exports.material import Material, Source, printable
from isnad.model import Origin, Wording

Cell = str | int | float | bool | None
Kind = Literal["string", "integer", "number", "boolean", "date"]


class Column(NamedTuple):
    """A column: its name, its kind, and what it says, in a sentence. An empty cell is what no text tells."""

    name: str
    kind: Kind
    means: str
    of: Callable[[Any], Cell]


class Table(NamedTuple):
    """A table: its name, what a line of it is, its columns, and the things of which each line is made."""

    name: str
    line: str
    columns: tuple[Column, ...]
    things: Callable[[Material], Iterable[Any]]

    def rows(self, material: Material) -> Iterator[tuple[Cell, ...]]:
        """Yield the lines of the table."""
        for thing in self.things(material):
            yield tuple(_said(column.of(thing)) for column in self.columns)


def _said(cell: Cell) -> Cell:
    return printable(cell) if isinstance(cell, str) else cell


class OfClaim(NamedTuple):
    """A line about a claim."""

    material: Material
    claimed: Claimed


class OfReport(NamedTuple):
    """A line about a report of a claim."""

    material: Material
    claimed: Claimed
    told: Reported
    place: int
    source: Source


class OfOrigin(NamedTuple):
    """A line about what one origin of a claim counts as one thing (``unit``, None where it tells no number)."""

    material: Material
    claimed: Claimed
    id: str
    reports: tuple[Reported, ...]
    unit: str | None
    why: tuple[Wording, ...]


class OfConflict(NamedTuple):
    """A line about two reports of a claim that cannot both be right."""

    claimed: Claimed
    slot: str
    first: Reported
    second: Reported
    why: Wording
    judged: bool


class OfDocument(NamedTuple):
    """A line about a document."""

    material: Material
    source: Source


def claims(material: Material) -> Iterator[OfClaim]:
    """Yield a line for each claim."""
    for claimed in material.claims:
        yield OfClaim(material, claimed)


def reports(material: Material) -> Iterator[OfReport]:
    """Yield a line for each report of each claim."""
    for claimed in material.claims:
        for place, told in enumerate(claimed.reports):
            yield OfReport(material, claimed, told, place, material.source(told.document_id))


def origins(material: Material) -> Iterator[OfOrigin]:
    """Yield the lines of the origins of each claim, those of outlets on their own word last."""
    for claimed in material.claims:
        claim = claimed.claim
        own = [Origin("", claim.own)] if claim.own else []
        for origin in (*claim.origins, *own):
            told = tuple(claimed.reports[index] for index in origin.reports)
            units = sorted({unit for one in told for unit in one.report.values})
            for unit in units or (None,):
                yield OfOrigin(material, claimed, origin.id, told, unit, origin.folded)


def conflicts(material: Material) -> Iterator[OfConflict]:
    """Yield a line for each contradiction of each claim."""
    for claimed in material.claims:
        for one in claimed.claim.conflicts:
            if one.relation == "contradiction":
                first, second = (claimed.reports[index] for index in one.between)
                yield OfConflict(claimed, one.slot, first, second, one.why, one.judged)


def documents(material: Material) -> Iterator[OfDocument]:
    """Yield a line for each document on which a claim stands."""
    for source in material.sources():
        yield OfDocument(material, source)
