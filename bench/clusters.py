"""Connecting on an engine: what its work costs, what is left to the one process that writes the case, and what is stored.

Cases of made documents (bench/connect.py) are connected here, and once more with the work of an engine done piece by piece in
this process, each kind of it timed; the claims of both are compared. Seconds are the process's.
"""

import argparse
import platform
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any, TypeVar

from connect import READING, STORY, made

from isnad.clusters import Linking
from isnad.storage import CaseFile, bulk, open_file
from isnad.storage.documents import save
from isnad.storage.reports import connect

T = TypeVar("T")
R = TypeVar("R")


class Timed:
    """An engine of this process that tells how long each kind of work takes."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.pieces: dict[str, int] = defaultdict(int)

    def __enter__(self) -> "Timed":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def each(self, work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        for item in items:
            begun = process_time()
            made = work(item)
            self.seconds[work.__name__] += process_time() - begun
            self.pieces[work.__name__] += 1
            yield made


def filled(path: Path, documents: int) -> CaseFile:
    file = open_file(path)
    for one in made(documents // STORY, STORY):
        save(file, one.found, b"", READING)
    return file


def claims(file: CaseFile) -> list[Any]:
    return [
        *file.rows("SELECT id, body FROM claims ORDER BY id"),
        *file.rows("SELECT row, id, document, claim, place FROM reports ORDER BY row"),
    ]


def measure(folder: Path, documents: int) -> bool:
    """Connect a case of some documents in both ways; return whether both hold the same."""
    alone, elsewhere = filled(folder / "a.isnad", documents), filled(folder / "b.isnad", documents)
    begun = process_time()
    connect(alone)
    single = process_time() - begun
    engine, begun = Timed(), process_time()
    bulk.connect(elsewhere, Linking(engine, folder / "work"))
    every = process_time() - begun
    worked = sum(engine.seconds.values())
    stored = sum(path.stat().st_size for path in (folder / "work").rglob("*") if path.is_file())
    cells = "".join(f"{engine.seconds[kind]:9.1f}" for kind in ("file", "meet", "compare", "group"))
    same = claims(alone) == claims(elsewhere)
    pieces, told = sum(engine.pieces.values()), "yes" if same else "NO"
    print(f"{documents:9,}{single:9.1f}{cells}{every - worked:9.1f}{pieces:9}{stored / 1e6:9.1f}   {told}")
    alone.close()
    elsewhere.close()
    return same


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--sizes", type=int, nargs="+", default=[1000, 4000], help="documents of each case")
    print(f"{platform.machine()}, Python {platform.python_version()}, seconds; MB of Parquet")
    heads = ("articles", "alone", "file", "meet", "compare", "group", "writer", "pieces", "MB")
    print(f"{''.join(f'{head:>9}' for head in heads)}   same claims")
    for size in ask.parse_args().sizes:
        with TemporaryDirectory() as folder:
            if not measure(Path(folder), size):
                raise SystemExit(1)


if __name__ == "__main__":
    main()
