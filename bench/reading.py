"""Reading into a case: with one process and with two, in one run; and what the case file takes for each byte of text.

The machine is seldom alone: the ratio of the two says more than either. Connecting, which one process does, is told apart.
"""

import platform
import shutil
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from unittest.mock import patch

from isnad import Case
from isnad.storage import documents, open_file

STORIES = Path(__file__).parent.parent / "tests" / "stories" / "development"
TIMES = int(sys.argv[1]) if len(sys.argv) > 1 else 5  # copies of each article
PARTS = 8  # tables shown


def articles(folder: Path) -> Path:
    """Put the articles of the development stories into a folder, each several times under other names."""
    for path in sorted(STORIES.rglob("*.txt")):
        for number in range(TIMES):
            shutil.copy(path, folder / f"{number}-{path.parent.name}-{path.name}")
    return folder


def spent(folder: Path, case: Path, jobs: int) -> float:
    """Return the seconds that cleaning, annotating and filing take."""
    begun = perf_counter()
    with Case.open(case) as opened:
        opened.read(folder, jobs=jobs)
    return perf_counter() - begun


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "articles"
        folder.mkdir()
        count = len(list(articles(folder).iterdir()))
        print(f"{platform.machine()}, Python {platform.python_version()}, {count} articles")
        with patch("isnad.case.connect", lambda _file: {}):
            seconds = {jobs: spent(folder, Path(place) / f"{jobs}.isnad", jobs) for jobs in (1, 2)}
        for jobs, value in seconds.items():
            print(f"{jobs} process{'es' if jobs > 1 else '  '} {value:8.1f} s {count / value:8.1f} articles/s")
        print(f"two are {seconds[1] / seconds[2]:.2f} times as fast as one")
        size(Path(place))


def size(place: Path) -> None:
    """Read each article once, connect, and print what the tables of the case take for each byte of text."""
    with Case.open(place / "size.isnad") as case:
        case.read(STORIES)
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
