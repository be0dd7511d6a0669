"""Objects: a claim with all it stands on, as JSON Lines and the evidence packet write it."""

from collections.abc import Iterator
from typing import Any

from isnad.case import Claimed, Judged, Link, Reported
from isnad.exports.material import Material, Source, around, printable
from isnad.languages.bilingual import called
from isnad.model import Report, Span, Wording
from isnad.narrowing import shown
from isnad.release import __version__

UNNAMED = "unnamed"


def program() -> dict[str, str]:
    """Return who made an export."""
    return {"name": "isnad", "version": __version__}


def claim_object(material: Material, claimed: Claimed) -> dict[str, Any]:
    """Return a claim as an object: its reports once, everything else by their ids."""
    claim, ids = claimed.claim, [told.report.id for told in claimed.reports]
    return {
        "kind": "claim",
        "id": claim.id,
        "gloss": both(claim.gloss),
        "standing": list(map(both, claim.standing)),
        "origins": {
            "least": claim.least,
            "most": claim.most,
            "each": [
                {
                    **party(claimed, origin.id),
                    "reports": [ids[index] for index in origin.reports],
                    "one_because": list(map(both, origin.folded)),
                }
                for origin in claim.origins
            ],
            "on_own_word": [ids[index] for index in claim.own],
        },
        "reports": [report_object(material, claimed, told) for told in claimed.reports],
        "conflicts": [
            {
                "slot": conflict.slot,
                "between": [ids[index] for index in conflict.between],
                "relation": conflict.relation,
                "why": both(conflict.why),
                "judged": conflict.judged,
            }
            for conflict in claim.conflicts
        ],
        "revisions": [
            {
                "slot": change.slot,
                "from": change.old,
                "to": change.new,
                "by": party(claimed, change.by),
                "between": [ids[index] for index in change.between],
            }
            for change in claim.revisions
        ],
        "ledger": [
            {
                "report": ids[entry.report],
                "happened": entry.happened,
                "said": entry.said,
                "published": entry.published,
                "read": entry.read,
                "by": party(claimed, entry.by) if entry.by else None,
                "state": both(entry.state),
                "changes": list(map(both, entry.changes)),
            }
            for entry in claimed.ledger
        ],
        "judgements": [judgement_object(material, one) for one in shown(claimed)],
    }


def report_object(material: Material, claimed: Claimed, told: Reported) -> dict[str, Any]:
    """Return a report with its words, and where they stand: code points of the text whose SHA-256 its document gives."""
    report, text = told.report, material.source(told.document_id).text
    before, behind = around(text, Span(report.start, report.end))
    return {
        "id": report.id,
        "review": material.mark(told),
        "document": told.document_id,
        "start": report.start,
        "end": report.end,
        "quote": printable(told.quote),
        "sentence": {"start": report.start - told.at.start, "text": printable(told.sentence)},
        "before": printable(before),
        "behind": printable(behind),
        "stance": told.stance,
        "chain": [link_object(link) for link in told.chain],
        "factuality": report.factuality,
        "polarity": report.polarity,
        "no_proof_found": report.unproven,
        "earlier_version": told.earlier,
        "event": {
            "key": report.key or None,
            "type": report.type or None,
            "actors": [party(claimed, id) for id in report.actors],
            "recipients": [party(claimed, id) for id in report.recipients],
            "object": report.object,
            "understood": report.understood,
        },
        "time": {"value": report.time, "earliest": report.earliest, "latest": report.latest},
        "said": told.said,
        "place": party(claimed, report.place) if report.place else None,
        "counts": counts(report),
    }


def source_object(material: Material, source: Source) -> dict[str, Any]:
    """Return a document as an object; its text only where whole articles were asked for."""
    written: dict[str, Any] = {
        "kind": "document",
        "id": source.id,
        "name": source.name,
        "title": source.title,
        "publisher": source.publisher,
        "byline": source.byline,
        "published": source.published,
        "url": source.url,
        "lang": source.lang,
        "flags": list(source.flags),
        "original_sha256": source.original_sha256,
        "text_sha256": source.text_sha256,
        "characters": len(source.text),
        "pack": material.case.annotations(source.id).pack,
    }
    return written | ({"text": source.text} if material.options.full_text else {})


def judgement_object(material: Material, one: Judged) -> dict[str, Any]:
    """Return a judgement. Its id depends on the name of its maker, so it is told only with that name."""
    judgement = one.judgement
    return {
        **({"id": judgement.id} if material.options.name_reviewers else {}),
        "kind": judgement.kind,
        "slot": judgement.slot,
        "value": judgement.value,
        "reports": [list(reports) for reports in one.reports],
        "by": material.reviewer(judgement.by),
        "at": judgement.at,
        "why": judgement.why,
        "state": one.state,
    }


def both(words: Wording) -> dict[str, str]:
    """Return words in both languages."""
    return {"ar": printable(words.ar), "en": printable(words.en)}


def party(claimed: Claimed, id: str) -> dict[str, Any]:
    """Return a party of a claim with its names."""
    return link_object(claimed.parties.get(id, Link(id, None)))


def link_object(link: Link) -> dict[str, Any]:
    """Return a party: its id, its Arabic and English names, and whether anybody names it."""
    names = naming(link)
    return {"id": printable(link.id), "name": both(names), "named": not link.id.startswith(UNNAMED)}


def naming(link: Link) -> Wording:
    """Return what a party is called in Arabic and in English; one that nobody names by the words that stand for it."""
    if link.id.startswith(UNNAMED):
        described = link.name or link.id.removeprefix(UNNAMED).lstrip("-").replace("-", " ")
        ar, en = "مصدر غير مسمّى", "unnamed source"
        return Wording(f"{ar} («{described}»)", f"{en} (“{described}”)") if described else Wording(ar, en)
    known = called(link.id)
    fallback = link.name or link.id
    return Wording(*known) if known else Wording(fallback, fallback)


def counts(report: Report) -> list[dict[str, Any]]:
    """Return the numbers of a report: what is counted, and inclusive bounds (None: open)."""
    return list(_counts(report))


def _counts(report: Report) -> Iterator[dict[str, Any]]:
    for unit, (low, high) in sorted(report.values.items()):
        yield {"unit": unit, "low": number(low), "high": number(high), "about": unit in report.about}


def number(value: float | None) -> float | int | None:
    """Return a whole number without its «.0»."""
    return int(value) if value is not None and value == int(value) else value
