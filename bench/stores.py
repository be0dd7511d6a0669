"""The two stores of a case in one run: what filing, connecting, reading and searching cost in a file and on a server.

The documents are those of ``connect.py``. Seconds are of the clock, since a server is another process; so the ratio says more
than either. The server is the one in ISNAD_TEST_POSTGRES, or one that is started for it.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from platform import machine, python_version
from statistics import median
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from connect import READING, STORY, made
from tests import server

from isnad import Case
from isnad.storage import CaseFile, documents, open_file
from isnad.storage.reports import connect

_ROOM = (
    "SELECT CAST(sum(pg_total_relation_size(c.oid)) AS BIGINT) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE nspname = 'isnad_bench' AND relkind = 'r'"
)
TIMES = 7  # each question is asked, both stores in turn
ASKED: dict[str, Callable[[Case], Any]] = {
    "totals": lambda case: case.totals(),
    "50 claims in short": lambda case: case.summaries(limit=50),
    "50 claims with their words": lambda case: case.claims(limit=50),
    "50 latest articles": lambda case: case.latest(50),
    "50 entities": lambda case: case.entities(limit=50),
    "events of a type": lambda case: case.events(type="ASSAULT", limit=50),
    "a word that is everywhere": lambda case: case.search("قال"),
    "two words": lambda case: case.search("الوزارة شركة"),
    "a phrase": lambda case: case.search('"في بيان"'),
    "the beginning of a word": lambda case: case.search("مستش*"),
    "a rare word": lambda case: case.search("زلزال"),
}


def filled(file: CaseFile, size: int) -> Iterator[tuple[str, float]]:
    """Fill a case; yield what each part of it took."""
    found = [one.found for one in made(size // STORY, STORY)]
    begun = perf_counter()
    for one in found:
        documents.save(file, one, b"", READING)
    yield "filing", perf_counter() - begun
    begun = perf_counter()
    connect(file)
    yield "connecting", perf_counter() - begun


def spent(question: Callable[[Case], Any], case: Case) -> float:
    begun = perf_counter()
    question(case)
    return perf_counter() - begun


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--documents", type=int, default=1000)
    size = ask.parse_args().documents
    if why := server.missing():
        print(f"Not measured: {why}.")
        return
    print(f"{machine()}, Python {python_version()}, {size:,} documents; seconds of the clock\n{'':28}    file  server  ratio")
    with tempfile.TemporaryDirectory() as folder, server.served() as address:
        there = server.with_schema(address, "isnad_bench")
        one, two = Path(folder) / "bench.isnad", there
        files = open_file(one), open_file(two)
        for (name, first), (_, second) in zip(*(filled(file, size) for file in files), strict=True):
            print(f"{name:28}{first:8.3f}{second:8.3f}{second / first:7.1f}", flush=True)
        files[0].row("PRAGMA wal_checkpoint(TRUNCATE)")
        (room,) = files[1].row(_ROOM)
        print(f"{'megabytes':28}{one.stat().st_size / 1e6:8.1f}{room / 1e6:8.1f}{room / one.stat().st_size:7.1f}")
        for file in files:
            file.close()
        with Case.open(one) as first_case, Case.open(two) as second_case:
            for name, question in ASKED.items():
                taken = [(spent(question, first_case), spent(question, second_case)) for _ in range(TIMES)]
                first, second = (median(times) for times in zip(*taken, strict=True))
                print(f"{name:28}{first:8.3f}{second:8.3f}{second / first:7.1f}")
        server.drop([there])


if __name__ == "__main__":
    main()
