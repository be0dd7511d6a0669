"""Time of each page of the reading room, on a case of many documents: the median, the first time, and after a judgement.

python bench/web.py            # 300 documents
python bench/web.py 10000      # takes long to connect (more than half an hour on a busy core), and little to serve
python bench/web.py my.isnad   # a copy of a case of your own
"""

import platform
import shutil
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

import connect as connect_
from connect import READING, STORY, made
from litestar.testing import TestClient

from isnad.storage import open_file
from isnad.storage.documents import save
from isnad.storage.reports import connect
from isnad.web import application
from isnad.web.addresses import part
from isnad.web.guard import Guard
from isnad.web.shelf import Shelf
from isnad.web.view import warm

HOST = "testserver.local"
ROUNDS = 15


def make(path: Path, documents: int) -> None:
    """Make a case of so many documents: those of bench/connect.py, about twenty a story, a third of them copies.

    The names that there are grow with the documents: of a few thousand, stories by the hundred would hang together.
    """
    connect_.POOL.update({type: most * max(1, documents // 500) for type, most in connect_.POOL.items()})
    file = open_file(path)
    for one in made(documents // STORY, STORY):
        save(file, one.found, b"", READING)
    connect(file)
    file.row("PRAGMA wal_checkpoint(TRUNCATE)")
    file.close()


def measure(client: TestClient[Guard], shelf: Shelf, address: str) -> float:
    """Print how long a page takes: at first, when all is known, and after a judgement; return the median."""
    first, size = timed(client, address)
    times = [timed(client, address)[0] for _ in range(ROUNDS)]
    shelf.judge("note", shelf.claims(limit=1)[0].reports[0].report.id, by="bench", why="bench", value="x")
    judged, _ = timed(client, address)
    print(f"{address[:44]:46}{median(times):10.1f}{first:10.0f}{judged:12.0f}{size / 1024:8.0f}")
    return median(times)


def timed(client: TestClient[Guard], address: str) -> tuple[float, int]:
    """Return the milliseconds that a page takes, and its bytes."""
    began = perf_counter()
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return 1000 * (perf_counter() - began), len(answer.content)


def pages(shelf: Shelf) -> list[str]:
    claims, (document, *_), actors = shelf.summaries(limit=2), shelf.latest(1), shelf.entities(None, 1, 0)
    return [
        *("/", "/?since=2031-03-20", "/claims", "/claims?conflicts=1", "/claims?page=5", "/claims.json", "/docs", "/docs?page=9"),
        *("/actors", "/flows", "/map", "/review?by=x", "/search?q=الوزارة", "/add"),
        *(f"/claims/{part(one.claim.id)}" for one in claims),
        *(f"/docs/{part(document.id)}", f"/docs/{part(document.id)}?span=10-40"),
        *(f"/actors/{part(named.id)}" for named in actors),
    ]


def main() -> None:
    asked = sys.argv[1] if len(sys.argv) > 1 else "300"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bench.isnad"
        if asked.isdecimal():
            make(path, int(asked))
        else:
            shutil.copy(asked, path)
        shelf = Shelf(path)
        totals = shelf.case.totals()
        print(
            f"{platform.machine()}, Python {platform.python_version()}, {totals.documents:,} documents, {totals.claims:,} claims"
        )
        warm()
        with TestClient(application(shelf, [HOST])) as client:
            began = perf_counter()
            while None in (shelf.flows(), shelf.timeline(), shelf.places(), shelf.spoken()):
                sleep(0.2)
            print(f"what is worked out beside the pages was there after {perf_counter() - began:.1f} s")
            print(f"{'page':46}{'median ms':>10}{'first ms':>10}{'judged ms':>12}{'KiB':>8}")
            medians = [measure(client, shelf, address) for address in pages(shelf)]
        print(f"median over the pages {median(medians):.1f} ms, the slowest {max(medians):.1f} ms")
        shelf.close()


if __name__ == "__main__":
    main()
