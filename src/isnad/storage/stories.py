"""The stories of a case: its documents as they belong together, and what each story is called by."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from weakref import WeakKeyDictionary

from msgspec import Struct

from isnad.connection.keys import is_whole
from isnad.connection.stories import stories as grouped
from isnad.model import Wording
from isnad.storage import bodies, documents
from isnad.storage.file import CaseError, CaseFile
from isnad.storage.parties import Link, json, names

_APART = 60  # days in which no document names a place, behind which it is of another story
_NAMES = 4  # whom a story is most about
_SAID = 8  # claims among which one is looked for that is more than a quote
_LAST = "9999"  # after every day: where nobody knows when a document was published


class Story(Struct, frozen=True, kw_only=True):
    """Documents (ids, by day of publication) that tell the same things, and what the story is called by.

    ``id`` is that of its earliest document; of one that stands in two stories, only where all others do too. ``first`` and
    ``last`` are the days (ISO 8601) between which they were published, None where nobody knows one. ``names`` are those whom
    most of its documents name. ``gloss`` is its most told claim, of the
    first few one that is more than a quote; None where it has no claim. ``claims`` and ``disputed`` count
    what its documents tell, and of that what has contradictions.
    """

    id: str
    documents: tuple[str, ...]
    first: str | None
    last: str | None
    names: tuple[Link, ...]
    gloss: Wording | None
    claims: int
    disputed: int


class _Made(NamedTuple):
    """Stories, of what state of the file (numbers that whoever writes changes), and how documents fell into them."""

    state: tuple[int, int]
    stories: list[Story]
    shared: dict[str, set[str]]
    groups: tuple[tuple[str, ...], ...]


_KEPT: "WeakKeyDictionary[CaseFile, _Made]" = WeakKeyDictionary()


def stories(file: CaseFile) -> list[Story]:
    """Return the stories of a case, first those of most documents, then the earliest; made anew only when the file has changed.

    Every document stands in one, and a round-up of several in each of them.
    """
    state = file.state()
    kept = _KEPT.get(file)
    if kept is None or kept.state != state:
        told = _told(file)
        shared = told | _at(file)
        groups = kept.groups if kept and kept.shared == shared else grouped(shared)  # most judgements leave them as they are
        kept = _KEPT[file] = _Made(state, _stories(file, told, groups), shared, groups)
    return kept.stories


def story(file: CaseFile, reference: str) -> Story:
    """Return the story with this id, or in which the document stands that is meant as in :func:`documents.resolve`.

    Raises CaseError where there is none, and where the document stands in several, which are named.
    """
    every = stories(file)
    found = [one for one in every if one.id == reference.strip()]
    if not found:
        stands = "SELECT d.id FROM documents o JOIN documents d ON d.row = coalesce(o.later, o.row) WHERE o.row = ?"
        (id,) = file.row(stands, documents.resolve(file, reference))
        found = [one for one in every if one.id == id] or [one for one in every if id in one.documents]
    if len(found) == 1:
        return found[0]
    named = ", ".join(one.id for one in found)
    raise CaseError(f"«{reference}» stands in several stories: {named}. Give the id of one of them.")


def within(file: CaseFile, reference: str | None) -> str | None:
    """Return the rows of the documents of a story as JSON, in which a query takes a list; None where no story is asked for.

    Earlier versions of them are among them.
    """
    if reference is None:
        return None
    ids = json(story(file, reference).documents)
    own = "SELECT row FROM documents WHERE id IN strings(?1)"
    return json([row for (row,) in file.rows(f"{own} UNION SELECT row FROM documents WHERE later IN ({own}) ORDER BY 1", ids)])


def _told(file: CaseFile) -> dict[str, set[str]]:
    """Return the documents (ids) that tell each claim."""
    told: dict[str, set[str]] = {}
    rows = (
        "SELECT DISTINCT r.claim, d.id FROM reports r JOIN documents o ON o.row = r.document "
        "JOIN documents d ON d.row = coalesce(o.later, o.row) WHERE r.claim <> '' ORDER BY r.claim, d.id"
    )
    for claim, document in file.rows(rows):
        told.setdefault(claim, set()).add(document)
    return told


def _at(file: CaseFile) -> dict[str, set[str]]:
    """Return the documents (ids) that name each place that no list knows and whose name is whole, twice: as two shared claims.

    They are of one time: where months pass in which no document names it, another story begins there. The first has the undated.
    """
    found: dict[str, set[str]] = {}
    rows = (
        "SELECT DISTINCT m.entity, d.id, substr(d.published, 1, 10) FROM mentions m JOIN documents d ON d.row = m.document "
        "WHERE m.type = 'LOC' AND d.later IS NULL ORDER BY 1, 3 NULLS FIRST, 2"
    )
    named, before, part = "", "", 0
    for place, document, day in file.rows(rows):
        if is_whole(place):
            apart = named == place and before and (date.fromisoformat(day) - date.fromisoformat(before)).days > _APART
            named, before, part = place, day or "", part + 1 if apart else part
            for mark in "=+":
                found.setdefault(f"{mark}{place}#{part}", set()).add(document)
    return {mark: documents_of for mark, documents_of in found.items() if len(documents_of) > 1}


def _stories(file: CaseFile, told: Mapping[str, set[str]], groups: Iterable[tuple[str, ...]]) -> list[Story]:
    published: dict[str, str | None] = dict(file.rows("SELECT id, published FROM documents WHERE later IS NULL"))
    telling: defaultdict[str, set[str]] = defaultdict(set)
    for claim, documents_of in told.items():
        for document in documents_of:
            telling[document].add(claim)
    alone = published.keys() - {id for group in groups for id in group}
    groups = [*groups, *((id,) for id in sorted(alone))]
    homes = Counter(id for group in groups for id in group)
    ordered = [sorted(group, key=lambda id: (published[id] or _LAST, id)) for group in groups]
    claims = [_most_told(group, told, telling) for group in ordered]
    glosses = _glosses(file, claims)
    disputed = {id for (id,) in file.rows("SELECT id FROM claims WHERE conflicts > 0")}
    about = _about(file, ordered)
    found = [
        Story(
            id=next((id for id in group if homes[id] == 1), group[0]),
            documents=tuple(group),
            first=min(filter(None, map(published.get, group)), default=None),
            last=max(filter(None, map(published.get, group)), default=None),
            names=named,
            gloss=next((glosses[id] for id in of[:_SAID] if not glosses[id].ar.startswith("«")), glosses[of[0]]) if of else None,
            claims=len(of),
            disputed=len(disputed.intersection(of)),
        )
        for group, of, named in zip(ordered, claims, about, strict=True)
    ]
    return sorted(found, key=lambda one: (-len(one.documents), one.first or _LAST, one.id))


def _glosses(file: CaseFile, claims: Iterable[Sequence[str]]) -> dict[str, Wording]:
    """Return what the most told claims of each story are called."""
    first = sorted({id for of in claims for id in of[:_SAID]})
    rows = file.rows("SELECT id, body FROM claims WHERE id IN strings(?)", json(first))
    return {id: bodies.claim_of(body, ()).gloss for id, body in rows}


def _most_told(group: Sequence[str], told: Mapping[str, set[str]], telling: Mapping[str, set[str]]) -> list[str]:
    """Return the claims (ids) of some documents, that which most of them tell first."""
    count = Counter(claim for document in group for claim in telling.get(document, ()))
    return sorted(count, key=lambda claim: (-count[claim], -len(told[claim]), claim))


def _about(file: CaseFile, groups: Iterable[Sequence[str]]) -> list[tuple[Link, ...]]:
    """Return whom the documents of each story name: those that most of them do, then those that they name most often."""
    named: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    rows = "SELECT d.id, m.entity, count(*) FROM mentions m JOIN documents d ON d.row = m.document GROUP BY d.row, m.entity"
    for document, entity, number in file.rows(rows):
        named[document].append((entity, number))
    found: list[list[str]] = []
    for group in groups:
        spread: Counter[str] = Counter(entity for document in group for entity, _ in named[document])
        often: Counter[str] = Counter()
        for document in group:
            often.update(dict(named[document]))
        found.append(sorted(spread, key=lambda id: (-spread[id], -often[id], id))[:_NAMES])
    known = names(file, {id for ids in found for id in ids})
    return [tuple(Link(id, known.get(id)) for id in ids) for ids in found]
