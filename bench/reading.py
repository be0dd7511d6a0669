"""Reading into a case: with one process and with two, in one run; and what the case file takes for each byte of text.

The machine is seldom alone: the ratio of the two says more than either. Connecting, which one process does, is told apart. Both
cases are compared, row by row.
"""

import argparse
import platform
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from unittest.mock import patch

from isnad import Case
from isnad.storage import documents, open_file

STORIES = Path(__file__).parent.parent / "tests" / "stories" / "development"
PARTS = 8  # tables shown


def articles(folder: Path, stories: int, times: int) -> Path:
    """Put the articles of some development stories into a folder, each several times under other names."""
    for story in sorted(path for path in STORIES.iterdir() if path.is_dir())[:stories]:
        for path in sorted(story.glob("*.txt")):
            for number in range(times):
                shutil.copy(path, folder / f"{number}-{path.parent.name}-{path.name}")
    return folder


def spent(folder: Path, case: Path, jobs: int) -> float:
    """Return the seconds that cleaning, annotating and filing take."""
    begun = perf_counter()
    with Case.open(case) as opened:
        opened.read(folder, jobs=jobs)
    return perf_counter() - begun


def digest(path: Path) -> str:
    """Return the SHA-256 of all rows of a case, but for the moments at which they were written."""
    state = sha256()
    with closing(sqlite3.connect(path)) as case:
        for row in _rows(case):
            state.update(repr(row).encode("utf-8", "surrogatepass"))
    return state.hexdigest()


def _rows(case: sqlite3.Connection) -> Iterator[tuple[object, ...]]:
    for (table,) in case.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'sqlite_sequence' ORDER BY name"
    ):
        columns = [f'"{name}"' for _, name, *_ in case.execute(f"PRAGMA table_info({table})") if name != "read_at"]
        if columns and not table.startswith("search"):
            yield from sorted(case.execute(f"SELECT {', '.join(columns)} FROM {table}"), key=repr)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--copies", type=int, default=5, help="of each article")
    ask.add_argument("--stories", type=int, default=100, help="stories at most")
    asked = ask.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "articles"
        folder.mkdir()
        count = len(list(articles(folder, asked.stories, asked.copies).iterdir()))
        print(f"{platform.machine()}, Python {platform.python_version()}, {count} articles")
        with patch("isnad.case.connect", lambda _file: {}):
            seconds = {jobs: spent(folder, Path(place) / f"{jobs}.isnad", jobs) for jobs in (1, 2)}
        for jobs, value in seconds.items():
            print(f"{jobs} process{'es' if jobs > 1 else '  '} {value:8.1f} s {count / value:8.1f} articles/s")
        print(f"two are {seconds[1] / seconds[2]:.2f} times as fast as one (the start of two is part of it)")
        same = digest(Path(place) / "1.isnad") == digest(Path(place) / "2.isnad")
        print("both cases hold the same, to the byte" if same else "THE CASES DIFFER")
        if not same:
            raise SystemExit(1)
        size(Path(place), asked.stories)


def size(place: Path, stories: int) -> None:
    """Read each article once, connect, and print what the tables of the case take for each byte of text."""
    with Case.open(place / "size.isnad") as case:
        (place / "once").mkdir()
        case.read(articles(place / "once", stories, 1))
    file = open_file(place / "size.isnad")
    text = sum(len(documents.text(file, id).encode()) for (id,) in file.rows("SELECT id FROM documents"))
    tables = file.rows("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC")
    every = sum(taken for name, taken in tables if name != "originals")
    print(f"\n{text:,} bytes of text take {every:,} of the case ({every / text:.1f} times), the originals aside:")
    for name, taken in tables[:PARTS]:
        print(f"{name:24}{taken:12,}{taken / text:8.2f}")
    file.close()


if __name__ == "__main__":
    main()
