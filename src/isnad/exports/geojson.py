"""GeoJSON (RFC 7946): each place of a claim as a feature, a point where the place is one."""

from collections.abc import Iterator
from typing import IO, Any

import msgspec

from isnad.case import Claimed
from isnad.exports.countries import alpha3
from isnad.exports.material import Material, days, printable
from isnad.exports.objects import both, number, party
from isnad.exports.places import place
from isnad.languages.bilingual import kind


def write(material: Material, target: IO[bytes]) -> None:
    """Write a feature for each place at which a claim is told to be; without geometry where it is no point, as a country."""
    features = [feature for claimed in material.claims for feature in _features(material, claimed)]
    target.write(msgspec.json.encode({"type": "FeatureCollection", "features": features}) + b"\n")


def _features(material: Material, claimed: Claimed) -> Iterator[dict[str, Any]]:
    claim = claimed.claim
    for id in dict.fromkeys(told.report.place for told in claimed.reports if told.report.place):
        here = [told for told in claimed.reports if told.report.place == id]
        known = place(id)
        marks = {material.mark(told) for told in here}
        yield {
            "type": "Feature",
            "id": f"{claim.id}/{printable(id)}",
            "geometry": {"type": "Point", "coordinates": [known.longitude, known.latitude]} if known else None,
            "properties": {
                "claim": claim.id,
                "gloss": both(claim.gloss),
                "place": party(claimed, id),
                "country": known.country if known else id if kind(id) == "countries" else None,
                "country_alpha3": (alpha3(known.country) if known else alpha3(id)) or None,
                "review": marks.pop() if len(marks) == 1 else "partly",
                "standing": list(map(both, claim.standing)),
                "origins": {"least": claim.least, "most": claim.most},
                "first_published": days(claimed)[0],
                "last_published": days(claimed)[1],
                "reports": [
                    {
                        "id": told.report.id,
                        "quote": printable(told.quote),
                        "sentence": printable(told.sentence),
                        "publisher": told.publisher,
                        "published": told.published,
                        "happened": told.report.time,
                        "factuality": told.report.factuality,
                        "review": material.mark(told),
                        "counts": [
                            {"unit": unit, "low": number(low), "high": number(high)}
                            for unit, (low, high) in sorted(told.report.values.items())
                        ],
                    }
                    for told in here
                ],
            },
        }
