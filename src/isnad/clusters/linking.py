"""Linking on an engine: which documents meet, what of them is linked, and the groups of what hangs together.

Documents stand in some blocks. Each key that a document is filed by falls into one of as many lots; of a lot, all pairs of
documents that share a key are counted, and of two blocks, the counts of all lots are added up, and the documents compared that
share enough. So nothing is ever held by one process but a lot, or two blocks, or some components.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import msgspec

from isnad.clusters import comparing, parquet
from isnad.clusters.engines import Engine
from isnad.clusters.pages import as_raised
from isnad.model import Annotations, Judgement
from isnad.storage.bulk import FailedError, Filed, Links, Place

_BLOCK, _EQUAL, _DOUBLED = 200, 16, 5  # documents of the first blocks; so many are as large, the next twice, so many times
_COST, _HELD = 200_000, 20_000  # pairs of reports, and reports, that one piece of work groups, but for what one component takes


class _Told(NamedTuple):
    """A document to be put into a block: its row, its annotations, and what it is filed by where that is known."""

    row: int
    found: Annotations
    filed: Filed | None


class Linking:
    """What :class:`isnad.storage.bulk.Elsewhere` asks for, done on an engine, in a folder that all machines see."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine, self._folder = engine, folder
        self._blocks: list[Path] = []
        self._block_of: dict[int, int] = {}

    def file(
        self, known: Iterable[tuple[Filed, Annotations]], new: Iterable[tuple[int, Annotations]], log: Sequence[Judgement]
    ) -> Iterator[Filed]:
        """Yield what the new documents are filed by, in their order."""
        every = chain((_Told(filed.row, found, filed) for filed, found in known), (_Told(row, found, None) for row, found in new))
        written = list(self._written(every))
        given = [comparing.Given(path, tuple(log), len(written)) for path in written]
        for path in self._engine.each(comparing.file, given):
            self._blocks.append(path)
            for row in parquet.read(path, ["row", "known", "error", "reason", "reports", "keys", "marks"]):
                self._block_of[row["row"]] = len(self._blocks) - 1
                if not row["known"]:
                    yield _filed(row)

    def _written(self, told: Iterable[_Told]) -> Iterator[Path]:
        """Write documents block by block, the later ones larger: pairs of blocks are to be few, and two to fit into memory."""
        rows: list[dict[str, object]] = []
        number = 0
        for one in told:
            rows.append(_row(one))
            if len(rows) == _BLOCK << min(number // _EQUAL, _DOUBLED):
                yield self._block(number, rows)
                rows, number = [], number + 1
        if rows:
            yield self._block(number, rows)

    def _block(self, number: int, rows: Sequence[parquet.Row]) -> Path:
        path = self._folder / "documents" / f"{number:06}.parquet"
        parquet.write(path, comparing.DOCUMENTS, [rows])
        return path

    def links(self) -> Iterator[Links]:
        """Yield what joins the new documents, among themselves and with the known ones. Raises FailedError."""
        size = len(self._blocks)
        fallen = tuple(self._folder / "keys" / block.name for block in self._blocks)
        lots = [comparing.Lot(fallen, lot, self._folder / "lots" / f"{lot:06}.parquet") for lot in range(size)]
        met = list(self._engine.each(comparing.meet, lots))
        paths = tuple(lot.path for lot in lots)
        pairs = sorted({pair for pairs in met for pair in pairs} | {(block, block) for block in range(size)})
        work = [comparing.Pair(self._blocks[i], self._blocks[j], (i, j), size, paths, self._folder / "links") for i, j in pairs]
        for path in self._engine.each(comparing.compare, work):
            if path is None:
                raise FailedError
            found = Links([], [])
            for row in parquet.read(path):
                if row["body"] is None:
                    found.seeds.append(((row["one"], row["i"]), (row["other"], row["j"]), row["level"]))
                else:
                    found.copies.append((row["one"], row["other"], float(row["share"]), row["body"]))
            yield found

    def groups(self, components: Iterable[Sequence[Place]], apart: frozenset[frozenset[str]]) -> Iterator[list[list[int]]]:
        """Yield the groups of each component, as places in it."""
        work = [comparing.Components(self._blocks_of(batch), tuple(batch), apart) for batch in _batches(components)]
        for found in self._engine.each(comparing.group, work):
            if found is None:
                raise FailedError
            yield from found

    def _blocks_of(self, batch: Iterable[Sequence[Place]]) -> tuple[Path, ...]:
        blocks = {self._block_of[document] for component in batch for document, _ in component}
        return tuple(self._blocks[block] for block in sorted(blocks))


def _row(told: _Told) -> dict[str, object]:
    body = msgspec.msgpack.encode(
        msgspec.structs.replace(told.found, document=msgspec.structs.replace(told.found.document, text=""))
    )
    known = told.filed
    return {
        "row": told.row,
        "known": int(known is not None),
        "body": body,
        "text": told.found.text.encode("utf-8", "surrogatepass"),
        "reports": None if known is None else msgspec.msgpack.encode(known.reports),
        "keys": None if known is None else known.keys,
        "marks": None if known is None else known.marks,
    }


def _filed(row: parquet.Row) -> Filed:
    if row["error"] is not None:
        return Filed(row["row"], (), (), (), as_raised(row["error"], row["reason"]))
    return Filed(row["row"], comparing.reports_of(row), tuple(row["keys"]), tuple(row["marks"]))


def _batches(components: Iterable[Sequence[Place]]) -> Iterator[list[Sequence[Place]]]:
    """Yield components together that cost about as much as others do together."""
    batch: list[Sequence[Place]] = []
    cost = held = 0
    for component in components:
        batch.append(component)
        cost, held = cost + len(component) ** 2, held + len(component)
        if cost >= _COST or held >= _HELD:
            yield batch
            batch, cost, held = [], 0, 0
    if batch:
        yield batch
