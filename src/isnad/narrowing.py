"""Narrowing: a claim as only some of its reports tell it. What leaves a case is what a person accepted, and nothing private."""

from collections.abc import Callable, Collection, Iterator, Sequence

import msgspec

from isnad.case import Claimed, Reported
from isnad.connection import claim, telling
from isnad.connection.glosses import gloss
from isnad.connection.rulings import Rulings
from isnad.connection.versions import Editions
from isnad.languages.bilingual import called
from isnad.model import Report, Wording

PRIVATE = "private"


def accepted(claimed: Claimed) -> frozenset[str]:
    """Return the ids of the reports that a person stands for: accepted, alone or in a conflict that was confirmed, or added."""
    return frozenset(_accepted(claimed))


def _accepted(claimed: Claimed) -> Iterator[str]:
    for judged in claimed.judged:
        if judged.state == "applies" and judged.judgement.kind in ("accept", "add"):
            for reports in judged.reports:
                yield from reports


def public(claimed: Claimed, private: Collection[str]) -> Claimed | None:
    """Return a claim without the reports of some documents (ids); None where none is left."""
    return narrow(claimed, lambda told: told.document_id not in private) if private else claimed


def narrow(claimed: Claimed, keep: Callable[[Reported], bool]) -> Claimed | None:
    """Return a claim as the reports tell it that are to be kept; None where there is none.

    Its line, origins, conflicts, revisions and standing are worked out anew from those reports. The id stays: it opens the whole.
    """
    kept = [told for told in claimed.reports if keep(told)]
    if len(kept) == len(claimed.reports):
        return claimed if all(map(keep, claimed.rejected)) else _without_rejected(claimed, keep)
    if not kept:
        return None
    homes = {
        claimed.reports[index].report.id: number for number, one in enumerate(claimed.claim.origins) for index in one.reports
    }
    words = {told.report.id: told.quote for told in kept}

    def copied(a: Report, b: Report) -> bool:
        return homes.get(a.id, -1) == homes.get(b.id, -2)

    def line(reports: Sequence[Report]) -> Wording:
        best = telling(reports)
        return gloss(best, lambda id: called(id) or (_name(claimed, id), ""), words[best.id])

    outlets = {told.document_id: told.publisher or told.document for told in kept}
    editions = Editions(claimed.claim.later, lambda report: outlets[report.document], lambda report: words[report.id])
    made = claim([told.report for told in kept], line, copied, _decided(claimed), editions)
    by_id = {told.report.id: told for told in kept}
    return _without_rejected(
        msgspec.structs.replace(
            claimed,
            claim=msgspec.structs.replace(made, id=claimed.claim.id),
            reports=tuple(by_id[report.id] for report in made.reports),
            documents=len(made.told_in),
        ),
        keep,
    )


def _name(claimed: Claimed, id: str) -> str:
    link = claimed.parties.get(id)
    return (link.name if link else None) or ""


def _without_rejected(claimed: Claimed, keep: Callable[[Reported], bool]) -> Claimed:
    return msgspec.structs.replace(claimed, rejected=tuple(filter(keep, claimed.rejected)))


def _decided(claimed: Claimed) -> Rulings:
    """Return what people decided on the conflicts of a claim."""
    decided = {
        pair: judged.judgement.kind == "accept"
        for judged in claimed.judged
        if judged.state == "applies" and judged.judgement.kind in ("accept", "reject")
        for pair in judged.pairs
    }
    return Rulings(conflicts=decided)
