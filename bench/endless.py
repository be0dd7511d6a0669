"""One line of a gigabyte in every format of lines: `python bench/endless.py [MEGABYTES]`.

Each is read by a process of its own; told are what came of it, how long it took, and how much memory.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FORMATS = {
    "a.txt": b"",
    "a.html": b"",
    "a.csv": b"text\n",
    "a.jsonl": b'{"text": "',
    "a.json": b'{"messages": [{"text": "',
    "a.mbox": b"From a@b 1\nSubject: x\n\n",
    "a.eml": b"Subject: x\n\n",
    "a.rss": b"<rss><channel><item><title>",
    "a.warc": b"WARC/1.0\r\nWARC-Type: response\r\nX: ",
}
_PIECE = 1_000_000


def main(megabytes: int) -> int:
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        for name, head in FORMATS.items():
            path, case = Path(scratch, name), Path(scratch, f"{name}.isnad")
            with path.open("wb") as handle:
                handle.write(head)
                for _ in range(megabytes):
                    handle.write(b"x" * _PIECE)
            began = time.perf_counter()
            command = [sys.executable, "-m", "isnad", "read", str(path), "--case", str(case), "--json"]
            child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            told = json.loads(child.stdout.read() if child.stdout else b"")
            _, status, used = os.wait4(child.pid, 0)
            reasons = [fault["reason"] for fault in told["faults"]]
            failed += os.waitstatus_to_exitcode(status) != 1 or len(reasons) != 1
            print(f"{name}: {time.perf_counter() - began:.1f} s, {used.ru_maxrss / 1024:.0f} MB, {' '.join(reasons)}", flush=True)
            path.unlink()
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000))
