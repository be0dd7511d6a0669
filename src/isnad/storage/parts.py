"""Parts: which reports of a case are compared with one another (``isnad.connection.parts``), as they stand and as they change.

A report keeps its part, named by the first row of it, and the level that joins it. What comes, goes or is judged can change its
own part and those of its neighbours, and no other: these are loose until they have been looked at again.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache

from isnad.connection import Part, Parts
from isnad.connection.rulings import Pair
from isnad.storage.file import CaseFile
from isnad.storage.parties import json

_KEPT = 1 << 15  # reports whose pairs are kept at hand


class _Near:
    """With which reports one can found a claim; those that are rejected (rows) found none."""

    def __init__(self, file: CaseFile, rejected: Collection[int]) -> None:
        self._file = file
        self._rejected = frozenset(rejected)

    def of(self, row: int) -> list[tuple[int, int]]:
        if row in self._rejected:
            return []
        found: list[tuple[int, int]] = self._file.rows("SELECT other, level FROM seeds WHERE report = ?", row)
        return [pair for pair in found if pair[0] not in self._rejected] if self._rejected else found


def find(file: CaseFile, rejected: Collection[int] = ()) -> Parts:
    """Return what finds the part of a report as the pairs stand now."""
    return Parts(lru_cache(_KEPT)(_Near(file, rejected).of))


def join(file: CaseFile, pairs: Sequence[tuple[int, int, int]]) -> None:
    """Keep pairs of reports (rows) that can found a claim, each with its level; what they may change is loose."""
    both = [pair for i, j, level in pairs for pair in ((i, j, level), (j, i, level))]
    file.run_many("INSERT INTO seeds (report, other, level) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", both)
    strongest: dict[int, int] = {}
    for row, _, level in both:
        strongest[row] = max(level, strongest.get(row, 0))
    # A pair below the level that joins a part joins nothing to it: what that level joins is too large already.
    sql = "SELECT row, part, level FROM reports WHERE part IS NOT NULL AND row IN numbers(?)"
    changed = {part for row, part, level in file.rows(sql, json(sorted(strongest))) if strongest[row] >= level}
    file.run_many("INSERT INTO loose VALUES (?) ON CONFLICT DO NOTHING", [(part,) for part in sorted(changed)])


def loosen(file: CaseFile, rows: Iterable[int]) -> None:
    """Undo the claims of the parts of some reports; what their neighbours hang together with is loose."""
    waiting = sorted(set(rows))
    file.run(
        "INSERT INTO loose SELECT DISTINCT part FROM reports WHERE part IS NOT NULL AND row IN "
        "(SELECT other FROM seeds WHERE report IN numbers(?)) ON CONFLICT DO NOTHING",
        json(waiting),
    )
    while waiting:
        found = file.rows(
            "SELECT row, claim FROM reports WHERE claim IS NOT NULL AND row IN numbers(?1) UNION SELECT row, claim FROM reports "
            "WHERE claim IS NOT NULL AND part IN (SELECT part FROM reports WHERE row IN numbers(?1))",
            json(waiting),
        )
        claims = json(sorted({claim for _, claim in found if claim}))
        file.run("UPDATE reports SET claim = NULL, place = NULL WHERE row IN numbers(?)", json([row for row, _ in found]))
        # What a person's judgement joined with them stands in other parts.
        waiting = [row for (row,) in file.rows("SELECT row FROM reports WHERE claim IN strings(?) ORDER BY row", claims)]
        file.run("DELETE FROM claims WHERE id IN strings(?)", claims)


def unsettled(file: CaseFile, rejected: Collection[int], same: Collection[Pair]) -> list[list[Part]]:
    """Return the parts that have to be grouped anew, those together that people's judgements join (pairs of ids).

    A loose part that is as it was is loose no longer. A claim across parts that are apart now is undone.
    """
    parts, seen, found = find(file, rejected), set(rejected), list[list[Part]]()
    waiting, known = _changed(file, parts)
    waiting.update(row for (row,) in file.rows("SELECT row FROM reports WHERE claim IS NULL"))
    for row in sorted(waiting):
        if row not in seen:
            found.append(_together(file, row, lambda row: known.get(row) or parts.of(row), seen, same))
    _undo_across(file, found)
    return found


def _changed(file: CaseFile, parts: Parts) -> tuple[set[int], dict[int, Part]]:
    """Return the rows of the loose parts that are no longer what they were, and the parts of some of them."""
    loose: dict[int, list[int]] = {}
    for part, row in file.rows("SELECT part, row FROM reports WHERE part IN (SELECT part FROM loose) ORDER BY row"):
        loose.setdefault(part, []).append(row)
    changed, known = set[int](), dict[int, Part]()
    for part, rows in loose.items():
        now = known.get(rows[0]) or parts.of(rows[0])
        known |= dict.fromkeys(now.reports, now)
        if now.reports == rows:
            file.run("UPDATE reports SET level = ? WHERE part = ? AND level <> ?", now.level, part, now.level)
        else:
            changed.update(rows)
    file.run("DELETE FROM loose")
    return changed, known


def _together(file: CaseFile, row: int, part_of: Callable[[int], Part], seen: set[int], same: Collection[Pair]) -> list[Part]:
    """Return the part of a report, and those that people's judgements join with it."""
    found: list[Part] = []
    waiting = [row]
    while waiting:
        row = waiting.pop()
        if row in seen:
            continue
        part = part_of(row)
        seen.update(part.reports)
        found.append(part)
        if same:
            ids = {id for (id,) in file.rows("SELECT id FROM reports WHERE row IN numbers(?)", json(part.reports))}
            waiting += rows_of(file, {id for pair in same if not pair.isdisjoint(ids) for id in pair - ids})
    return found


def _undo_across(file: CaseFile, found: Sequence[Sequence[Part]]) -> None:
    """Undo the claims whose reports are now in parts that are not together: one of them may give its id to another claim."""
    place = {row: number for number, parts in enumerate(found) for part in parts for row in part.reports}
    homes: dict[str, int] = {}
    across = set[str]()
    for row, claim in file.rows("SELECT row, claim FROM reports WHERE claim <> '' AND row IN numbers(?)", json(sorted(place))):
        if homes.setdefault(claim, place[row]) != place[row]:
            across.add(claim)
    file.run("UPDATE reports SET claim = NULL, place = NULL WHERE claim IN strings(?)", json(sorted(across)))
    file.run("DELETE FROM claims WHERE id IN strings(?)", json(sorted(across)))


def keep(file: CaseFile, found: Iterable[Part]) -> None:
    """Keep with reports which part they are in."""
    for part in found:
        sql = "UPDATE reports SET part = ?, level = ? WHERE row IN numbers(?)"
        file.run(sql, part.reports[0], part.level, json(part.reports))


def beside(file: CaseFile, rows: Iterable[int]) -> list[int]:
    """Return the reports (rows) of the parts that some reports would change by coming or going: those of their neighbours."""
    found = file.rows(
        "SELECT row FROM reports WHERE part IN (SELECT part FROM reports WHERE row IN "
        "(SELECT other FROM seeds WHERE report IN numbers(?))) ORDER BY row",
        json(sorted(rows)),
    )
    return [row for (row,) in found]


def rows_of(file: CaseFile, ids: Iterable[str]) -> list[int]:
    """Return the rows of the reports with these ids."""
    found = file.rows("SELECT row FROM reports WHERE id IN strings(?) ORDER BY row", json(sorted(ids)))
    return [row for (row,) in found]
