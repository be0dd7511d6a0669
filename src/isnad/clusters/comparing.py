"""What an engine does for linking: each a function of files, which writes one file, or gives back little."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from isnad.clusters import parquet
from isnad.connection import Side, Worded, copy, fingerprints, founding, groups, keys
from isnad.connection.corrections import amended
from isnad.connection.keys import SHARED
from isnad.connection.rulings import Rulings
from isnad.model import Annotations, Document, Judgement, Report
from isnad.storage.reports import COPIED

DOCUMENTS = {
    **dict.fromkeys(("row", "known"), "int64"),
    **dict.fromkeys(("body", "text", "reports"), "binary"),
    **dict.fromkeys(("keys", "marks"), "numbers"),
}
_FILED = {
    **dict.fromkeys(("row", "known"), "int64"),
    **dict.fromkeys(("error", "reason"), "string"),
    **dict.fromkeys(("document", "text", "reports"), "binary"),
    **dict.fromkeys(("keys", "marks"), "numbers"),
}
_FALLEN = {"lot": "int64", "kind": "int64", "mark": "int64", "row": "int64", "known": "int64"}
_MET = {"pair": "int64", "kind": "int64", "one": "int64", "other": "int64", "shared": "int64"}
_LINKS = {**dict.fromkeys(("one", "other", "i", "j", "level"), "int64"), "share": "string", "body": "binary"}
_KEYS, _MARKS = 0, 1  # kinds: what founds claims, what shows copies
_LEAST = {_KEYS: SHARED, _MARKS: COPIED}


class Given(NamedTuple):
    """A block of documents to be filed, the judgements that may change their reports, and how many lots of keys there are."""

    path: Path
    log: tuple[Judgement, ...]
    lots: int


class Lot(NamedTuple):
    """Keys and fingerprints: those ``fallen`` of all blocks that are in one lot. What meets there is written to ``path``."""

    fallen: tuple[Path, ...]
    lot: int
    path: Path


class Pair(NamedTuple):
    """Two blocks (or one twice) of ``size``, whose documents met in some lots. The links are written into ``folder``."""

    one: Path
    other: Path
    numbers: tuple[int, int]
    size: int
    lots: tuple[Path, ...]
    folder: Path


class Components(NamedTuple):
    """Components to be grouped, as places of reports; in which blocks those are; and which reports (ids) are held apart."""

    blocks: tuple[Path, ...]
    components: tuple[Sequence[tuple[int, int]], ...]
    apart: frozenset[frozenset[str]]


def reports_of(row: parquet.Row) -> tuple[Report, ...]:
    """Return the reports of a filed document."""
    return msgspec.msgpack.decode(row["reports"], type=tuple[Report, ...])


def file(given: Given) -> Path:
    """File the documents of a block; write them anew with their reports, and their keys lot by lot; return the first file."""
    path, keys = (given.path.parent.parent / folder / given.path.name for folder in ("filed", "keys"))
    rows = [_filed(row, given.log) for row in parquet.read(given.path)]
    lots: list[list[parquet.Row]] = [[] for _ in range(given.lots)]
    for row in rows:
        for kind, marks in ((_KEYS, row["keys"]), (_MARKS, row["marks"])):
            for mark in marks:
                lot = mark % given.lots
                lots[lot].append({"lot": lot, "kind": kind, "mark": mark, "row": row["row"], "known": row["known"]})
    parquet.write(keys, _FALLEN, lots)
    parquet.write(path, _FILED, [rows])
    return path


def _filed(row: parquet.Row, log: Sequence[Judgement]) -> dict[str, Any]:
    found = msgspec.msgpack.decode(row["body"], type=Annotations)
    document = msgspec.structs.replace(found.document, text=row["text"].decode("utf-8", "surrogatepass"))
    filed = {name: row.get(name) for name in _FILED} | {"document": msgspec.msgpack.encode(found.document)}
    if row["known"]:
        return filed
    try:
        told = amended(msgspec.structs.replace(found, document=document), log)
        filed |= {"reports": msgspec.msgpack.encode(told), "keys": sorted(keys(told))}
        return filed | {"marks": sorted(fingerprints(Worded(document)))}
    except Exception as error:  # one article on which a rule fails must not cost the others
        reason = str(error).encode("utf-8", "replace").decode()
        return filed | {"error": type(error).__name__, "reason": reason, "reports": b"\x90", "keys": (), "marks": ()}


def meet(lot: Lot) -> set[tuple[int, int]]:
    """Count what pairs of documents share in a lot; return of which pairs of blocks there are any."""
    size = len(lot.fallen)
    holders: dict[tuple[int, int], list[tuple[int, int, int]]] = {}
    for number, path in enumerate(lot.fallen):
        fallen = parquet.pick(path, "lot", [lot.lot], ["kind", "mark", "row", "known"])
        for kind, mark, row, known in zip(*(fallen[name] for name in ("kind", "mark", "row", "known")), strict=True):
            holders.setdefault((kind, mark), []).append((row, number, known))
    shared: Counter[tuple[int, int, int, int]] = Counter()
    for (kind, _), held in holders.items():
        for (one, i, known), (other, j, also) in combinations(sorted(held), 2):
            if not (known and also):
                shared[min(i, j) * size + max(i, j), kind, one, other] += 1
    by_pair: dict[int, list[dict[str, int]]] = {}
    for (pair, kind, one, other), count in sorted(shared.items()):
        by_pair.setdefault(pair, []).append({"pair": pair, "kind": kind, "one": one, "other": other, "shared": count})
    parquet.write(lot.path, _MET, by_pair.values())
    return {divmod(pair, size) for pair in by_pair}


def compare(pair: Pair) -> Path | None:
    """Compare the documents of two blocks that share enough, and those of one block with themselves; None where a rule fails."""
    try:
        path = pair.folder / f"{pair.numbers[0]:06}-{pair.numbers[1]:06}.parquet"
        parquet.write(path, _LINKS, [list(_links(pair))])
        return path
    except (ArithmeticError, AssertionError, LookupError, TypeError, ValueError):
        return None


def _links(pair: Pair) -> Iterator[dict[str, Any]]:
    i, j = pair.numbers
    shared: Counter[tuple[int, int, int]] = Counter()
    for lot in pair.lots:
        found = parquet.pick(lot, "pair", [i * pair.size + j], ["kind", "one", "other", "shared"])
        for kind, one, other, count in zip(*(found[name] for name in ("kind", "one", "other", "shared")), strict=True):
            shared[kind, one, other] += count
    near = sorted(key for key, count in shared.items() if count >= _LEAST[key[0]])
    wanted = {row for _, *both in near for row in both}
    if not wanted and i != j:
        return
    sides = _Blocks((pair.one, pair.other), wanted, fresh=i == j)
    if i == j:
        yield from (_seed(row, row, *seed) for row in sides.fresh for seed in founding(sides.of(row)))
    for kind, one, other in near:
        if kind == _KEYS:
            yield from (_seed(other, one, *seed) for seed in founding(sides.of(other), sides.of(one)))
        elif copied := _copy(sides, one, other):
            yield copied


def _seed(one: int, other: int, i: int, j: int, level: int) -> dict[str, Any]:
    return {"one": one, "other": other, "i": i, "j": j, "level": level, "share": None, "body": None}


def _copy(blocks: "_Blocks", one: int, other: int) -> dict[str, Any] | None:
    first, second = sorted(((blocks.words(one), one), (blocks.words(other), other)), key=lambda side: side[0].document.id)
    found = copy(first[0], second[0])
    if found is None:
        return None
    links = {"one": first[1], "other": second[1], "i": None, "j": None, "level": None}
    return links | {"share": repr(found.share), "body": msgspec.msgpack.encode(found)}


class _Blocks:
    """Documents of some blocks made ready to be compared: those that are ``wanted`` (rows), and with ``fresh`` all new ones."""

    def __init__(self, blocks: Iterable[Path], wanted: set[int], fresh: bool = False) -> None:
        self.fresh: list[int] = []
        self.keys: dict[str, frozenset[int]] = {}
        self._sides: dict[int, dict[int, Side]] = {}
        self._documents: dict[int, Document] = {}
        self._words: dict[int, Worded] = {}
        for block in dict.fromkeys(blocks):
            for row in parquet.read(block):
                new = fresh and not row["known"]
                if new:
                    self.fresh.append(row["row"])
                if new or row["row"] in wanted:
                    self._add(row)

    def _add(self, row: parquet.Row) -> None:
        document = msgspec.msgpack.decode(row["document"], type=Document)
        document = msgspec.structs.replace(document, text=row["text"].decode("utf-8", "surrogatepass"))
        self.keys[document.id] = frozenset(row["keys"])
        self._documents[row["row"]] = document
        self._sides[row["row"]] = dict(enumerate(map(Side, reports_of(row))))

    def of(self, row: int) -> Mapping[int, Side]:
        """Return the reports of a document, by their numbers."""
        return self._sides[row]

    def words(self, row: int) -> Worded:
        """Return the words of a document."""
        if row not in self._words:
            self._words[row] = Worded(self._documents[row])
        return self._words[row]


def group(given: Components) -> list[list[list[int]]] | None:
    """Return the groups of each component, as places in it; None where a rule fails."""
    try:
        blocks = _Blocks(given.blocks, {row for component in given.components for row, _ in component})
        return [_groups([blocks.of(row)[number] for row, number in part], blocks.keys, given.apart) for part in given.components]
    except (ArithmeticError, AssertionError, LookupError, TypeError, ValueError):
        return None


def _groups(sides: Sequence[Side], filed: Mapping[str, frozenset[int]], apart: frozenset[frozenset[str]]) -> list[list[int]]:
    ready = {side.report.id: side for side in sides}
    places = {side.report.id: place for place, side in enumerate(sides)}
    found = groups([side.report for side in sides], filed, Rulings(apart=apart), lambda report: ready[report.id])
    return [[places[report.id] for report in group] for group in found]
