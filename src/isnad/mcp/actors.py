"""What the tools answer about those who are named: who they are, and what they say."""

from collections import Counter

from isnad.case import CaseError, Named, Said
from isnad.languages.bilingual import called
from isnad.mcp import citing
from isnad.mcp.opened import Opened, following
from isnad.mcp.shapes import ActorFull, ActorPage, ActorShape, SaidShape
from isnad.model import EntityType

_SPELLINGS = 8


def page(opened: Opened, type: EntityType | None, offset: int, limit: int) -> ActorPage:
    """Return who and what is named, the most often named first."""
    found = _named(opened, type, offset + limit + 1)
    return ActorPage(
        actors=[_shape(named) for named in found[offset : offset + limit]],
        next_offset=following(offset, limit, len(found) > offset + limit),
    )


def full(opened: Opened, reference: str, offset: int, limit: int) -> ActorFull:
    """Return what a party is called, what it says, and what is told of it. Raises CaseError where nobody is called so."""
    said = [one for one in opened.case.statements(source=reference) if one.document_id not in opened.private]
    claims = opened.listed(opened.case.claims(actor=reference, limit=limit))
    ids = {reference, *(one.statement.source_id for one in said)}
    named = [one for one in _named(opened, None, None) if one.id in ids or reference in (one.name, *dict(one.surfaces))]
    if not (named or said or claims):
        raise CaseError(f"Nobody in this case is called «{reference}». list_actors gives names and ids.")
    return ActorFull(
        actors=[_shape(one) for one in named[:limit]],
        statements=[_said(opened, one) for one in said[offset : offset + limit]],
        next_offset=following(offset, limit, len(said) > offset + limit),
        claims=claims,
    )


def _named(opened: Opened, type: EntityType | None, limit: int | None) -> list[Named]:
    """Return who is named; where there are private documents, counted anew in the others."""
    if not opened.private:
        return opened.case.entities(type, limit)
    surfaces: dict[tuple[str, EntityType], Counter[str]] = {}
    homes: dict[tuple[str, EntityType], dict[str, None]] = {}
    names: dict[tuple[str, EntityType], str] = {}
    for document in opened.every():
        for entity in opened.case.annotations(document.id).entities:
            if type in (None, entity.type):
                key = entity.id, entity.type
                surfaces.setdefault(key, Counter())[entity.quote(document.text)] += 1
                homes.setdefault(key, {})[document.id] = None
                names.setdefault(key, entity.name)
    ordered = sorted(surfaces, key=lambda key: (-surfaces[key].total(), key))
    return [
        Named(
            id, names[id, type], type, surfaces[id, type].total(), tuple(homes[id, type]), tuple(surfaces[id, type].most_common())
        )
        for id, type in ordered[:limit]
    ]


def _shape(named: Named) -> ActorShape:
    known = called(named.id)
    return ActorShape(
        id=named.id,
        name=named.name,
        english=known[1] if known else None,
        type=named.type,
        mentions=named.mentions,
        documents=len(named.documents),
        spellings=[surface for surface, _ in named.surfaces[:_SPELLINGS]],
    )


def _said(opened: Opened, said: Said) -> SaidShape:
    return SaidShape(
        stance=said.statement.stance,
        chain=[citing.party(link) for link in said.chain],
        unverified=said.statement.unverified,
        citation=citing.cite(opened.document(said.document_id), said.statement.content),
    )
