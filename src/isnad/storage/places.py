"""The places of a case: where its claims happen, as precisely as the texts say it."""

from msgspec import Struct

from isnad.storage.file import CaseFile
from isnad.storage.parties import Link, names
from isnad.storage.tellings import tellings


class Placed(Struct, frozen=True, kw_only=True):
    """A place, the claims (ids) of which a report tells that they happen there, and how many documents tell it."""

    place: Link
    claims: tuple[str, ...]
    documents: int


class _Where(Struct, frozen=True):
    """What of a report says where it happens: the rest is not read, as a large case has many."""

    document: str
    place: str | None


def places(file: CaseFile, story: str | None = None) -> list[Placed]:
    """Return the places of claims, of all or of one story, first those of which most documents tell."""
    claims: dict[str, set[str]] = {}
    told: dict[str, set[str]] = {}
    for claim, where in tellings(file, _Where, story):
        if where.place is not None:
            claims.setdefault(where.place, set()).add(claim)
            told.setdefault(where.place, set()).add(where.document)
    known = names(file, set(claims))
    found = [
        Placed(place=Link(id, known.get(id)), claims=tuple(sorted(at)), documents=len(told[id])) for id, at in claims.items()
    ]
    return sorted(found, key=lambda one: (-one.documents, -len(one.claims), one.place.id))
