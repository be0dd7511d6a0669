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
from time import perf_counter, process_time, sleep

import connect as connect_
from connect import READING, STORY, made
from litestar.testing import TestClient

from isnad.case import Flow
from isnad.storage import open_file
from isnad.storage.documents import save
from isnad.storage.reports import connect
from isnad.web import application
from isnad.web.addresses import address, part
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
    """Print how long a page takes when all is known, also in time of the processor (others may use it too), at first, and after a
    judgement; return the median.
    """
    first, size = timed(client, address)
    begun = process_time()
    times = [timed(client, address)[0] for _ in range(ROUNDS)]
    busy = 1000 * (process_time() - begun) / ROUNDS
    shelf.judge("note", shelf.claims(limit=1)[0].reports[0].report.id, by="bench", why="bench", value="x")
    judged, _ = timed(client, address)
    print(f"{address[:44]:46}{median(times):10.1f}{busy:8.1f}{first:10.0f}{judged:12.0f}{size / 1024:8.0f}")
    return median(times)


def timed(client: TestClient[Guard], address: str) -> tuple[float, int]:
    """Return the milliseconds that a page takes, and its bytes."""
    began = perf_counter()
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return 1000 * (perf_counter() - began), len(answer.content)


def pages(shelf: Shelf) -> list[str]:
    """Return an address of every page, and of its twins as data."""
    claims, (document, other), actors = shelf.claims(limit=2), shelf.latest(2), shelf.entities(None, 1, 0)
    place = next((one.place.id for one in shelf.places() or ()), "")
    flow = next((flow for flow in shelf.flows() or () if flow.giver and flow.receiver), None)
    reports = claims[0].reports
    return [
        *("/", "/?since=2031-03-20", "/claims", "/claims?conflicts=1", "/claims?page=5", "/claims.json", "/docs", "/docs?page=9"),
        *("/actors", "/actors?type=PER", "/flows", "/map", "/review?by=x", "/search?q=الوزارة", "/add", "/stories"),
        "/search?q=كم شخصا قتل في الحادث",
        *(f"/claims/{part(one.claim.id)}{form}" for one in claims for form in ("", ".json")),
        *(f"/docs/{part(document.id)}", f"/docs/{part(document.id)}?span=10-40", f"/docs/{part(document.id)}.json"),
        *(f"/actors/{part(named.id)}{form}" for named in actors for form in ("", ".json")),
        *(f"/compare{form}?a={document.id}&b={other.id}" for form in ("", ".json")),
        f"/compare?a={reports[0].report.id}&b={reports[-1].report.id}",
        *([address("/flows", asked(flow))] if flow else []),
        *([address("/map", {"place": place})] if place else []),
        *("/case.json", "/docs.json", "/actors.json", "/flows.json", "/map.json", "/review.json", "/stories.json"),
        *("/search.json?q=الوزارة", "/claims.csv", "/docs.csv", "/actors.csv", "/flows.csv", "/map.csv"),
    ]


def asked(flow: Flow) -> dict[str, str]:
    """Return the state of the address that asks for the reports of a flow."""
    giver, receiver = (link.id if link else "" for link in (flow.giver, flow.receiver))
    return {"giver": giver, "item": flow.item, "type": flow.type, "receiver": receiver}


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
            while None in (shelf.flows(), shelf.timeline(), shelf.places(), shelf.spoken(), shelf.stories()):
                sleep(0.2)
            print(f"what is worked out beside the pages was there after {perf_counter() - began:.1f} s")
            print(f"{'page':46}{'median ms':>10}{'CPU ms':>8}{'first ms':>10}{'judged ms':>12}{'KiB':>8}")
            medians = [measure(client, shelf, address) for address in pages(shelf)]
        print(f"median over the pages {median(medians):.1f} ms, the slowest {max(medians):.1f} ms")
        shelf.close()


if __name__ == "__main__":
    main()
