"""Removals: documents that people took out of a case, and the log of it."""

import msgspec
from msgspec import Struct

from isnad.storage import documents
from isnad.storage.file import CaseError, CaseFile


class Removal(Struct, frozen=True, kw_only=True):
    """A document that is no longer in the case: which one, who took it out, when (ISO 8601, UTC), and why."""

    document: str
    id: str
    sha256: str
    publisher: str | None
    published: str | None
    by: str
    at: str
    why: str


def remove(file: CaseFile, reference: str, *, by: str, at: str, why: str) -> Removal:
    """Take a document out of the case, with its bytes, and log it. Its claims have still to be found anew."""
    document = documents.by_row(file, documents.resolve(file, reference))
    if document is None:
        raise CaseError(f"No document is called «{reference}».")
    removal = Removal(
        document=document.name,
        id=document.id,
        sha256=document.sha256,
        publisher=document.publisher,
        published=document.published,
        by=by,
        at=at,
        why=why,
    )
    with file.transaction():
        documents.remove(file, document.id)
        documents.forget_original(file, document.sha256)
        file.run("INSERT INTO removals (body) VALUES (?)", msgspec.msgpack.encode(removal))
    return removal


def removals(file: CaseFile) -> list[Removal]:
    """Return what was taken out of the case, the first first."""
    rows = file.rows("SELECT body FROM removals ORDER BY seq")
    return [msgspec.msgpack.decode(body, type=Removal) for (body,) in rows]
