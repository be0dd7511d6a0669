"""schema.org JSON-LD: claims as ``Claim``, articles as ``NewsArticle`` (schema.org/Claim, schema.org/NewsArticle).

A ``ClaimReview`` says that somebody rated a claim. Isnad rates nothing, so there is one only where a person wrote a rating: a
note on the claim's report that begins with «rating:» or «تقييم:».
"""

import re
from collections.abc import Iterator
from typing import IO, Any

import msgspec

from isnad.case import Claimed
from isnad.exports.material import Material, Source, printable, unmarked
from isnad.exports.objects import both, link_object
from isnad.narrowing import shown

_RATING = re.compile(r"\s*(?:rating|تقييم)\s*:\s*(?P<rating>\S.*)", re.IGNORECASE | re.DOTALL)


def write(material: Material, target: IO[bytes]) -> None:
    """Write one graph of all claims, the articles in which they appear, and the ratings that people gave them."""
    nodes = [*map(_article, material.sources())]
    for claimed in material.claims:
        nodes.append(_claim(material, claimed))
        nodes += _ratings(material, claimed)
    target.write(msgspec.json.encode({"@context": "https://schema.org", "@graph": nodes}) + b"\n")


def _article_id(source: Source) -> str:
    return source.url or f"urn:isnad:document:{source.id}"


def _filled(node: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if value not in (None, [], "")}


def _article(source: Source) -> dict[str, Any]:
    return _filled(
        {
            "@type": "NewsArticle",
            "@id": _article_id(source),
            "headline": source.title,
            "url": source.url,
            "datePublished": source.published,
            "inLanguage": source.lang if source.lang != "und" else None,
            "author": {"@type": "Person", "name": source.byline} if source.byline else None,
            "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
            "identifier": {"@type": "PropertyValue", "propertyID": "text-sha256", "value": source.text_sha256},
        }
    )


def _claim(material: Material, claimed: Claimed) -> dict[str, Any]:
    claim = claimed.claim
    speakers = {told.chain[0].id: told.chain[0] for told in claimed.reports if told.chain}
    articles = [_article_id(material.source(told.document_id)) for told in claimed.reports]
    dated = [told for told in claimed.reports if told.published]
    first = min(dated, key=lambda told: told.published or "", default=None)
    marks = {material.mark(told) for told in claimed.reports}
    return _filled(
        {
            "@type": "Claim",
            "@id": f"urn:isnad:claim:{claim.id}",
            "identifier": claim.id,
            "name": [{"@language": lang, "@value": unmarked(words)} for lang, words in both(claim.gloss).items()],
            "text": list(dict.fromkeys(printable(told.quote) for told in claimed.reports)),
            "creativeWorkStatus": marks.pop() if len(marks) == 1 else "partly reviewed",
            "claimInterpreter": [
                _filled({"@type": _speaker(id), "name": link_object(link)["name"]["ar"]}) for id, link in speakers.items()
            ],
            "appearance": [{"@id": id} for id in dict.fromkeys(articles)],
            "firstAppearance": {"@id": _article_id(material.source(first.document_id))} if first else None,
        }
    )


def _speaker(id: str) -> str:
    return "Person" if id.startswith("per-") else "Organization"


def _ratings(material: Material, claimed: Claimed) -> Iterator[dict[str, Any]]:
    for one in shown(claimed):
        judgement = one.judgement
        said = _RATING.fullmatch(judgement.value or "") if judgement.kind == "note" and one.state == "applies" else None
        if said:
            yield {
                "@type": "ClaimReview",
                "claimReviewed": unmarked(claimed.claim.gloss.en or claimed.claim.gloss.ar),
                "itemReviewed": {"@id": f"urn:isnad:claim:{claimed.claim.id}"},
                "author": {"@type": "Person", "name": material.reviewer(judgement.by)},
                "datePublished": judgement.at[:10],
                "reviewBody": judgement.why,
                "reviewRating": {"@type": "Rating", "alternateName": said["rating"].strip()},
            }
