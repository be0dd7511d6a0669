"""What the tools answer about claims: which there are, one with its reports, and those nearest to a sentence."""

from itertools import islice
from typing import Any

from isnad.case import CaseError, Claimed
from isnad.mcp import citing
from isnad.mcp.opened import Opened, following
from isnad.mcp.shapes import AnswerShape, ClaimFull, ClaimPage, ConflictShape, OriginShape, RevisionShape
from isnad.model import Conflict, Origin, Revision
from isnad.narrowing import accepted, public, shown

_MOST = 30  # conflicts, origins, revisions and judgements that are told of a claim


def page(
    opened: Opened, actor: str | None, topic: str | None, conflicts: bool, min_origins: int, offset: int, limit: int
) -> ClaimPage:
    """Return claims, first those that most documents tell."""
    asked: dict[str, Any] = {"actor": actor, "topic": topic, "conflicts": conflicts, "min_origins": min_origins}
    found = opened.case.claims(**asked, limit=limit + 1, offset=offset)
    return ClaimPage(claims=opened.listed(found[:limit], **asked), next_offset=following(offset, limit, len(found) > limit))


def full(opened: Opened, reference: str, offset: int, limit: int) -> ClaimFull:
    """Return a claim with a page of its reports. Raises CaseError where there is none."""
    claimed = public(opened.case.claim(reference), opened.private)
    if claimed is None:
        raise CaseError(f"There is no claim «{reference}».")
    claim, sure = claimed.claim, accepted(claimed)
    clashes = [conflict for conflict in claim.conflicts if conflict.relation == "contradiction"]
    told = claimed.reports[offset : offset + limit]
    return ClaimFull(
        claim=opened.listed([claimed])[0],
        reports=[citing.report(one, opened.document(one.document_id), sure) for one in told],
        next_offset=following(offset, limit, offset + limit < len(claimed.reports)),
        origins=[_origin(claimed, origin) for origin in claim.origins[:_MOST]],
        conflicts=[_conflict(claimed, conflict) for conflict in clashes[:_MOST]],
        conflicts_in_all=len(clashes),
        revisions=[_revision(claimed, change) for change in claim.revisions[:_MOST]],
        judgements=[
            f"{one.judgement.kind} ({one.state}): {one.judgement.why}"[: citing.LONGEST]
            for one in islice(claimed.judged if not opened.private else shown(claimed), _MOST)
        ],
    )


def ask(opened: Opened, sentence: str, limit: int) -> AnswerShape:
    """Return the claims nearest to a sentence."""
    answer = opened.case.ask(sentence, limit=limit)
    return AnswerShape(
        understood=list(answer.understood),
        claims=opened.listed([found.claimed for found in answer.found]),
        documents_in_case=answer.documents - len(opened.private),
    )


def _ids(claimed: Claimed, indices: tuple[int, ...]) -> list[str]:
    return [claimed.reports[index].report.id for index in indices]


def _origin(claimed: Claimed, origin: Origin) -> OriginShape:
    return OriginShape(
        party=citing.party(claimed.parties[origin.id]),
        reports=_ids(claimed, origin.reports),
        counted_as_one_because=[words.en for words in origin.folded],
    )


def _conflict(claimed: Claimed, conflict: Conflict) -> ConflictShape:
    return ConflictShape(slot=conflict.slot, reports=_ids(claimed, conflict.between), why=conflict.why.en, judged=conflict.judged)


def _revision(claimed: Claimed, change: Revision) -> RevisionShape:
    return RevisionShape(
        slot=change.slot,
        by=citing.party(claimed.parties[change.by]),
        old=change.old,
        new=change.new,
        reports=_ids(claimed, change.between),
    )
