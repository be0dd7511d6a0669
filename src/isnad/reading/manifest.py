"""The manifest of a folder: what the user knows of its files from elsewhere; it wins over what they say."""

import csv
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from isnad.model import Page
from isnad.reading import dates
from isnad.reading.disk import load
from isnad.reading.encoding import decode
from isnad.reading.fault import Fault, Unreadable
from isnad.reading.files import MANIFEST
from isnad.reading.readers import ending

_LIMIT = 50_000_000


class Row(Struct, frozen=True):
    """What a manifest says of one file; None where it says nothing."""

    published: str | None
    publisher: str | None
    url: str | None


class Manifest(Struct, frozen=True):
    """The rows of a manifest by their file (relative to its folder), and what is wrong with it."""

    rows: dict[str, Row]
    faults: tuple[Fault, ...] = ()


def load_manifest(folder: Path, name: str = MANIFEST) -> Manifest:
    """Return the manifest of a folder, an empty one where there is none; ``name`` is how its faults call it."""
    path = folder / MANIFEST
    if not path.is_file():
        return Manifest({})
    rows: dict[str, Row] = {}
    faults: list[Fault] = []
    try:
        for line, record in _records(decode(load(path, _LIMIT)).removeprefix("\ufeff")):
            faults += _add(rows, record, folder, f"{name}#{line}")
    except (Unreadable, csv.Error) as error:
        faults.append(Fault(name, f"The manifest is not read further. {error}"))
    return Manifest(rows, tuple(faults))


def _records(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)  # spreadsheets in French and Arabic write semicolons
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    fields = [field.strip().lower() for field in next(reader, [])]
    if "file" not in fields:
        raise Unreadable("Its first line names no column «file».")
    for values in reader:
        record = {field: value.strip() for field, value in zip(fields, values, strict=False)}
        if any(record.values()):
            yield reader.line_num, record


def _add(rows: dict[str, Row], record: dict[str, str], folder: Path, place: str) -> Iterator[Fault]:
    """Add a record to the rows, and yield what is wrong with it."""
    file, written = record.get("file", "").replace("\\", "/").removeprefix("./"), record.get("published", "")
    if not file:
        yield Fault(place, "The row names no file.")
        return
    if file in rows:
        yield Fault(place, f"«{file}» has a row already; this one is ignored.")
        return
    if fault := _missing(folder, file):
        yield Fault(place, fault)
        return
    published = dates.iso(written) if written else None
    if written and published is None:
        yield Fault(place, f"«{written[:40]}» is no date; «{file}» is read without it.")
    rows[file] = Row(published, record.get("publisher") or None, record.get("url") or None)


def _missing(folder: Path, file: str) -> str | None:
    try:
        if not (folder / file).is_file():
            return f"There is no file «{file}»."
    except (OSError, ValueError):
        return f"«{file[:80]}» cannot be the name of a file."
    if ending(file) is None:
        return f"«{file}» is of a format that is not read."
    return None


def apply(page: Page, row: Row | None) -> Page:
    """Return the page with what a row says of it put over what it says itself."""
    if row is None:
        return page
    known = {field: value for field in row.__struct_fields__ if (value := getattr(row, field)) is not None}
    return msgspec.structs.replace(page, **known)
