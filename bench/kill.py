"""kill -9 at random moments of a reading: after each the case is sound, and a rerun ends with the bytes of an undisturbed run.

    python bench/kill.py [--documents 300] [--sentences 3] [--times 50] [--seed 1] [--chain PART]

Each time a new process reads the documents into a new case and is killed at a random moment. Then the case is opened and
checked (`Case.check`): all its documents must be whole and none twice. Then it is read to its end, and its export and its tables
must be, to the byte, those of a case that nobody disturbed: all but the time of reading, and the pages of the search index, whose
content the check holds against the texts.

Moments are counted in the process's own time, of which an undisturbed reading takes as much on a busy machine.

With `--chain` the next process goes on with the case that the last one left, and each is killed within that part of the time that
an undisturbed reading takes: for thousands of documents, which nobody wants to read fifty times. Whenever a process comes to the
end before it is killed, and after the last, the case is read to its end and compared, and a new one begun.
"""

import argparse
import os
import random
import resource
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from functools import partial
from hashlib import sha256
from pathlib import Path

import msgspec

from isnad import Case
from isnad.languages import pack
from isnad.storage import sqlite

_ALIKE = 6  # articles that tell of one place
_SAID = ("قال محافظ {p} إن {what}", "أعلن رئيس بلدية {p} أن {what}", "نفى مصدر أمني في {p} أن {what}", "أكدت شرطة {p} أن {what}")


def write(folder: Path, count: int, chance: random.Random, length: int = 3) -> None:
    """Write articles of ``length`` sentences, some that tell the same things, so that there are claims to connect.

    Those that do tell of one city of the word lists in words that no others have: however many articles there are, what hangs
    together stays small, as it does in the news.
    """
    cities = [record.surfaces[0].text for record in pack.read("names/cities")]
    nouns = sorted(
        {record.surfaces[0].text for path in (pack.FOLDER / "nouns").glob("*.txt") for record in pack.read(f"nouns/{path.stem}")}
    )
    for number in range(count):
        own = random.Random(number // _ALIKE)  # the same for the articles of one story
        place, things = own.choice(cities), own.sample(nouns, 30)
        sentences = []
        for _ in range(length):
            at = 5 * chance.randrange(6)
            what = f"{' '.join(things[at : at + 3])} {chance.choice((7, 12, 30))} {' '.join(things[at + 3 : at + 5])}"
            sentences.append(chance.choice(_SAID).format(p=place, what=what))
        text = "\n\n".join((f"خبر رقم {number} من {place}", *(f"{sentence}." for sentence in sentences)))
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
    dates = (f"{number:05}.txt,2025-07-{number % 28 + 1:02},صحيفة {number % 7}\n" for number in range(count))
    (folder / "manifest.csv").write_text("file,published,publisher\n" + "".join(dates), encoding="utf-8")


def apart(work: Callable[[], None], delay: float | None = None) -> int:
    """Do work in a process of its own, killed after ``delay`` seconds of its time; return its exit status, negative for a signal.

    One that is done before is not waited for any longer.
    """
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as error:  # the child must not return into the loop of its parent
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            os._exit(1)
        os._exit(0)
    if delay is not None:
        while spent(child) < delay:
            time.sleep(0.01)
            if (done := os.waitpid(child, os.WNOHANG))[0]:
                return os.waitstatus_to_exitcode(done[1])
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def spent(process: int) -> float:
    """Return the seconds of computing that a process has taken."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def read(folder: Path, path: Path) -> None:
    """Read all documents into a case."""
    with Case.open(path) as case:
        case.read(folder)


def exported(path: Path) -> tuple[bytes, dict[str, bytes]]:
    """Return the export of a case, and the digest of each of its tables but for the times of reading."""
    with Case.open(path, create=False) as case:
        lines = b"\n".join(map(msgspec.json.encode, case.export_annotations()))
    with closing(sqlite3.connect(path)) as connection:
        return lines, {name: _digest(connection, name) for name, made in sqlite.tables() if made.startswith("CREATE TABLE")}


def _digest(connection: sqlite3.Connection, table: str) -> bytes:
    columns = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})") if name != "read_at"]
    named = ", ".join(f'"{name}"' for name in columns)
    digest = sha256()
    for row in connection.execute(f"SELECT {named} FROM {table} ORDER BY {named}"):
        digest.update(repr(row).encode())
    return digest.digest()


def unsound(path: Path) -> tuple[str, int]:
    """Return what is wrong with a case after its reading was killed, "" for nothing, and how many documents it holds."""
    if not path.exists():
        return "", 0
    with Case.open(path) as case:
        found = case.check()
        names = [document.name for document in case.documents()]
    if found.findings:
        return f"the case is not sound: {found.findings[0]}", found.documents
    return ("a document stands twice in the case" if len(set(names)) < len(names) else ""), found.documents


def finished(path: Path, folder: Path, expected: tuple[bytes, dict[str, bytes]]) -> str:
    """Read a case to its end; return what is wrong with it then, "" for nothing."""
    if apart(lambda: read(folder, path)) != 0:
        return "the rerun failed"
    lines, tables = exported(path)
    others = [name for name, digest in tables.items() if digest != expected[1][name]]
    return "" if (lines, others) == (expected[0], []) else f"the rerun gives other bytes: {', '.join(others) or 'the export'}"


def forget(path: Path) -> None:
    """Delete a case with what lies beside it."""
    for left in path.parent.glob(f"{path.name}*"):
        left.unlink()


def main() -> None:
    """Run it, and print what came of it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=300)
    options.add_argument("--sentences", type=int, default=3)
    options.add_argument("--times", type=int, default=50)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--chain", type=float, metavar="PART")
    given = options.parse_args()
    chance = random.Random(given.seed)
    outcomes: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "articles")
        folder.mkdir()
        write(folder, given.documents, chance, given.sentences)
        read(Path(folder, "00000.txt"), Path(scratch, "first.isnad"))  # the word lists, once for all processes
        apart(lambda: read(folder, Path(scratch, "undisturbed.isnad")))
        took = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime + resource.getrusage(resource.RUSAGE_CHILDREN).ru_stime
        expected = exported(Path(scratch, "undisturbed.isnad"))
        print(f"{given.documents} documents, undisturbed in {took:.1f} s, export of {len(expected[0]):,} bytes")
        path = Path(scratch, "killed.isnad")
        while outcomes["killed"] < given.times:
            status = apart(partial(read, folder, path), chance.uniform(0, (given.chain or 0.9) * took))
            wrong, kept = unsound(path)
            if status == -signal.SIGKILL:
                outcomes["killed"] += 1
                outcomes["sound"] += not wrong
            if not wrong and (not given.chain or status != -signal.SIGKILL or outcomes["killed"] == given.times):
                wrong = finished(path, folder, expected)
                outcomes["finished"] += 1
                forget(path)
            if wrong:
                outcomes[wrong] += 1
                forget(path)
            how = "killed" if status == -signal.SIGKILL else "not reached"
            print(f"{outcomes['killed']}: {how}, {kept} documents kept: {wrong or 'well'}", flush=True)
    killed, sound, ended = (outcomes.pop(name, 0) for name in ("killed", "sound", "finished"))
    same = ended - sum(count for what, count in outcomes.items() if what.startswith("the rerun"))
    print(f"{killed} times killed, {sound} times sound; {ended} times read to the end, {same} times with the same bytes")
    if any(outcomes.values()):
        sys.exit("; ".join(f"{count} times {what}" for what, count in outcomes.items() if count))


if __name__ == "__main__":
    main()
