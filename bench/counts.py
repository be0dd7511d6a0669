"""How many tests stand behind each line of docs/robustness.md, as pytest counts them.

    python bench/counts.py           # prints the lines whose number is another one, and ends with 1 where there is one
    python bench/counts.py --write   # writes the numbers into the table

Lines whose command is a bench, or asks for more examples (ISNAD_FUZZ), have the numbers that those print.
"""

import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "docs" / "robustness.md"
_COMMAND = re.compile(r"`(pytest [^`]*)`")
_TIMES = re.compile(r"^[0-9,]+ tests?$")


@cache
def tests() -> list[str]:
    """Return the ids of all tests of the files that the table names: pytest is asked once."""
    files = sorted({word for command in _COMMAND.findall(TABLE.read_text("utf-8")) for word in command.split() if "/" in word})
    asked = [sys.executable, "-m", "pytest", "--collect-only", "-o", "addopts=", "-q", "-p", "no:cacheprovider", *files]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    return [line for line in told.splitlines() if "::" in line] or sys.exit(f"pytest finds no tests: {told[-300:]}")


def counted(command: str) -> int:
    """Return how many tests a command of pytest runs: files, and behind -k words of which a test has one."""
    words = shlex.split(command)[1:]
    asked = words[words.index("-k") + 1].split(" or ") if "-k" in words else [""]
    files = [word for word in words if "/" in word]
    return sum(id.startswith(f"{file}::") and any(word in id.lower() for word in asked) for id in tests() for file in files)


def renewed(line: str) -> str:
    """Return a line of the table with the number of its tests; any other line as it is."""
    cells = line.split(" | ")
    commands = _COMMAND.findall(cells[-1]) if len(cells) == 6 else []
    if not commands or not _TIMES.match(cells[1]):
        return line
    number = sum(map(counted, commands)) or sys.exit(f"No test is run by: {'; '.join(commands)}")
    return " | ".join([cells[0], f"{number:,} test{'s' * (number != 1)}", *cells[2:]])


def main() -> None:
    """Compare, or write."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    now = [renewed(line) for line in lines]
    for before, after in zip(lines, now, strict=True):
        if before != after:
            print(f"{before.split(' | ')[1]}, now {after.split(' | ')[1]}: {before[:100]}")
    if "--write" in sys.argv:
        TABLE.write_text("\n".join(now) + "\n", encoding="utf-8")
    elif now != lines:
        sys.exit(1)


if __name__ == "__main__":
    main()
