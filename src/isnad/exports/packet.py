"""The evidence packet: claims with the words on which they stand, in one file that needs neither the case nor the network."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import IO, Any

import msgspec

from isnad.case import Case
from isnad.connection import rules
from isnad.exports import webannotation
from isnad.exports.archive import pack
from isnad.exports.material import Material, Options, gather
from isnad.exports.objects import claim_object, program, source_object
from isnad.exports.page import LANGS, page

FORMAT = "isnad-packet/1"
MANIFEST, DATA = "manifest.json", "packet.json"


def packet(case: Case, claims: Sequence[str], target: IO[bytes], options: Options | None = None) -> Material:
    """Write an evidence packet of some claims (ids, or the beginnings of them) and return what it holds.

    The same case, judgements and version give the same bytes. Raises CaseError where a claim is none, and where nobody has
    accepted a report of one and ``options.unreviewed`` is not set.
    """
    material = gather(case, options or Options(), claims=claims, publication=True)
    pack(target, sealed(_files(material)))
    return material


def sealed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return files with the manifest that lists their SHA-256."""
    listed = [{"name": name, "bytes": len(files[name]), "sha256": sha256(files[name]).hexdigest()} for name in sorted(files)]
    return {**files, MANIFEST: written({"format": FORMAT, "made_by": program(), "files": listed})}


def written(value: object) -> bytes:
    """Return an object as JSON that a person can read too."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def _files(material: Material) -> dict[str, bytes]:
    claims = [claim_object(material, claimed) for claimed in material.claims]
    documents = {source.id: source_object(material, source) for source in material.sources()}
    data: dict[str, Any] = {
        "format": FORMAT,
        "made_by": program() | {"rules": rules.fingerprint()},
        "holds": "accepted and unreviewed" if material.options.unreviewed else "accepted",
        "offsets": "code points of the text of the document, end exclusive",
        "claims": claims,
        "documents": list(documents.values()),
    }
    found = {
        DATA: written(data),
        "annotations.jsonld": written(webannotation.collection(material)),
    }
    for lang in LANGS:
        html = page(lang, claims, documents, data["made_by"], unreviewed=material.options.unreviewed)
        found[f"page.{lang}.html"] = html.encode()
    return found
