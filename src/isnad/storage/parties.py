"""The parties of a case, who speak, act and receive: what each is called there, and whom a query means."""

from collections.abc import Iterable
from functools import cache

import msgspec
from msgspec import Struct

from isnad.languages.folding import fold
from isnad.languages.names import gazetteer
from isnad.languages.phrases import key
from isnad.languages.words import words
from isnad.storage.file import CaseFile
from isnad.storage.terms import indexed, sought

_MADE = ("per-", "org-", "loc-")  # ids that documents made of the words of names


class Link(Struct, frozen=True):
    """A party: its id, and its name, as the case most often has it or as the pack does; None where neither has."""

    id: str
    name: str | None


def names(file: CaseFile, ids: set[str], within: set[str] | None = None) -> dict[str, str]:
    """Return the name of each id that has one: the commonest in the case, but «Russia» before «Russian».

    ``within`` are the ids of the documents in which it is looked for; without, all are.
    """
    said, chosen = "FROM mentions m WHERE", [json(sorted(ids))]
    if within is not None:  # the mentions of few documents, not all mentions of whom half of the case names
        said = "FROM documents d CROSS JOIN mentions m WHERE m.document = d.row AND d.id IN strings(?2) AND"
        chosen.append(json(sorted(within)))
    rows = file.rows(
        f"SELECT entity, m.name, min(CASE WHEN type = 'NORP' THEN 1 ELSE 0 END) {said} entity IN strings(?1) "
        "GROUP BY entity, m.name ORDER BY count(*), m.name DESC",
        *chosen,
    )
    found = {id: name for id, name, people in rows if not people}  # the last of an id is the commonest
    peoples = {id: name for id, name, people in rows if people}
    listed = _listed() if any(id.isascii() for id in ids - found.keys()) else {}  # the pack's ids are ASCII
    made = _written(file, {id for id in ids - found.keys() - peoples.keys() if id.startswith(_MADE)})
    return made | peoples | {id: listed[id] for id in ids & listed.keys()} | found


def _written(file: CaseFile, ids: set[str]) -> dict[str, str]:
    """Return the words of which documents made the ids of names that no mention has, as most of them write them.

    Where none has them as they are in the id (a pronoun stands there), they are folded: better than the id.
    """
    found = {id: " ".join(id.split("-")[1:]) for id in ids}
    if not ids:
        return found
    rows = file.rows(
        "SELECT id, surface FROM (SELECT source AS id, surface FROM statements WHERE source IN strings(?1) UNION ALL "
        "SELECT entity, surface FROM roles WHERE role = 'actor' AND entity IN strings(?1) UNION ALL "
        "SELECT entity, surface FROM roles WHERE role = 'recipient' AND entity IN strings(?1)) AS told "
        "GROUP BY id, surface ORDER BY count(*), surface DESC",
        json(sorted(ids)),
    )
    return found | {id: surface for id, surface in rows if key(surface) == found[id]}


def called(file: CaseFile, query: str, parties: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return which parties, as their ids and the words that name them in one place, a query means.

    A query is an id, or words that all occur in what a party is called: in that place, in the case, in its id.
    """
    exact = [party for party in parties if party[0] == query.strip()]
    if exact or file.row("SELECT 1 FROM mentions WHERE entity = ? LIMIT 1", query.strip()):
        return exact  # nobody else is meant by an id that the case has, though its bearer does nothing here
    meant = _meant(query)
    terms = [frozenset(sought(word.form)) for word in words(fold(query))]
    known = _spellings(file, {id for id, _ in parties}) if terms else {}
    return [
        (id, surface)
        for id, surface in parties
        if id in meant or (terms and any(_holds(text, terms) for text in (surface, id, *known.get(id, ()))))
    ]


def meant(file: CaseFile, query: str, parties: list[tuple[str, str]]) -> list[str]:
    """Return the ids that a query means, of some parties or of the pack, in order."""
    return sorted({id for id, _ in called(file, query, parties)} or _meant(query))


def json(value: object) -> str:
    """Return a value as JSON, in which a query takes a list."""
    return msgspec.json.encode(value).decode()


@cache
def _listed() -> dict[str, str]:
    """Return the pack's name for each of its ids, that of a people only where it has no other."""
    names = [name for known in gazetteer().table.values() if known for name in known.names]
    ordered = sorted(names, key=lambda name: name.type != "NORP")
    return {name.id: name.name for name in ordered}


def _meant(query: str) -> frozenset[str]:
    """Return the ids of what the pack knows under a name: «روسيا» is the party also where only «موسكو» is written."""
    known = gazetteer().table.get(key(query))
    return frozenset(name.id for name in known.names) if known and known.mark != "?" else frozenset()


def _spellings(file: CaseFile, ids: set[str]) -> dict[str, list[str]]:
    """Return the names and spellings that the case has for these ids."""
    found: dict[str, list[str]] = {}
    rows = file.rows(
        "SELECT entity, name FROM mentions WHERE entity IN strings(?1) "
        "UNION SELECT entity, surface FROM mentions WHERE entity IN strings(?1)",
        json(sorted(ids)),
    )
    for id, text in rows:
        found.setdefault(id, []).append(text)
    return found


def _holds(text: str, terms: Iterable[frozenset[str]]) -> bool:
    held = {form for word in words(fold(text)) for form in indexed(word.form)}
    return all(term & held for term in terms)
