"""Whose voices a case holds: who speaks how often, and about whom."""

from collections import Counter
from collections.abc import Collection

from msgspec import Struct

from isnad.storage.file import ALL, CaseFile
from isnad.storage.parties import Link, names
from isnad.storage.stories import within
from isnad.storage.tellings import tellings


class Voice(Struct, frozen=True):
    """Who speaks, and the number of their statements."""

    source: Link
    statements: int


class About(Struct, frozen=True, kw_only=True):
    """One who says something that another acts in or is the recipient of: in how many reports, of how many documents."""

    source: Link
    party: Link
    reports: int
    documents: int


class _Telling(Struct, frozen=True):
    """What of a report says who tells it of whom."""

    document: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    origin: tuple[str, ...]


def heard(file: CaseFile, limit: int | None = None, story: str | None = None) -> list[Voice]:
    """Return who speaks by name, in all documents or those of a story, those heard most often first."""
    rows = file.rows(
        "SELECT source, count(*) FROM statements WHERE substr(source, 1, 7) <> 'unnamed' "
        "AND (?1 IS NULL OR document IN numbers(?1)) GROUP BY source "
        "ORDER BY count(*) DESC, source LIMIT ?2",
        *(within(file, story), ALL if limit is None else limit),
    )
    known = names(file, {id for id, _ in rows})
    return [Voice(Link(id, known.get(id)), number) for id, number in rows]


def spoken(file: CaseFile, story: str | None = None, without: Collection[str] = ()) -> list[About]:
    """Return who speaks about whom, what most documents tell first; sources without a name are left out, and some documents
    (ids).
    """
    reports: Counter[tuple[str, str]] = Counter()
    documents: dict[tuple[str, str], set[str]] = {}
    for told in (told for _, told in tellings(file, _Telling, story) if told.document not in without):
        for source in told.origin:
            for party in dict.fromkeys((*told.actors, *told.recipients)):
                if party != source and not source.startswith("unnamed") and not party.startswith("unnamed"):
                    reports[source, party] += 1
                    documents.setdefault((source, party), set()).add(told.document)
    known = names(file, {id for pair in reports for id in pair})
    found = [
        About(source=Link(a, known.get(a)), party=Link(b, known.get(b)), reports=number, documents=len(documents[a, b]))
        for (a, b), number in reports.items()
    ]
    return sorted(found, key=lambda one: (-one.documents, -one.reports, one.source.id, one.party.id))
