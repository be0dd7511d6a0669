"""A large batch of which a few files are broken: `python bench/batch.py [FILES] [BROKEN] [SENTENCES]` (10,000, 30 and 3).

The good ones are read, each broken one is named with its reason, the exit code is 1, standard error and `--json` tell the same,
and a rerun changes nothing. No file is locked for root, but where it gives that up:
`setpriv --bounding-set=-dac_override,-dac_read_search python bench/batch.py`.
"""

import gzip
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import kill

BROKEN: dict[str, bytes] = {
    "binary.txt": b"\0\1\2\xff" * 50,
    "empty.txt": b"",
    "blank.html": b"<html><body></body></html>",
    "deep.html": b"<div>" * 60_000 + "خبر".encode(),
    "image.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
    "sixteen.jsonl": '{"text": "خبر"}'.encode("utf-16"),
    "latin.txt": "Une dépêche de presse où rien n'est arabe. ".encode("latin-1") * 20,
    "scrambled.txt": bytes(range(128, 256)) * 20,
    "cut.txt.gz": gzip.compress("خبر من الساحل. ".encode() * 500, mtime=0)[:60],
    "none.zip": b"this is no archive",
    "torn.epub": b"PK\5\6",
    "torn.parquet": b"PAR1 and no more",
    "torn.warc.zst": b"\x28\xb5\x2f\xfd broken",
    "html.pdf": b"<html><body>404</body></html>",
    "letter.mbox": b"no letter begins here",
    "torn.json": b'{"name": "x", "messages": [{"id": 1,',
    "torn.csv": 'title,text\nعنوان,"نص لا ينتهي\n'.encode(),
    "torn.docx": b"PK\3\4 and no more",
    "torn.pdf": b"%PDF-1.7\n1 0 obj <<",
    "torn.warc.gz": b"\x1f\x8b\x08\0broken",
    "entities.rss": b'<!DOCTYPE r [<!ENTITY a "b">]><rss><channel><title>&a;</title></channel></rss>',
}


def write(raw: bytes, path: Path) -> None:
    path.write_bytes(raw)


def locked(path: Path) -> None:
    path.write_text("خبر", encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):  # root reads it all the same
        path.unlink()
        path.symlink_to("nowhere")


def large(path: Path) -> None:
    with path.open("wb") as handle:
        handle.truncate(60_000_000)  # takes no room on the disk


MADE: dict[str, Callable[[Path], None]] = {
    **{name: partial(write, raw) for name, raw in BROKEN.items()},
    "circle.txt": lambda path: path.symlink_to(path.name),
    "lost.txt": lambda path: path.symlink_to("nowhere"),
    "folder.d": lambda path: path.symlink_to("..", target_is_directory=True),
    "pipe.txt": os.mkfifo,
    "locked.txt": locked,
    "large.html": large,
}


def main(files: int, broken: int, sentences: int = 3) -> int:
    with tempfile.TemporaryDirectory() as scratch:
        folder, case = Path(scratch, "batch"), Path(scratch, "batch.isnad")
        folder.mkdir()
        kill.write(folder, files - broken, random.Random(1), sentences)
        kinds = list(MADE.items())
        for number in range(broken):
            name, make = kinds[number % len(kinds)]
            make(folder / f"broken-{number}-{name}")
        for run in ("first", "again"):
            began = time.perf_counter()
            command = [sys.executable, "-m", "isnad", "read", str(folder), "--case", str(case), "--json"]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            took = time.perf_counter() - began
            told = json.loads(done.stdout)
            named = {fault["name"] for fault in told["faults"]}
            same = done.stderr.splitlines() == [f"{fault['name']}: {fault['reason']}" for fault in told["faults"]]
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(
                f"{run}: {told['new']} new, {told['unchanged']} unchanged, {len(named)} named of {broken} broken, "
                f"{'the same' if same else 'OTHERWISE'} on standard error, exit code {done.returncode}, "
                f"{took:.0f} s, {peak:.0f} MB",
                flush=True,
            )
            good = told["new" if run == "first" else "unchanged"] == files - broken
            if not good or not same or done.returncode != 1 or len(named) != broken or not all(map(_is_broken, named)):
                print(done.stderr)
                return 1
        print(done.stderr)
    return 0


def _is_broken(name: str) -> bool:
    return name.startswith("broken-")


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*(given or (10_000, 30))))
