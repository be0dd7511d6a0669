"""Commands that write, killed at random moments and on a full disk: the case stays sound, and the command can be run again.

    python bench/interrupted.py [--times 20] [--seed 1] [--only NAME]

Each command works on a copy of one case: judge, a log of judgements in and out, corrections of brat in, remove, a packet, a
briefing, an export, and a look at a feed of this machine. It is killed (-9) at a random moment of the time that it takes
undisturbed, and then run again; and it is run with files that may not grow beyond a size, which is a disk that is full there.

After each: the case is sound (`Case.check`), holds what it held before or what the command makes of it and nothing between, the
file that is written is whole or absent; and run again it ends as an undisturbed run does, to the byte, but for moments and for
the ids of judgements, which have their moment in them.
"""

import argparse
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import threading
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import msgspec
from kill import apart, forget

import isnad
from isnad import Case
from isnad.cli import cli
from isnad.reading import fetching, guarded

EXAMPLES = Path(isnad.__file__).parent / "examples"
BY = ("--by", "ليلى", "--why", "قرأتها")
ROOM = (1_000, 33_000, 50_000, 90_000, 200_000)  # bytes: no file may grow beyond them; the second is that of an index of a log
_FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>الساحل</title>{}</channel></rss>"""
_ITEM = """<item><title>خبر {n}</title><guid isPermaLink="false">{n}</guid><pubDate>Tue, 10 Mar 2026 08:00:00 GMT</pubDate>
<description>قال وزير النقل كريم الساعدي إن {n} شخصا أصيبوا في انهيار الجسر في وادي المرجان يوم الأحد.</description></item>"""


class Work(NamedTuple):
    """A command: what it is called, its arguments with ``{case}`` and ``{out}``, and how many steps it may end between."""

    name: str
    arguments: tuple[str, ...]
    steps: int = 1


def feed() -> ThreadingHTTPServer:
    """Serve a feed of five articles on this machine, which may be asked for it."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = _FEED.format("".join(_ITEM.format(n=n) for n in range(21, 26))).encode() if self.path == "/feed" else b""
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    guarded.ALLOWED = frozenset([("127.0.0.1", server.server_port)])
    fetching._PAUSE = 0.0
    return server


def prepared(scratch: Path, port: int) -> tuple[Path, list[Work]]:
    """Return a case, and the commands that are run on it."""
    path, log, marked = scratch / "case.isnad", scratch / "log.jsonl", scratch / "brat.zip"
    with Case.open(path) as case:
        case.read(EXAMPLES)
        reports = [told.report.id for claimed in case.claims() for told in claimed.reports]
        case.judge("accept", reports[0], by="منى", why="صحيح")
        claim, document = case.claim(reports[0]).claim.id, case.claim(reports[0]).reports[0].document_id
    shutil.copy(path, scratch / "other.isnad")
    with Case.open(scratch / "other.isnad") as case:
        for report in reports[1:9]:
            case.judge("reject" if report > "8" else "accept", report, by="علي", why="قرأتها")
    run("judge", str(scratch / "other.isnad"), "--export", str(log))
    run("export", str(path), "--as", "brat", "--full-text", "--unreviewed", "-o", str(marked))
    corrected(marked)
    out = "{out}"
    return path, [
        Work("judge", ("judge", "{case}", "reject", reports[3], *BY)),
        Work("judge --import", ("judge", "{case}", "--import", str(log))),
        Work("judge --export", ("judge", "{case}", "--export", out)),
        Work("import", ("import", "{case}", str(marked), *BY), steps=4),
        Work("remove", ("remove", "{case}", document, *BY)),
        Work("packet", ("packet", "{case}", claim, "-o", out + ".zip")),
        Work("briefing", ("briefing", "{case}", "--unreviewed", "-o", out + ".html")),
        Work("export", ("export", "{case}", "--as", "xlsx", "--unreviewed", "-o", out + ".xlsx")),
        Work("watch", ("watch", f"http://127.0.0.1:{port}/feed", "--case", "{case}", "--once"), steps=5),
    ]


def corrected(path: Path, most: int = 4) -> None:
    """Take marks out of an export for brat, as a person does who rejects them: at most so many, each of an article of its own."""
    with ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    told = [name for name in files if name.endswith(".ann") and b"E1\t" in files[name]][:most]
    for name in told:
        lines = files[name].decode().splitlines(keepends=True)
        event = next(line for line in lines if line.startswith("E1\t"))
        trigger = event.split("\t")[1].split(":")[1].split()[0]
        gone = ("E1\t", f"{trigger}\t")
        files[name] = "".join(
            line for line in lines if not line.startswith(gone) and " E1" not in line and f" {trigger} " not in line
        ).encode()
    with ZipFile(path, "w") as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)


def run(*arguments: str) -> None:
    """Run a command, silently."""
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        cli.main(list(arguments), standalone_mode=False)


def held(path: Path) -> tuple[object, ...]:
    """Return what a case holds, but for moments and the ids of judgements."""
    with Case.open(path, create=False) as case:
        lines = b"\n".join(map(msgspec.json.encode, case.export_annotations()))
        log = [msgspec.structs.replace(one, id="", at="") for one in case.export_judgements()]
        return lines, frozenset(map(msgspec.json.encode, log)), [claimed.claim for claimed in case.claims()], case.totals()


def unsound(path: Path) -> str:
    """Return what is wrong with a case, "" for nothing."""
    with Case.open(path, create=False) as case:
        found = case.check()
    return f"the case is not sound: {found.findings[0]}" if found.findings else ""


def crowded(arguments: tuple[str, ...], limit: int, told: Path) -> None:
    """Run a command with files that may not grow beyond a size, and write what it says of it."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    errors = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for stream in (1, 2):
        os.dup2(errors, stream)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    from isnad.cli import main

    main(list(arguments))


class Trial:
    """A command on copies of a case: what it makes of one undisturbed, and what is wrong after a disturbance."""

    def __init__(self, scratch: Path, case: Path, work: Work) -> None:
        self.scratch, self.case, self.work = scratch, case, work
        self.path, self.folder = scratch / "copy.isnad", scratch / "out"
        self.before = held(case)
        self.took = self._undisturbed()
        self.after = held(self.path)
        self.made = self._files()

    def _undisturbed(self) -> float:
        self._begin()
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        if status := apart(partial(run, *self.arguments)):
            sys.exit(f"{self.work.name} fails undisturbed ({status})")
        now = resource.getrusage(resource.RUSAGE_CHILDREN)
        return now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime

    @property
    def arguments(self) -> tuple[str, ...]:
        """The arguments of the command."""
        return tuple(one.format(case=self.path, out=self.folder / "out") for one in self.work.arguments)

    def _begin(self) -> None:
        forget(self.path)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        shutil.copy(self.case, self.path)

    def _files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.iterdir() if not path.name.startswith(".")}

    def _wrong(self) -> str:
        """Return what is wrong after a disturbance, and after the command was run again."""
        if wrong := unsound(self.path):
            return wrong
        now = held(self.path)
        if self.work.steps == 1 and now not in (self.before, self.after):
            return "the case is something between"
        if any(self.made.get(name) != raw for name, raw in self._files().items()):
            return "a file is not whole"
        if apart(partial(run, *self.arguments)) and now != self.after:  # what is removed cannot be removed again
            return "it cannot be run again"
        if held(self.path) != self.after:
            return "run again it ends otherwise"
        return "" if self._files() == self.made else "run again it writes something else"

    def kill(self, delay: float) -> tuple[bool, str]:
        """Kill the command after so many seconds of its own time; return whether it was in its midst, and what is wrong."""
        self._begin()
        status = apart(partial(run, *self.arguments), delay)
        return status == -signal.SIGKILL, self._wrong()

    def crowd(self, room: int) -> tuple[bool, str]:
        """Run the command where files have so many bytes of room; return whether it ended for that, and what is wrong."""
        self._begin()
        told = self.scratch / "told.txt"
        status = apart(partial(self._crowded, room, told))
        said = told.read_text(encoding="utf-8", errors="replace")
        if status == 0:
            return False, self._wrong()
        if (
            "Traceback" in said
            or not said.startswith("Error: ")
            or not any(name in said for name in ("copy.isnad", str(self.folder / "out")))
        ):
            return True, f"it says no sentence: {said[-300:]!r}"
        return True, self._wrong()

    def _crowded(self, limit: int, told: Path) -> None:
        try:
            crowded(self.arguments, limit, told)
        except SystemExit as ended:
            sys.stderr.flush()
            os._exit(int(ended.code or 0))


def main() -> None:
    """Run it, and print what came of it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--times", type=int, default=20, help="how often each command is killed")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", help="the commands with this in their name")
    given = options.parse_args()
    chance, outcomes = random.Random(given.seed), Counter[str]()
    server = feed()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        case, works = prepared(scratch, server.server_port)
        for work in works:
            if given.only and given.only not in work.name:
                continue
            trial = Trial(scratch, case, work)
            killed = [trial.kill(chance.uniform(0, trial.took)) for _ in range(given.times)]
            full = [trial.crowd(room) for room in ROOM]
            wrong = Counter(said for _, said in (*killed, *full) if said)
            midst, ended = sum(hit for hit, _ in killed), sum(hit for hit, _ in full)
            outcomes.update(killed=midst, full=ended, wrong=wrong.total())
            print(
                f"{work.name}: {trial.took:.2f} s, killed {midst} times, no room {ended} times: {dict(wrong) or 'well'}",
                flush=True,
            )
    server.shutdown()
    print(f"{outcomes['killed']} times killed, {outcomes['full']} times without room, {outcomes['wrong']} times wrong")
    sys.exit(1 if outcomes["wrong"] else 0)


if __name__ == "__main__":
    main()
