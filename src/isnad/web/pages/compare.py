"""Two documents side by side: the words that they share, and so what each of them changed or says alone."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from litestar import Response, get
from litestar.di import NamedDependency

from isnad.case import CaseError, Claimed
from isnad.model import Annotations, Document, Span
from isnad.web import twins
from isnad.web.pages.documents import Block, blocks
from isnad.web.pages.quotes import Quote, facing, quoted
from isnad.web.view import View

_WORD = re.compile(r"\S+")
_RUN = 5  # words in a row that chance does not share
_MOST = 3_000  # words of a document that are compared
_LISTED = 300  # documents among which a reader chooses, the latest


class Side(NamedTuple):
    """A document, its article with the shared words marked, and how much of it is shared (0 to 1)."""

    document: Document
    blocks: list[Block]
    share: float


@get("/compare", sync_to_thread=False)
def compare_page(view: NamedDependency[View]) -> Response[str]:
    """Show the documents ``?a=`` and ``?b=`` side by side, or two reports by their ids; without both, let them be chosen."""
    if not (view.query.get("a") and view.query.get("b")):
        return view.render("compare.html", sides=[], reports=[], choice=view.shelf.latest(_LISTED, story=view.within))
    told = [_report(view, view.query.get(name, "")) for name in ("a", "b")]
    if told[0] and told[1]:
        return view.render("compare.html", sides=[], reports=_quotes(view, told[0], told[1]), choice=[])
    first, second = (view.shelf.annotations(view.query.get(name, "")) for name in ("a", "b"))
    spans = shared(first, second)
    sides = [_side(found, marked) for found, marked in zip((first, second), spans, strict=True)]
    return view.render("compare.html", sides=sides, reports=[], choice=[])


def _report(view: View, id: str) -> tuple[Claimed, int] | None:
    """Return the claim of a report (its id) and its place there, None where no report has the id."""
    try:
        claimed = view.shelf.claim(id)
    except CaseError:
        return None
    places = [at for at, told in enumerate(claimed.reports) if told.report.id == id]
    return (claimed, places[0]) if places else None


def _quotes(view: View, one: tuple[Claimed, int], other: tuple[Claimed, int]) -> list[tuple[Claimed, Quote]]:
    """Return two reports in their sentences, with the words marked in which they differ where they are in conflict."""
    (first, a), (second, b) = one, other
    clashes = [c for c in first.claim.conflicts if set(c.between) == {a, b}] if first.claim.id == second.claim.id else []
    if clashes:
        sides = facing(view, first, clashes[0]).sides
        return [(first, side) for side in (sides if clashes[0].between == (a, b) else sides[::-1])]
    return [(first, quoted(first.reports[a])), (second, quoted(second.reports[b]))]


@get("/compare.json", sync_to_thread=False)
def compare_json(view: NamedDependency[View]) -> Response[bytes]:
    """Return the passages that the two documents share as JSON, in pairs."""
    first, second = (view.shelf.annotations(view.query.get(name, "")) for name in ("a", "b"))
    pairs = zip(*shared(first, second), strict=True)
    return twins.json([{"a": one, "b": other, "quote": one.quote(first.text)} for one, other in pairs])


def shared(first: Annotations, second: Annotations) -> tuple[list[Span], list[Span]]:
    """Return the passages that two articles share word for word, in pairs: those of the first, those of the second."""
    words = list(_words(first)), list(_words(second))
    surfaces = [[span.quote(found.text) for span in side] for found, side in zip((first, second), words, strict=True)]
    matches = SequenceMatcher(None, surfaces[0], surfaces[1], autojunk=False).get_matching_blocks()
    runs = [(match.a, match.b, match.size) for match in matches if match.size >= _RUN]
    return (
        [Span(words[0][a].start, words[0][a + size - 1].end) for a, _, size in runs],
        [Span(words[1][b].start, words[1][b + size - 1].end) for _, b, size in runs],
    )


def _words(found: Annotations) -> Iterator[Span]:
    """Yield the words of an article, without the furniture around it."""
    furniture = found.document.boilerplate
    words = (Span(match.start(), match.end()) for match in _WORD.finditer(found.text))
    article = (word for word in words if not any(span.start <= word.start < span.end for span in furniture))
    for _, word in zip(range(_MOST), article, strict=False):
        yield word


def _side(found: Annotations, marked: list[Span]) -> Side:
    length = sum(word.end - word.start for word in _words(found))
    held = sum(len("".join(span.quote(found.text).split())) for span in marked)
    article = [block for block in blocks(found, [("shared", span) for span in marked]) if not block.furniture]
    return Side(found.document, article, held / length if length else 0.0)
