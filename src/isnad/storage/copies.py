"""Copies in a case: which documents share passages, word for word."""

import msgspec
from msgspec import Struct

from isnad.model import Copy, Document, Span
from isnad.storage import documents
from isnad.storage.file import CaseFile


class Passage(Struct, frozen=True):
    """The words that two documents share, as the first has them, and where they stand in each."""

    words: str
    first: Span
    second: Span


class Shared(Struct, frozen=True, kw_only=True):
    """Two documents that share passages: ``share`` is how much of the shorter one is shared, from 0 to 1."""

    documents: tuple[str, str]
    ids: tuple[str, str]
    publishers: tuple[str | None, str | None]
    published: tuple[str | None, str | None]
    share: float
    passages: tuple[Passage, ...]


def copies(file: CaseFile, document: str | None = None) -> list[Shared]:
    """Return the pairs of documents that share passages, first those that share most; with ``document`` only its pairs.

    An earlier version of an article, which shares nearly all with the later one, is in none but those that are asked of it.
    """
    row = None if document is None else documents.resolve(file, document)
    rows = file.rows(
        "SELECT document, other, body FROM copies WHERE (?1 IS NULL OR document = ?1 OR other = ?1) "
        "AND document NOT IN (SELECT row FROM documents WHERE later IS NOT NULL AND row <> coalesce(?1, 0)) "
        "AND other NOT IN (SELECT row FROM documents WHERE later IS NOT NULL AND row <> coalesce(?1, 0)) "
        "ORDER BY share DESC, document, other",
        row,
    )
    found = (_shared(file, row, other, msgspec.msgpack.decode(body, type=Copy)) for row, other, body in rows)
    return sorted(filter(None, found), key=lambda shared: (-shared.share, shared.documents, shared.ids))


def _shared(file: CaseFile, row: int, other: int, found: Copy) -> Shared | None:
    first, second = documents.by_row(file, row), documents.by_row(file, other)
    if first is None or second is None:  # another process has read one of them anew
        return None
    return Shared(
        documents=(first.name, second.name),
        ids=(first.id, second.id),
        publishers=(first.publisher, second.publisher),
        published=(first.published, second.published),
        share=found.share,
        passages=tuple(_passage(first, *spans) for spans in found.passages),
    )


def _passage(document: Document, first: Span, second: Span) -> Passage:
    return Passage(first.quote(document.text), first, second)
