"""A large batch of which a few files are broken: `python bench/batch.py [FILES] [BROKEN]` (10,000 and 30).

The good ones are read, each broken one is named with its reason, the exit code is 1, and a rerun changes nothing.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
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
    "torn.docx": b"PK\3\4 and no more",
    "torn.pdf": b"%PDF-1.7\n1 0 obj <<",
    "torn.warc.gz": b"\x1f\x8b\x08\0broken",
    "entities.rss": b'<!DOCTYPE r [<!ENTITY a "b">]><rss><channel><title>&a;</title></channel></rss>',
}


def main(files: int, broken: int) -> int:
    with tempfile.TemporaryDirectory() as scratch:
        folder, case = Path(scratch, "batch"), Path(scratch, "batch.isnad")
        folder.mkdir()
        kill.write(folder, files - broken, random.Random(1))
        kinds = list(BROKEN.items())
        for number in range(broken):
            name, raw = kinds[number % len(kinds)]
            (folder / f"broken-{number}-{name}").write_bytes(raw)
        for run in ("first", "again"):
            began = time.perf_counter()
            command = [sys.executable, "-m", "isnad", "read", str(folder), "--case", str(case), "--json"]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            took = time.perf_counter() - began
            told = json.loads(done.stdout)
            named = {fault["name"] for fault in told["faults"]}
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(
                f"{run}: {told['new']} new, {told['unchanged']} unchanged, {len(named)} named of {broken} broken, "
                f"exit code {done.returncode}, {took:.0f} s, {peak:.0f} MB",
                flush=True,
            )
            good = told["new" if run == "first" else "unchanged"] == files - broken
            if not good or done.returncode != 1 or len(named) != broken or not all(n.startswith("broken-") for n in named):
                print(done.stderr[:2000])
                return 1
    return 0


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*(given or (10_000, 30))))
