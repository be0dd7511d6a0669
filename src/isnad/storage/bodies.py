"""Bodies: claims, and the reports of a document, which are kept together.

The reports of one document repeat its subjects, and those of one sentence its words, so that together they take a twelfth of
what they take apart. A body is MessagePack, packed (packing.py).
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter

import msgspec

from isnad.model import Claim, Report
from isnad.storage.file import CaseFile
from isnad.storage.packing import packed, unpacked
from isnad.storage.parties import json

# What every claim's body holds: without it each would bring its own. Part of the format of the case file: never to be changed.
_CLAIM = (
    b"\xa8factuality\xa6denied\xa9different scope\xa8rounding\xa6update\xadcontradiction\xa8polarity\xa9recipient\xa5acto"
    b"r\xa5place\xa4time\xa5count\xa6judged\xc2\xa3why\xa8relation\xa7between\xa4slot\xa2by\xa3new\xa3old\xaeseveral orig"
    b"ins\xaaone origin\xacno origin\xa6folded\x90\xa7reports\x91\x00\xa2id\x8b\xa2id\xb0\xa5gloss\x82\xa2ar\xa2en\xa7rep"
    b"orts\x90\xa7origins\x91\x83\xa2id\xa7reports\x91\x00\xa6folded\x90\xa5least\x01\xa4most\x01\xa3own\x91\x00\xa9confl"
    b"icts\x90\xa9revisions\x90\xa8standing\x91\x82\xa2ar\xd9\x1d\xd9\x85\xd9\x86\xd8\xb4\xd8\xa3 \xd9\x88\xd8\xa7\xd8"
    b"\xad\xd8\xaf\xa2en\xaaone origin"
)


def of_claim(claim: Claim) -> bytes:
    """Return the body of a claim, without its reports."""
    return packed(msgspec.msgpack.encode(msgspec.structs.replace(claim, reports=())), _CLAIM)


def claim_of(body: bytes, reports: Sequence[Report]) -> Claim:
    """Return the claim of a body, with its reports."""
    return msgspec.structs.replace(msgspec.msgpack.decode(unpacked(body, _CLAIM), type=Claim), reports=tuple(reports))


def keep_reports(file: CaseFile, document: int, reports: Sequence[Report]) -> None:
    """Keep the reports of a document (row)."""
    last = file.row("SELECT max(row) FROM reports")[0] or 0
    rows = [(last + number, report.id, document) for number, report in enumerate(reports, 1)]
    file.run_many("INSERT INTO reports (row, id, document) VALUES (?, ?, ?)", rows)
    file.run("INSERT INTO told VALUES (?, ?, ?)", document, last + 1, packed(msgspec.msgpack.encode(reports)))


def reports_of(file: CaseFile, document: int) -> dict[int, Report]:
    """Return the reports of a document (row), by their rows, in order."""
    return {row: msgspec.msgpack.decode(body, type=Report) for row, body in bodies_of(file, document).items()}


def bodies_of(file: CaseFile, document: int) -> dict[int, msgspec.Raw]:
    """Return the reports of a document (row) as MessagePack, by their rows, in order."""
    found = file.row("SELECT first, bodies FROM told WHERE document = ?", document)
    if found is None:
        return {}
    return dict(enumerate(msgspec.msgpack.decode(unpacked(found[1]), type=list[msgspec.Raw]), found[0]))


def reports(file: CaseFile, rows: Iterable[int]) -> dict[int, Report]:
    """Return some reports by their rows, in the order of the rows given; those that are gone are left out."""
    wanted = list(dict.fromkeys(rows))
    of = file.rows("SELECT document, row FROM reports WHERE row IN numbers(?) ORDER BY document, row", json(wanted))
    found: dict[int, Report] = {}
    for document, own in groupby(of, key=itemgetter(0)):
        bodies = bodies_of(file, document)
        for _, row in own:
            found[row] = msgspec.msgpack.decode(bodies[row], type=Report)
    return {row: found[row] for row in wanted if row in found}
