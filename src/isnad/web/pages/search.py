"""Searching: words of the documents in their sentences, and the claims in whose words they stand."""

from typing import NamedTuple

from litestar import Response, get
from litestar.di import NamedDependency

from isnad.case import Claimed, Hit
from isnad.model import Report
from isnad.passages import passages
from isnad.web import twins
from isnad.web.texts import Piece, pieces
from isnad.web.view import View

_MOST = 20  # documents, and claims
_SENTENCE, _NEAR = 4, 8  # words that make a sentence; claims that answer it
_BEST = 8  # documents of which the claims are looked through


class Found(NamedTuple):
    """A document that matches, and its sentences with the matches marked."""

    hit: Hit
    title: str
    sentences: list[list[Piece]]


@get("/search", sync_to_thread=False)
def search_page(view: NamedDependency[View]) -> Response[str]:
    """Show where the words of ``?q=`` stand."""
    hits = _hits(view)
    return view.render(
        "search.html", q=_query(view), found=[_found(hit) for hit in hits], claims=_claims(view, hits), near=_near(view)
    )


@get("/search.json", sync_to_thread=False)
def search_json(view: NamedDependency[View]) -> Response[bytes]:
    """Return where words stand as JSON."""
    return twins.json(
        [
            {
                "id": hit.document.id,
                "name": hit.document.name,
                "score": round(hit.score, 6),
                "spans": [{"start": s.start, "end": s.end, "quote": s.quote(hit.document.text)} for s in hit.spans],
            }
            for hit in _hits(view)
        ]
    )


def _query(view: View) -> str:
    return view.query.get("q", "").strip()[:400]


def _hits(view: View) -> list[Hit]:
    return view.shelf.search(_query(view), _MOST) if _query(view) else []


def _near(view: View) -> list[Claimed]:
    """Return the claims nearest to a whole sentence; none for a word or two, which are only looked for."""
    asked = _query(view)
    return [found.claimed for found in view.shelf.case.ask(asked, limit=_NEAR).found] if len(asked.split()) >= _SENTENCE else []


def _found(hit: Hit) -> Found:
    document = hit.document
    title = " ".join(document.title.quote(document.text).split()) if document.title else document.name
    marks = [("hit", span) for span in hit.spans]
    sentences = [pieces(document.text, marks, passage.start, passage.end) for passage in passages(document.text, hit.spans)]
    return Found(hit, title, sentences)


def _claims(view: View, hits: list[Hit]) -> list[Claimed]:
    """Return the claims of the best documents with a report on whose words a match stands."""
    found: dict[str, Claimed] = {}
    for hit in hits[:_BEST]:
        for claimed in view.shelf.claims(document=hit.document.id):
            if any(_touches(report, hit) for report in claimed.claim.reports):
                found[claimed.claim.id] = claimed
    return list(found.values())[:_MOST]


def _touches(report: Report, hit: Hit) -> bool:
    """Whether a match stands on the words of a report."""
    return report.document == hit.document.id and any(report.start < span.end and span.start < report.end for span in hit.spans)
