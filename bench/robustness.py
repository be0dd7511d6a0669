"""Counts what docs/robustness.md says was tried by tests: `python bench/robustness.py [--write]`.

For each row of its table whose command is `pytest …`, the tests that the command runs are collected, and their number stands
in the row as «N tests». Prints the rows that say another; `--write` puts them right. The other rows are what their own commands
print, or were done by hand, as they say.
"""

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "robustness.md"
_COMMAND = re.compile(r"`(?:\w+=\S+ )?pytest ([^`]+)`")


def collected(arguments: str) -> int:
    """Return how many tests a command runs. Raises ValueError where it runs none."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *shlex.split(arguments)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    found = sum(int(number) for number in re.findall(r"^tests/\S+: (\d+)$", told, re.MULTILINE)) or told.count("::")
    if not found:
        raise ValueError(f"pytest {arguments} runs no test: {told[-500:]}")
    return found


def counted(line: str) -> str:
    """Return a line of the page, its second cell as the command in its last one has it."""
    cells = line.split(" | ")
    commands = _COMMAND.findall(cells[-1]) if line.startswith("| ") else []
    if not commands:
        return line
    cells[1] = f"{sum(map(collected, commands)):,} tests"
    return " | ".join(cells)


def main(write: bool) -> int:
    """Compare, or put right."""
    before = PAGE.read_text(encoding="utf-8").split("\n")
    after = [counted(line) for line in before]
    for old, new in zip(before, after, strict=True):
        if old != new:
            print(f"- {old[:200]}\n+ {new[:200]}")
    if write:
        PAGE.write_text("\n".join(after), encoding="utf-8")
    return int(before != after and not write)


if __name__ == "__main__":
    sys.exit(main("--write" in sys.argv))
