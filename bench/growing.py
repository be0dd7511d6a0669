"""What must not grow with the case: opening it, adding a document, searching, a claim and its page. Seconds are the process's.

python bench/growing.py                          # cases of 1,000 and 4,000 made documents
python bench/growing.py --sizes 100000           # takes some hours to connect
python bench/growing.py --case my.isnad          # a copy of a case of your own, with the documents of bench/connect.py added
"""

import argparse
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import process_time

from connect import READING, STORY, articles, make
from litestar.testing import TestClient
from web import HOST
from web import make as make_case

from isnad import Case
from isnad.storage import open_file
from isnad.storage.documents import save
from isnad.storage.reports import connect
from isnad.web import application
from isnad.web.addresses import part
from isnad.web.shelf import Shelf
from isnad.web.view import warm

ADDED = 30  # documents added one by one
ASKED = 40  # claims looked at
LIMITS = {"open": 300, "add": 200, "search": 50}  # milliseconds that are wanted of a case of 100,000
QUERIES = (
    "الوزارة",
    "شركة",
    "وزير الدفاع",
    '"قال المتحدث"',
    "عقد OR صفقة",
    "الشحن -النسيج",
    "مليون*",
    "بيان أمس",
    "المدينة",
    "محكمة",
)


def opening(path: Path) -> list[float]:
    """Return the milliseconds that opening the case and closing it take."""
    spent = []
    for _ in range(20):
        begun = process_time()
        Case.open(path).close()
        spent.append(1000 * (process_time() - begun))
    return spent


def started(path: Path) -> float:
    """Return the milliseconds that a program takes that opens the case and asks how much is in it."""
    code = "import sys; from isnad import Case; Case.open(sys.argv[1]).totals()"
    measured = f"import resource, subprocess, sys; subprocess.run([sys.executable, '-c', {code!r}, {str(path)!r}], check=True); "
    measured += "used = resource.getrusage(resource.RUSAGE_CHILDREN); print(used.ru_utime + used.ru_stime)"
    return 1000 * float(subprocess.run([sys.executable, "-c", measured], capture_output=True, check=True, text=True).stdout)


def adding(path: Path, stories: int) -> list[float]:
    """Return the milliseconds that a document takes that is added to a story of the case, its annotation aside."""
    file, spent = open_file(path), []
    for number in range(ADDED):
        story = number * stories // ADDED
        one = make(story, STORY + number, articles(story, STORY + number + 1)[-1])
        begun = process_time()
        save(file, one.found, b"", READING)
        connect(file)
        spent.append(1000 * (process_time() - begun))
    file.close()
    return spent


def timed(work: Callable[[str], object], given: list[str]) -> list[float]:
    """Return the milliseconds that each of some calls takes."""
    spent = []
    for one in given:
        begun = process_time()
        work(one)
        spent.append(1000 * (process_time() - begun))
    return spent


def measure(path: Path, stories: int) -> None:
    """Measure a case, and print what each takes: the median, the 95th percentile, and what is wanted."""
    with Case.open(path) as case:
        totals = case.totals()
        print(f"\n{totals.documents:,} documents, {totals.claims:,} claims, {path.stat().st_size / 1e6:,.0f} MB")
        told = [claimed.claim.id for claimed in case.claims(limit=ASKED)]
        searched = timed(case.search, list(QUERIES) * 3)
        looked = timed(case.claim, told)
    shelf = Shelf(path)
    warm()
    with TestClient(application(shelf, [HOST])) as client:
        client.get("/")
        pages = timed(lambda id: client.get(f"/claims/{part(id)}"), told)
    shelf.close()
    show("open", opening(path))
    print(f"{'a program that opens it':28}{started(path):10.0f}")
    show("add", adding(path, stories))
    show("search", searched)
    show("claim", looked)
    show("claim page", pages)


def show(name: str, spent: list[float]) -> None:
    wanted = f"   wanted of 100,000: {LIMITS[name]} ms" if name in LIMITS else ""
    print(f"{name:28}{median(spent):10.1f}{quantiles(spent, n=20)[-1]:10.1f}{wanted}")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--sizes", type=int, nargs="+", default=[1000, 4000], help="documents of each case that is made")
    ask.add_argument("--case", type=Path, help="a copy of this case instead")
    asked = ask.parse_args()
    print(f"{platform.machine()}, Python {platform.python_version()}, milliseconds{'':10}median       95%")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bench.isnad"
        for size in [0] if asked.case else asked.sizes:
            if asked.case:
                shutil.copy(asked.case, path)
            else:
                make_case(path, size)
            with Case.open(path) as case:
                documents = case.totals().documents
            measure(path, max(1, documents // STORY))
            path.unlink()


if __name__ == "__main__":
    main()
