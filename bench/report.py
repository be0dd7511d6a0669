"""All benchmarks in one run, as ``docs/benchmarks.md``: with the machine, the versions and the day. A big run takes long."""

import argparse
import os
import platform
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from isnad.release import __version__

BENCH = Path(__file__).parent
PAGE = BENCH.parent / "docs" / "benchmarks.md"
RUNS = (
    ("Layers", ("layers.py",), ("layers.py",)),
    ("Growth with the text", ("linear.py", "--most", "64000"), ("linear.py",)),
    ("Reading with two processes, and the case file", ("reading.py", "1"), ("reading.py",)),
    ("Growth with the case", ("connect.py", "--sizes", "100", "200"), ("connect.py", "--sizes", "1000", "4000")),
    ("A file and a server", ("stores.py", "--documents", "100"), ("stores.py", "--documents", "1000")),
    ("Words, phrases, clauses", ("parsing.py",), ("parsing.py",)),
    ("Pages", ("web.py", "40"), ("web.py",)),
)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--small", action="store_true", help="sizes that show that it works, not how fast")
    ask.add_argument("-o", "--output", type=Path, default=PAGE)
    args = ask.parse_args()
    load = os.getloadavg()[0]
    parts = [
        "# Benchmarks\n",
        f"Made by `make bench` on {datetime.now(UTC).date()}: {_processor()}, {os.cpu_count()} cores (load {load:.1f}), "
        f"{platform.system()}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, Isnad {__version__}.\n",
    ]
    for title, small, large in RUNS:
        script, *options = small if args.small else large
        print(title, file=sys.stderr)
        done = subprocess.run([sys.executable, BENCH / script, *options], capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"bench/{script} failed:\n{done.stderr}")
        parts.append(f"## {title}\n\n`bench/{' '.join([script, *options])}`\n\n```\n{done.stdout.strip()}\n```\n")
    args.output.write_text("\n".join(parts), encoding="utf-8")


def _processor() -> str:
    """Return what the processor is called, as far as the system tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    main()
