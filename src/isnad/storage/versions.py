"""Versions: what one address said at several times, what was changed in between, and which of them stands."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

import msgspec
from msgspec import Struct

from isnad.connection.versions import Editions, ordered, told_again
from isnad.model import Document, Report
from isnad.storage import bodies, documents, parts
from isnad.storage.file import CaseFile
from isnad.storage.parties import json

_MOST_WORDS = 20_000  # longer texts are compared by lines: the cost grows with the square
_ALIKE = 0.5  # how much of the shorter article another one shares, to be a version where only a name or address says so
_NEAR = (
    "SELECT o.row FROM documents d JOIN documents o ON o.name = d.name "
    "WHERE d.row = ?1 AND d.name LIKE '%://%' AND d.name NOT LIKE '%#%' UNION "
    "SELECT o.row FROM documents d, documents o WHERE d.row = ?1 AND o.row IN (SELECT other FROM copies WHERE document = ?1 "
    "AND share >= ?2 UNION SELECT document FROM copies WHERE other = ?1 AND share >= ?2) AND (o.address = d.address "
    "OR (o.name = d.name AND (o.address IS NULL OR d.address IS NULL) AND coalesce(o.publisher, '') = coalesce(d.publisher, '')))"
)


class Edit(Struct, frozen=True):
    """One change: the words that stood there before, and those that stand there now; empty where there were or are none."""

    before: str
    now: str


class _Modified(Struct, frozen=True):
    """The one part of a document's metadata that is asked for here."""

    modified: str | None = None


class Version(Struct, frozen=True):
    """A document as one of the versions of its address: when it was read (ISO 8601, UTC), and what it changed."""

    document: Document
    read_at: str
    edits: tuple[Edit, ...]


def versions(file: CaseFile, reference: str) -> list[Version]:
    """Return all versions of a document, meant as in :func:`documents.resolve` or by its address; the last one stands.

    Raises CaseError where no document is meant, or several that are not versions of one another.
    """
    made: list[Version] = []
    for row in group(file, _meant(file, reference)):
        document = documents.annotations(file, row).document
        edits = edited(made[-1].document.text, document.text) if made else []
        made.append(Version(document, documents.reading(file, row).at, tuple(edits)))
    return made


def _meant(file: CaseFile, reference: str) -> int:
    for column in ("name", "address"):
        found = [row for (row,) in file.rows(f"SELECT row FROM documents WHERE {column} = ? ORDER BY row", reference)]
        if found and {*found} <= {*group(file, found[0])}:
            return int(found[0])
    return documents.resolve(file, reference)


def edited(before: str, now: str) -> list[Edit]:
    """Return how one text became another, in words; where they are very long, in lines."""
    old, new = before.split(), now.split()
    if len(old) + len(new) > _MOST_WORDS:
        old, new = before.splitlines(), now.splitlines()
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [Edit(" ".join(old[a:b]), " ".join(new[c:d])) for kind, a, b, c, d in found if kind != "equal"]


# ---- which stands


def group(file: CaseFile, row: int) -> list[int]:
    """Return the versions of a document (rows), itself among them, in their order: the last one stands.

    Documents are versions of one where they are named by one address, but for the entries of a live blog, which move. A file's
    name can come again in another folder, and many articles of a table can give one address, the home page of their site: such
    ones are versions only where they share half of their words.
    """
    found, waiting = {row}, [row]
    while waiting:
        new = {near for (near,) in file.rows(_NEAR, waiting.pop(), _ALIKE)} - found
        found |= new
        waiting += sorted(new)
    return _in_order(file, sorted(found))


def _in_order(file: CaseFile, rows: Sequence[int]) -> list[int]:
    """Return versions (rows), given in the order of their reading, with the one that stands at the end."""
    found = file.rows("SELECT row, flags, metadata FROM documents WHERE row IN numbers(?)", json(rows))
    known = {row: (row, "truncated" in flags.split(), _modified(metadata)) for row, flags, metadata in found}
    return ordered([known[row] for row in rows if row in known])


def _modified(metadata: bytes) -> str | None:
    return msgspec.json.decode(metadata, type=_Modified).modified


def is_back(file: CaseFile, row: int) -> bool:
    """Whether a document that is met again, unchanged, stands again: its address said something else in the meantime."""
    if documents.stands(file, row):
        return False
    (name,) = file.row("SELECT name FROM documents WHERE row = ?", row)
    others = [other for other in sorted(group(file, row)) if other != row]
    return "://" in name and _in_order(file, [*others, row])[-1] == row


def arrange(file: CaseFile, row: int) -> None:
    """Note which version of a document stands, now that it has come, and undo the claims that the others tell.

    To be called in a transaction. What only finds the words of a document (its mentions, events, …) is kept of the one that
    stands: an article that is printed anew is no second mention.
    """
    rows = group(file, row)
    for number in rows:
        stands = None if number == rows[-1] else rows[-1]
        (noted,) = file.row("SELECT later FROM documents WHERE row = ?", number)
        if noted != stands:
            file.run("UPDATE documents SET later = ? WHERE row = ?", stands, number)
        if (noted is None) != (stands is None):
            documents.save_flat(file, number)
    if len(rows) > 1:
        sql = "SELECT row FROM reports WHERE document IN numbers(?)"
        parts.loosen(file, [report for (report,) in file.rows(sql, json(rows))])


def settle(file: CaseFile) -> None:
    """Take out of the claims what a later version tells again, of all reports whose claims have to be found anew."""
    rows = file.rows(
        "SELECT DISTINCT d.row FROM reports r JOIN documents d ON d.row = r.document WHERE r.claim IS NULL "
        "AND d.later IS NOT NULL ORDER BY d.row"
    )
    for (row,) in rows:
        versions = group(file, row)
        later = [bodies.reports_of(file, number) for number in versions[versions.index(row) + 1 :]]
        again = told_again(bodies.reports_of(file, row), later)
        file.run("DELETE FROM told_again WHERE report IN (SELECT row FROM reports WHERE document = ?)", row)
        file.run_many("INSERT INTO told_again VALUES (?, ?)", sorted(again.items()))
        file.run("UPDATE reports SET claim = '', place = NULL WHERE row IN numbers(?)", json(sorted(again)))


def told_now(file: CaseFile, ids: Iterable[str]) -> dict[str, str]:
    """Return, for those of some reports (ids) that a later version tells again, the id of the report there."""
    found = file.rows(
        "SELECT o.id, n.id FROM reports o JOIN told_again t ON t.report = o.row JOIN reports n ON n.row = t.later "
        "WHERE o.id IN strings(?)",
        json(sorted(ids)),
    )
    return dict(found)


def again(file: CaseFile, rows: Iterable[int]) -> set[int]:
    """Return which of some reports (rows) a later version tells again."""
    found = file.rows("SELECT report FROM told_again WHERE report IN numbers(?)", json(sorted(rows)))
    return {row for (row,) in found}


def editions(file: CaseFile, reports: Iterable[Report]) -> Editions:
    """Return which documents of some reports have a later version, who prints it, and the words of the reports."""
    found = file.rows(
        "SELECT d.id, l.id, coalesce(l.publisher, l.name) FROM documents d JOIN documents l ON l.row = d.later "
        "WHERE d.id IN strings(?)",
        json(sorted({report.document for report in reports})),
    )
    outlets = {stands: outlet for _, stands, outlet in found}

    def quote(report: Report) -> str:
        return report.quote(documents.text(file, report.document))

    return Editions({id: stands for id, stands, _ in found}, lambda report: outlets[report.document], quote)
