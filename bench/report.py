"""All benchmarks in one run, as ``docs/benchmarks.md``: with the machine, the versions and the day.

A big run takes an hour or more, a middle one some minutes, a small one seconds: it is for CI, which judges no time."""

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
BUSY = 1.0  # processes that want a core before the run begins
# Each benchmark as a big run asks it, a middle one, and a small one, which shows that it works; None: not run.
RUNS: tuple[tuple[str, str, str, str | None], ...] = (
    ("Layers", "layers.py", "layers.py --articles 13", "layers.py --articles 2"),
    ("Growth with the text", "linear.py", "linear.py --most 32000", "linear.py --most 32000"),
    ("Reading with two processes, and the case file", "reading.py", "reading.py --copies 1", "reading.py --copies 1 --stories 1"),
    ("Growth with the case", "connect.py --sizes 1000 4000", "connect.py --sizes 100 300", "connect.py --sizes 20 40"),
    ("Connecting on an engine", "clusters.py", "clusters.py --sizes 200 600", "clusters.py --sizes 40"),
    ("A file and a server", "stores.py --documents 1000", "stores.py --documents 100", "stores.py --documents 40"),
    ("What must not grow", "growing.py", "growing.py --sizes 200 600", "growing.py --sizes 40"),
    ("Words, phrases, clauses", "parsing.py", "parsing.py", None),
    ("Pages", "web.py", "web.py 60", None),
    ("Beside others", "peers.py", "peers.py --most 13", None),
)
SIZES = ("big", "middle", "small")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--size", choices=SIZES, default="big", help="a small run shows that it works, not how fast")
    ask.add_argument("-o", "--output", type=Path, default=PAGE)
    args = ask.parse_args()
    load = os.getloadavg()[0]
    busy = " The machine was busy with other work: the ratios say more than the seconds." if load > BUSY else ""
    parts = [
        "# Benchmarks\n",
        f"Made by `make bench` on {datetime.now(UTC).date()} ({args.size} run): {_processor()}, {os.cpu_count()} cores "
        f"(load {load:.1f} at the beginning), {platform.system()}, Python {platform.python_version()}, SQLite "
        f"{sqlite3.sqlite_version}, Isnad {__version__}.{busy}\n",
    ]
    for title, *sizes in RUNS:
        if command := sizes[SIZES.index(args.size)]:
            parts.append(f"## {title}\n\n`bench/{command}`\n\n```\n{_printed(title, command)}\n```\n")
            args.output.parent.mkdir(parents=True, exist_ok=True)
            args.output.write_text("\n".join(parts), encoding="utf-8")  # each at once: a run that is broken off leaves the others
    print(args.output, file=sys.stderr)


def _printed(title: str, command: str) -> str:
    """Run a benchmark, and return what it prints."""
    script, *options = command.split()
    print(title, file=sys.stderr)
    done = subprocess.run([sys.executable, BENCH / script, *options], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"bench/{command} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout.strip()


def _processor() -> str:
    """Return what the processor is called, as far as the system tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    main()
