"""kill -9 at random moments of a reading: after each the case is sound, and a rerun ends with the bytes of an undisturbed run.

    python bench/kill.py [--documents 300] [--times 50] [--seed 1]

Each time a new process reads the documents into a new case and is killed at a random moment. Then the case is opened and
checked (`Case.check`): all its documents must be whole and none twice. Then it is read to its end, and its export must be, to the
byte, that of a case that nobody disturbed.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec

from isnad import Case
from isnad.languages import pack

_ALIKE = 6  # articles that tell of one place
_SOURCES = (
    "وزارة الدفاع الروسية",
    "وزير الخارجية الأمريكي",
    "المتحدث باسم الحكومة",
    "مصدر أمني",
    "رئيس الوزراء",
    "وكالة الأنباء",
)
_CUES = ("قالت", "أعلنت", "أكدت", "نفت", "أفادت")
_DEEDS = (
    "إن {n} جنديا قتلوا في هجوم قرب {p} يوم {d}",
    "إن طائرات قصفت مدينة {p} وأصابت {n} شخصا",
    "أن الحكومة أرسلت {n} طنا من القمح إلى {p}",
    "أن المحادثات في {p} استمرت {n} ساعات",
    "إن {n} ألف شخص تظاهروا في {p} في {d}",
)


def write(folder: Path, count: int, chance: random.Random) -> None:
    """Write articles of three sentences, some that tell the same things, so that there are claims to connect.

    Each tells of one city of the word lists and its year: however many there are, what hangs together stays small.
    """
    cities = [record.surfaces[0][0] for record in pack.read("names/cities")]
    for number in range(count):
        place, year = cities[number // _ALIKE % len(cities)], 2000 + number // _ALIKE % 24
        sentences = [
            f"{chance.choice(_CUES)} {chance.choice(_SOURCES)} {chance.choice(_DEEDS)}".format(
                n=chance.choice((7, 12, 30, 45, 120)), p=place, d=f"{chance.randint(1, 28)} يوليو {year}"
            )
            for _ in range(3)
        ]
        text = "\n\n".join((f"خبر رقم {number} من {place}", *(f"{sentence}." for sentence in sentences)))
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
    dates = (f"{number:05}.txt,2025-07-{number % 28 + 1:02},صحيفة {number % 7}\n" for number in range(count))
    (folder / "manifest.csv").write_text("file,published,publisher\n" + "".join(dates), encoding="utf-8")


def apart(work: Callable[[], None], delay: float | None = None) -> int:
    """Do work in a process of its own, killed after ``delay`` seconds; return its exit status, negative for a signal."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as error:  # the child must not return into the loop of its parent
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            os._exit(1)
        os._exit(0)
    if delay is not None:
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def read(folder: Path, path: Path) -> None:
    """Read all documents into a case."""
    with Case.open(path) as case:
        case.read(folder)


def exported(path: Path) -> bytes:
    """Return the export of a case."""
    with Case.open(path, create=False) as case:
        return b"\n".join(map(msgspec.json.encode, case.export_annotations()))


def trouble(path: Path, folder: Path, expected: bytes) -> tuple[str, int]:
    """Return what is wrong with a case after its reading was killed, "" for nothing, and how many documents it held."""
    kept = 0
    if path.exists():
        with Case.open(path) as case:
            found = case.check()
            kept = found.documents
            names = [document.name for document in case.documents()]
        if found.findings:
            return f"the case is not sound: {found.findings[0]}", kept
        if len(set(names)) < len(names):
            return "a document stands twice in the case", kept
    if apart(lambda: read(folder, path)) != 0:
        return "the rerun failed", kept
    return ("", kept) if exported(path) == expected else ("the rerun gives other bytes", kept)


def main() -> None:
    """Run it, and print what came of it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=300)
    options.add_argument("--times", type=int, default=50)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    chance = random.Random(given.seed)
    outcomes: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "articles")
        folder.mkdir()
        write(folder, given.documents, chance)
        read(Path(folder, "00000.txt"), Path(scratch, "first.isnad"))  # the word lists, once for all processes
        began = time.perf_counter()
        apart(lambda: read(folder, Path(scratch, "undisturbed.isnad")))
        took = time.perf_counter() - began
        expected = exported(Path(scratch, "undisturbed.isnad"))
        print(f"{given.documents} documents, undisturbed in {took:.1f} s, export of {len(expected):,} bytes")
        number = 0
        while outcomes["killed"] < given.times:
            number += 1
            path = Path(scratch, f"{number}.isnad")
            if apart(partial(read, folder, path), chance.uniform(0, 0.9 * took)) == -signal.SIGKILL:
                wrong, kept = trouble(path, folder, expected)
                outcomes["killed"] += 1
                outcomes[wrong or "well"] += 1
                print(f"{outcomes['killed']}: killed with {kept} documents kept: {wrong or 'sound, same bytes'}", flush=True)
            for left in Path(scratch).glob(f"{number}.isnad*"):
                left.unlink()
    killed, well = outcomes.pop("killed"), outcomes.pop("well", 0)
    print(f"{killed} times killed; sound, and after a rerun with the same bytes: {well}")
    if outcomes:
        sys.exit("; ".join(f"{count} times {what}" for what, count in outcomes.items()))


if __name__ == "__main__":
    main()
