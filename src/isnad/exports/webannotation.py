"""W3C Web Annotation: each report as an annotation on the words of its article.

Web Annotation Data Model, W3C Recommendation of 23 February 2017, https://www.w3.org/TR/annotation-model/: a quote is given by a
TextQuoteSelector (4.2.4) and a TextPositionSelector (4.2.5), whose positions count code points.
"""

from collections.abc import Iterator
from typing import IO, Any

import msgspec

from isnad.case import Claimed, Reported
from isnad.exports.material import Material, around, printable, unmarked
from isnad.exports.objects import both, link_object, program
from isnad.model import Span

_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"isnad": "urn:isnad:"}]


def write(material: Material, target: IO[bytes]) -> None:
    """Write all reports as one annotation collection."""
    target.write(msgspec.json.encode(collection(material)) + b"\n")


def collection(material: Material) -> dict[str, Any]:
    """Return all reports as an AnnotationCollection with one page."""
    items = [item for claimed in material.claims for item in _items(material, claimed)]
    made = program()
    page = {"id": "urn:isnad:annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": items}
    return {
        "@context": _CONTEXT,
        "id": "urn:isnad:annotations",
        "type": "AnnotationCollection",
        "label": "Reports of claims, each on the words of its article",
        "generator": {"id": f"urn:isnad:version:{made['version']}", "type": "Software", "name": "Isnad"},
        "total": len(items),
        "first": page,
    }


def _items(material: Material, claimed: Claimed) -> Iterator[dict[str, Any]]:
    for told in claimed.reports:
        yield {
            "id": f"urn:isnad:report:{told.report.id}",
            "type": "Annotation",
            "motivation": "describing",
            "body": list(_bodies(material, claimed, told)),
            "target": _target(material, told),
            "isnad:claim": {"id": f"urn:isnad:claim:{claimed.claim.id}"},
            "isnad:review": material.mark(told),
            "isnad:stance": told.stance,
            "isnad:factuality": told.report.factuality,
            "isnad:chain": [printable(link_object(link)["id"]) for link in told.chain],
        }


def _bodies(material: Material, claimed: Claimed, told: Reported) -> Iterator[dict[str, Any]]:
    for lang, words in both(claimed.claim.gloss).items():
        yield {"type": "TextualBody", "value": unmarked(words), "format": "text/plain", "language": lang, "purpose": "describing"}
    yield {"type": "TextualBody", "value": material.mark(told), "format": "text/plain", "language": "en", "purpose": "tagging"}


def _target(material: Material, told: Reported) -> dict[str, Any]:
    """Return the words of a report: of the text with this SHA-256, at this address where it has one."""
    source, report = material.source(told.document_id), told.report
    before, behind = around(source.text, Span(report.start, report.end))
    return {
        "type": "SpecificResource",
        "source": {
            "id": source.url or f"urn:isnad:document:{source.id}",
            "type": "Text",
            **({"language": source.lang} if source.lang != "und" else {}),
            "isnad:text-sha256": source.text_sha256,
        },
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": printable(told.quote),
                "prefix": printable(before),
                "suffix": printable(behind),
            },
            {"type": "TextPositionSelector", "start": report.start, "end": report.end},
        ],
    }
