"""Claims in short: what a list shows of them, without their reports and the documents on which these stand."""

from typing import Unpack

import msgspec
from msgspec import Struct

from isnad.model import Claim, Span
from isnad.storage import bodies, documents
from isnad.storage.claims import JUDGED, Asked, Claimed, found
from isnad.storage.file import CaseFile
from isnad.storage.judgements import ruled
from isnad.storage.parties import json

_LIKE = 12  # documents that are named as telling the same
_COLUMNS = "SELECT id, body, documents, reports, earliest, latest FROM claims WHERE id IN strings(?)"


class Summary(Struct, frozen=True, kw_only=True):
    """A claim whose ``reports`` are left out: how many there are, in how many documents.

    ``earliest`` and ``latest`` are the first and last day (ISO 8601) on which it was published, None where nobody knows.
    """

    claim: Claim
    documents: int
    reports: int
    earliest: str | None
    latest: str | None


class Parts(Struct, frozen=True, kw_only=True):
    """The claims (ids) that a document tells, with its words for each; and which documents (ids) tell most of them too."""

    claims: dict[str, list[Span]]
    like: list[tuple[str, int]]


def summaries(file: CaseFile, **asked: Unpack[Asked]) -> list[Summary]:
    """Return claims in short, in the order and by the options of :func:`isnad.storage.claims.claims`."""
    return by_id(file, found(file, **asked))


def parts(file: CaseFile, reference: str) -> Parts:
    """Return which claims one document tells, in which of its words, and which others tell most of them."""
    document = documents.resolve(file, reference)
    spans: dict[str, list[Span]] = {}
    told = bodies.reports_of(file, document)
    for row, claim in file.rows("SELECT row, claim FROM reports WHERE document = ? AND claim <> '' ORDER BY id", document):
        spans.setdefault(claim, []).append(Span(told[row].start, told[row].end))
    like = file.rows(
        "SELECT d.id, count(DISTINCT r.claim) FROM reports r JOIN documents d ON d.row = r.document "
        "WHERE r.claim IN strings(?) AND r.document <> ? AND d.later IS NULL "
        "GROUP BY d.row ORDER BY count(DISTINCT r.claim) DESC, d.name, d.id LIMIT ?",
        *(json(sorted(spans)), document, _LIKE),
    )
    return Parts(claims=spans, like=like)


def by_id(file: CaseFile, ids: list[str]) -> list[Summary]:
    """Return the claims with these ids in short, in their order."""
    known = {id: _summary(*rest) for id, *rest in file.rows(_COLUMNS, json(ids))}
    shaped = ruled(file).shaped
    rows = "SELECT DISTINCT claim FROM reports WHERE id IN strings(?)"
    for (id,) in file.rows(rows, json(sorted(shaped))) if shaped else ():
        if id in known:
            claim = known[id].claim
            judged = msgspec.structs.replace(claim, standing=(*claim.standing, JUDGED))
            known[id] = msgspec.structs.replace(known[id], claim=judged)
    return [known[id] for id in ids if id in known]


def summary(claimed: Claimed) -> Summary:
    """Return a claim in short."""
    days = sorted(told.published for told in claimed.reports if told.published)
    first, last = (days[0], days[-1]) if days else (None, None)
    claim = msgspec.structs.replace(claimed.claim, reports=())
    return Summary(claim=claim, documents=claimed.documents, reports=len(claimed.reports), earliest=first, latest=last)


def _summary(body: bytes, documents: int, reports: int, earliest: str | None, latest: str | None) -> Summary:
    return Summary(claim=bodies.claim_of(body, ()), documents=documents, reports=reports, earliest=earliest, latest=latest)
