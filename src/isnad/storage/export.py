"""Export: documents with their annotations, and claims, as the objects that the annotation guide describes (section 3)."""

from functools import cache
from typing import Any

from isnad.languages.names import gazetteer
from isnad.model import Annotations, Document, Entity, Event, Quantity, Span, Statement, Time, annotation_id
from isnad.storage.claims import Claimed, Reported

_TOLD = ("country", "wikidata")  # what the pack knows of a named thing, and the export tells


def document_line(found: Annotations) -> dict[str, Any]:
    """Return a document and what was found in it, as the line of the export; offsets are code points of its text.

    Beyond what the guide asks, it tells the document's ``id``, ``bounds``, ``url``, ``byline``, ``modified``, ``section``,
    ``agency`` and the ``pack`` that read it;
    of each annotation its ``id``, as ``annotation`` where an entity's own id stands under ``id``.
    """
    document = found.document
    return {
        "kind": "document",
        "doc": document.name,
        "id": document.id,
        "sha256": document.sha256,
        "lang": document.lang,
        "published": document.published,
        "bounds": _bounds(document),
        "publisher": document.publisher,
        "byline": document.byline,
        "url": document.url,
        "modified": document.modified,
        "section": document.section,
        "agency": document.agency,
        "pack": found.pack,
        "title": _span(document.title),
        "boilerplate": [[span.start, span.end] for span in document.boilerplate],
        "flags": list(document.flags),
        "entities": [_entity(document, entity) for entity in found.entities],
        "times": [_time(document, time) for time in found.times],
        "quantities": [_quantity(document, quantity) for quantity in found.quantities],
        "statements": [_statement(document, statement) for statement in found.statements],
        "events": [_event(document, event) for event in found.events],
    }


def claim_line(found: Claimed) -> dict[str, Any]:
    """Return a claim as the line of the export. Beyond what the guide asks, it tells each report's id, chain and standing.

    Only contradictions are conflicts; those that nobody has judged are possible ones.
    """
    claim = found.claim
    return {
        "kind": "claim",
        "id": claim.id,
        "gloss": claim.gloss.en,
        "gloss_ar": claim.gloss.ar,
        "reports": [_report(reported) for reported in found.reports],
        "conflicts": [
            {
                "slot": conflict.slot,
                "between": list(conflict.between),
                "why": conflict.why.en,
                "why_ar": conflict.why.ar,
                "judged": conflict.judged,
            }
            for conflict in claim.conflicts
            if conflict.relation == "contradiction"
        ],
        "revisions": [
            {
                "slot": change.slot,
                "from": change.old,
                "to": change.new,
                "by": change.by,
                "docs": [found.reports[index].document for index in change.between],
            }
            for change in claim.revisions
        ],
        "origins": [origin.id for origin in claim.origins],
        "least": claim.least,
        "most": claim.most,
        "standing": [words.en for words in claim.standing],
    }


def _report(found: Reported) -> dict[str, Any]:
    report = found.report
    values: dict[str, Any] = {name: [_number(low), _number(high)] for name, (low, high) in report.values.items()}
    told = {"time": report.time, "place": report.place}
    return {
        "id": report.id,
        "doc": found.document,
        "start": report.start,
        "end": report.end,
        "values": values | {name: value for name, value in told.items() if value},
        "polarity": report.polarity,
        "factuality": report.factuality,
        "origin": list(report.origin),
        "chain": list(report.chain),
        "published": found.published,
        "event": report.event,
        "statement": report.statement,
    }


def _bounds(document: Document) -> dict[str, str | None] | None:
    known = document.bounds
    return {"earliest": known.earliest, "latest": known.latest, "reason": known.reason} if known else None


def _span(span: Span | None) -> dict[str, int] | None:
    return {"start": span.start, "end": span.end} if span else None


def _entity(document: Document, entity: Entity) -> dict[str, Any]:
    return {
        "start": entity.start,
        "end": entity.end,
        "type": entity.type,
        "id": entity.id,
        "name": entity.name,
        "rule": entity.rule,
        "annotation": annotation_id(document, "entity", entity.start, entity.end, entity.type, entity.id),
        **_told().get(entity.id, {}),
    }


def _time(document: Document, time: Time) -> dict[str, Any]:
    return {
        "start": time.start,
        "end": time.end,
        "type": time.type,
        "value": time.value,
        "earliest": time.earliest,
        "latest": time.latest,
        "rule": time.rule,
        "id": annotation_id(document, "time", time.start, time.end, time.type, time.value),
    }


def _quantity(document: Document, quantity: Quantity) -> dict[str, Any]:
    low, high, unit = _number(quantity.low), _number(quantity.high), _span(quantity.unit)
    slots = (quantity.start, quantity.end, low, high, quantity.kind, *(unit or {}).values())
    return {
        "start": quantity.start,
        "end": quantity.end,
        "low": low,
        "high": high,
        "kind": quantity.kind,
        "unit": unit,
        "rule": quantity.rule,
        "id": annotation_id(document, "quantity", *slots),
    }


def _statement(document: Document, statement: Statement) -> dict[str, Any]:
    content, cue = statement.content, statement.cue
    return {
        "source": _span(statement.source),
        "source_id": statement.source_id,
        "cue": _span(cue),
        "content": _span(content),
        "stance": statement.stance,
        "chain": list(statement.chain),
        "candidates": list(statement.candidates),
        "unverified": statement.unverified,
        "rule": statement.rule,
        "id": annotation_id(document, "statement", statement.source_id, cue.start, cue.end, content.start, content.end),
    }


def _event(document: Document, event: Event) -> dict[str, Any]:
    slots = (event.trigger.start, event.key, *event.actors, "->", *event.recipients, event.object)
    return {
        "trigger": _span(event.trigger),
        "key": event.key,
        "type": event.type,
        "mode": event.mode or None,
        "actors": list(event.actors),
        "recipients": list(event.recipients),
        "object": event.object,
        "time": event.time,
        "location": event.location,
        "factuality": event.factuality,
        "casualties": {name: [_number(low), _number(high)] for name, (low, high) in event.casualties.items()} or None,
        "statement": event.statement,
        "words": [{"role": role, "start": span.start, "end": span.end} for role, span in event.words],
        "understood": event.understood,
        "same": event.same,
        "rule": event.rule,
        "id": annotation_id(document, "event", *slots),
    }


def _number(value: float | None) -> float | int | None:
    """Return a whole number without its «.0»: 6000, as a person would write it."""
    return int(value) if value is not None and value == int(value) else value


@cache
def _told() -> dict[str, dict[str, str]]:
    """Return what the pack knows of each named thing by its id, where it knows anything."""
    found: dict[str, dict[str, str]] = {}
    for known in gazetteer().table.values():
        for name in known.names if known else ():
            if name.id not in found and (told := {key: name.settings[key] for key in _TOLD if key in name.settings}):
                found[name.id] = told
    return found
