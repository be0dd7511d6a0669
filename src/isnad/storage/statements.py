"""Who says what in a case: statements found by who makes them and how, in the order of the documents and their text."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from operator import itemgetter

import msgspec
from msgspec import Struct

from isnad.languages.folding import fold
from isnad.languages.names import gazetteer
from isnad.languages.phrases import key
from isnad.languages.words import words
from isnad.model import Annotations, Stance, Statement
from isnad.storage.documents import annotations
from isnad.storage.file import CaseFile
from isnad.storage.terms import indexed, sought


class Link(Struct, frozen=True):
    """A link of a chain: its id, and its name, as the case most often has it or as the pack does; None where neither has."""

    id: str
    name: str | None


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
) -> list[Said]:
    """Return the statements of a case, ordered by the names of their documents, then by their place in the text.

    ``source`` is an id, or words that all occur in what a source is called: in the statement, in the case, in its id.
    """
    places = file.rows(
        "SELECT s.document, s.number FROM statements s JOIN documents d ON d.row = s.document "
        "WHERE (?1 IS NULL OR s.stance = ?1) AND (NOT ?2 OR s.source GLOB 'unnamed*') AND (?3 IS NULL OR "
        "(s.source, s.surface) IN (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?3))) "
        "ORDER BY d.name, d.id, s.number LIMIT ?4",
        *(stance, unnamed, None if source is None else _json(_called(file, source))),
        -1 if limit is None else limit,
    )
    found = list(_stored(file, places))
    names = _names(file, {id for _, statement in found for id in (*statement.chain, *statement.candidates)})
    return [_said(where, statement, names) for where, statement in found]


def _stored(file: CaseFile, places: Iterable[tuple[int, int]]) -> Iterator[tuple[Annotations, Statement]]:
    for row, numbers in groupby(places, key=itemgetter(0)):
        found = annotations(file, row)
        for _, number in numbers:
            if number < len(found.statements):  # another process may have read the document anew
                yield found, found.statements[number]


def _said(where: Annotations, statement: Statement, names: dict[str, str]) -> Said:
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
        chain=tuple(Link(id, names.get(id)) for id in statement.chain),
        candidates=tuple(Link(id, names.get(id)) for id in statement.candidates),
    )


def _names(file: CaseFile, ids: set[str]) -> dict[str, str]:
    """Return the name of each id that has one: the commonest in the case, but «Russia» before «Russian»."""
    rows = file.rows(
        "SELECT entity, name, min(type = 'NORP') FROM mentions WHERE entity IN (SELECT value FROM json_each(?)) "
        "GROUP BY entity, name ORDER BY count(*), name DESC",
        _json(sorted(ids)),
    )
    found = {id: name for id, name, people in rows if not people}  # the last of an id is the commonest
    peoples = {id: name for id, name, people in rows if people}
    listed = _listed() if any(id.isascii() for id in ids - found.keys()) else {}  # the pack's ids are ASCII
    return peoples | {id: listed[id] for id in ids & listed.keys()} | found


@cache
def _listed() -> dict[str, str]:
    """Return the pack's name for each of its ids, that of a people only where it has no other."""
    names = [name for known in gazetteer().table.values() if known for name in known.names]
    ordered = sorted(names, key=lambda name: name.type != "NORP")
    return {name.id: name.name for name in ordered}


def _called(file: CaseFile, query: str) -> list[tuple[str, str]]:
    """Return the sources, as their ids and the words that name them, that a query means."""
    pairs: list[tuple[str, str]] = file.rows("SELECT DISTINCT source, surface FROM statements ORDER BY source, surface")
    if exact := [pair for pair in pairs if pair[0] == query.strip()]:
        return exact
    meant = _meant(query)
    terms = [frozenset(sought(word.form)) for word in words(fold(query))]
    known = _spellings(file) if terms else {}
    return [
        (id, surface)
        for id, surface in pairs
        if id in meant or (terms and any(_holds(text, terms) for text in (surface, id, *known.get(id, ()))))
    ]


def _meant(query: str) -> frozenset[str]:
    """Return the ids of what the pack knows under a name: «روسيا» is the source also where only «موسكو» is written."""
    known = gazetteer().table.get(key(query))
    return frozenset(name.id for name in known.names) if known and known.mark != "?" else frozenset()


def _spellings(file: CaseFile) -> dict[str, list[str]]:
    """Return the names and spellings that the case has for those who make statements."""
    found: dict[str, list[str]] = {}
    rows = file.rows(
        "SELECT entity, name FROM mentions WHERE entity IN (SELECT source FROM statements) "
        "UNION SELECT entity, surface FROM mentions WHERE entity IN (SELECT source FROM statements)"
    )
    for id, text in rows:
        found.setdefault(id, []).append(text)
    return found


def _holds(text: str, terms: Iterable[frozenset[str]]) -> bool:
    held = {form for word in words(fold(text)) for form in indexed(word.form)}
    return all(term & held for term in terms)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
