"""The documents of a case: kept one in a transaction with all that belongs to it, and found again."""

import zlib
from collections.abc import Iterable, Iterator
from hashlib import sha256
from string import ascii_lowercase, ascii_uppercase
from typing import Any

import msgspec
from msgspec import Struct

from isnad.model import Annotations, Document, Entity, Event, Quantity, Statement, Time
from isnad.storage import parts
from isnad.storage.file import ALL, CaseError, CaseFile
from isnad.storage.packing import packed, unpacked
from isnad.storage.parties import json

_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)  # as both stores do in the names that they keep
_SHOWN = 6  # how many candidates an error names
_GONE = "The document is no longer in the case: another program has read it again."


class Reading(Struct, frozen=True):
    """When a document was read (ISO 8601, UTC), and the fingerprint of the pack and names it was read with."""

    at: str
    fingerprint: str


class Counts(Struct, frozen=True):
    """How much was found in a document; ``pack`` is None where no pack knows its language."""

    pack: str | None
    entities: int
    times: int
    quantities: int
    statements: int
    events: int


class Stored(Struct, frozen=True):
    """A document as it is kept."""

    row: int
    document: Document
    reading: Reading
    counts: Counts


class Outlet(Struct, frozen=True):
    """Who prints documents (None: nobody knows), how many of them, and the first and last day (ISO 8601) that is known."""

    name: str | None
    documents: int
    first: str | None
    last: str | None


class _Layers(Struct, frozen=True):
    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    agency: str | None = None


_FLAT = ("mentions", "statements", "events", "roles")
_LAYERS = ("annotations", *_FLAT)
_CONNECTED = ("connected", "reports", "told", "document_keys", "fingerprints", "copies")
_STORED = (
    "SELECT d.row, d.metadata, d.text, d.read_at, d.read_with, a.pack, a.entities, a.times, a.quantities, a.statements, "
    "a.events FROM documents d JOIN annotations a ON a.document = d.row WHERE "
)


# The versions of a document that it takes the place of, or whose reports it tells again: without it they are connected anew.
_EARLIER = (
    "SELECT row FROM documents WHERE later = ?1 UNION SELECT o.document FROM told_again t JOIN reports o ON o.row = t.report "
    "JOIN reports n ON n.row = t.later WHERE n.document = ?1"
)
_PART = "instr(lower(name), ?1) > 0 OR (length(?1) >= 4 AND substr(id, 1, length(?1)) = ?1)"


def find(file: CaseFile, id: str) -> Stored | None:
    """Return the document with this id, None where there is none."""
    found = file.row(_STORED + "d.id = ?", id)
    if found is None:
        return None
    row, metadata, text, at, fingerprint, *counts = found
    return Stored(row, _document(metadata, text), Reading(at, fingerprint), Counts(*counts))


def same_words(file: CaseFile, name: str, text: str) -> str | None:
    """Return the digest of the bytes from which a document of this name and these words was read, None where there is none."""
    found = file.row(
        "SELECT d.sha256 FROM documents d JOIN texts t ON t.document = d.row WHERE d.name = ? AND t.sha256 = ? ORDER BY d.row",
        *(name, sha256(text.encode("utf-8", "surrogatepass")).hexdigest()),
    )
    return found[0] if found else None


def by_row(file: CaseFile, row: int) -> Document | None:
    """Return the document in a row of the table."""
    found = file.row("SELECT metadata, text FROM documents WHERE row = ?", row)
    return _document(*found) if found else None


def text(file: CaseFile, id: str) -> str:
    """Return the text of the document with this id. Raises CaseError where it is gone."""
    found = file.row("SELECT text FROM documents WHERE id = ?", id)
    if found is None:
        raise CaseError(_GONE)
    return unpacked(found[0]).decode("utf-8", "surrogatepass")


def rows(file: CaseFile) -> Iterator[int]:
    """Yield the rows of all documents, ordered by their names, then ids."""
    for (row,) in file.rows("SELECT row FROM documents ORDER BY name, id"):
        yield row


def outlets(file: CaseFile, without: Iterable[str] = ()) -> list[Outlet]:
    """Return who printed the documents, but for some (ids), first whose documents are most."""
    found = file.rows(
        "SELECT publisher, count(*), min(published), max(published) FROM documents "
        "WHERE later IS NULL AND id NOT IN strings(?) GROUP BY publisher ORDER BY count(*) DESC, publisher NULLS FIRST",
        json(sorted(without)),
    )
    return [Outlet(*row) for row in found]


def private(file: CaseFile) -> frozenset[str]:
    """Return the ids of the documents that are marked private."""
    found = file.rows("SELECT id FROM documents WHERE instr(metadata, ?) > 0", b'"private":true')
    return frozenset(id for (id,) in found)


def latest(file: CaseFile, limit: int | None = None, offset: int = 0, rows: str | None = None) -> Iterator[Document]:
    """Yield documents that stand, those published last first; those of which nobody knows the day come at the end.

    ``rows``, as JSON, are those that are meant; without, all are.
    """
    found = file.rows(
        "SELECT metadata, text FROM documents WHERE later IS NULL AND (?1 IS NULL OR row IN numbers(?1)) "
        "ORDER BY coalesce(published, '') DESC, name DESC, id LIMIT ?2 OFFSET ?3",
        *(rows, ALL if limit is None else limit, offset),
    )
    for metadata, text in found:
        yield _document(metadata, text)


def stale(file: CaseFile, fingerprint: str) -> list[int]:
    """Return the rows of the documents that were read with other words or names than these."""
    return [row for (row,) in file.rows("SELECT row FROM documents WHERE read_with <> ? ORDER BY row", fingerprint)]


def annotations(file: CaseFile, row: int) -> Annotations:
    """Return what was found in the document in a row. Raises CaseError where the row is gone."""
    document = by_row(file, row)
    found = file.row("SELECT pack, layers FROM annotations WHERE document = ?", row)
    if document is None or found is None:
        raise CaseError(_GONE)
    layers = msgspec.json.decode(unpacked(found[1]), type=_Layers)
    return Annotations(
        document=document,
        pack=found[0],
        entities=layers.entities,
        times=layers.times,
        quantities=layers.quantities,
        statements=layers.statements,
        events=layers.events,
        agency=layers.agency,
    )


def reading(file: CaseFile, row: int) -> Reading:
    """Return when the document in a row was read, and with what. Raises CaseError where the row is gone."""
    found = file.row("SELECT read_at, read_with FROM documents WHERE row = ?", row)
    if found is None:
        raise CaseError(_GONE)
    return Reading(*found)


def counts(found: Annotations) -> Counts:
    """Return how much was found."""
    return Counts(found.pack, *_sizes(found))


def _sizes(found: Annotations) -> tuple[int, ...]:
    return tuple(map(len, (found.entities, found.times, found.quantities, found.statements, found.events)))


def original(file: CaseFile, row: int) -> bytes | None:
    """Return the bytes from which a document was read, None where they were not given."""
    found = file.row("SELECT bytes FROM originals JOIN documents ON originals.sha256 = documents.original WHERE row = ?", row)
    return zlib.decompress(found[0]) if found else None


def save(file: CaseFile, found: Annotations, raw: bytes, reading: Reading) -> None:
    """Keep a document, its bytes and what was found in it, in the place of an earlier one with its id."""
    from isnad.storage.search import index_words

    document = found.document
    with file.transaction():
        _save_original(file, document, raw, reading.at)
        remove(file, document.id)
        row = _save_document(file, document, bool(raw), reading)
        file.index(row, index_words(document))
        _save_annotations(file, row, found)


def save_annotations(file: CaseFile, row: int, found: Annotations, fingerprint: str) -> None:
    """Keep what was found anew in a document that is kept already."""
    with file.transaction():
        file.run("UPDATE documents SET read_with = ? WHERE row = ?", fingerprint, row)
        disconnect(file, row)
        for table in _LAYERS:
            file.run(f"DELETE FROM {table} WHERE document = ?", row)
        _save_annotations(file, row, found)


def remove(file: CaseFile, id: str) -> None:
    """Take a document out of the case, with all that belongs to it; the claims that it told have to be found anew."""
    for (row,) in file.rows("SELECT row FROM documents WHERE id = ?", id):
        for (earlier,) in file.rows(_EARLIER, row):
            file.run("UPDATE documents SET later = NULL WHERE row = ?", earlier)
            save_flat(file, earlier)
            disconnect(file, earlier)
        loosen(file, row)
        file.run("DELETE FROM documents WHERE row = ?", row)


def forget_original(file: CaseFile, sha256: str) -> None:
    """Drop the bytes from which no document of the case was read."""
    file.run("DELETE FROM originals WHERE sha256 = ?1 AND NOT EXISTS (SELECT 1 FROM documents WHERE original = ?1)", sha256)


def loosen(file: CaseFile, row: int) -> None:
    """Undo the claims that hang together with a document's reports: they are to be found anew."""
    parts.loosen(file, [report for (report,) in file.rows("SELECT row FROM reports WHERE document = ?", row)])


def disconnect(file: CaseFile, row: int) -> None:
    """Take out what a document adds to the claims: it is to be connected anew."""
    loosen(file, row)
    for table in _CONNECTED:
        file.run(f"DELETE FROM {table} WHERE document = ?", row)
    file.run("DELETE FROM copies WHERE other = ?", row)


def _save_original(file: CaseFile, document: Document, raw: bytes, at: str) -> None:
    if raw:
        file.run(
            "INSERT INTO originals VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            *(document.sha256, zlib.compress(raw), len(raw), document.url or document.name, at),
        )


def _save_document(file: CaseFile, document: Document, has_original: bool, reading: Reading) -> int:
    text = document.text.encode("utf-8", "surrogatepass")
    row = file.insert(
        "INSERT INTO documents (id, name, sha256, original, lang, published, publisher, flags, read_with, read_at, "
        "metadata, text, address) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *(document.id, document.name, document.sha256, document.sha256 if has_original else None),
        *(document.lang, document.published, document.publisher, " ".join(document.flags)),
        *(reading.fingerprint, reading.at),
        msgspec.json.encode(msgspec.structs.replace(document, text="")),
        packed(text),
        document.url,
    )
    file.run("INSERT INTO texts VALUES (?, ?)", row, sha256(text).hexdigest())
    return row


def _save_annotations(file: CaseFile, row: int, found: Annotations) -> None:
    file.run(
        "INSERT INTO annotations (document, pack, entities, times, quantities, statements, events, layers) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        *(row, found.pack, *_sizes(found)),
        packed(msgspec.json.encode(_layers(found))),
    )
    _save_flat(file, row, found)


def save_flat(file: CaseFile, row: int) -> None:
    """Keep anew what the words of a document are found by: nothing of one that has a later version."""
    for table in _FLAT:
        file.run(f"DELETE FROM {table} WHERE document = ?", row)
    _save_flat(file, row, annotations(file, row))


def stands(file: CaseFile, row: int) -> bool:
    """Whether a document has no later version."""
    return file.row("SELECT 1 FROM documents WHERE row = ? AND later IS NULL", row) is not None


def _save_flat(file: CaseFile, row: int, found: Annotations) -> None:
    for table, kept in flat(found).items() if stands(file, row) else ():
        if kept:
            file.run_many(f"INSERT INTO {table} VALUES (?{', ?' * len(kept[0])})", [(row, *one) for one in kept])


def _layers(found: Annotations) -> _Layers:
    return _Layers(found.entities, found.times, found.quantities, found.statements, found.events, found.agency)


def flat(found: Annotations) -> dict[str, list[tuple[Any, ...]]]:
    """Return what is kept of annotations flat, to find it by: the rows of each table, without the document's."""
    mentions: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for m in found.entities:
        mentions.setdefault((m.start, m.end, m.type, m.id), (m.start, m.end, m.type, m.id, m.name, _text(m.quote(found.text))))
    return {
        "mentions": list(mentions.values()),
        "statements": [
            (number, s.source_id, _text(s.source.quote(found.text)) if s.source else "", s.stance)
            for number, s in enumerate(found.statements)
        ],
        "events": [(number, e.type, e.mode, e.key, e.factuality, day(found, e), e.same) for number, e in enumerate(found.events)],
        "roles": list(dict.fromkeys(_roles(found))),
    }


def _roles(found: Annotations) -> Iterator[tuple[int, str, str, str]]:
    for number, event in enumerate(found.events):
        for role, ids in (("actor", event.actors), ("recipient", event.recipients)):
            surface = " ".join(_text(span.quote(found.text)) for filled, span in event.words if filled == role)
            for id in ids:
                yield number, role, id, surface


def day(found: Annotations, event: Event) -> str | None:
    """Return the first day (ISO 8601) that the time of an event can mean, else the one on which its document appeared."""
    own = next((time.earliest for time in found.times if time.value == event.time and time.earliest), None)
    published = found.document.published
    return own or (published[:10] if published else None)


def resolve(file: CaseFile, reference: str) -> int:
    """Return the row of the document meant by an id, the beginning of one, a name, or a part of a name.

    Of an article of several versions its name means the one that stands. Raises CaseError that names the candidates where it is
    none or several.
    """
    reference = _text(reference.strip())
    for condition, values in (
        ("id = ?", (reference,)),
        ("name = ? AND later IS NULL", (reference,)),
        (f"({_PART}) AND later IS NULL", (reference.translate(_LOWER),)),
        (_PART, (reference.translate(_LOWER),)),
    ):
        sql = f"SELECT row, id, name FROM documents WHERE {condition} ORDER BY name, id LIMIT {_SHOWN + 1}"
        found = file.rows(sql, *values) if reference else []
        if len(found) == 1:
            return int(found[0][0])
        if found:
            raise CaseError(f"«{reference}» may mean several documents: {_candidates(found)}.")
    some = file.rows(f"SELECT row, id, name FROM documents ORDER BY name, id LIMIT {_SHOWN + 1}")
    there_are = f"There are {_candidates(some)}." if some else "The case is empty."
    raise CaseError(f"No document is called «{reference}». {there_are}")


def _candidates(found: list[Any]) -> str:
    named = ", ".join(f"{name} ({id})" for _, id, name in found[:_SHOWN])
    return f"{named} and others" if len(found) > _SHOWN else named


def _document(metadata: bytes, text: bytes) -> Document:
    document = msgspec.json.decode(metadata, type=Document)
    return msgspec.structs.replace(document, text=unpacked(text).decode("utf-8", "surrogatepass"))


def _text(text: str) -> str:
    """Return a text that UTF-8 can say: a lone surrogate becomes a question mark."""
    return text.encode("utf-8", "replace").decode()
