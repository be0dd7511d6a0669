"""Which files a source means, under which names, and the bytes of one."""

import os
from collections.abc import Iterable, Iterator
from glob import has_magic
from pathlib import Path
from typing import NamedTuple

from isnad.reading.disk import why
from isnad.reading.fault import Fault
from isnad.reading.letters import named
from isnad.reading.readers import SINGLE, ending, endings, tells

MANIFEST = "manifest.csv"


def is_address(source: object) -> bool:
    """Whether a source is an address of the web."""
    return str(source).lower().startswith(("http://", "https://"))


class File(NamedTuple):
    """A file to read: where it is, the name that its page will bear, and the ending that says how to read it."""

    path: Path
    name: str
    ending: str


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
        yield Fault(str(source).replace("\0", "�"), f"The name cannot be looked up: {why(error)}.")


def count(sources: Iterable[str | Path]) -> int | None:
    """Return how many pages and faults the sources will give, None where that is seen only when they are read."""
    listed = list(sources)
    if any(is_address(source) for source in listed):
        return None
    found = [file for source in listed for file in list_files(source)]
    return len(found) if all(isinstance(file, Fault) or file.ending in SINGLE for file in found) else None


def _folder(root: Path) -> Iterator[File | Fault]:
    faults: list[Fault] = []

    def refused(error: OSError) -> None:
        where = Path(str(error.filename))
        faults.append(Fault(_name(where.relative_to(root)), f"The folder cannot be opened: {why(error)}."))

    found: list[File] = []
    for parent, folders, names in os.walk(root, onerror=refused):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in (Path(parent, name) for name in folders):
            if path.is_symlink():  # os.walk goes into none of them: one may lead back here, or to the root of the disk
                reason = "It is a link to a folder, and not followed: name that folder to have it read."
                faults.append(Fault(_name(path.relative_to(root)), reason))
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
    kind = ending(path.name)
    if kind is None:
        shown = f"«{path.suffix}»" if path.suffix else "no ending"
        return Fault(name, f"Files with {shown} are not read; known endings are {', '.join(endings())}.")
    return File(path, name, kind)


def _format(path: Path) -> str | None:
    """Return how to read a file met in a folder, None where it is no article."""
    if path.name.lower().startswith("readme") or path.name == MANIFEST:
        return None
    kind = ending(path.name)
    return kind if kind and tells(path, kind) else None


def _name(path: Path) -> str:
    """Return a path as a name that can be written: bytes that are not UTF-8 are told by their numbers, «%CE»."""
    return named(path.as_posix())


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
