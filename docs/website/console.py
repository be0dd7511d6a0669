"""The terminals of a page: run what they show, and compare.

`python docs/website/console.py PAGE…` writes what was printed into the pages.

A block ``console`` has commands («$ » before them), each with what it prints below it. «⋯» stands for anything:
alone on a line for any number of lines, within one for any letters; it stays where what is around it is still
printed. The blocks ``python`` of a page are one program, run behind all its commands.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

PYTHON = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
ANY = "⋯"
_SECONDS = 300


class Shown(NamedTuple):
    """A command and what the page says that it prints."""

    command: str
    printed: str


def shown(text: str) -> list[Shown]:
    """Return the commands of a page in their order."""
    return [one for block in BLOCK.findall(text) for one in _commands(block)]


def _commands(block: str) -> Iterator[Shown]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, printed = part.partition("\n")
        while command.endswith("\\"):
            more, _, printed = printed.partition("\n")
            command = f"{command}\n{more}"
        yield Shown(command, printed.rstrip("\n"))


def run(command: str, folder: Path) -> str:
    """Run a command in a folder as a reader would, and return what it prints, without spaces at the ends of lines."""
    programs = folder / ".programs"
    programs.mkdir(exist_ok=True)
    for name, program in (("isnad", f'"{sys.executable}" -m isnad'), ("python", f'"{sys.executable}"')):
        path = programs / name
        path.write_text(f'#!/bin/sh\nexec {program} "$@"\n')
        path.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "ISNAD_HOME": str(folder / ".home"),
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=_SECONDS,
        check=False,
    )
    return "\n".join(line.rstrip() for line in done.stdout.decode().splitlines()).strip("\n")


def stands(page: str, printed: str) -> bool:
    """Whether what a command printed is what the page shows."""
    lines = [
        r"(?:.*\n)*?" if line.strip() == ANY else ".*".join(map(re.escape, line.rstrip().split(ANY))) + r"\n"
        for line in page.split("\n")
    ]
    return re.fullmatch("".join(lines), printed + "\n") is not None


def differences(text: str, folder: Path) -> Iterator[tuple[Shown, str]]:
    """Run all commands of a page in a folder; yield those that print something else than is shown, and what."""
    for one in shown(text):
        printed = run(one.command, folder)
        if not stands(one.printed, printed):
            yield one, printed


def program(text: str, folder: Path) -> str:
    """Run the Python of a page in a folder; return what went wrong, nothing where all is well."""
    blocks = PYTHON.findall(text)
    if not blocks:
        return ""
    (folder / "page.py").write_text("".join(blocks), encoding="utf-8")
    return run("python page.py > page.out 2> page.err || cat page.err", folder)


def kept(page: str, printed: str) -> str:
    """Return what is printed now, with «⋯» where the page had it and what stands around it is still found."""
    old = page.split("\n")
    patterns = {line: re.compile(".*".join(map(re.escape, line.rstrip().split(ANY)))) for line in old if ANY in line}
    wanted = [
        next((line for line, one in patterns.items() if line.strip() != ANY and one.fullmatch(new)), new)
        for new in printed.split("\n")
    ]
    written: list[str] = []
    for _, first, last, since, until in SequenceMatcher(None, old, wanted, autojunk=False).get_opcodes():
        gaps = [at for at in range(first, last) if old[at].strip() == ANY]
        before, behind = (gaps[0] - first, last - gaps[-1] - 1) if gaps else (until - since, 0)
        written += wanted[since : min(since + before, until)]
        written += [old[gaps[0]]] if gaps else []
        written += wanted[max(until - behind, since + before) : until]
    return "\n".join(written)


def rewritten(text: str, folder: Path) -> str:
    """Return a page with what its commands print now, where that is not what it shows."""
    found, at = dict(differences(text, folder)), 0
    for one in shown(text):
        at = text.index(f"$ {one.command}\n", at) + len(one.command) + 3
        if one in found:
            behind = at + len(one.printed) + 1 if one.printed else at
            printed = kept(one.printed, found[one])
            text = text[:at] + (f"{printed}\n" if printed else "") + text[behind:]
    return text


if __name__ == "__main__":
    for name in sys.argv[1:]:
        page = Path(name)
        with TemporaryDirectory(prefix="isnad-docs-") as place:
            page.write_text(rewritten(page.read_text(encoding="utf-8"), Path(place)), encoding="utf-8")
