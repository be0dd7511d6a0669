"""Connecting where many documents are new: what is worked out of two documents, or of one component, is done elsewhere.

What comes of it is what :func:`isnad.storage.reports.connect` comes to, row by row; only the order of the work is another.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

import msgspec

from isnad.model import Annotations, Judgement, Report
from isnad.storage import bodies, documents, judgements, parts, reports
from isnad.storage.file import CaseFile

Place = tuple[int, int]  # a report: the row of its document, and its number there


class Filed(NamedTuple):
    """What a document is filed by: its ``reports``, its keys and the fingerprints of its passages; else the ``error``."""

    row: int
    reports: tuple[Report, ...]
    keys: tuple[int, ...]
    marks: tuple[int, ...]
    error: Exception | None = None


class Links(NamedTuple):
    """Pairs of reports that can found a claim, each with its level; and copies: two rows, the share, the copy as MessagePack."""

    seeds: list[tuple[Place, Place, int]]
    copies: list[tuple[int, int, float, bytes]]


class Elsewhere(Protocol):
    """Where it is worked out: the functions of ``isnad.connection``, on many documents at a time."""

    def file(
        self, known: Iterable[tuple[Filed, Annotations]], new: Iterable[tuple[int, Annotations]], log: Sequence[Judgement]
    ) -> Iterator[Filed]:
        """Yield what the new documents (rows) are filed by, in their order; ``known`` ones are in the case already."""
        ...

    def links(self) -> Iterator[Links]:
        """Yield what joins the new documents among themselves and with the known ones. Raises FailedError."""
        ...

    def groups(self, components: Iterable[Sequence[Place]], apart: frozenset[frozenset[str]]) -> Iterator[list[list[int]]]:
        """Yield the groups of each component, as places in it; no pair that is held ``apart`` (ids) comes into one."""
        ...


class FailedError(Exception):
    """A rule failed on two documents elsewhere: connected one by one, only the one that it fails on is lost."""


def connect(file: CaseFile, elsewhere: Elsewhere) -> dict[str, Exception]:
    """Bring the claims of a case up to its documents, in one transaction; return on which documents, by name, a rule failed."""
    reports.clear(file)
    if not reports.pending(file):
        return reports.connect(file)
    try:
        with file.transaction():
            failed = _file(file, reports.pending(file), elsewhere)  # asked again: another process may have been faster
            _link(file, elsewhere)
            reports.settle(file, _grouped(file, elsewhere))
    except FailedError:
        return reports.connect(file)
    return failed


def _file(file: CaseFile, waiting: Sequence[int], elsewhere: Elsewhere) -> dict[str, Exception]:
    failed: dict[str, Exception] = {}
    new = ((row, documents.annotations(file, row)) for row in waiting)
    for filed in elsewhere.file(_known(file), new, judgements.log(file)):
        if filed.error is None:
            bodies.keep_reports(file, filed.row, filed.reports)
            file.run_many("INSERT INTO document_keys VALUES (?, ?)", [(key, filed.row) for key in filed.keys])
            file.run_many("INSERT INTO fingerprints VALUES (?, ?)", [(mark, filed.row) for mark in filed.marks])
        else:
            document = documents.by_row(file, filed.row)
            failed[document.name if document else ""] = filed.error
        reports.note(file, filed.row)
    return failed


def _known(file: CaseFile) -> Iterator[tuple[Filed, Annotations]]:
    """Yield the documents that are connected already."""
    for (row,) in file.rows("SELECT document FROM told ORDER BY document"):
        keys = file.rows("SELECT key FROM document_keys WHERE document = ? ORDER BY key", row)
        marks = file.rows("SELECT hash FROM fingerprints WHERE document = ? ORDER BY hash", row)
        told = tuple(bodies.reports_of(file, row).values())
        yield Filed(row, told, tuple(key for (key,) in keys), tuple(mark for (mark,) in marks)), documents.annotations(file, row)


def _link(file: CaseFile, elsewhere: Elsewhere) -> None:
    firsts: dict[int, int] = dict(file.rows("SELECT document, first FROM told"))
    for found in elsewhere.links():
        parts.join(file, [(firsts[one] + i, firsts[other] + j, level) for (one, i), (other, j), level in found.seeds])
        file.run_many("DELETE FROM copies WHERE document = ? AND other = ?", [(one, other) for one, other, *_ in found.copies])
        file.run_many("INSERT INTO copies VALUES (?, ?, ?, ?)", found.copies)


def _grouped(file: CaseFile, elsewhere: Elsewhere) -> reports.Grouped:
    def grouped(components: list[list[int]], apart: frozenset[frozenset[str]]) -> Iterator[list[list[int]]]:
        places = _Places(file)
        return elsewhere.groups(map(places.of, components), apart)

    return grouped


class _Places:
    """Where reports stand, by their rows."""

    def __init__(self, file: CaseFile) -> None:
        self.file = file
        self.firsts: dict[int, int] = dict(file.rows("SELECT document, first FROM told"))

    def of(self, rows: Sequence[int]) -> list[Place]:
        """Return the document of each report, and its number there."""
        sql = "SELECT row, document FROM reports WHERE row IN numbers(?)"
        found: dict[int, Any] = dict(self.file.rows(sql, msgspec.json.encode(list(rows)).decode()))
        return [(found[row], row - self.firsts[found[row]]) for row in rows]
