"""What the tools answer about those who are named: who they are, and what they say."""

from isnad.case import CaseError, Named, Said
from isnad.languages.bilingual import called
from isnad.mcp import citing
from isnad.mcp.opened import Opened, following
from isnad.mcp.shapes import ActorFull, ActorPage, ActorShape, SaidShape
from isnad.model import EntityType
from isnad.narrowing import named

_SPELLINGS = 8


def page(opened: Opened, type: EntityType | None, offset: int, limit: int) -> ActorPage:
    """Return who and what is named, the most often named first."""
    found = _named(opened, type, offset + limit + 1)
    return ActorPage(
        actors=[_shape(one) for one in found[offset : offset + limit]],
        next_offset=following(offset, limit, len(found) > offset + limit),
    )


def full(opened: Opened, reference: str, offset: int, limit: int) -> ActorFull:
    """Return what a party is called, what it says, and what is told of it. Raises CaseError where nobody is called so."""
    said = [one for one in opened.case.statements(source=reference) if one.document_id not in opened.private]
    claims = opened.listed(opened.case.claims(actor=reference, limit=limit), actor=reference)
    ids = {reference, *(one.statement.source_id for one in said)}
    known = [one for one in _named(opened, None, None) if one.id in ids or reference in (one.name, *dict(one.surfaces))]
    if not (known or said or claims):
        raise CaseError(f"Nobody in this case is called «{reference}». list_actors gives names and ids.")
    return ActorFull(
        actors=[_shape(one) for one in known[:limit]],
        statements=[_said(opened, one) for one in said[offset : offset + limit]],
        next_offset=following(offset, limit, len(said) > offset + limit),
        claims=claims,
    )


def _named(opened: Opened, type: EntityType | None, limit: int | None) -> list[Named]:
    """Return who is named; where there are private documents, counted anew in the others."""
    if not opened.private:
        return opened.case.entities(type, limit)
    return named(opened.case, opened.private, type)[:limit]


def _shape(one: Named) -> ActorShape:
    known = called(one.id)
    return ActorShape(
        id=one.id,
        name=one.name,
        english=known[1] if known else None,
        type=one.type,
        mentions=one.mentions,
        documents=len(one.documents),
        spellings=[surface for surface, _ in one.surfaces[:_SPELLINGS]],
    )


def _said(opened: Opened, said: Said) -> SaidShape:
    return SaidShape(
        stance=said.statement.stance,
        chain=[citing.party(link) for link in said.chain],
        unverified=said.statement.unverified,
        citation=citing.cite(opened.document(said.document_id), said.statement.content),
    )
