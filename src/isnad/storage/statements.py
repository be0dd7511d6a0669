"""Who says what in a case: statements found by who makes them and how, in the order of the documents and their text."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from msgspec import Struct

from isnad.model import Annotations, Stance, Statement
from isnad.storage.documents import annotations
from isnad.storage.file import ALL, CaseFile
from isnad.storage.parties import Link, called, json, names
from isnad.storage.stories import within


class Said(Struct, frozen=True, kw_only=True):
    """A statement in a case, with its document's name and id, and with the words on which it stands.

    ``source`` is None where no word names who speaks. ``chain`` goes from the one who said it outwards to the last who
    passes it on; ``candidates`` are those between whom the text leaves it open.
    """

    document: str
    document_id: str
    publisher: str | None
    published: str | None
    statement: Statement
    source: str | None
    cue: str
    content: str
    chain: tuple[Link, ...]
    candidates: tuple[Link, ...] = ()


def statements(
    file: CaseFile,
    source: str | None = None,
    stance: Stance | None = None,
    unnamed: bool = False,
    limit: int | None = None,
    story: str | None = None,
) -> list[Said]:
    """Return the statements of a case, ordered by the names of their documents, then by their place in the text.

    ``source`` is an id, or words that all occur in what a source is called: in the statement, in the case, in its id.
    """
    places = file.rows(
        "SELECT s.document, s.number FROM statements s JOIN documents d ON d.row = s.document "
        "WHERE (?1 IS NULL OR s.stance = ?1) AND (NOT ?2 OR substr(s.source, 1, 7) = 'unnamed') "
        "AND (?3 IS NULL OR (s.source, s.surface) IN pairs(?3)) AND (?5 IS NULL OR s.document IN numbers(?5)) "
        "ORDER BY d.name, d.id, s.number LIMIT ?4",
        *(stance, unnamed, None if source is None else json(called(file, source, _sources(file)))),
        *(ALL if limit is None else limit, within(file, story)),
    )
    found = list(_stored(file, places))
    known = names(file, {id for _, statement in found for id in (*statement.chain, *statement.candidates)})
    return [_said(where, statement, known) for where, statement in found]


def _stored(file: CaseFile, places: Iterable[tuple[int, int]]) -> Iterator[tuple[Annotations, Statement]]:
    for row, numbers in groupby(places, key=itemgetter(0)):
        found = annotations(file, row)
        for _, number in numbers:
            if number < len(found.statements):  # another process may have read the document anew
                yield found, found.statements[number]


def _said(where: Annotations, statement: Statement, known: dict[str, str]) -> Said:
    document, text = where.document, where.text
    return Said(
        document=document.name,
        document_id=document.id,
        publisher=document.publisher,
        published=document.published,
        statement=statement,
        source=statement.source.quote(text) if statement.source else None,
        cue=statement.cue.quote(text),
        content=statement.content.quote(text),
        chain=tuple(Link(id, known.get(id)) for id in statement.chain),
        candidates=tuple(Link(id, known.get(id)) for id in statement.candidates),
    )


def _sources(file: CaseFile) -> list[tuple[str, str]]:
    return file.rows("SELECT DISTINCT source, surface FROM statements ORDER BY source, surface")
