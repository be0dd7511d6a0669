"""Narrowing: a claim as only some of its reports tell it. What leaves a case is what a person accepted, and nothing private."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

import msgspec

from isnad.case import Case, Claimed, Judged, Named, Reported, Totals
from isnad.connection import claim, telling
from isnad.connection.glosses import gloss
from isnad.connection.rulings import Rulings
from isnad.connection.versions import Editions
from isnad.languages.bilingual import called
from isnad.languages.folding import fold
from isnad.model import Claim, EntityType, Report, Wording
from isnad.storage.claims import party_ids

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


def shown(claimed: Claimed) -> Iterator[Judged]:
    """Yield the judgements that are about the reports of a claim as it is shown, and about no other."""
    ids = {told.report.id for told in claimed.reports}
    for one in claimed.judged:
        if one.reports and all(ids.issuperset(reports) for reports in one.reports):
            yield one


def meets(
    claimed: Claimed, *, actor: str | None = None, topic: str | None = None, conflicts: bool = False, min_origins: int = 0
) -> bool:
    """Whether what is left of a claim is still what was asked for, by the options of :meth:`isnad.Case.claims`.

    Else the answer would tell that what was left out is about somebody. Of names, those count that stand in what is left.
    """
    reports = [told.report for told in claimed.reports]
    if conflicts and not _is_disputed(claimed.claim):
        return False
    if topic is not None and not any(topic in (report.object, report.key, report.type) for report in reports):
        return False
    return claimed.claim.most >= min_origins and (actor is None or _names(claimed, actor))


def _names(claimed: Claimed, actor: str) -> bool:
    reports = [told.report for told in claimed.reports]
    ids = {id for report in reports for id in (*report.actors, *report.recipients, *report.chain, report.place, report.voice)}
    names = [(_name(claimed, id), *(called(id) or ())) for id in ids if id]
    places = [*(fold(name) for some in names for name in some), *(fold(told.sentence) for told in claimed.reports)]
    return actor.strip() in ids or any(all(word in place for word in fold(actor).split()) for place in places)


def totals(case: Case, private: Collection[str], story: str | None = None) -> Totals:
    """Return the numbers of a case, or of a story of it, without some documents (ids): of claims, what is left of them."""
    counted = case.totals(story, without=private)
    told = {one.claim.id: one for id in private for one in case.summaries(document=id, story=story)}
    disputed = (case.claim(id) for id, one in told.items() if _is_disputed(one.claim))
    left = (one for claimed in disputed if (one := public(claimed, private)))
    settled = sum(not _is_disputed(one.claim) for one in left)
    return msgspec.structs.replace(counted, disputed=counted.disputed - settled)


def _is_disputed(claim: Claim) -> bool:
    return any(conflict.relation == "contradiction" for conflict in claim.conflicts)


def named(
    case: Case, private: Collection[str], type: EntityType | None = None, story: Iterable[str] | None = None
) -> list[Named]:
    """Return who is named in all documents but some (ids), as :meth:`isnad.Case.entities` does: counted anew in the others."""
    surfaces: dict[tuple[str, EntityType], Counter[str]] = {}
    homes: dict[tuple[str, EntityType], dict[str, None]] = {}
    names: dict[tuple[str, EntityType], str] = {}
    within = None if story is None else frozenset(story)
    for document in case.documents():
        if document.id in private or (within is not None and document.id not in within):
            continue
        for entity in case.annotations(document.id).entities:
            if type in (None, entity.type):
                key = entity.id, entity.type
                surfaces.setdefault(key, Counter())[entity.quote(document.text)] += 1
                homes.setdefault(key, {})[document.id] = None
                names.setdefault(key, entity.name)
    return [
        Named(id, names[id, type], type, counted.total(), tuple(homes[id, type]), tuple(counted.most_common()))
        for (id, type), counted in sorted(surfaces.items(), key=lambda item: (-item[1].total(), item[0]))
    ]


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
    """Return a claim without the rejected reports that are not kept, and without the parties that nothing left of it names."""
    rejected = tuple(filter(keep, claimed.rejected))
    ids = party_ids(claimed.claim, (told.report for told in rejected)) | {change.by for change in claimed.claim.revisions}
    parties = {id: link for id, link in claimed.parties.items() if id in ids}
    return msgspec.structs.replace(claimed, rejected=rejected, parties=parties)


def _decided(claimed: Claimed) -> Rulings:
    """Return what people decided on the conflicts of a claim."""
    decided = {
        pair: judged.judgement.kind == "accept"
        for judged in claimed.judged
        if judged.state == "applies" and judged.judgement.kind in ("accept", "reject")
        for pair in judged.pairs
    }
    return Rulings(conflicts=decided)
