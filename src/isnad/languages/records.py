"""The one format of all word lists: a header line in ASCII, then its Arabic strings, one a line.

    id | field | key=value ; key=value
        surface
        ~ surface

The header names fields and settings; each indented line is one surface, with an optional mark before
it whose meaning the file's own head explains. `#` begins a comment line.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_MARKS = "~?+!"


class Surface(NamedTuple):
    """One string of a record, and its mark ("" where it has none)."""

    text: str
    mark: str


class Record(NamedTuple):
    """One entry of a word list: the fields of its header, its settings, its surfaces; ``line`` is the header's."""

    fields: tuple[str, ...]
    settings: dict[str, str]
    surfaces: tuple[Surface, ...]
    line: int


def parse(text: str, name: str) -> Iterator[Record]:
    """Yield the records of a word list. Raises ValueError that names the file, the line and the fault."""
    header, surfaces, at = "", [], 0
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line[0] in " \t":
            if not header:
                raise ValueError(f"{name}:{number}: a surface without a header above it: {line.strip()!r}")
            surfaces.append(_surface(line.strip()))
            continue
        if header:
            yield _record(header, surfaces, at, name)
        header, surfaces, at = line, [], number
    if header:
        yield _record(header, surfaces, at, name)


def _surface(line: str) -> Surface:
    if line[0] in _MARKS and line[1:2] == " ":
        return Surface(line[2:].strip(), line[0])
    return Surface(line, "")


def _record(header: str, surfaces: list[Surface], line: int, name: str) -> Record:
    *fields, last = [part.strip() for part in header.split("|")]
    settings: dict[str, str] = {}
    if "=" not in last:
        fields.append(last)
    else:
        for setting in filter(None, (part.strip() for part in last.split(";"))):
            key, equals, value = setting.partition("=")
            if not equals:
                raise ValueError(f"{name}:{line}: not of the form key=value: {setting!r}")
            settings[key.strip()] = value.strip()
    if not fields:
        raise ValueError(f"{name}:{line}: a header begins with an id: {header!r}")
    return Record(tuple(fields), settings, tuple(surfaces), line)


def read(path: Path) -> Iterator[Record]:
    """Yield the records of the word list at ``path``."""
    return parse(path.read_text(encoding="utf-8"), path.name)
