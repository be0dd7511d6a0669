"""JSON Lines (jsonlines.org): one object a line, first the documents, then the claims, all in UTF-8."""

from typing import IO

import msgspec

from isnad.exports.material import Material
from isnad.exports.objects import claim_object, program, source_object


def write(material: Material, target: IO[bytes]) -> None:
    """Write a line that says who made it, a line for each document on which a claim stands, and a line for each claim."""
    encode = msgspec.json.Encoder().encode
    target.write(encode({"kind": "export", "made_by": program()}) + b"\n")
    for source in material.sources():
        target.write(encode(source_object(material, source)) + b"\n")
    for claimed in material.claims:
        target.write(encode(claim_object(material, claimed)) + b"\n")
