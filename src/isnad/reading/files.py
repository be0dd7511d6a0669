"""Which files a source means, under which names, and the bytes of one."""

import os
import stat
from collections.abc import Iterator
from glob import has_magic
from pathlib import Path
from typing import NamedTuple

from isnad.reading.fault import Fault, Unreadable

FORMATS = {
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "lines",
    ".ndjson": "lines",
}


class File(NamedTuple):
    """A file to read: where it is, the name that its page will bear, and how its ending says to read it."""

    path: Path
    name: str
    format: str


def list_files(source: str | Path) -> Iterator[File | Fault]:
    """Yield the files of a source (a file, a folder with all below it, or a glob), sorted by name.

    Hidden files, and in folders files of unknown endings, are passed over. What is asked for by name and cannot be
    read, is a Fault.
    """
    path = Path(source)
    try:
        if path.is_dir():
            yield from _folder(path)
        elif path.exists() or not has_magic(str(source)):
            yield _file(path, _name(Path(path.name)))
        else:
            yield from _glob(str(source))
    except (OSError, ValueError) as error:  # ValueError: a NUL in a name
        yield Fault(str(source).replace("\0", "�"), f"The name cannot be looked up: {_why(error)}.")


def _folder(root: Path) -> Iterator[File | Fault]:
    faults: list[Fault] = []

    def refused(error: OSError) -> None:
        where = Path(str(error.filename))
        faults.append(Fault(_name(where.relative_to(root)), f"The folder cannot be opened: {_why(error)}."))

    found: list[File] = []
    for parent, folders, names in os.walk(root, onerror=refused):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(parent, name)
            kind = _format(path)
            if kind and not name.startswith("."):
                found.append(File(path, _name(path.relative_to(root)), kind))
    yield from faults
    yield from sorted(found, key=lambda file: file.name)


def _glob(pattern: str) -> Iterator[File | Fault]:
    parts = Path(pattern).parts
    fixed = next(i for i, part in enumerate(parts) if has_magic(part))
    root, rest = Path(*parts[:fixed]), "/".join(parts[fixed:])
    found = sorted(path for path in root.glob(rest) if path.is_file() and not _hidden(path.relative_to(root)))
    files = [File(path, _name(path.relative_to(root)), kind) for path in found if (kind := _format(path))]
    if not files:
        yield Fault(pattern, "No file that can be read matches this pattern.")
    yield from files


def _file(path: Path, name: str) -> File | Fault:
    if not path.exists():
        return Fault(name, "There is no such file.")
    kind = FORMATS.get(path.suffix.lower())
    if kind is None:
        ending = f"«{path.suffix}»" if path.suffix else "no ending"
        return Fault(name, f"Files with {ending} are not read; known endings are {', '.join(FORMATS)}.")
    return File(path, name, kind)


def _format(path: Path) -> str | None:
    """Return how to read a file met in a folder, None where it is no article."""
    return None if path.name.lower().startswith("readme") else FORMATS.get(path.suffix.lower())


def _name(path: Path) -> str:
    """Return a path as a name that can be written: bytes that are not UTF-8 become U+FFFD."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _why(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def size(path: Path) -> int:
    """Return the size of a regular file in bytes. Raises Unreadable for pipes and devices, and what is not there."""
    try:
        state = path.stat()
    except OSError as error:
        raise Unreadable(f"The file cannot be opened: {_why(error)}.") from error
    if not stat.S_ISREG(state.st_mode):
        raise Unreadable("This is not a file but a device, a pipe or a socket.")
    return state.st_size


def load(path: Path, limit: int) -> bytes:
    """Return the bytes of a file of at most ``limit`` bytes. Raises Unreadable."""
    length = size(path)
    if length > limit:
        raise Unreadable(f"The file is too large: {length / 1e6:.1f} MB, the limit is {limit / 1e6:.1f} MB.")
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(f"The file cannot be opened: {_why(error)}.") from error
