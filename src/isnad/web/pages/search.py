"""Searching: words of the documents in their sentences, and the claims in whose words they stand."""

from collections import Counter
from itertools import islice
from typing import NamedTuple

from litestar import Response, get
from litestar.di import NamedDependency

from isnad.case import Hit, Summary, summary
from isnad.model import Span
from isnad.passages import passages
from isnad.web import public, twins
from isnad.web.pages.paging import Paged, paged
from isnad.web.texts import Piece, pieces
from isnad.web.view import View

_MOST = 20  # documents, and claims
_LOOKED, _FACETS = 200, 10  # documents that are counted by publisher and month, and how many of those are named
_SENTENCE, _NEAR = 4, 8  # words that make a sentence; claims that answer it
_BEST = 8  # documents of which the claims are looked through


class Found(NamedTuple):
    """A document that matches, and its sentences with the matches marked."""

    hit: Hit
    title: str
    sentences: list[list[Piece]]


class Facet(NamedTuple):
    """A way to narrow a search: the state of the address that does it, and what it may be with how many documents."""

    name: str
    values: list[tuple[str, int]]


@get("/search", sync_to_thread=False)
def search_page(view: NamedDependency[View]) -> Response[str]:
    """Show where the words of ``?q=`` stand; ``publisher=``, ``month=`` and ``in=`` (docs, claims) narrow it."""
    every = _hits(view, narrowed=False)
    hits, where = _hits(view), view.query.get("in")
    return view.render(
        "search.html",
        q=_query(view),
        found=_shown(view, hits) if where != "claims" else None,
        total=len(hits),
        claims=_claims(view, hits) if where != "docs" else [],
        near=_near(view) if where != "docs" else [],
        facets=_facets(view, every),
    )


def _facets(view: View, hits: list[Hit]) -> list[Facet]:
    publishers = Counter(hit.document.publisher for hit in hits if hit.document.publisher)
    months = Counter(hit.document.published[:7] for hit in hits if hit.document.published)
    found = [Facet("publisher", publishers.most_common(_FACETS)), Facet("month", sorted(months.items())[-_FACETS:])]
    return [facet for facet in found if len(facet.values) > 1 or view.query.get(facet.name)]


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
            if hit.document.id not in public.hidden(view)
        ]
    )


def _query(view: View) -> str:
    return view.query.get("q", "").strip()[:400]


def _hits(view: View, narrowed: bool = True) -> list[Hit]:
    """Return the documents that match, the best first; those of the publisher and month that the address asks for."""
    found = view.shelf.search(_query(view), _LOOKED, view.within) if _query(view) else []
    publisher, month = (view.query.get(name) if narrowed else None for name in ("publisher", "month"))
    return [
        hit
        for hit in found
        if (not publisher or hit.document.publisher == publisher)
        and (not month or (hit.document.published or "").startswith(month))
    ]


def _near(view: View) -> list[Summary]:
    """Return the claims nearest to a whole sentence; none for a word or two, which are only looked for."""
    asked = _query(view)
    if len(asked.split()) < _SENTENCE:
        return []
    near = [found.claimed for found in view.shelf.ask(asked, None if view.story else _NEAR).found]
    meant = {*view.story.documents} if view.story else None
    found = (one for one in near if meant is None or any(told.document_id in meant for told in one.reports))
    return [summary(one) for one in islice(found, _NEAR)]


def _shown(view: View, hits: list[Hit]) -> Paged[Found]:
    page = paged(hits, view.query.get("page"), _MOST)
    return Paged([_found(hit) for hit in page.items], page.page, page.more)


def _found(hit: Hit) -> Found:
    document = hit.document
    title = " ".join(document.title.quote(document.text).split()) if document.title else document.name
    marks = [("hit", span) for span in hit.spans]
    sentences = [pieces(document.text, marks, passage.start, passage.end) for passage in passages(document.text, hit.spans)]
    return Found(hit, title, sentences)


def _claims(view: View, hits: list[Hit]) -> list[Summary]:
    """Return the claims of the best documents with a report on whose words a match stands."""
    found: dict[str, Summary] = {}
    for hit in hits[:_BEST]:
        told = view.shelf.parts(hit.document.id).claims
        for one in view.shelf.summaries(document=hit.document.id):
            if any(_touches(part, hit) for part in told.get(one.claim.id, ())):
                found[one.claim.id] = one
    return list(found.values())[:_MOST]


def _touches(part: Span, hit: Hit) -> bool:
    """Whether a match stands on some words."""
    return any(part.start < span.end and span.start < part.end for span in hit.spans)
