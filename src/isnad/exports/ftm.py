"""FollowTheMoney: articles, parties and claims as entities, and as statements of where each value comes from.

The model is that of the package `followthemoney` (followthemoney.tech). A claim is an ``Event``, its articles its ``proof``; each
report is a ``Documentation`` that joins the two, with its quote as summary and its sentence as description.
"""

from collections.abc import Iterator
from hashlib import sha1
from typing import IO, Any, NamedTuple

import msgspec

from isnad.case import Claimed, Link, Reported
from isnad.exports.material import Material, Source, printable, unmarked
from isnad.exports.objects import UNNAMED, naming
from isnad.languages.bilingual import kind
from isnad.model import digest

DATASET = "isnad"
_SCHEMAS = {"PER": "Person", "ORG": "Organization", "GPE": "LegalEntity"}  # what can be involved; other names are none of these
_LANGUAGES = {"ar": "ara", "en": "eng", "fa": "fas", "fr": "fra", "ur": "urd", "ps": "pus", "tr": "tur", "ru": "rus", "he": "heb"}
_NO_COUNTRIES = ("SU", "YU", "CS", "HV", "RH", "YD")  # states of the past that the model does not know
_DATE = 10


class Statement(NamedTuple):
    """A value of an entity: in which language, and from which document, read when."""

    entity: str
    schema: str
    prop: str
    value: str
    lang: str | None = None
    origin: str | None = None
    seen: str | None = None


def write_entities(material: Material, target: IO[bytes]) -> None:
    """Write each entity as a line of JSON."""
    for entity in entities(material):
        target.write(msgspec.json.encode(entity) + b"\n")


def write_statements(material: Material, target: IO[bytes]) -> None:
    """Write each statement as a line of JSON, as ``ftm aggregate-statements`` reads it."""
    for statement in statements(material):
        target.write(msgspec.json.encode(_line(statement)) + b"\n")


def entities(material: Material) -> list[dict[str, Any]]:
    """Return the entities, each with all its values, in the order of their ids."""
    found: dict[str, dict[str, Any]] = {}
    for one in statements(material):
        entity = found.setdefault(one.entity, {"id": one.entity, "schema": one.schema, "properties": {}})
        if one.prop != "id":
            values = entity["properties"].setdefault(one.prop, [])
            if one.value not in values:
                values.append(one.value)
    return [found[id] for id in sorted(found)]


def statements(material: Material) -> list[Statement]:
    """Return the statements, each once, in the order of their entities."""
    found = dict.fromkeys(_statements(material))
    return sorted(found, key=lambda one: (one.entity, one.prop != "id", one.prop, one.value, one.lang or "", one.origin or ""))


def _statements(material: Material) -> Iterator[Statement]:
    types = {named.id: named.type for named in material.case.entities()}
    for source in material.sources():
        yield from _article(material, source)
    for claimed in material.claims:
        parties = {id: _party_id(id) for id in claimed.parties if _schema(id, types)}
        used = {id for told in claimed.reports for id in (*told.report.actors, *told.report.recipients)}
        for id in sorted(used & parties.keys()):
            yield from _party(claimed.parties[id], _schema(id, types) or "")
        yield from _claim(material, claimed, parties)


def _schema(id: str, types: dict[str, Any]) -> str | None:
    """Return what kind of entity can stand for a party; None for places and peoples, and for who has no name."""
    return None if id.startswith(UNNAMED) else "LegalEntity" if kind(id) == "countries" else _SCHEMAS.get(types.get(id, ""))


def _of(entity: str, schema: str, values: dict[str, str | None], **more: str | None) -> Iterator[Statement]:
    yield Statement(entity, schema, "id", entity, None, more.get("origin"), more.get("seen"))
    for prop, value in values.items():
        if value and value.strip():
            yield Statement(entity, schema, prop, printable(value).strip(), None, more.get("origin"), more.get("seen"))


def article_id(document: str) -> str:
    """Return the id of an article's entity."""
    return f"isnad-document-{document}"


def _party_id(id: str) -> str:
    return f"isnad-party-{digest('party', id)}"


def _article(material: Material, source: Source) -> Iterator[Statement]:
    values = {
        "title": source.title,
        "fileName": source.name,
        "publisher": source.publisher,
        "author": source.byline,
        "publishedAt": source.published[:_DATE] if source.published else None,
        "sourceUrl": source.url,
        "language": _LANGUAGES.get(source.lang),
        "bodyText": source.text if material.options.full_text else None,
    }
    yield from _of(article_id(source.id), "Article", values, origin=source.id)


def _party(link: Link, schema: str) -> Iterator[Statement]:
    id, names = _party_id(link.id), naming(link)
    yield from _of(id, schema, {"country": _country(link.id)})
    for lang, name in (("ara", names.ar), ("eng", names.en)):
        if name and (lang == "ara" or name != names.ar):
            yield Statement(id, schema, "name", printable(name), lang)


def _country(id: str) -> str | None:
    return id.lower() if kind(id) == "countries" and len(id) == 2 and id not in _NO_COUNTRIES else None


def _claim(material: Material, claimed: Claimed, parties: dict[str, str]) -> Iterator[Statement]:
    claim = claimed.claim
    id = f"isnad-claim-{claim.id}"
    yield from _of(id, "Event", {"recordId": claim.id})
    for lang, words in (("ara", claim.gloss.ar), ("eng", claim.gloss.en)):
        yield Statement(id, "Event", "name", unmarked(words), lang)
        standing = "; ".join(one.ar if lang == "ara" else one.en for one in claim.standing)
        yield Statement(id, "Event", "summary", printable(standing), lang)
    for told in claimed.reports:
        origin, seen = told.document_id, told.read[:19]
        for prop, value in (*_told(told, claimed, parties), ("keywords", material.mark(told))):
            yield Statement(id, "Event", prop, printable(value), None, origin, seen)
        yield from _documentation(material, told, id, seen)


def _told(told: Reported, claimed: Claimed, parties: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what a report says of its claim: whom it involves, when and where; each value is the report's, not ours."""
    report = told.report
    for party in (*report.actors, *report.recipients):
        if party in parties:
            yield "involved", parties[party]
    if report.earliest and report.latest:
        yield ("date", report.earliest) if report.earliest == report.latest else ("startDate", report.earliest)
        if report.earliest != report.latest:
            yield "endDate", report.latest
    if report.place:
        names = naming(claimed.parties[report.place])
        yield "location", names.en or names.ar
        if country := _country(report.place):
            yield "country", country
    if report.type:
        yield "keywords", report.type
    yield "proof", article_id(told.document_id)


def _documentation(material: Material, told: Reported, claim: str, seen: str) -> Iterator[Statement]:
    report = told.report
    values = {
        "document": article_id(told.document_id),
        "entity": claim,
        "role": told.stance or "tells",
        "status": material.mark(told),
        "date": told.published[:_DATE] if told.published else None,
        "summary": told.quote,
        "description": told.sentence,
        "recordId": report.id,
        "publisher": told.publisher,
    }
    yield from _of(f"isnad-report-{report.id}", "Documentation", values, origin=told.document_id, seen=seen)


def _line(one: Statement) -> dict[str, Any]:
    """Return a statement as the package writes it; its id is the SHA-1 of dataset, entity, property and value."""
    key = f"{DATASET}.{one.entity}.{one.prop}.{one.value}" + (f"@{one.lang}" if one.lang else "")
    return {
        "canonical_id": one.entity,
        "entity_id": one.entity,
        "prop": one.prop,
        "schema": one.schema,
        "value": one.value,
        "dataset": DATASET,
        "lang": one.lang,
        "original_value": None,
        "first_seen": one.seen,
        "last_seen": one.seen,
        "external": False,
        "origin": one.origin,
        "id": sha1(key.encode()).hexdigest(),
    }
