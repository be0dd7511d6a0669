"""Versions: what one address said at several times, and what was changed in between."""

from difflib import SequenceMatcher

import msgspec
from msgspec import Struct

from isnad.model import Document
from isnad.storage import documents
from isnad.storage.file import CaseFile

_MOST_WORDS = 20_000  # longer texts are compared by lines: the cost grows with the square


class Edit(Struct, frozen=True):
    """One change: the words that stood there before, and those that stand there now; empty where there were or are none."""

    before: str
    now: str


class Version(Struct, frozen=True):
    """A document as one of the versions of its address: when it was read (ISO 8601, UTC), and what it changed."""

    document: Document
    read_at: str
    edits: tuple[Edit, ...]


def versions(file: CaseFile, reference: str) -> list[Version]:
    """Return all versions of a document, in the order of their reading: what bears its name, or its address."""
    found = _rows(file, reference)
    made: list[Version] = []
    for row in found:
        document, at = documents.annotations(file, row).document, documents.reading(file, row).at
        edits = _edits(made[-1].document.text, document.text) if made else []
        made.append(Version(document, at, tuple(edits)))
    return made


def _rows(file: CaseFile, reference: str) -> list[int]:
    """Return the rows of a document's versions. Raises CaseError where no document is meant, or several of other names."""
    named = file.rows("SELECT row FROM documents WHERE name = ? ORDER BY row", reference)
    first = named[0][0] if named else documents.resolve(file, reference)
    document = documents.annotations(file, first).document
    if not document.url:
        return [row for (row,) in file.rows("SELECT row FROM documents WHERE name = ? ORDER BY row", document.name)]
    sql = "SELECT row FROM documents WHERE name = ? OR instr(metadata, ?) > 0 ORDER BY row"
    return [row for (row,) in file.rows(sql, document.name, b'"url":' + msgspec.json.encode(document.url))]


def _edits(before: str, now: str) -> list[Edit]:
    old, new = before.split(), now.split()
    if len(old) + len(new) > _MOST_WORDS:
        old, new = before.splitlines(), now.splitlines()
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [Edit(" ".join(old[a:b]), " ".join(new[c:d])) for kind, a, b, c, d in found if kind != "equal"]
