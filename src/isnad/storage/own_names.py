"""The names that a user has added to the pack's: one CSV file in the user's data folder, or in $ISNAD_HOME."""

import csv
import os
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

import platformdirs
from msgspec import Struct

from isnad.languages.names import Name, UserNames, read_user_names
from isnad.languages.phrases import key

_COLUMNS = ("surface", "id", "type", "name")


class Added(Struct, frozen=True):
    """What adding names did: how many surfaces are new, now mean something else, or were known already."""

    new: int
    changed: int
    known: int


def path() -> Path:
    """Return where the user's names are kept; the file need not be there."""
    home = os.environ.get("ISNAD_HOME")
    return (Path(home) if home else Path(platformdirs.user_data_dir("isnad", appauthor=False))) / "names.csv"


def load() -> UserNames:
    """Return the user's names, none where there are none. Raises ValueError and OSError as `read_user_names`."""
    return read_user_names(path()) if path().exists() else UserNames()


def add(source: Path) -> Added:
    """Add the names of a CSV file (``surface,id,type,name``); the last given meaning of a surface stands.

    Raises ValueError that names the row and the fault, and then nothing is added; OSError where a file cannot be used.
    """
    before = {key(surface): (surface, name) for surface, name in load().rows}
    given = {key(surface): (surface, name) for surface, name in read_user_names(source).rows}
    known = sum(before.get(phrase) == row for phrase, row in given.items())
    new = len(given.keys() - before.keys())
    if known < len(given):
        _write((before | given).values())
    return Added(new, len(given) - new - known, known)


def clear() -> int:
    """Forget the user's names; return how many there were."""
    count = len(load().rows)
    path().unlink(missing_ok=True)
    return count


def _write(rows: Iterable[tuple[str, Name]]) -> None:
    """Write the names as a whole or not at all."""
    table = StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows((surface, name.id, name.type, name.name) for surface, name in sorted(rows, key=lambda row: row[0]))
    path().parent.mkdir(parents=True, exist_ok=True)
    part = path().with_suffix(".part")
    part.write_text(table.getvalue(), encoding="utf-8", newline="")
    part.replace(path())
