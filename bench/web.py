"""Median time of each page of the reading room, on a case of many documents made from the test stories.

python bench/web.py            # 300 documents
python bench/web.py 10000      # takes long to read, not to serve
python bench/web.py my.isnad   # a case of your own
"""

import platform
import sys
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from litestar.testing import TestClient

from isnad import Case
from isnad.web import application
from isnad.web.addresses import part
from isnad.web.guard import Guard
from isnad.web.shelf import Shelf

ROOT = Path(__file__).parent.parent
HOST = "testserver.local"
ROUNDS = 15


def make(path: Path, folder: Path, documents: int) -> None:
    """Read so many documents: the paragraphs of the stories, each document with a beginning of its own."""
    stories = sorted((ROOT / "tests" / "stories").rglob("*.txt"))
    for number, story in enumerate(islice(cycle(stories), documents)):
        paragraphs = story.read_text(encoding="utf-8").split("\n\n")
        begin = number // len(stories) % max(1, len(paragraphs) - 2)
        (folder / f"{number:05}.txt").write_text(
            "\n\n".join(paragraphs[begin : begin + 3]) + f"\n\nنشرة رقم {number}\n", encoding="utf-8"
        )
    with Case.open(path) as case:
        case.read(folder, published="2026-03-02")


def measure(client: TestClient[Guard], address: str) -> None:
    began = perf_counter()
    first = client.get(address)
    cold = perf_counter() - began
    assert first.status_code == 200, (address, first.status_code)
    times = []
    for _ in range(ROUNDS):
        began = perf_counter()
        client.get(address)
        times.append(perf_counter() - began)
    print(f"{address[:44]:46}{1000 * median(times):10.1f}{1000 * cold:12.0f}{len(first.content) / 1024:10.0f}")


def pages(shelf: Shelf) -> list[str]:
    claims, documents, actors = shelf.claims(), shelf.entries(), shelf.entities()
    return [
        *("/", "/claims", "/claims.json", "/docs", "/actors", "/flows", "/search?q=الحكومة"),
        *(f"/claims/{part(claimed.claim.id)}" for claimed in claims[:1]),
        *(f"/docs/{part(entry.id)}" for entry in documents[:1]),
        *(f"/actors/{part(named.id)}" for named in actors[:1]),
    ]


def main() -> None:
    asked = sys.argv[1] if len(sys.argv) > 1 else "300"
    with TemporaryDirectory() as folder:
        path = Path(asked)
        if asked.isdecimal():
            path = Path(folder) / "bench.isnad"
            make(path, Path(folder), int(asked))
        shelf = Shelf(path)
        print(f"{platform.machine()}, Python {platform.python_version()}, {shelf.case.totals().documents:,} documents, one core")
        print(f"{'page':46}{'median ms':>10}{'first ms':>12}{'KiB':>10}")
        with TestClient(application(shelf, [HOST])) as client:
            for address in pages(shelf):
                measure(client, address)
        shelf.close()


if __name__ == "__main__":
    main()
