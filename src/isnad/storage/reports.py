"""The reports of a case, and how they are connected: whatever is new, or lost a neighbour, and only that, is connected anew."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec

from isnad.connection import (
    Copied,
    Part,
    Side,
    Worded,
    claim,
    copy,
    fingerprints,
    founding,
    groups,
    keys,
    merged,
    readable,
    telling,
)
from isnad.connection.corrections import amended
from isnad.connection.glosses import gloss
from isnad.connection.keys import SHARED
from isnad.connection.rules import fingerprint
from isnad.connection.rulings import Rulings
from isnad.languages.bilingual import called
from isnad.model import Annotations, Claim, Copy, Judgement, Report, Wording
from isnad.storage import bodies, documents, judgements, parts, versions
from isnad.storage.claims import keep
from isnad.storage.file import CaseError, CaseFile
from isnad.storage.parties import json, names

COPIED = 2  # fingerprints that two documents must share before their words are compared
_CONNECTED = (
    "connected",
    "claim_terms",
    "terms",
    "claims",
    "loose",
    "seeds",
    "reports",
    "told",
    "document_keys",
    "fingerprints",
    "copies",
)
_KEPT = 512  # documents that are kept ready to be compared
Grouped = Callable[[list[list[int]], frozenset[frozenset[str]]], Iterator[list[list[int]]]]
"""Gives the groups of each of some components (rows of reports), as places in it, given who is held apart (ids)."""


def pending(file: CaseFile) -> list[int]:
    """Return the rows of the documents that have still to be connected by the present rules, in the order of their reading.

    That there are none, as is mostly so, is seen by two counts, whatever the case holds.
    """
    (left,) = file.row("SELECT (SELECT count(*) FROM documents) - (SELECT count(*) FROM connected)")
    if not left and not _is_by_others(file):
        return []
    sql = "SELECT row FROM documents WHERE row NOT IN (SELECT document FROM connected WHERE rules = ?) ORDER BY row"
    return [row for (row,) in file.rows(sql, fingerprint())]


def _is_waiting(file: CaseFile, row: int) -> bool:
    """Whether a document has still to be connected: another program may have done so meanwhile, or taken it out."""
    sql = "SELECT 1 FROM documents WHERE row = ?1 AND row NOT IN (SELECT document FROM connected WHERE document = ?1)"
    return file.row(sql, row) is not None


def is_settled(file: CaseFile) -> bool:
    """Whether every report stands in its claim."""
    return not (pending(file) or file.row("SELECT 1 FROM reports WHERE claim IS NULL UNION ALL SELECT 1 FROM loose LIMIT 1"))


def connect(file: CaseFile, progress: Callable[[int, int], None] | None = None) -> dict[str, Exception]:
    """Bring the claims of a case up to its documents. Each document is filed in a transaction of its own; the claims follow.

    Returns the documents, by name, on which a rule failed: they tell no claims, and the others do.
    """
    clear(file)
    waiting, log, known = pending(file), judgements.log(file), _Known(file)
    failed: dict[str, Exception] = {}
    for done, row in enumerate(waiting, 1):
        try:
            with file.transaction():
                if _is_waiting(file, row):
                    _file(file, documents.annotations(file, row), row, log, known)
        except CaseError:
            raise
        except Exception as error:  # one article on which a rule fails must not cost the others
            (name,) = file.row("SELECT name FROM documents WHERE row = ?", row)
            failed[name] = error
            note(file, row)
        if progress:
            progress(done, len(waiting))
    with file.transaction():
        settle(file, known=known)
    return failed


def note(file: CaseFile, row: int) -> None:
    """Note that a document is connected, or never will be by these rules."""
    file.run("INSERT INTO connected VALUES (?, ?)", row, fingerprint())


def clear(file: CaseFile) -> None:
    """Take out all that was connected, where it was by other rules: reports are compared with their like alone."""
    if not _is_by_others(file):
        return
    with file.transaction():
        for table in _CONNECTED:
            file.run(f"DELETE FROM {table}")


def _is_by_others(file: CaseFile) -> bool:
    """Whether a document was connected by other rules."""
    return file.row("SELECT 1 FROM connected WHERE rules < ?1 OR rules > ?1 LIMIT 1", fingerprint()) is not None


class _Sides(Mapping[int, Side]):
    """The reports of a document by their rows, each made ready to be compared when it is first asked for."""

    def __init__(self, bodies: Mapping[int, msgspec.Raw]) -> None:
        self._bodies = bodies
        self._ready: dict[int, Side] = {}

    def __getitem__(self, row: int) -> Side:
        if row not in self._ready:
            self._ready[row] = Side(msgspec.msgpack.decode(self._bodies[row], type=Report))
        return self._ready[row]

    def __iter__(self) -> Iterator[int]:
        return iter(self._bodies)

    def __len__(self) -> int:
        return len(self._bodies)


class _Known:
    """The documents met last, made ready to be compared: those of one story are met again and again."""

    def __init__(self, file: CaseFile) -> None:
        self.file = file
        self.sides = lru_cache(_KEPT)(self._sides)
        self.worded = lru_cache(_KEPT)(self._worded)
        self.version = 0

    def refresh(self) -> None:
        """Forget what is known where another program has written the file."""
        _, version = self.file.state()
        if version != self.version:
            self.version = version
            self.sides.cache_clear()
            self.worded.cache_clear()

    def _sides(self, row: int) -> "_Sides":
        """Return the reports of the document in a row, by their rows."""
        return _Sides(bodies.bodies_of(self.file, row))

    def of(self, rows: Sequence[int]) -> dict[int, Side]:
        """Return some reports by their rows."""
        sql = "SELECT row, document FROM reports WHERE row IN numbers(?) ORDER BY row"
        return {row: self.sides(document)[row] for row, document in self.file.rows(sql, json(rows))}

    def _worded(self, row: int) -> Worded | None:
        document = documents.by_row(self.file, row)
        return Worded(document) if document else None


def _file(file: CaseFile, found: Annotations, row: int, log: Sequence[Judgement], known: _Known) -> None:
    """File the reports of a document as people corrected them, and note with which others they can found a claim."""
    known.refresh()
    told = amended(found, log)
    bodies.keep_reports(file, row, told)
    filed = sorted(keys(told))
    neighbours = _sharing(file, "document_keys", "key", filed, SHARED)
    file.run_many("INSERT INTO document_keys VALUES (?, ?)", [(key, row) for key in filed])
    seeds = founding(known.sides(row))
    for other in neighbours:
        seeds += founding(known.sides(row), known.sides(other))
    parts.join(file, seeds)
    _copies(file, row, known)
    versions.arrange(file, row)
    note(file, row)


def _sharing(file: CaseFile, table: str, column: str, marks: Sequence[int], least: int) -> dict[int, int]:
    """Return the documents (rows) that share at least so many marks with one, each with how many it shares."""
    sql = f"SELECT document, count(*) FROM {table} WHERE {column} IN numbers(?) "
    return dict(file.rows(f"{sql} GROUP BY document HAVING count(*) >= ? ORDER BY document", json(marks), least))


def _copies(file: CaseFile, row: int, known: _Known) -> None:
    """Note which documents share passages with the one in a row."""
    own = known.worded(row)
    marks = sorted(fingerprints(own)) if own else []
    candidates = _sharing(file, "fingerprints", "hash", marks, COPIED)
    file.run_many("INSERT INTO fingerprints VALUES (?, ?)", [(mark, row) for mark in marks])
    found: list[tuple[int, int, float, bytes]] = []
    for number in candidates:
        other = known.worded(number)
        if own is None or other is None:  # another process has read one of them anew
            continue
        first, second = sorted(((own, row), (other, number)), key=lambda one: one[0].document.id)
        shared = copy(first[0], second[0])
        if shared:
            found.append((first[1], second[1], shared.share, msgspec.msgpack.encode(shared)))
    file.run_many("DELETE FROM copies WHERE document = ? AND other = ?", [(one, other) for one, other, *_ in found])
    file.run_many("INSERT INTO copies VALUES (?, ?, ?, ?)", found)


# ---- claims


def settle(file: CaseFile, grouped: Grouped | None = None, known: _Known | None = None) -> None:
    """Find the claims of all reports that have none, and of those that hang together with them.

    ``grouped`` finds the groups of many parts at once, where that is not to be done here.
    """
    known = known or _Known(file)
    known.refresh()
    versions.settle(file)
    ruled = judgements.ruled(file)
    rejected = parts.rows_of(file, ruled.rejected)
    file.run("UPDATE reports SET claim = '', place = NULL, part = NULL WHERE row IN numbers(?)", json(rejected))
    together = parts.unsettled(file, rejected, ruled.same)
    made = _grouped(file, together, ruled, grouped) if grouped else {}
    for found in together:
        ready = [_without_repeated(file, known.of(part.reports)) for part in found]
        every = {row: side.report for part in ready for row, side in part.items()}
        standing = _Standing(file, every, ruled.added)
        keep(file, every, _claims(file, ready, ruled, standing, made), ruled.added, standing.kept)
        parts.keep(file, found)


def _grouped(file: CaseFile, together: Iterable[Iterable[Part]], ruled: Rulings, grouped: Grouped) -> dict[int, list[list[int]]]:
    """Return the groups (rows) of some parts, by the first row of each; of one report there is no choice."""
    every = (sorted({*part.reports} - versions.again(file, part.reports)) for found in together for part in found)
    several = [rows for rows in every if len(rows) > 1]
    places = zip(several, grouped(several, ruled.apart), strict=True)
    return {min(rows): [[rows[place] for place in group] for group in groups] for rows, groups in places}


def _without_repeated(file: CaseFile, part: dict[int, Side]) -> dict[int, Side]:
    """Return the reports of a component but for those that a later version of their article tells again."""
    again = versions.again(file, part)
    return {row: side for row, side in part.items() if row not in again} if again else part


class _Standing:
    """The claims that the reports of a component made before; what stands as it did is not made again."""

    def __init__(self, file: CaseFile, component: Mapping[int, Report], shown: Collection[str]) -> None:
        rows = file.rows("SELECT id, claim FROM reports WHERE row IN numbers(?)", json(sorted(component)))
        self.claims: dict[str, str | None] = dict(rows)
        self.sizes = Counter(self.claims.values())
        self.shown = shown
        self.kept: set[str] = set()

    def holds(self, group: Sequence[Report]) -> bool:
        """Whether some reports are just those of a claim, none of which has to be found anew: nothing else shapes it."""
        found = {self.claims[report.id] for report in group}
        claim = found.pop()
        alone = len(group) == 1 and group[0].id not in self.shown  # a bare state that nobody else tells has "" for its claim
        if found or claim is None or (self.sizes[claim] != len(group) if claim else not alone):
            return False
        self.kept.add(claim)
        return True


def _claims(
    file: CaseFile,
    compared: Sequence[Mapping[int, Side]],
    ruled: Rulings,
    standing: _Standing,
    made: Mapping[int, list[list[int]]],
) -> Iterator[Claim]:
    """Yield the claims that have to be made; those that stand are passed over. ``made`` are groups that are known, by row."""
    texts: dict[str, str] = {}
    ready = {side.report.id: side for part in compared for side in part.values()}
    keys = filed(file, (side.report for side in ready.values()))
    found: list[list[Report]] = []
    for part in compared:
        if part and (known := made.get(min(part))) is not None:
            found += [[part[row].report for row in group] for group in known]
        else:
            found += groups([side.report for side in part.values()], keys, ruled, lambda r: ready[r.id])
    new = [group for group in merged(found, keys, ruled) if not standing.holds(group)]
    copied = Copied(_shared(file, {report.document for group in new for report in group}))
    for group in new:
        yield claim(group, lambda found: _gloss(file, found, texts), copied, ruled, versions.editions(file, group))


def filed(file: CaseFile, reports: Iterable[Report]) -> dict[str, frozenset[int]]:
    """Return the keys of the documents of some reports, by the ids of the documents."""
    found: dict[str, set[int]] = {id: set() for id in {report.document for report in reports}}
    rows = file.rows(
        "SELECT d.id, k.key FROM documents d JOIN document_keys k ON k.document = d.row WHERE d.id IN strings(?)",
        json(sorted(found)),
    )
    for id, key in rows:
        found[id].add(key)
    return {id: frozenset(known) for id, known in found.items()}


def _shared(file: CaseFile, ids: set[str]) -> Iterator[Copy]:
    """Yield the copies between some documents."""
    rows = "SELECT row FROM documents WHERE id IN strings(?1)"
    sql = f"SELECT body FROM copies WHERE document IN ({rows}) AND other IN ({rows}) ORDER BY document, other"
    for (body,) in file.rows(sql, json(sorted(ids))):
        yield msgspec.msgpack.decode(body, type=Copy)


def _gloss(file: CaseFile, found: Sequence[Report], texts: dict[str, str]) -> Wording:
    """Return the line of the report that says most."""
    report = telling(found)
    if report.document not in texts:
        texts[report.document] = documents.text(file, report.document)
    within = {other.document for other in found}  # what else the case holds must not change a claim
    known = names(file, {id for id in (*report.actors, *report.recipients, report.place) if id}, within)
    return gloss(report, lambda id: _called(id, known), readable(texts[report.document], report))


def _called(id: str, known: Mapping[str, str]) -> tuple[str, str]:
    """Return the Arabic and the English name of a party; where the pack does not know it, as the case calls it."""
    return called(id) or (known.get(id, ""), "")
